#include "simulator/ask/event.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "simulator/report/place.h"
#include "simulator/report/writer.h"

namespace aobo::sim {
namespace {

template <typename Member>
struct Row {
  const char* field;
  Member AskedEvent::*member;
};
constexpr Row<std::string> kTexts[] = {
    {"aobo.id", &AskedEvent::id},
    {"aobo.activity.id", &AskedEvent::activity},
    {"aobo.family", &AskedEvent::family},
    {"aobo.sort", &AskedEvent::sort},
    {"aobo.kind", &AskedEvent::kind},
    {"aobo.customer.id", &AskedEvent::customer_id},
    {"aobo.customer.name", &AskedEvent::customer},
    {"aobo.tenant.id", &AskedEvent::tenant_id},
    {"aobo.operation", &AskedEvent::operation},
    {"aobo.workload", &AskedEvent::workload},
    {"aobo.result", &AskedEvent::result},
    {"aobo.actor", &AskedEvent::actor},
    {"aobo.who", &AskedEvent::in_words},
    {"aobo.app.id", &AskedEvent::app_id},
    {"aobo.app.name", &AskedEvent::app},
    {"aobo.app.key.id", &AskedEvent::app_key},
    {"aobo.tool", &AskedEvent::tool},
    {"aobo.target.id", &AskedEvent::target_id},
    {"aobo.target.name", &AskedEvent::target},
    {"aobo.change.old[UserPrincipalName]", &AskedEvent::old_upn},
    {"aobo.change[included_updated_properties]", &AskedEvent::changed},
    {"aobo.change[AppRole.Value]", &AskedEvent::app_role},
    {"aobo.change[DelegatedPermissionGrant.Scope]", &AskedEvent::delegated},
    {"aobo.change[FederatedIdentityCredentials]", &AskedEvent::federated},
    {"aobo.change[ConsentContext.IsAdminConsent]", &AskedEvent::admin_consent},
    {"aobo.change[ConsentContext.OnBehalfOfAll]", &AskedEvent::on_behalf_of_all},
    {"aobo.change[DelegatedPermissionGrant.ConsentType]", &AskedEvent::consent_type},
    {"aobo.change[ConsentAction.Permissions]", &AskedEvent::consented},
    {"aobo.resource", &AskedEvent::resource},
    {"aobo.subscription.id", &AskedEvent::subscription},
    {"aobo.ip.text", &AskedEvent::ip},
    {"aobo.country", &AskedEvent::country},
    {"aobo.signin.client", &AskedEvent::client},
    {"aobo.signin.mfa", &AskedEvent::mfa},
    {"aobo.signin.ca_status", &AskedEvent::ca_status},
    {"aobo.signin.outcome", &AskedEvent::outcome},
    {"aobo.session", &AskedEvent::session},
    {"aobo.request", &AskedEvent::request},
    {"aobo.correlation", &AskedEvent::correlation},
    {"aobo.path", &AskedEvent::path},
    {"aobo.partner.id", &AskedEvent::partner_id},
    {"aobo.partner.name", &AskedEvent::partner},
    {"aobo.user.id", &AskedEvent::user_id},
    {"aobo.user.upn", &AskedEvent::upn},
    {"aobo.user.name", &AskedEvent::name},
    {"aobo.method", &AskedEvent::method},
    {"aobo.confidence", &AskedEvent::confidence},
    {"aobo.policy", &AskedEvent::policy},
    {"aobo.policy.scope", &AskedEvent::scope},
    {"aobo.ticket", &AskedEvent::ticket},
    {"aobo.param[reason]", &AskedEvent::reason},
    {"aobo.param[Justification]", &AskedEvent::reason},
    {"aobo.relationship.id", &AskedEvent::relationship_id},
    {"aobo.relationship.type", &AskedEvent::relationship_type},
    {"aobo.relationship.status", &AskedEvent::relationship_status},
    {"aobo.role.id", &AskedEvent::role},
    {"aobo.target.role", &AskedEvent::target_role},
    {"aobo.credit", &AskedEvent::credit},
    {"aobo.credit.subscription", &AskedEvent::credit_subscription},
    {"aobo.derived", &AskedEvent::derived},
    {"aobo.derived.text", &AskedEvent::derived_text},
    {"aobo.gap.log", &AskedEvent::gap_log},
    {"aobo.origin", &AskedEvent::origin}};
constexpr Row<std::vector<std::string>> kLists[] = {
    {"aobo.family.traits", &AskedEvent::traits},
    {"aobo.candidates", &AskedEvent::candidates},
    {"aobo.evidence", &AskedEvent::evidence},
    {"aobo.evidence.kinds", &AskedEvent::evidence_kinds},
    {"aobo.policy.violations", &AskedEvent::violations},
    {"aobo.policy.reasons", &AskedEvent::reasons},
    {"aobo.relationship.roles", &AskedEvent::roles},
    {"aobo.relationship.findings", &AskedEvent::findings},
    {"aobo.derived.ids", &AskedEvent::derived_ids}};
constexpr Row<std::optional<std::uint64_t>> kNumbers[] = {
    {"aobo.relationship.end", &AskedEvent::relationship_end},
    {"aobo.relationship.days_left", &AskedEvent::days_left},
    {"aobo.offset", &AskedEvent::offset},
    {"aobo.gap.start", &AskedEvent::gap_start},
    {"aobo.gap.end", &AskedEvent::gap_end}};
constexpr Row<bool> kFlags[] = {{"aobo.is_partner", &AskedEvent::is_partner},
                                {"aobo.user.active", &AskedEvent::active},
                                {"aobo.late", &AskedEvent::late}};

constexpr const char* kParameters[] = {"forwardto",
                                       "redirectto",
                                       "forwardasattachmentto",
                                       "forwardingsmtpaddress",
                                       "forwardingaddress",
                                       "delivertomailboxandforward",
                                       "auditenabled",
                                       "redirectmessageto",
                                       "copyto",
                                       "blindcopyto",
                                       "addtorecipients",
                                       "routemessageoutboundconnector",
                                       "autoforwardenabled",
                                       "grantsendonbehalfto",
                                       "setscl"};

// What the rules do that a client changed in a mailbox, of [{"Name":"RuleActions","Value":"…"}, …].
std::string rule_actions(const std::string& properties) {
  simdjson::dom::parser parser;
  simdjson::dom::array all;
  std::string actions;
  if (parser.parse(properties).get_array().get(all) != simdjson::SUCCESS) return actions;
  for (const auto one : all) {
    std::string_view name, value;
    if (one["Name"].get_string().get(name) == simdjson::SUCCESS && name == "RuleActions" &&
        one["Value"].get_string().get(value) == simdjson::SUCCESS)
      actions += value;
  }
  return actions;
}

}  // namespace

std::string AskedEvent::handle() const { return id.empty() ? place_text(origin, offset) : id; }

std::string AskedEvent::who() const {
  if (named()) return name.empty() ? upn : name + " <" + upn + ">";
  if (confidence == "ambiguous" || confidence == "conflict") {
    std::string text;
    for (const std::string& one : candidates) text += (text.empty() ? "" : " or ") + one;
    if (!text.empty()) return text;
  }
  if (confidence == "unknown") return "unknown technician " + user_id;
  if (names_an_actor(actor)) return actor;
  return in_words == kRunItself ? in_words : "(no actor)";
}

Result<EventReader> EventReader::make(const Session& session) {
  EventReader reader;
  const auto add = [&](const auto& rows) -> std::optional<Error> {
    for (const auto& row : rows) {
      auto query = session.query(row.field);
      if (!query) return query.error();
      reader.queries_.push_back(std::move(*query));
    }
    return std::nullopt;
  };
  if (auto error = add(kTexts)) return *error;
  if (auto error = add(kLists)) return *error;
  if (auto error = add(kNumbers)) return *error;
  if (auto error = add(kFlags)) return *error;
  for (const auto& [field, query] : {std::pair("aobo.app.key.known", &reader.key_known_),
                                     {"aobo.target.privileged", &reader.target_privileged_},
                                     {"aobo.json[/OperationProperties]", &reader.rules_},
                                     {"aobo.ip", &reader.address_}}) {
    auto found = session.query(field);
    if (!found) return found.error();
    *query = std::move(*found);
  }
  for (const char* name : kParameters) {
    auto query = session.query(fmt::format("aobo.param[{}]", name));
    if (!query) return query.error();
    reader.parameters_.push_back(std::move(*query));
  }
  return reader;
}

AskedEvent EventReader::read(const Session& session) const {
  AskedEvent event;
  event.time = static_cast<TimeNs>(session.event_time_ns());
  event.number = session.event_number();
  session.read_all(queries_, cells_);
  std::size_t at = 0;
  for (const auto& row : kTexts) {
    const Cell& cell = cells_[at++];
    if (!cell.texts.empty()) event.*row.member = cell.texts.front();
  }
  for (const auto& row : kLists) {
    const Cell& cell = cells_[at++];
    (event.*row.member).assign(cell.texts.begin(), cell.texts.end());
  }
  for (const auto& row : kNumbers) {
    const Cell& cell = cells_[at++];
    if (!cell.numbers.empty()) event.*row.member = cell.numbers.front();
  }
  for (const auto& row : kFlags) {
    const Cell& cell = cells_[at++];
    if (!cell.numbers.empty()) event.*row.member = cell.numbers.front() != 0;
  }
  if (const auto known = session.extract(key_known_)) event.app_key_known = known->boolean;
  if (const auto privileged = session.extract(target_privileged_))
    event.target_privileged = privileged->boolean;
  if (const auto from = session.extract(address_); from && from->ip)
    event.address = from->ip->text();
  // Of a command in the customer's own log: what decides stands in its parameters.
  const bool command = event.sort == "action" && event.operation.find('-') != std::string::npos;
  if (event.operation == "updateinboxrules") {
    if (std::string actions = rule_actions(session.text(rules_)); !actions.empty())
      event.parameters.emplace_back("ruleactions", std::move(actions));
  }
  if (!command || event.is_of("own-word")) return event;
  session.read_all(parameters_, cells_);
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (!cells_[i].texts.empty())
      event.parameters.emplace_back(kParameters[i], cells_[i].texts.front());
  }
  return event;
}

}  // namespace aobo::sim
