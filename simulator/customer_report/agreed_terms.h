// AgreedTerms: what a scope of aobo.yaml demands beside who, where and what.
#pragma once

#include <compare>
#include <string>

namespace aobo::sim {

struct AgreedTerms {
  std::string hours, needs;  // a calendar; "ticket", "window"; empty for none
  auto operator<=>(const AgreedTerms&) const = default;
};

}  // namespace aobo::sim
