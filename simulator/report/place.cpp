#include "simulator/report/place.h"

#include "plugin/base/number.h"

namespace aobo::sim {

std::string place_text(std::string_view origin, std::optional<std::uint64_t> offset) {
  if (origin.empty() || !offset) return {};
  std::size_t from = origin.rfind('/');
  if (from != std::string_view::npos && from > 0) from = origin.rfind('/', from - 1);
  if (from != std::string_view::npos) origin.remove_prefix(from + 1);
  return std::string(origin) + "@" + std::to_string(*offset);
}

bool RecordPlace::is(std::string_view origin, std::optional<std::uint64_t> at) const {
  if (at != offset || !origin.ends_with(file)) return false;
  const std::size_t before = origin.size() - file.size();
  return before == 0 || file.starts_with('/') || origin[before - 1] == '/';
}

std::optional<RecordPlace> parse_place(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  RecordPlace place{std::string(text.substr(0, at)), 0};
  const auto offset = whole_number<std::uint64_t>(text.substr(at + 1));
  if (!offset) return std::nullopt;
  place.offset = *offset;
  if (place.file.starts_with("./")) place.file.erase(0, 2);
  return place;
}

}  // namespace aobo::sim
