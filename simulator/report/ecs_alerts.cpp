// Alerts and events in the Elastic Common Schema 8.11: names and types are those of its published
// list of fields; what it has no field for stands under `labels`, where it says such things belong.
#include <algorithm>

#include "plugin/base/json_object.h"
#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "simulator/report/alert_writer.h"
#include "simulator/report/ocsf_class.h"
#include "simulator/version.h"

namespace aobo::sim {
namespace {

// Elastic's own scale for its rules: low, medium, high, critical.
std::int64_t severity(Priority priority) {
  switch (priority) {
    case Priority::kEmergency:
    case Priority::kAlert:
    case Priority::kCritical:
      return 99;
    case Priority::kError:
      return 73;
    case Priority::kWarning:
      return 47;
    case Priority::kNotice:
      return 21;
    default:
      return 1;
  }
}

// One of the values that the schema allows.
std::string category(const EventFacts& facts) {
  const std::string workload = facts.text("aobo.workload");
  if (facts.is_sign_in()) return "authentication";
  if (facts.is_of("directory") || facts.text("aobo.sort") == "check-out") return "iam";
  if (workload == "Exchange") return "email";
  return workload == "SharePoint" || workload == "OneDrive" ? "file" : "configuration";
}

// What is done to a user stands under user.target.
bool of_a_user(const EventFacts& facts) {
  return equal_ignoring_case(facts.text("aobo.target.type"), "user");
}

// What sort of change it is, and of an identity what it was done to.
std::vector<std::string> types(const EventFacts& facts) {
  const std::string operation = facts.text("aobo.operation");
  if (facts.is_sign_in()) return {"start"};
  std::vector<std::string> all;
  if (category(facts) == "iam") {
    if (!facts.text("aobo.role.id").empty()) all.emplace_back("admin");
    const bool user = of_a_user(facts) || operation.ends_with(" user");
    if (user) all.emplace_back("user");
    if (operation.find(" group") != std::string::npos) all.emplace_back("group");
  }
  constexpr const char* kTypes[] = {"creation", "access", "change", "deletion"};
  all.emplace_back(kTypes[static_cast<std::size_t>(facts.change())]);
  return all;
}

std::string outcome(const EventFacts& facts) {
  const std::string result = facts.text("aobo.result");
  return result == "success" || result == "failure" ? result : "unknown";
}

// The person; under `effective` the account that stood in the customer's log, under `target` the
// user that it was done to.
JsonObject user(const EventFacts& facts) {
  JsonObject user, effective, target;
  const std::string upn = facts.text("aobo.user.upn"), actor = facts.text("aobo.actor");
  if (!upn.empty() && actor != upn) user.object("effective", effective.text("name", actor));
  if (of_a_user(facts)) {
    target.text("id", facts.text("aobo.target.id")).text("name", facts.text("aobo.target.name"));
    user.object("target", target);
  }
  user.text("domain", domain_of(upn))
      .text("id", facts.text("aobo.user.id"))
      .text("email", facts.text("aobo.user.upn"))
      .text("full_name", facts.text("aobo.user.name"));
  return user.text("name", facts.text("aobo.user.upn").empty() ? facts.text("aobo.actor")
                                                               : facts.text("aobo.user.upn"));
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

JsonObject labels(const EventFacts& facts) {
  JsonObject labels;
  for (const char* field : {"path", "confidence", "method", "partner.name", "partner.id", "policy",
                            "derived", "ticket", "session", "correlation"}) {
    std::string key = "aobo_" + std::string(field);
    for (char& c : key) c = c == '.' ? '_' : c;
    labels.text(key, facts.text("aobo." + std::string(field)));
  }
  // Labels are texts alone.
  return labels.text("aobo_violations", joined(facts.texts("aobo.policy.violations")))
      .text("aobo_evidence", joined(facts.texts("aobo.evidence")));
}

// Everybody who may have to do with it.
std::vector<std::string> people(const EventFacts& facts) {
  std::vector<std::string> all = facts.texts("aobo.candidates");
  for (const char* field : {"aobo.user.upn", "aobo.actor"}) {
    const std::string one = facts.text(field);
    if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
  return all;
}

class EcsAlerts : public AlertWriter {
 public:
  EcsAlerts(const RuleSet& rules, std::ostream& out) : rules_(rules), out_(out) {}
  void alert(const LoadedRule& rule, EventView& event) override { write(&rule, event); }
  void event(EventView& event) override { write(nullptr, event); }

 private:
  JsonObject event_of(const LoadedRule* rule, const EventFacts& facts) const {
    JsonObject event;
    event.text("kind", rule != nullptr ? "alert" : "event")
        .texts("category", {category(facts)})
        .texts("type", types(facts));
    event.text("action", facts.text("aobo.operation"))
        .text("outcome", outcome(facts))
        .text("id", facts.handle());
    event.text("module", "aobo")
        .text("dataset", rule != nullptr ? "aobo.alert" : "aobo.event")
        .text("provider", facts.text("aobo.family"));
    if (rule != nullptr) event.number("severity", severity(rule->item.priority));
    return event;
  }

  void add_rule(const LoadedRule& rule, EventView& event, JsonObject& object) const {
    JsonObject described, technique, threat;
    described.text("name", rule.item.name)
        .text("id", help_anchor(rule.item.name))
        .text("version", kVersion)
        .text("description", rule.item.desc)
        .text("ruleset", "aobo")
        .text("category", theme_of(rule.item));
    technique.texts("id", techniques(rule.item));
    threat.text("framework", technique.empty() ? "" : "MITRE ATT&CK")
        .object("technique", technique);
    object.text("message", rule.output.text(event))
        .object("rule", described)
        .object("threat", threat)
        .texts("tags", rule.item.tags);
  }

  void write(const LoadedRule* rule, EventView& event) {
    const EventFacts facts(rules_, event);
    JsonObject object, version, organization, geo, source, agent, account, cloud, related;
    object.text("@timestamp", format_time(static_cast<TimeNs>(facts.time_ns())))
        .object("ecs", version.text("version", "8.11.0"));
    object.object("event", event_of(rule, facts));
    if (rule != nullptr) {
      add_rule(*rule, event, object);
    } else {
      object.text("message", facts.text("aobo.derived.text"));
    }
    const OcsfGroup changed = ocsf_group(facts);
    JsonObject group;
    object.object("user", user(facts))
        .object("group", group.text("id", changed.id).text("name", changed.name));
    object.object("organization", organization.text("id", facts.text("aobo.customer.id"))
                                      .text("name", facts.text("aobo.customer.name")));
    geo.text("country_iso_code",
             facts.text("aobo.country").size() == 2 ? facts.text("aobo.country") : "");
    object.object("source", source.text("ip", facts.text("aobo.ip")).object("geo", geo));
    object.object("user_agent", agent.text("original", facts.text("aobo.user_agent")));
    account.text("id", facts.text("aobo.subscription.id"));
    object.object(
        "cloud", cloud.text("provider", account.empty() ? "" : "azure").object("account", account));
    if (!facts.text("aobo.ip").empty()) related.texts("ip", {facts.text("aobo.ip")});
    object.object("related", related.texts("user", people(facts))).object("labels", labels(facts));
    out_ << object.done() << '\n';
  }

  const RuleSet& rules_;
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<AlertWriter> make_ecs_alerts(const RuleSet& rules, std::ostream& out, const Zone&) {
  return std::make_unique<EcsAlerts>(rules, out);
}

}  // namespace aobo::sim
