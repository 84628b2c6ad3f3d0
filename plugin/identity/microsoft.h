// Microsoft's own tenants and applications that act in customers' tenants (LOGS §1b, §7;
// Microsoft's page "support-diagnostic-information-collection"). Never a partner.
#pragma once

#include "plugin/base/guid.h"

namespace aobo {

bool is_microsoft_tenant(const Guid& tenant);
bool is_microsoft_app(const Guid& app);

}  // namespace aobo
