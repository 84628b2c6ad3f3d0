#include "plugin/policy/relationship_log.h"

#include <algorithm>

namespace aobo {
namespace {

// Changes of one customer that are kept; more are somebody's game, and the oldest goes.
constexpr std::size_t kPerCustomer = 256;

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

}  // namespace

std::optional<RelationshipChange> relationship_change(const Case& c) {
  const Record& record = c.record();
  if (record.outcome == Outcome::kFailure) return std::nullopt;
  for (const Row& row : kRows) {
    if (row.operation != record.operation) continue;
    const bool at_partner = record.family->partner_center;
    return RelationshipChange{row.type, at_partner ? c.attribution.partner_tenant : std::nullopt,
                              record.time, row.begun, row.expired};
  }
  return std::nullopt;
}

void RelationshipLog::learn(const Guid& customer, const RelationshipChange& change) {
  std::vector<RelationshipChange>& changes = changes_.at(customer);
  const auto at =
      std::upper_bound(changes.begin(), changes.end(), change.time,
                       [](TimeNs time, const RelationshipChange& one) { return time < one.time; });
  changes.insert(at, change);
  if (changes.size() > kPerCustomer) changes.erase(changes.begin());
}

const RelationshipChange* RelationshipLog::last(const Guid& customer, const Guid& partner,
                                                RelationshipType type, TimeNs time) const {
  const auto* found = changes_.find(customer);
  if (found == nullptr) return nullptr;
  const RelationshipChange* last = nullptr;
  for (const RelationshipChange& change : *found) {
    const bool theirs = !change.partner || change.partner == partner;
    if (change.type == type && theirs && change.time <= time) last = &change;
  }
  return last;
}

std::optional<TimeNs> RelationshipLog::ended_before(const Guid& customer, RelationshipType type,
                                                    TimeNs time) const {
  const auto* found = changes_.find(customer);
  if (found == nullptr) return std::nullopt;
  std::optional<TimeNs> ended;
  for (const RelationshipChange& change : *found) {
    if (change.type == type && !change.begun && change.time <= time) ended = change.time;
  }
  return ended;
}

}  // namespace aobo
