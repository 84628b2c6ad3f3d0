// What the commands share: failing with one line, showing progress, checking a choice.
#pragma once

#include <boost/program_options.hpp>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "simulator/cli/command.h"
#include "simulator/judge/verdict.h"

namespace aobo::sim {

// The class of a failure as an exit code; kOk where it is none.
Exit exit_of(Verdict verdict);

// The command line of a command, read into the variables that the options name. Where that is all
// there is to do (--help, or a line that cannot be read), the exit code.
struct Arguments {
  const char* command;
  const char* help;  // stands before the list of the visible options
  const boost::program_options::options_description& visible;
  std::vector<const char*> positional;  // names of hidden options; the last takes all that remain
};
std::optional<Exit> read_arguments(const std::vector<std::string>& words,
                                   const Arguments& arguments,
                                   const boost::program_options::options_description& hidden,
                                   boost::program_options::variables_map& given);

Exit fail(Exit code, const std::string& message);

// Whether all of it was written.
bool write_file(const std::string& path, const std::string& text);
// Whether the folder may be removed to make room for a world: it is none, is empty or holds a
// generated world.
bool may_be_replaced(const std::string& folder);

bool among(const std::string& value, std::initializer_list<const char*> allowed);

// A line on a terminal that is written over, at most twice a second; nothing where standard error
// is none.
class Progress {
 public:
  explicit Progress(bool wanted);
  // Whether a line is due; asks the clock only now and then.
  bool due();
  void show(const std::string& line);
  void end() const;

 private:
  bool wanted_;
  std::uint64_t asked_ = 0;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace aobo::sim
