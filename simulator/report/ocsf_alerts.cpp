// Alerts and events in the Open Cybersecurity Schema Framework 1.3: an alert is a Detection Finding
// (class 2004), a sign-in an Authentication (3002), what is done to a user, an entity, a role or a
// group one of the other classes of identities (3001, 3004, 3005, 3006), another event an API
// Activity (6003). The profile `cloud`, which each of them declares, brings the tenant and the
// operation as Microsoft calls it. What the schema has no attribute for stands under `unmapped`,
// where it says such things belong.
#include "plugin/base/json_object.h"
#include "plugin/base/time.h"
#include "simulator/report/alert_writer.h"
#include "simulator/report/ocsf_class.h"
#include "simulator/version.h"

namespace aobo::sim {
namespace {

struct Severity {
  std::int64_t id;
  std::string_view name;
};
Severity severity(Priority priority) {
  switch (priority) {
    case Priority::kEmergency:
      return {6, "Fatal"};
    case Priority::kAlert:
    case Priority::kCritical:
      return {5, "Critical"};
    case Priority::kError:
      return {4, "High"};
    case Priority::kWarning:
      return {3, "Medium"};
    case Priority::kNotice:
      return {2, "Low"};
    default:
      return {1, "Informational"};
  }
}

std::string as_list(const JsonObject& object) { return "[" + object.done() + "]"; }

JsonObject metadata(const EventFacts& facts) {
  JsonObject product, data;
  product.text("name", "aobo").text("vendor_name", "aobo").text("version", kVersion);
  return data.text("version", "1.3.0")
      .texts("profiles", {"cloud", "host"})
      .object("product", product)
      .text("log_name", facts.text("aobo.family"))
      .text("tenant_uid", facts.text("aobo.customer.id"))
      .text("uid", facts.handle());
}

// How sure the name is, on the schema's scale: Low, Medium, High; Other for what is no degree.
struct Confidence {
  std::string_view own, name;
  std::int64_t id;
};
constexpr Confidence kConfidence[] = {{"exact", "High", 3},       {"strong", "High", 3},
                                      {"weak", "Low", 1},         {"ambiguous", "Low", 1},
                                      {"conflict", "Low", 1},     {"unknown", "Other", 99},
                                      {"unresolved", "Other", 99}};

void add_confidence(const EventFacts& facts, JsonObject& object) {
  const std::string own = facts.text("aobo.confidence");
  for (const Confidence& row : kConfidence) {
    if (row.own == own) object.number("confidence_id", row.id).text("confidence", row.name);
  }
}

// By what right it was done, and whether that was agreed.
JsonObject authorization(const EventFacts& facts) {
  JsonObject policy, authorization;
  policy.text("name", facts.text("aobo.policy.scope"))
      .text("uid", facts.text("aobo.relationship.id"))
      .text("desc", facts.text("aobo.path"));
  return authorization.text("decision", facts.text("aobo.policy")).object("policy", policy);
}

JsonObject user_of(const EventFacts& facts) {
  JsonObject org, user;
  org.text("uid", facts.text("aobo.partner.id")).text("name", facts.text("aobo.partner.name"));
  const std::string upn = facts.text("aobo.user.upn");
  user.text("uid", facts.text("aobo.user.id"))
      .text("email_addr", upn)
      .text("full_name", facts.text("aobo.user.name"));
  user.text("name", upn.empty() ? facts.text("aobo.actor") : upn)
      .number("type_id", upn.empty() ? 0 : 2)
      .object("org", org);
  return user;
}

JsonObject actor(const EventFacts& facts) {
  JsonObject session, actor;
  actor.object("user", user_of(facts))
      .object("session", session.text("uid", facts.text("aobo.session")))
      .text("app_name", facts.text("aobo.app.name"))
      .text("app_uid", facts.text("aobo.app.id"));
  const JsonObject right = authorization(facts);
  return right.empty() ? actor : actor.raw("authorizations", as_list(right));
}

JsonObject api(const EventFacts& facts) {
  JsonObject service, api;
  service.text("name", facts.text("aobo.workload"));
  return api.text("operation", facts.text("aobo.operation")).object("service", service);
}

JsonObject endpoint(const EventFacts& facts) {
  JsonObject location, endpoint;
  location.text("country",
                facts.text("aobo.country").size() == 2 ? facts.text("aobo.country") : "");
  const std::string ip = facts.text("aobo.ip");
  // A place is no endpoint: the schema wants an address or a name.
  return endpoint.text("ip", ip)
      .text("name", ip.empty() ? "unknown" : "")
      .object("location", location);
}

// The tenant in which it happened is the organisation that owns that part of the cloud.
JsonObject cloud(const EventFacts& facts) {
  JsonObject cloud, account, org;
  return cloud.text("provider", "Azure")
      .object("account", account.text("uid", facts.text("aobo.subscription.id")))
      .object("org", org.text("uid", facts.text("aobo.customer.id"))
                         .text("name", facts.text("aobo.customer.name")));
}

JsonObject unmapped(const EventFacts& facts) {
  JsonObject unmapped;
  for (const char* field :
       {"aobo.customer.id", "aobo.customer.name", "aobo.path", "aobo.confidence", "aobo.method",
        "aobo.policy", "aobo.derived", "aobo.ticket"}) {
    unmapped.text(field, facts.text(field));
  }
  return unmapped.texts("aobo.candidates", facts.texts("aobo.candidates"))
      .texts("aobo.evidence", facts.texts("aobo.evidence"))
      .texts("aobo.policy.violations", facts.texts("aobo.policy.violations"));
}

JsonObject target(const EventFacts& facts) {
  JsonObject resource;
  return resource.text("uid", facts.text("aobo.target.id"))
      .text("name", facts.text("aobo.target.name"))
      .text("type", facts.text("aobo.target.type"));
}

JsonObject finding_info(const LoadedRule& rule, const EventFacts& facts) {
  JsonObject analytic, info;
  analytic.text("name", rule.item.name)
      .number("type_id", 1)
      .text("type", "Rule")
      .text("desc", rule.item.desc);
  info.text("uid", rule.item.name + ":" + facts.handle())
      .text("title", rule.item.name)
      .text("desc", rule.item.desc)
      .object("analytic", analytic);
  std::string attacks;
  for (const std::string& technique : techniques(rule.item)) {
    JsonObject named, attack;
    attack.object("technique", named.text("uid", technique));
    attacks += (attacks.empty() ? "" : ",") + attack.done();
  }
  if (!attacks.empty()) info.raw("attacks", "[" + attacks + "]");
  return info.number("created_time", static_cast<std::int64_t>(facts.time_ns() / 1'000'000));
}

class OcsfAlerts : public AlertWriter {
 public:
  OcsfAlerts(const RuleSet& rules, std::ostream& out) : rules_(rules), out_(out) {}

