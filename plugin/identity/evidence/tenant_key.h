// The key of a name, or of an id as text, within one tenant: in any case.
#pragma once

#include <string>
#include <string_view>

#include "plugin/base/guid.h"
#include "plugin/base/text.h"

namespace aobo {

inline std::string tenant_key(const Guid& tenant, std::string_view name) {
  char id[36];
  tenant.write(id);
  std::string key;
  key.reserve(sizeof id + 1 + name.size());
  key.append(id, sizeof id).push_back('|');
  for (const char c : name) key.push_back(to_lower(c));
  return key;
}

}  // namespace aobo
