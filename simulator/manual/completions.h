// Completion of aobo-sim for three shells: commands, their options, and values where the table says
// what they are. The scripts need nothing but the shell.
#pragma once

#include <string>

#include "simulator/manual/command_text.h"

namespace aobo::sim {

std::string bash_completion(const ProgramText& program);
std::string zsh_completion(const ProgramText& program);
std::string fish_completion(const ProgramText& program);

}  // namespace aobo::sim
