// aobo-sim: the offline half of aobo. It knows the plugin only as a loaded library.
#include <sys/stat.h>

#include <exception>
#include <iostream>

#include "plugin/base/text.h"
#include "simulator/cli/command.h"
#include "simulator/cli/invoke.h"
#include "simulator/cli/terminal.h"
#include "simulator/manual/help.h"
#include "simulator/version.h"

namespace {

using namespace aobo::sim;

Exit run(const std::vector<std::string>& words) {
  if (words.empty()) {
    std::cerr << help_text(program_text());
    return Exit::kUsage;
  }
  const std::string& name = words.front();
  if (name == "--help" || name == "-h") {
    std::cout << help_text(program_text());
    return Exit::kOk;
  }
  if (name == "--version") {
    std::cout << "aobo-sim " << kVersion << "\n";
    return Exit::kOk;
  }
  // What it writes is its owner's alone: alerts and worlds name people. Its own manual is for all.
  if (name != "manual") umask(0077);
  const Command* command = find_command(name);
  if (command == nullptr) return fail(Exit::kUsage, unknown_command(name));
  return run_command(*command, {words.begin() + 1, words.end()});
}

}  // namespace

int main(int count, char** words) {
  try {
    return static_cast<int>(run({words + 1, words + count}));
  } catch (const std::exception& error) {
    std::cerr << "aobo-sim: " << aobo::on_one_line(error.what()) << "\n";
    return static_cast<int>(Exit::kFailed);
  }
}
