// What the plugin may say of who acted, for which partner and where: the oracle's answer in the
// words of the plugin's fields.
#pragma once

#include "simulator/truth/oracle.h"

namespace aobo::sim {

void say_answer(const World& world, const DirectoryView& directory, const Sighting& sighting,
                const Knowable& answer, Says& says);

// Of these `then` keeps those fields only of which it says something else than `first`.
void keep_changes(const Says& first, Says& then);

}  // namespace aobo::sim
