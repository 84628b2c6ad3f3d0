#include <unistd.h>

#include <filesystem>
#include <string_view>

#include "simulator/cli/command.h"

namespace aobo::sim {
namespace {

constexpr Command kCommands[] = {
    {"replay", "read captured logs and print who did what in each customer", run_replay},
    {"validate", "load rules as falco -V does, and say what an author will hardly have meant",
     run_validate},
    {"explain", "say why a rule fires for an event, or does not", run_explain},
    {"check", "run the tests of rules: cases, then properties over generated worlds", run_check},
    {"mutate", "change rules in small ways and say which changes their tests do not notice",
     run_mutate},
    {"catalogue", "print the README of a rules folder, with the scores of its tests",
     run_catalogue},
    {"generate", "write a synthetic world: logs of many tenants, with the truth beside them",
     run_generate},
    {"judge", "hold the plugin's answers against the truth of a generated world", run_judge},
    {"sweep", "generate and judge many worlds; make the first that fails as small as it gets",
     run_sweep},
    {"fields", "list the fields that rules can use", run_fields},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

std::string default_plugin() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return "libaobo.so";
  const auto prefix = program.parent_path().parent_path();
  for (const std::string_view place : kPluginPlaces) {
    const auto found = prefix / place;
    if (std::filesystem::exists(found, error)) return found.string();
  }
  return (prefix / kPluginPlaces.front()).string();
}

}  // namespace aobo::sim
