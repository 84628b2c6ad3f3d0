// The key of a name, or of an id as text, within one tenant: in any case.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "plugin/base/eight_bytes.h"
#include "plugin/base/guid.h"

namespace aobo {

inline std::string tenant_key(const Guid& tenant, std::string_view name) {
  constexpr std::size_t kId = 36;
  char id[kId];
  tenant.write(id);
  std::string key;
  key.reserve(kId + 1 + name.size());
  key.append(id, kId).append(1, '|').append(name);
  eight::lower(key.data() + kId + 1, name.size());
  return key;
}
inline std::string tenant_key(const Guid& tenant, const Guid& id) {
  char text[36];
  id.write(text);
  return tenant_key(tenant, std::string_view(text, sizeof text));
}

}  // namespace aobo
