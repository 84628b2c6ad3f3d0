// AlertSummary: what the alerts of a replay came to: how many by rule, by customer and by person.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "simulator/report/event_facts.h"

namespace aobo::sim {

class AlertSummary {
 public:
  void add(const RuleItem& rule, const EventFacts& facts);
  std::uint64_t alerts() const { return alerts_; }
  // Whether an alert of this priority or a higher one was added.
  bool reached(Priority priority) const { return alerts_ > 0 && highest_ <= priority; }
  std::string text(std::uint64_t events) const;

 private:
  using Counts = std::map<std::string, std::uint64_t>;
  std::uint64_t alerts_ = 0;
  Priority highest_ = Priority::kDebug;
  Counts rules_, customers_, people_;
  std::map<std::string, Priority> priorities_;
};

}  // namespace aobo::sim
