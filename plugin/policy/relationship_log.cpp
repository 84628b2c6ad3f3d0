#include "plugin/policy/relationship_log.h"

#include <utility>

#include "plugin/base/latest.h"
#include "plugin/base/text.h"
#include "plugin/policy/access_change.h"

namespace aobo {
namespace {

struct Row {
  std::string_view operation;
  RelationshipType type;
  bool begun;
  bool expired = false;
};
// Sources: Partner Center's page "auditing-resources" and the Entra page
// "reference-audit-activities".
constexpr Row kRows[] = {
    {"granular_admin_relationship_activated", RelationshipType::kGdap, true},
    {"granular_admin_relationship_terminated", RelationshipType::kGdap, false},
    {"granular_admin_relationship_expired", RelationshipType::kGdap, false, true},
    {"dap_admin_relationship_approved", RelationshipType::kDap, true},
    {"dap_admin_relationship_terminated", RelationshipType::kDap, false},
    {"dap_admin_relationship_terminated_by_microsoft", RelationshipType::kDap, false},
    {"add partner to company", RelationshipType::kDap, true},
    {"promote company to partner", RelationshipType::kDap, true},
    {"remove partner from company", RelationshipType::kDap, false},
    {"demote partner", RelationshipType::kDap, false},
};

// Every id or text that the record gives as what it is about.
template <typename Visit>
void each_named(const Record& record, Visit visit) {
  visit(record.target_id);
  visit(record.target_name);
  for (const Change& change : record.changes) {
    visit(change.before);
    visit(change.after);
  }
  for (const Parameter& parameter : record.parameters) visit(parameter.value);
}

// The one known partner whose tenant the record names; nobody where it names several.
std::optional<Guid> named_partner(const Case& the_case) {
  std::optional<Guid> only;
  bool several = false;
  each_named(the_case.record(), [&](std::string_view text) {
    const auto id = parse_id(text);
    if (!id || the_case.directory().partner(*id) == nullptr) return;
    several = several || (only && only != id);
    only = id;
  });
  return several ? std::nullopt : only;
}

// Partner Center's record that names no partner leaves whose it is to who acted.
bool is_by_answer(const Record& record) { return record.family->partner_center && !record.partner; }

// Whose change it is that hangs on the answer: the partner's of the one who acted, else of whose
// log it is.
std::optional<Guid> answered_partner(const std::optional<Guid>& answer, const Record& record,
                                     const Directory& directory) {
  for (const auto& tenant : {answer, record.log_tenant}) {
    if (tenant && directory.partner(*tenant) != nullptr) return tenant;
  }
  return std::nullopt;
}

// Whose change it is. Partner Center's records tell by their partner, or where they name none by
// the person, or by whose log they are; a customer's name the partner. A partner whom they name and
// nobody knows is nobody.
std::optional<Guid> partner_of(const Case& the_case) {
  const Record& record = the_case.record();
  if (!record.family->partner_center) return named_partner(the_case);
  if (is_by_answer(record))
    return answered_partner(the_case.attribution.partner_tenant, record, the_case.directory());
  return the_case.directory().partner(*record.partner) != nullptr ? record.partner : std::nullopt;
}

// A GDAP relationship's id is two GUIDs (Microsoft Graph, delegatedAdminRelationship).
bool is_relationship_id(std::string_view text) {
  constexpr std::size_t kGuid = 36;
  return text.size() == 2 * kGuid + 1 && text[kGuid] == '-' && parse_guid(text.substr(0, kGuid)) &&
         parse_guid(text.substr(kGuid + 1));
}

std::string named_relationship(const Record& record) {
  std::string id;
  each_named(record, [&](std::string_view text) {
    if (id.empty() && is_relationship_id(text)) id = lower(text);
  });
  return id;
}

// The foreign principal's roles and Lighthouse delegations, as Azure's log tells them.
std::optional<RelationshipChange> azure_change(const Case& the_case) {
  auto access = access_change(the_case);
  const bool above = !access;
  if (above) access = management_group_change(the_case);
  if (!access || access->how == AccessWay::kLinked) return std::nullopt;
  RelationshipChange change;
  change.type =
      access->how == AccessWay::kAobo ? RelationshipType::kAobo : RelationshipType::kLighthouse;
  change.partner = access->partner;
  if (!above) change.subscription = access->subscription;
  change.principal = access->principal;
  change.role = access->role;
  change.scope = access->scope;
  change.time = access->time;
  change.begun = access->added;
  return change;
}

// Microsoft's service that puts a GDAP relationship into effect in the customer's tenant: it gives
// the partner's group a role there, and does so again where the relationship is renewed.
constexpr Guid kDelegatedAdminProcessor{0xa3475900ccec4a69, 0x98f5a65cd5dc5306};

// What the customer's own log shows of GDAP: no more than that one stands then.
std::optional<RelationshipChange> effect_at_customer(const Case& the_case) {
  const Record& record = the_case.record();
  if (!record.family->tenant_changes || the_case.app != kDelegatedAdminProcessor ||
      !record.operation.starts_with("add member to role"))
    return std::nullopt;
  const Group* given = nullptr;
  for (const auto& id : {record.target_member, record.target_principal, parse_id(record.target_id)})
    if (id && given == nullptr) given = the_case.directory().group(*id);
  if (given == nullptr) return std::nullopt;
  RelationshipChange change;
  change.partner = the_case.directory().partners()[given->partner].tenant;
  change.time = record.time;
  change.begun = change.shown = true;
  change.record = the_case.number;
  return change;
}

// What is under way, or failed, has not happened.
bool has_happened(Outcome outcome) {
  return outcome == Outcome::kSuccess || outcome == Outcome::kNone;
}

}  // namespace

std::optional<RelationshipChange> relationship_change(const Case& the_case) {
  const Record& record = the_case.record();
  if (!has_happened(record.outcome)) return std::nullopt;
  for (const Row& row : kRows) {
    if (row.operation != record.operation) continue;
    RelationshipChange change;
    change.type = row.type;
    change.partner = partner_of(the_case);
    change.relationship = named_relationship(record);
    change.time = record.time;
    change.begun = row.begun;
    change.expired = row.expired;
    change.by_answer = is_by_answer(record);
    change.record = the_case.number;
    return change;
  }
  if (auto change = effect_at_customer(the_case)) return change;
  return azure_change(the_case);
}

void RelationshipLog::learn(const Guid& customer, const RelationshipChange& change) {
  // Nobody's for good: there is nothing that it could be held against.
  if (!change.partner && !change.by_answer) return;
  // Of what ends and begins in one second nobody knows the order: it stands since.
  crowded_out_ +=
      add_in_time(changes_.at(customer), change, limits::kAccessChanges,
                  [](const RelationshipChange& one) { return std::pair(one.time, one.begun); });
}

void RelationshipLog::revise(const Revision& revision, const Directory& directory) {
  if (!is_by_answer(revision.record()) || !revision.tenant) return;
  auto* found = changes_.find(*revision.tenant);
  if (found == nullptr) return;
  for (RelationshipChange& change : *found) {
    if (change.by_answer && change.record == revision.number_of_record)
      change.partner =
          answered_partner(revision.after.partner_tenant, revision.record(), directory);
  }
}

std::vector<const RelationshipChange*> RelationshipLog::changes(const Guid& customer,
                                                                const Guid& partner,
                                                                RelationshipType type,
                                                                TimeNs time) const {
  std::vector<const RelationshipChange*> all;
  const auto* found = changes_.find(customer);
  if (found == nullptr) return all;
  for (const RelationshipChange& change : *found) {
    if (change.type == type && change.partner == partner && change.time <= time)
      all.push_back(&change);
  }
  return all;
}

}  // namespace aobo
