#include "plugin/case/attribution.h"

#include <iterator>

namespace aobo {

std::string_view name(Path path) {
  constexpr std::string_view kNames[] = {
      "unknown", "gdap",           "dap",        "aobo",     "lighthouse",
      "guest",   "shared-account", "automation", "customer", "microsoft"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Path::kCount));
  return kNames[static_cast<std::size_t>(path)];
}

std::string_view name(Confidence confidence) {
  constexpr std::string_view kNames[] = {"",          "exact",    "strong",  "weak",
                                         "ambiguous", "conflict", "unknown", "unresolved"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Confidence::kCount));
  return kNames[static_cast<std::size_t>(confidence)];
}

}  // namespace aobo
