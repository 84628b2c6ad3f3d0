// Microsoft's own tenants and applications that act in customers' tenants. Sources: Microsoft's
// pages "support-diagnostic-information-collection" and "gdap-microsoft-led-transition". Never a
// partner.
#pragma once

#include "plugin/base/guid.h"

namespace aobo {

bool is_microsoft_tenant(const Guid& tenant);
bool is_microsoft_app(const Guid& app);

}  // namespace aobo
