// The parts of a record, for what copies, stores or measures them all: one list for each structure.
// A list that leaves a member out, or names one too many, does not compile: a structured binding
// takes all members of a structure or none.
#pragma once

#include <string_view>
#include <type_traits>
#include <vector>

#include "plugin/event/record.h"

namespace aobo {

#define AOBO_PARTS(Type, ...)                             \
  template <typename Any, typename Visit>                 \
  requires std::is_same_v<std::remove_const_t<Any>, Type> \
  void each_part(Any& whole, Visit visit) {               \
    auto& [__VA_ARGS__] = whole;                          \
    visit(__VA_ARGS__);                                   \
  }

AOBO_PARTS(Actor, text, type, upn, other_upn, name, object, home_tenant, home_object, other_object,
           home_tenant_source, home_object_source, home_object_inferred, app_owner, puid, home_puid,
           principal, principal_type, delegated_admin, delegated_source, technician, home_provider,
           guest, microsoft)
AOBO_PARTS(Change, name, before, after)
AOBO_PARTS(Parameter, name, value)
AOBO_PARTS(SignIn, cross_tenant, mfa, client, protocol, ca_status, risk, agent, key, key_thumbprint,
           renewed, key_federated, error)
AOBO_PARTS(CheckOut, account, person, ticket, reason, action)
AOBO_PARTS(Grant, person, from, to, ticket)
AOBO_PARTS(Record, family, kind, id, form, time, log_tenant, tenant, tenant_name, subscription,
           operation, operation_raw, workload, outcome, other_outcome, actor, app_id, app_name,
           target_id, target_name, target_type, target_group, target_member, resource, role_id,
           target_role, target_principal, target_principal_type, partner, changes, parameters,
           ip_text, address, user_agent, country, session, request, token, correlation, sign_in,
           check_out, grant)

#undef AOBO_PARTS

// What a part is made of is gone through as well.
template <typename Part>
concept HasParts = requires(Part& part) {
  each_part(part, [](auto&...) {});
};

template <typename Part, typename Visit>
void each_leaf(Part& part, Visit& visit) {
  if constexpr (HasParts<Part>) {
    each_part(part, [&](auto&... inner) { (each_leaf(inner, visit), ...); });
  } else {
    visit(part);
  }
}
template <typename List, typename Visit>
requires HasParts<typename List::value_type>
void each_leaf(List& list, Visit& visit) {
  for (auto& one : list) each_leaf(one, visit);
}

// Every text of a record.
template <typename Any, typename Visit>
void each_text(Any& record, Visit visit) {
  const auto leaf = [&](auto& part) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(part)>, std::string_view>)
      visit(part);
  };
  each_leaf(record, leaf);
}

// Everything else but `family`, which points into the table of families and is stored by its name.
template <typename Any, typename Visit>
void each_value(Any& record, Visit visit) {
  const auto leaf = [&](auto& part) {
    using Leaf = std::remove_cvref_t<decltype(part)>;
    if constexpr (!std::is_same_v<Leaf, std::string_view> && !std::is_same_v<Leaf, const Family*>)
      visit(part);
  };
  each_leaf(record, leaf);
}

}  // namespace aobo
