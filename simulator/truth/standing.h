// What the plugin may say of whether a deed was agreed and by what right it was done: from the
// relationships as they truly were and as far as the directory shows them, from the agreed hours,
// from who was with the partner then. What follows for certain must be said; what depends on
// evidence that may have been lost may be.
#pragma once

#include "simulator/truth/oracle.h"

namespace aobo::sim {

void say_right(const World& world, const Oracle& oracle, const Sighting& sighting,
               const Knowable& answer, Family family, Says& says);

}  // namespace aobo::sim
