// Deed: what was done, as far as it decides which role is enough for it. A password of an
// administrator asks for another role than anybody else's.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "simulator/ask/event.h"

namespace aobo::sim {

struct Deed {
  std::string operation;
  // Nothing where that decides and nobody knows; false too where it does not decide.
  std::optional<bool> on_administrator = false;
  auto operator<=>(const Deed&) const = default;
};

// Whether it decides that it was done to an administrator. A user's name and department many roles
// may change of anybody; accounts, telephone numbers and ways to sign in they may not.
bool depends_on_administrator(const AskedEvent& event);

}  // namespace aobo::sim
