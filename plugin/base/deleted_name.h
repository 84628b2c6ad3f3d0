// The name of a deleted user begins with the 32 digits of the object id, which Graph puts there
// when it deletes. Source: Microsoft Graph, "directory: deletedItems".
#pragma once

#include <optional>
#include <string_view>

#include "plugin/base/guid.h"

namespace aobo {

// The name as it was before; the same where it begins with no id, or with another than the user's.
inline std::string_view name_before_deletion(std::string_view name,
                                             const std::optional<Guid>& object = std::nullopt) {
  constexpr std::size_t kDigits = 32;
  if (name.size() < kDigits) return name;
  const auto id = parse_id(name.substr(0, kDigits));
  return !id || (object && *id != *object) ? name : name.substr(kDigits);
}

}  // namespace aobo
