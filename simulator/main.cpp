// aobo-sim: the offline half of aobo. It knows the plugin only as a loaded library.
#include <fmt/format.h>

#include <exception>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/version.h"

namespace {

using namespace aobo::sim;

void print_help(std::ostream& out) {
  out << "aobo-sim: names the person behind delegated-admin actions, offline\n\nUsage: aobo-sim "
         "COMMAND [OPTIONS]\n\nCommands\n";
  for (const Command& command : commands())
    out << fmt::format("  {:<10} {}\n", command.name, command.text);
  out << "\naobo-sim COMMAND --help explains a command; aobo-sim --version prints the version.\n"
         "The plugin is the first that is there of";
  for (const std::string_view place : kPluginPlaces) out << fmt::format(" ../{}", place);
  out << " from aobo-sim's folder; --plugin FILE names another.\n";
}

int run(int count, char** words) {
  const std::string name = count > 1 ? words[1] : "";
  if (name.empty() || name == "--help" || name == "-h" || name == "help") {
    print_help(name.empty() ? std::cerr : std::cout);
    return static_cast<int>(name.empty() ? Exit::kUsage : Exit::kOk);
  }
  if (name == "--version") {
    std::cout << "aobo-sim " << kVersion << "\n";
    return static_cast<int>(Exit::kOk);
  }
  for (const Command& command : commands()) {
    if (command.name == name) return static_cast<int>(command.run({words + 2, words + count}));
  }
  std::cerr << fmt::format("aobo-sim: no command \"{}\"\n\n", name);
  print_help(std::cerr);
  return static_cast<int>(Exit::kUsage);
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const std::exception& error) {
    std::cerr << "aobo-sim: " << error.what() << "\n";
    return static_cast<int>(Exit::kFailed);
  }
}
