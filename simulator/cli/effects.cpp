#include "simulator/cli/effects.h"

#include <fmt/format.h>

namespace aobo::sim {

namespace po = boost::program_options;

bool is_given(const po::variables_map& given, const char* option) {
  return given.contains(option) && !given[option].defaulted();
}

std::optional<std::string> without_effect(const po::variables_map& given,
                                          std::initializer_list<Effect> effects) {
  for (const Effect& effect : effects) {
    if (is_given(given, effect.option) && !effect.there)
      return fmt::format("--{} has no effect {}", effect.option, effect.why_not);
  }
  return std::nullopt;
}

}  // namespace aobo::sim
