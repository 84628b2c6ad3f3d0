// Revisions: actions that went out with an answer that evidence may yet change. Customers' logs lag
// by minutes to a day, the partner's by minutes, a vault may come in the next run; an action leaves
// on time with what is known. When what is learned later changes the answer, that is said once,
// with the old answer and the new: nothing is rewritten, nothing silently improved.
//
// What an answer taught is taken back with it. So that two answers do not hold each other up when
// what they rested on is gone, all that hangs on a change is first taken back and then asked anew,
// in the order of the records, until nothing changes any more.
//
// Kept are those whose answer can change, so many and for so long; the oldest goes first and is
// counted. Those where nobody of a partner's is sought so far have a place of their own, so that a
// customer's everyday does not push out what partners do.
#pragma once

#include <tsl/robin_map.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "plugin/base/bounded.h"
#include "plugin/base/limits.h"
#include "plugin/identity/record_numbers.h"
#include "plugin/identity/resolver.h"
#include "plugin/identity/subject.h"

namespace aobo {

struct Revision {
  RecordNumber number_of_record = 0;
  std::shared_ptr<const PackedRecord> packed;  // what tells who acted
  std::string event;                           // reference of the first event
  std::string origin;                          // and where it stands
  std::uint64_t offset = 0;
  TimeNs event_time = 0;
  std::uint32_t number = 0;    // the how-manieth change of that event's answer, from 1
  std::optional<Guid> tenant;  // where it was done
  Subject before, after;
  Lesson taught_before, taught;  // what the answers let the record teach

  const Record& record() const { return packed->record(); }
};

class Revisions {
 public:
  explicit Revisions(const IdentityOptions& options, Account* account = nullptr);
  ~Revisions();

  // A record as it goes out, and what it taught. Nothing where no evidence could change its answer.
  void watch(const Case& the_case, const Lesson& lesson, const Evidence& evidence);
  // Asks again about what has changed in the evidence, and what that teaches in turn: piece by
  // piece, by go_on, until at_rest. Meanwhile nobody else may change the evidence or watch.
  void begin(std::vector<Affected> changed, const std::shared_ptr<const Knowledge>& known);
  bool at_rest() const { return work_ == nullptr; }
  // So many answers at most are taken from `left`. What has changed of those that are concluded.
  std::vector<Revision> go_on(Evidence& evidence, std::size_t& left);
  void forget_before(TimeNs time);
  // How many ask about it.
  std::size_t asking(TopicId about) const;

  std::uint64_t evicted() const { return partners_.actions.evicted() + others_.actions.evicted(); }
  // Answers that were not asked again because one record changed too many.
  std::uint64_t cut() const { return cut_; }
  std::size_t size() const { return partners_.actions.size() + others_.actions.size(); }

  void save(Writer& writer) const;
  void load(Reader& reader, const Evidence& evidence);

 private:
  struct Action {
    std::shared_ptr<const PackedRecord> packed;
    std::string event, origin;
    std::uint64_t offset = 0;
    std::uint32_t changes = 0;
    Subject answer;  // without what the record tells, which is kept beside it
    Lesson lesson;
    std::vector<TopicId> questions;

    const Record& record() const { return packed->record(); }
    Subject whole_answer() const {
      Subject whole = answer;
      whole.add_record_texts(record());
      return whole;
    }
    // With what finds it by its topics.
    std::size_t heap_bytes() const {
      constexpr std::size_t kTopicBytes = 128;
      HeapBytes texts;
      texts(event, origin, answer, lesson, questions);
      return texts.bytes() + block_bytes(packed->bytes() + 16) + questions.size() * kTopicBytes;
    }
  };

  // By the number of the record, the oldest first.
  struct Ring {
    explicit Ring(Bound bound)
        : actions(bound, [this](RecordNumber number, Action& one) { forget(number, one); }) {}

    void index(RecordNumber number, const Action& action);
    void forget(RecordNumber number, const Action& action);

    Bounded<RecordNumber, Action> actions;
    tsl::robin_map<TopicId, RecordNumbers, KeyedHash> by_topic;
  };

  // One that is asked again: the answer and the lesson that it has by now.
  struct Asked {
    RecordNumber number = 0;
    Ring* ring = nullptr;
    Action* action = nullptr;
    Case c;
    Lesson lesson;
    bool taught = false;
    std::size_t asked_at = 0;  // how much had changed until then
  };

  // How much one record has asked again.
  struct Asking {
    std::size_t actions = 0, bytes = 0;
    // Whether one more may be.
    bool add(std::size_t its_bytes) {
      ++actions;
      bytes += its_bytes;
      return actions <= limits::kRevisionsPerRecord && bytes <= limits::kRevisedBytes;
    }
  };

  // What is asked again at the moment, and how far that is.
  struct Work;

  void find_concerned();
  void take_back(Evidence& evidence, std::size_t& left);
  void begin_asking();
  void ask(Evidence& evidence, std::size_t& left);
  void ask(Asked& one, Evidence& evidence);
  void conclude(Evidence& evidence, std::size_t& left, std::vector<Revision>& revisions);
  // Nothing where the answer is the same.
  std::optional<Revision> conclude(Asked& one);
  // The record has another lesson; by it, it may ask about more than before.
  void keep_lesson(const Asked& one, const Evidence& evidence);

  Ring partners_, others_;
  std::uint64_t cut_ = 0;
  std::unique_ptr<Work> work_;
};

}  // namespace aobo
