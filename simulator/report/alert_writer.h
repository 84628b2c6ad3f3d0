// AlertWriter: alerts as lines, in one of several forms: Falco's text, Falco's JSON, the Elastic
// Common Schema, the Open Cybersecurity Schema Framework. A form is a file and a row of
// alert_writer.cpp; those of JSON can hold events without an alert as well.
#pragma once

#include <memory>
#include <ostream>
#include <span>
#include <string_view>

#include "simulator/report/event_facts.h"
#include "simulator/report/zone.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

class AlertWriter {
 public:
  virtual ~AlertWriter() = default;
  virtual void alert(const LoadedRule& rule, EventView& event) = 0;
  // An event for itself; text has no form for it.
  virtual void event(EventView& event) = 0;
};

struct AlertForm {
  std::string_view name;  // of --format
  bool events;            // whether it can hold an event without an alert
  // `zone`: of the time at the head of a text; forms for machines have theirs in UTC.
  std::unique_ptr<AlertWriter> (*make)(const RuleSet& rules, std::ostream& out, const Zone& zone);
};
std::span<const AlertForm> alert_forms();
// Null where there is none of this name.
const AlertForm* find_alert_form(std::string_view name);

// ATT&CK techniques among a rule's tags: T1098.003 …
std::vector<std::string> techniques(const RuleItem& rule);

}  // namespace aobo::sim
