#include "plugin/behaviour/credit.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// Azure's built-in roles that earn no credit (Partner Center documentation, azure-roles-perms-pec;
// ids: Microsoft's list of built-in roles).
constexpr Guid kNotEligible[] = {
    {0xacdd72a7338548ef, 0xbd42f606fba81ae7},  // Reader
    {0xfa23ad8bc56e40d8, 0xac0cce449e1d2c64},  // Billing Reader
    {0x72fafb9e06414937, 0x9268a91bfd8191a3},  // Cost Management Reader
    {0x73c42c96874c492b, 0xb04dab87d138a893},  // Log Analytics Reader
    {0x43d0d8ad25c74714, 0x93378ba259a9fe05},  // Monitoring Reader
    {0x39bc4728091749c7, 0x9d2cd95423bc2eb4},  // Security Reader
    {0xdbaa88c40c304179, 0x9fb346319faa6149},  // Site Recovery Reader
    {0xa795c7a0d4a240c1, 0xae25d81f01202912},  // Backup Reader
    {0x2a2b99086ea14ae2, 0x8e65a410df84e7d1},  // Storage Blob Data Reader
    {0x19e7f393937e4f77, 0x808e94535e297925},  // Storage Queue Data Reader
    {0xa97b65f324c74388, 0xbaec2e87135dc908},  // Cognitive Services User
};

std::string shown(AccessWay how, const Directory& directory, const Guid& partner,
                  std::string_view scope) {
  const Partner* known = directory.partner(partner);
  return fmt::format("{} {}{}", name(how), known != nullptr ? known->name : partner.text(),
                     scope.empty() ? "" : fmt::format(" {}", scope));
}

}  // namespace

bool role_earns_credit(const Guid& role) {
  return std::ranges::find(kNotEligible, role) == std::end(kNotEligible);
}

// Whether the change gave or took that access. Where one of the two does not say which role it was,
// the foreign principal's is Owner, and any other may be the same.
bool Credit::is_of(const Access& access, const AccessChange& change) {
  const bool whoever =
      access.principal.is_zero() ||
      access.how == AccessWay::kLighthouse;  // the directory does not say which group
  if (access.partner != change.partner || access.how != change.how ||
      access.scope != change.scope || (!whoever && access.principal != change.principal))
    return false;
  const std::optional<Guid> held =
      access.role || access.how != AccessWay::kAobo ? access.role : kOwnerRole;
  return !held || !change.role || held == change.role;
}

void Credit::learn(const AccessChange& change) {
  crowded_out_ += add_in_time(changes_.at(change.subscription), change, limits::kAccessChanges);
}

// What stood by the directory, less what the logs took away, with what they added.
std::vector<Credit::Access> Credit::standing(const Guid& subscription, const Directory& directory,
                                             TimeNs time, bool& ever,
                                             std::optional<TimeNs>& last_lost) const {
  std::vector<Access> all;
  const auto lost = [&](TimeNs when) {
    ever = true;
    last_lost = std::max(last_lost.value_or(when), when);
  };
  const auto consider = [&](Access access, const Validity& valid) {
    if (valid.holds(time)) all.push_back(std::move(access));
    if (valid.to <= time) lost(valid.to);
  };
  if (const auto customer = directory.customer_of_subscription(subscription)) {
    for (const std::size_t index : directory.relationships_with(*customer)) {
      const Relationship& r = directory.relationships()[index];
      if (r.type != RelationshipType::kAobo && r.type != RelationshipType::kLighthouse) continue;
      const Guid partner = directory.partners()[r.partner].tenant;
      const Guid principal = r.assignments.empty() ? Guid{} : r.assignments.front().group;
      const AccessWay way =
          r.type == RelationshipType::kLighthouse ? AccessWay::kLighthouse : AccessWay::kAobo;
      consider({partner, principal, way, {}, std::nullopt}, r.valid);
    }
  }
  for (const EligibleAccess& a : directory.eligible_access()) {
    if (a.subscription != subscription) continue;
    consider({directory.partners()[a.partner].tenant, a.principal, a.how,
              below_subscription(a.scope), a.role},
             a.valid);
  }
  if (const auto* changes = changes_.find(subscription)) {
    for (const AccessChange& change : *changes) {
      if (change.time > time) break;
      // A role that earns nothing gives nothing, and takes nothing with it.
      if (change.role && !role_earns_credit(*change.role)) continue;
      const auto same = [&](const Access& one) { return is_of(one, change); };
      if (change.added) {
        if (std::ranges::none_of(all, same))
          all.push_back({change.partner, change.principal, change.how, change.scope, change.role});
      } else if (std::erase_if(all, same) > 0) {
        lost(change.time);
      }
    }
  }
  std::erase_if(
      all, [](const Access& access) { return access.role && !role_earns_credit(*access.role); });
  return all;
}

CreditState Credit::state(const Guid& subscription, const Directory& directory, TimeNs time) const {
  CreditState state;
  state.subscription = subscription.text();
  bool ever = false;
  std::optional<TimeNs> last_lost;
  bool whole = false;
  for (const Access& access : standing(subscription, directory, time, ever, last_lost)) {
    whole = whole || access.scope.empty();
    add_once(state.remaining, shown(access.how, directory, access.partner, access.scope));
  }
  std::ranges::sort(state.remaining);
  if (whole) {
    state.status = CreditStatus::kSafe;
  } else if (!state.remaining.empty()) {
    state.status = CreditStatus::kPartial;
  } else if (!ever) {
    state.status = CreditStatus::kUnknown;
  } else {
    state.status =
        time < *last_lost + options_.credit_lost ? CreditStatus::kAtRisk : CreditStatus::kLost;
  }
  return state;
}

}  // namespace aobo
