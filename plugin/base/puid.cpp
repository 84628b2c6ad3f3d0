#include "plugin/base/puid.h"

#include <charconv>

namespace aobo {

std::optional<std::uint64_t> parse_puid(std::string_view text) {
  text = text.substr(0, text.find('@'));
  if (text.size() != 16 || !text.starts_with("100")) return std::nullopt;
  std::uint64_t puid = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), puid, 16);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(puid)
                                                                  : std::nullopt;
}

}  // namespace aobo
