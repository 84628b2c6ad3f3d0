// AlertWriter: alerts as lines, in one of four formats: Falco's text, Falco's JSON, the
// Elastic Common Schema, and the Open Cybersecurity Schema Framework. The JSON forms can hold
// events without an alert as well.
#pragma once

#include <memory>
#include <ostream>
#include <string_view>

#include "simulator/report/event_facts.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

class AlertWriter {
 public:
  virtual ~AlertWriter() = default;
  virtual void alert(const LoadedRule& rule, EventView& event) = 0;
  // An event for itself; text has no form for it.
  virtual void event(EventView& event) = 0;
};

std::unique_ptr<AlertWriter> make_text_alerts(const RuleSet& rules, std::ostream& out);
std::unique_ptr<AlertWriter> make_json_alerts(const RuleSet& rules, std::ostream& out);
std::unique_ptr<AlertWriter> make_ecs_alerts(const RuleSet& rules, std::ostream& out);
std::unique_ptr<AlertWriter> make_ocsf_alerts(const RuleSet& rules, std::ostream& out);

// ATT&CK techniques among a rule's tags: T1098.003 …
std::vector<std::string> techniques(const RuleItem& rule);

}  // namespace aobo::sim
