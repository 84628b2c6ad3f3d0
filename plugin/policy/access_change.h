// AccessChange: what Azure's activity log tells of a partner's access to a subscription: a role
// that its group, its person or its application got or lost, a Lighthouse delegation made or
// removed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/archive.h"
#include "plugin/case/case.h"

namespace aobo {

// Azure's built-in role Owner, which AOBO gives (Partner Center's page "azure-roles-perms-pec").
inline constexpr Guid kOwnerRole{0x8e3af657a8ff443c, 0xa75c2fe8c4bcb635};

// A role on a subscription given to a partner's principal, or taken from it.
struct AccessChange {
  Guid subscription;
  Guid partner;    // tenant
  Guid principal;  // group, user or service principal; of a Lighthouse delegation the managing
                   // tenant
  AccessWay how = AccessWay::kAobo;
  std::optional<Guid> role;
  std::string scope;  // lower case; empty: the whole subscription
  TimeNs time = 0;
  bool added = false;

  // Whether the principal lost what makes the partner an owner: the role on the whole subscription.
  bool takes_ownership() const { return !added && scope.empty() && (!role || *role == kOwnerRole); }
};

template <class Archive>
void serialize(Archive& archive, AccessChange& change) {
  archive(change.subscription, change.partner, change.principal, change.how, change.role,
          change.scope, change.time, change.added);
}

// Nothing where the record is about no partner's access.
std::optional<AccessChange> access_change(const Case& the_case);

// The same of a role on a management group, which lies above subscriptions: its scope is the group,
// and it has no subscription.
std::optional<AccessChange> management_group_change(const Case& the_case);

// What of a scope lies below its subscription: "" or "/resourcegroups/rg…".
std::string below_subscription(std::string_view scope);

}  // namespace aobo