  void alert(const LoadedRule& rule, EventView& event) override {
    const EventFacts facts(rules_, event);
    const Severity how = severity(rule.item.priority);
    JsonObject object, evidence;
    object.number("category_uid", 2)
        .text("category_name", "Findings")
        .number("class_uid", 2004)
        .text("class_name", "Detection Finding");
    object.number("activity_id", 1).text("activity_name", "Create").number("type_uid", 200401);
    object.number("severity_id", how.id)
        .text("severity", how.name)
        .number("status_id", 1)
        .text("status", "New");
    object.number("time", static_cast<std::int64_t>(facts.time_ns() / 1'000'000))
        .text("message", rule.output.text(event));
    object.object("metadata", metadata(facts)).object("finding_info", finding_info(rule, facts));
    evidence.object("actor", actor(facts))
        .object("api", api(facts))
        .object("src_endpoint", endpoint(facts));
    add_confidence(facts, object);
    object.object("cloud", cloud(facts)).raw("evidences", as_list(evidence));
    if (!target(facts).empty()) object.raw("resources", as_list(target(facts)));
    object.object("unmapped", unmapped(facts));
    out_ << object.done() << '\n';
  }

  void event(EventView& event) override {
    const EventFacts facts(rules_, event);
    const OcsfClass type = ocsf_class(facts);
    JsonObject object, request;
    object.number("category_uid", type.category)
        .text("category_name", type.category_name)
        .number("class_uid", type.uid)
        .text("class_name", type.name);
    object.number("activity_id", type.activity)
        .text("activity_name", type.activity_name)
        .number("type_uid", type.uid * 100 + type.activity);
    add_outcome(facts, object);
    const std::string derived = facts.text("aobo.derived.text");
    object.text("message", derived.empty() ? facts.text("aobo.group_object")
                                           : derived + " " + facts.text("aobo.group_object"));
    object.object("metadata", metadata(facts))
        .object("actor", actor(facts))
        .object("src_endpoint", endpoint(facts))
        .object("cloud", cloud(facts))
        .object("api", api(facts))
        .object("http_request", request.text("user_agent", facts.text("aobo.user_agent")));
    add_subject(type, facts, object);
    out_ << object.object("unmapped", unmapped(facts)).done() << '\n';
  }

