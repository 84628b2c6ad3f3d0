#include "plugin/event/technician.h"

#include "plugin/base/text.h"

namespace aobo {

// With dashes the id is 36 letters long: engineers show it like that.
std::optional<Guid> technician_id(std::string_view upn) {
  constexpr std::string_view kBefore = "user_";
  if (!starts_with_ignoring_case(upn, kBefore)) return std::nullopt;
  const std::size_t at = upn.find('@');
  const std::size_t size = at == std::string_view::npos ? 0 : at - kBefore.size();
  if (size != 32 && size != 36) return std::nullopt;
  if (upn.find('@', at + 1) != std::string_view::npos) return std::nullopt;  // two in one field
  return parse_id(upn.substr(kBefore.size(), size));
}

}  // namespace aobo
