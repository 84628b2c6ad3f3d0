#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "plugin/base/nearest.h"
#include "simulator/cli/command.h"

namespace aobo::sim {
bool Command::may_exit_with(Exit exit) const {
  return exit == Exit::kOk || exit == Exit::kUsage || exit == Exit::kFailed ||
         std::find(exits.begin(), exits.end(), exit) != exits.end();
}

std::span<const Command> commands() {
  static const std::vector<Command> all = {
      replay_command(), inspect_command(),   doctor_command(),   directory_command(),
      show_command(),   timeline_command(),  who_command(),      gaps_command(),
      report_command(), validate_command(),  explain_command(),  check_command(),
      mutate_command(), catalogue_command(), generate_command(), judge_command(),
      sweep_command(),  fields_command(),    manual_command(),   help_command(),
  };
  return all;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

std::string unknown_command(std::string_view name) {
  if (name.starts_with('-')) {
    return "no option \"" + std::string(name) +
           "\" before a command; there are --help and --version; options of a command stand after "
           "it";
  }
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  const std::string near = nearest(name, names);
  return "no command \"" + std::string(name) + "\"" +
         (near.empty() ? "" : "; the nearest is \"" + near + "\"") + "; see aobo-sim help";
}

std::string default_plugin() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return "libaobo.so";
  const auto folder = program.parent_path();
  for (const std::string_view place : kPluginPlaces) {
    const auto found = (folder / place).lexically_normal();
    if (std::filesystem::exists(found, error)) return found.string();
  }
  return (folder / kPluginPlaces.front()).lexically_normal().string();
}

}  // namespace aobo::sim
