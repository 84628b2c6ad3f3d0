// Generator: options become a world, the world's actions and, by the world writer, its logs, truth
// and directory. The actions can also come from a list: generate writes the list, and the same list
// gives the same records.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/faults/fault.h"
#include "simulator/generate/files.h"
#include "simulator/scenario/action.h"
#include "simulator/scenario/story.h"
#include "simulator/truth/truth.h"
#include "simulator/world/world.h"

namespace aobo::sim {

struct GenerateOptions {
  WorldOptions world;
  std::vector<const Story*> stories;
  std::string faults = "none";  // as Faults::chosen takes it
  bool ordinary_days = true;

  // The command line that gives the same world, without --out.
  std::string command() const;
};

// Names separated by commas, "all" or "none".
Result<std::vector<const Story*>> chosen_stories(std::string_view text);

// The world with what the stories change in it.
World make_world(const GenerateOptions& options);

struct Generated {
  std::uint64_t actions = 0, records = 0, lost = 0;
};

using EachAction = std::function<void(const Action&)>;
// All actions of the world, in the order of their times, an hour's worth in memory at a time.
// `each_hour` is told how many hours are done.
void each_action(const GenerateOptions& options, const World& world, const EachAction& each,
                 const std::function<void(std::uint32_t hours)>& each_hour = {});
std::vector<Action> all_actions(const GenerateOptions& options, const World& world);

// The directory and aobo.json of the world.
void write_world_files(const World& world, const Faults& faults, Files& files);

}  // namespace aobo::sim
