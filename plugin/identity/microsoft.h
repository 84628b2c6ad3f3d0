// Microsoft's own tenants and applications that act in customers' tenants. Never a partner.
//
// The tenants: Microsoft's pages "support-diagnostic-information-collection" and
// "verify-first-party-apps-sign-in". The applications stand in microsoft_apps.list, in the order of
// their ids: those of Microsoft's pages "verify-first-party-apps-sign-in" and
// "gdap-microsoft-led-transition", and the service principals of demonstration tenants whose
// appOwnerOrganizationId is one of Microsoft's (the list of github.com/merill/microsoft-info, those
// with the source "Graph"; what its readers contributed is left out: nobody proves it). Left out
// too are the applications of Partner Center: a partner's person acts by them.
#pragma once

#include <string_view>

#include "plugin/base/guid.h"

namespace aobo {

bool is_microsoft_tenant(const Guid& tenant);
// O(log n) of some seven hundred.
bool is_microsoft_app(const Guid& app);
// As the list has it; empty where it is none of those.
std::string_view microsoft_app_name(const Guid& app);
// Partner Center's pages "enable-secure-app-model" and "api-authentication", and the same list.
bool is_partner_center_app(const Guid& app);
// Whether one of these is called so, in any case: whoever is called otherwise is none of them.
bool is_name_of_partner_center(std::string_view name);

}  // namespace aobo
