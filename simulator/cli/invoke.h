// A row of the table of commands as texts, and a command line read by it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/cli/command.h"
#include "simulator/manual/command_text.h"

namespace aobo::sim {

CommandText command_text(const Command& command);
ProgramText program_text();

// Reads the words behind the command's name into the invocation's variables. What is wrong with
// them, or nothing.
std::optional<std::string> read_words(const Command& command, Invocation& invocation,
                                      const std::vector<std::string>& words,
                                      boost::program_options::variables_map& given);

}  // namespace aobo::sim