 private:
  // What the class is about.
  static void add_subject(const OcsfClass& type, const EventFacts& facts, JsonObject& object) {
    switch (type.kind) {
      case OcsfKind::kAuthentication:
        return add_sign_in(facts, object);
      case OcsfKind::kAccount:
        object.object("user", user_that_it_was_done_to(facts));
        return;
      case OcsfKind::kRole: {
        const std::string role = facts.text("aobo.role.name");
        object.object("user", user_that_it_was_done_to(facts))
            .texts("privileges", {role.empty() ? facts.text("aobo.role.id") : role});
        return;
      }
      case OcsfKind::kGroup: {
        const OcsfGroup group = ocsf_group(facts);
        JsonObject group_object;
        object.object("group", group_object.text("uid", group.id).text("name", group.name))
            .object("user", user_that_it_was_done_to(facts));
        return;
      }
      case OcsfKind::kEntity:
        object.object("entity", target(facts));
        return;
      case OcsfKind::kApi:
        if (!target(facts).empty()) object.raw("resources", as_list(target(facts)));
        return;
    }
  }

  static JsonObject user_that_it_was_done_to(const EventFacts& facts) {
    JsonObject user;
    const std::string name = facts.text("aobo.target.name");
    return user.text("uid", facts.text("aobo.target.id"))
        .text("name", name)
        .text("email_addr", name.find('@') == std::string::npos ? "" : name)
        .number("type_id", 0);
  }

  static void add_sign_in(const EventFacts& facts, JsonObject& object) {
    JsonObject service, session;
    const std::string app = facts.text("aobo.app.name");
    object.object("user", user_of(facts))
        .object("service", service.text("name", app.empty() ? "Microsoft Entra ID" : app)
                               .text("uid", facts.text("aobo.app.id")))
        .object("session", session.text("uid", facts.text("aobo.session")));
    const std::string mfa = facts.text("aobo.signin.mfa");
    if (!mfa.empty()) object.flag("is_mfa", mfa == "multiFactorAuthentication");
  }

  static void add_outcome(const EventFacts& facts, JsonObject& object) {
    const std::string result = facts.text("aobo.result");
    object.number("severity_id", 1)
        .text("severity", "Informational")
        .number("time", static_cast<std::int64_t>(facts.time_ns() / 1'000'000));
    constexpr std::int64_t kOther = 99;
    object
        .number("status_id", result == "success"   ? 1
                             : result == "failure" ? 2
                             : result.empty()      ? 0
                                                   : kOther)
        .text("status", result);
  }

  const RuleSet& rules_;
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<AlertWriter> make_ocsf_alerts(const RuleSet& rules, std::ostream& out,
                                              const Zone&) {
  return std::make_unique<OcsfAlerts>(rules, out);
}

}  // namespace aobo::sim
