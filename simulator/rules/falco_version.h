// FalcoVersion: whose rules language this is. 0.45 (engine 0.63.0, libs PR 3051, falco PR 3942)
// holds conditions against a field's raw bytes, knows \xHH in quoted texts, lets `regex` see bytes
// that are no UTF-8 as U+FFFD, refuses nesting beyond its limit, and escapes a line of text when
// it is printed. 0.44 (engine 0.62.0) does none of that.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace aobo::sim {

enum class FalcoVersion : std::uint8_t { k044, k045 };

struct FalcoRow {
  FalcoVersion version;
  std::string_view name, engine;
};
inline constexpr FalcoRow kFalcoRows[] = {{FalcoVersion::k044, "0.44", "0.62.0"},
                                          {FalcoVersion::k045, "0.45", "0.63.0"}};
inline constexpr FalcoVersion kNewestFalco = FalcoVersion::k045;

constexpr std::string_view engine_of(FalcoVersion version) {
  return kFalcoRows[static_cast<std::size_t>(version)].engine;
}
constexpr std::optional<FalcoVersion> falco_version(std::string_view name) {
  for (const FalcoRow& row : kFalcoRows) {
    if (row.name == name) return row.version;
  }
  return std::nullopt;
}

}  // namespace aobo::sim
