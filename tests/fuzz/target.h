// A fuzz target: takes any bytes, and does with them what the program does with bytes that come
// from outside. It must return; whatever else happens is a find.
#pragma once

#include <span>
#include <string_view>

namespace aobo::fuzz {

struct Target {
  std::string_view name;
  std::string_view text;
  void (*run)(std::string_view bytes);
};

// Those of the program that is linked.
std::span<const Target> targets();
// Null where there is none of that name.
inline const Target* find_target(std::string_view name) {
  for (const Target& target : targets()) {
    if (target.name == name) return &target;
  }
  return nullptr;
}

}  // namespace aobo::fuzz
