#include "plugin/base/puid.h"

#include "plugin/base/number.h"

namespace aobo {

std::optional<std::uint64_t> parse_puid(std::string_view text) {
  text = text.substr(0, text.find('@'));
  if (text.size() != 16 || !text.starts_with("100")) return std::nullopt;
  return whole_number<std::uint64_t>(text, 16);
}

}  // namespace aobo
