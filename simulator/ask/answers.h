// The answers to questions about events: who was where, what came after what, everything of one
// event, and what is missing.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "simulator/ask/event.h"
#include "simulator/ask/selection.h"
#include "simulator/ask/shown_names.h"
#include "simulator/ask/table.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

// A row for each person and customer, in the order of their names: first and last, records, actions
// and what was outside the agreement. Those without a name are rows too.
AnswerTable who_table(const std::vector<AskedEvent>& events, const Zone& zone);

// Days one after the other of which these logs of a customer's have no record.
struct SilentDays {
  std::int64_t first, last;
  std::vector<std::string> families;
};

// What was not collected: told gaps, days without records of a log that has others, refused
// records, and records that came late.
class Gaps {
 public:
  // Of the customers and families that are wanted, in the span: a day on which nothing was read at
  // all is a day without records too where the span names it.
  Gaps(const Wanted& wanted, const TimeSpan& span, const Zone& zone)
      : wanted_(wanted), span_(span), zone_(zone) {}
  // Each event that was read: others than those wanted tell how far the logs reach.
  void add(const AskedEvent& event);
  AnswerTable table(const std::map<std::string, std::uint64_t>& metrics) const;
  std::vector<SilentDays> silent_days(const std::string& customer) const;  // by tenant id

 private:
  struct Log {
    std::set<std::int64_t> days;
    std::uint64_t late = 0;
  };
  bool is_of_customer(const AskedEvent& event) const;
  void add_gap(const AskedEvent& gap);
  std::pair<std::int64_t, std::int64_t> days() const;  // the first and the last

  const Wanted& wanted_;
  const TimeSpan& span_;
  const Zone& zone_;
  std::map<std::pair<std::string, std::string>, Log> logs_;  // by customer id and family
  ShownNames customers_;
  std::vector<AskedEvent> gaps_;
  TimeNs first_ = 0, last_ = 0;
  bool any_ = false;
};

// A line for each event, by person and customer; for people (text), with the days of which a log of
// the customer's has no record, and for programs (table).
std::string timeline_text(const std::vector<AskedEvent>& events, const Gaps& gaps, const Zone& zone,
                          const Look& look);
AnswerTable timeline_table(const std::vector<AskedEvent>& events, const Zone& zone);

// Everything of events[at], among what else is known.
std::string show_text(const std::vector<AskedEvent>& events, std::size_t at, const std::string& raw,
                      const Zone& zone, const Look& look);

}  // namespace aobo::sim
