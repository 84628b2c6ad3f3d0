#include "simulator/report/event_facts.h"

#include <algorithm>
#include <utility>

#include "simulator/report/place.h"
#include "simulator/rules/output.h"

namespace aobo::sim {
namespace {

constexpr const char* kFields[] = {"evt.rawtime",
                                   "evt.time",
                                   "evt.hostname",
                                   "aobo.id",
                                   "aobo.family",
                                   "aobo.family.traits",
                                   "aobo.kind",
                                   "aobo.customer.id",
                                   "aobo.customer.name",
                                   "aobo.operation",
                                   "aobo.operation.raw",
                                   "aobo.workload",
                                   "aobo.result",
                                   "aobo.actor",
                                   "aobo.actor.type",
                                   "aobo.app.id",
                                   "aobo.app.name",
                                   "aobo.target.id",
                                   "aobo.target.name",
                                   "aobo.target.type",
                                   "aobo.resource",
                                   "aobo.subscription.id",
                                   "aobo.ip",
                                   "aobo.user_agent",
                                   "aobo.country",
                                   "aobo.session",
                                   "aobo.correlation",
                                   "aobo.is_partner",
                                   "aobo.path",
                                   "aobo.partner.id",
                                   "aobo.partner.name",
                                   "aobo.user.id",
                                   "aobo.user.upn",
                                   "aobo.user.name",
                                   "aobo.method",
                                   "aobo.confidence",
                                   "aobo.candidates",
                                   "aobo.evidence",
                                   "aobo.policy",
                                   "aobo.policy.scope",
                                   "aobo.relationship.id",
                                   "aobo.signin.mfa",
                                   "aobo.policy.violations",
                                   "aobo.derived",
                                   "aobo.derived.text",
                                   "aobo.ticket",
                                   "aobo.told",
                                   "aobo.role.id",
                                   "aobo.role.name",
                                   "aobo.origin",
                                   "aobo.offset",
                                   "aobo.sort"};
// What changed, by the property.
constexpr std::pair<const char*, const char*> kChanges[] = {
    {"aobo.change", "group.displayname"},
    {"aobo.change", "group.objectid"},
    {"aobo.change.old", "group.displayname"},
    {"aobo.change.old", "group.objectid"}};

}  // namespace

void EventFacts::add_columns(RuleSet& rules) {
  for (const char* name : kFields) {
    if (const SchemaField* field = rules.schema().find(name))
      rules.columns().of(*field, std::nullopt);
  }
  for (const auto& [name, property] : kChanges) {
    if (const SchemaField* field = rules.schema().find(name)) rules.columns().of(*field, property);
  }
}

const Cell& EventFacts::cell(std::string_view field) const {
  static const Cell kNone;
  const auto column = rules_.columns().find(field);
  return column ? event_.cell(*column) : kNone;
}

std::string EventFacts::text(std::string_view field) const {
  const Cell& found = cell(field);
  if (found.null()) return {};
  const auto column = rules_.columns().find(field);
  return value_text(found, rules_.columns()[*column].field->info.type, false);
}

std::vector<std::string> EventFacts::texts(std::string_view field) const {
  const Cell& found = cell(field);
  return {found.texts.begin(), found.texts.end()};
}

std::optional<std::uint64_t> EventFacts::number(std::string_view field) const {
  const Cell& found = cell(field);
  return found.numbers.empty() ? std::nullopt : std::optional(found.numbers.front());
}

std::string EventFacts::handle() const {
  const std::string id = text("aobo.id");
  return id.empty() ? place_text(text("aobo.origin"), number("aobo.offset")) : id;
}

bool EventFacts::is_of(std::string_view trait) const {
  const std::vector<std::string> traits = texts("aobo.family.traits");
  return std::ranges::find(traits, trait) != traits.end();
}

bool EventFacts::is_sign_in() const { return text("aobo.sort") == "sign-in"; }

ChangeSort EventFacts::change() const {
  const std::string operation = text("aobo.operation");
  const auto has = [&](std::string_view word) { return operation.find(word) != std::string::npos; };
  if (has("delete") || has("remove")) return ChangeSort::kDelete;
  if (has("add ") || has("create") || has("new-") || has("invite")) return ChangeSort::kCreate;
  const bool read = operation.starts_with("get ") || has("accessed") || has("read ");
  return read ? ChangeSort::kRead : ChangeSort::kUpdate;
}

}  // namespace aobo::sim
