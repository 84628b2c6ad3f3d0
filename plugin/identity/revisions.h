// Revisions: actions that went out with an answer that evidence may yet change. Customers' logs lag
// by minutes to a day, the partner's by minutes; an action leaves on time with what is known. When
// what is learned later changes the answer, that is said once, with the old answer and the new:
// nothing is rewritten, nothing silently improved.
//
// Kept are those whose answer can change, so many and for so long; the oldest goes first and is
// counted. Those where nobody of a partner's is sought so far have a place of their own, so that a
// customer's everyday does not push out what partners do.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "plugin/event/packed_record.h"
#include "plugin/identity/resolver.h"
#include "plugin/identity/subject.h"

namespace aobo {

struct Revision {
  std::string event;   // reference of the first event
  std::string origin;  // and where it stands
  std::uint64_t offset = 0;
  TimeNs event_time = 0;
  std::uint32_t number = 0;  // the how-manieth change of that event's answer, from 1
  Subject before, after;
};

class Revisions {
 public:
  explicit Revisions(const IdentityOptions& options) : options_(options) {}

  // A record as it goes out. Nothing where no evidence could change its answer.
  void watch(const Record& record, const Attribution& answer, std::string_view origin,
             std::uint64_t offset);
  // Asks again about what the evidence just learned concerns, and what that teaches in turn, until
  // nothing changes any more.
  std::vector<Revision> revise(Resolver& resolver, const Directory& directory);
  void forget_before(TimeNs time);

  std::uint64_t evicted() const { return evicted_; }
  std::uint64_t cut() const { return cut_; }
  std::size_t size() const { return partners_.actions.size() + others_.actions.size(); }

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  struct Action {
    PackedRecord packed;
    std::string event, origin;
    std::uint64_t offset = 0;
    std::uint32_t changes = 0;
    Subject answer;
    std::vector<TopicId> topics;
  };

  // The oldest first, numbered from `first` on.
  struct Ring {
    std::deque<Action> actions;
    std::uint64_t first = 0;
    std::unordered_map<TopicId, std::vector<std::uint64_t>> by_topic;

    void index(std::uint64_t number);
    void drop_first();
    std::vector<std::uint64_t> concerned(const std::vector<TopicId>& learned) const;
  };

  void revise(Ring& ring, const std::vector<TopicId>& learned, Resolver& resolver,
              const Directory& directory, std::size_t& asked, std::vector<Revision>& out);
  // Nothing where the answer is the same.
  bool ask_again(Action& action, Resolver& resolver, const Directory& directory,
                 Revision& revision);

  IdentityOptions options_;
  Ring partners_, others_;
  Attribution scratch_;
  std::uint64_t evicted_ = 0;
  std::uint64_t cut_ = 0;
};

}  // namespace aobo
