// aobo-sim help: what the program does, or a command.
#include "simulator/manual/help.h"

#include <boost/program_options.hpp>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/invoke.h"
#include "simulator/cli/terminal.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

class HelpRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override { return {}; }
  po::options_description arguments() override {
    po::options_description options;
    options.add_options()("command", po::value(&command_));
    return options;
  }
  Exit run(const po::variables_map&) override {
    if (command_.empty()) {
      std::cout << help_text(program_text());
      return Exit::kOk;
    }
    const Command* command = find_command(command_);
    if (command == nullptr) return fail(Exit::kUsage, unknown_command(command_));
    std::cout << help_text(command_text(*command));
    return Exit::kOk;
  }

 private:
  std::string command_;
};

}  // namespace

Command help_command() {
  return {
      "help",
      "explain aobo-sim, or one of its commands",
      {"aobo-sim help [COMMAND]"},
      {"Prints what \"aobo-sim COMMAND --help\" prints, or without COMMAND the list of commands."},
      {{"COMMAND", "the command to explain"}},
      {},
      {{"explain a command", "aobo-sim help replay"}},
      make_invocation<HelpRun>,
  };
}

}  // namespace aobo::sim
