// Writes what an administrator can export of the world, and the hand-written aobo.yaml: the folder
// directory/ (docs/directory.md), as of the day of the export.
#pragma once

#include <string>

#include "simulator/generate/files.h"
#include "simulator/world/world.h"

namespace aobo::sim {

void write_directory(const World& world, TimeNs exported_at, Files& files);
// The end of aobo.yaml: what was agreed in this world.
std::string agreed_text(const World& world);
// aobo.json: the plugin's configuration for this world.
std::string plugin_config(const World& world, unsigned runs = 1);

}  // namespace aobo::sim
