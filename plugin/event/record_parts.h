// Every text of a record, and every other part, for what copies or stores them all. A new member of
// Record stands here too; the test of PackedRecord fails where one is forgotten.
#pragma once

#include "plugin/event/record.h"

namespace aobo {

// `family` is left out: it points into the table of families, and is stored by its name.
template <typename Any, typename Visit>
void each_text(Any& r, Visit visit) {
  for (auto* text : {&r.kind,          &r.id,         &r.tenant_name,   &r.operation,
                     &r.operation_raw, &r.workload,   &r.other_outcome, &r.app_id,
                     &r.app_name,      &r.target_id,  &r.target_name,   &r.target_type,
                     &r.resource,      &r.role_id,    &r.target_role,   &r.target_principal_type,
                     &r.ip_text,       &r.user_agent, &r.country,       &r.session,
                     &r.correlation}) {
    visit(*text);
  }
  auto& a = r.actor;
  for (auto* text : {&a.text, &a.upn, &a.name, &a.principal_type}) visit(*text);
  auto& s = r.sign_in;
  for (auto* text : {&s.cross_tenant, &s.mfa, &s.client, &s.ca_status, &s.risk}) visit(*text);
  auto& c = r.check_out;
  for (auto* text : {&c.account, &c.person, &c.ticket, &c.reason}) visit(*text);
  auto& g = r.grant;
  for (auto* text : {&g.person, &g.ticket}) visit(*text);
  for (auto& change : r.changes) {
    for (auto* text : {&change.name, &change.before, &change.after}) visit(*text);
  }
  for (auto& parameter : r.parameters) {
    for (auto* text : {&parameter.name, &parameter.value}) visit(*text);
  }
}

template <typename Any, typename Visit>
void each_value(Any& r, Visit visit) {
  visit(r.time, r.log_tenant, r.tenant, r.subscription, r.target_group, r.target_member,
        r.target_principal, r.address, r.request, r.token, r.sign_in.error, r.check_out.action,
        r.outcome, r.grant.from, r.grant.to);
  auto& a = r.actor;
  visit(a.type, a.object, a.home_tenant, a.home_object, a.home_object_inferred, a.app_owner, a.puid,
        a.home_puid, a.principal, a.delegated_admin, a.guest, a.microsoft, a.home_tenant_source,
        a.home_object_source, a.delegated_source);
}

}  // namespace aobo
