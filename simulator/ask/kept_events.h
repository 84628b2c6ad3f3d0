// KeptEvents: the events that a question rests on, each with the last answer for it. Whoever asks
// afterwards wants to know who it was as far as all logs tell, so that a later answer counts
// whatever the question leaves out: it may come after --to, and is of no log family itself.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "simulator/ask/event.h"
#include "simulator/ask/selection.h"

namespace aobo::sim {

// Events that a question holds at a time; more are an error, which says what to do.
inline constexpr std::size_t kMostEvents = 500'000;

class KeptEvents {
 public:
  // Records of nobody of a partner's are kept for a while too: a later one may show that a
  // partner's person acted. So many; the oldest go first.
  static constexpr std::size_t kMostWaiting = 20'000;

  // `everything`: records of nobody of a partner's stay as well.
  explicit KeptEvents(bool everything = false) : everything_(everything) {}

  // The next event. `chosen`: the question asks for it, by what no later answer changes.
  void add(AskedEvent&& event, bool chosen);
  // There were more than kMostEvents.
  bool full() const { return full_; }
  // In the order in which they came: derived events, and records that are a partner's by the last
  // answer, of those whose who, partner, way and confidence the question asks for; and each gap of
  // the collection. Of everything all.
  std::vector<AskedEvent> take(const Wanted& wanted);
  // The same where they stand: an event is large, and is not moved.
  std::list<AskedEvent> take_in_place(const Wanted& wanted);

 private:
  using Events = std::list<AskedEvent>;
  using Place = std::pair<std::size_t, std::uint64_t>;  // the how-manieth origin, and where in it
  Place place_of(const AskedEvent& event);
  void apply(const AskedEvent& later);
  void keep(AskedEvent&& event);
  void wait(AskedEvent&& event);

  bool everything_, full_ = false;
  Events kept_, waiting_;
  std::map<Place, Events::iterator> records_;  // in either list
  std::map<std::string, std::size_t> origins_;
  std::map<std::string, std::size_t>::const_iterator last_origin_ = origins_.end();
  std::multimap<std::string, Events::iterator> derived_;  // by id
};

}  // namespace aobo::sim
