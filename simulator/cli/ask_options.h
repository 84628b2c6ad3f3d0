// What the commands that answer questions share: which events, in which zone and form, and the
// reading of them.
#pragma once

#include <boost/program_options.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/ask/event.h"
#include "simulator/ask/selection.h"
#include "simulator/ask/table.h"
#include "simulator/cli/command.h"

namespace aobo::sim {

struct AskOptions {
  std::string plugin, config, zone = "UTC", format = "table";
  std::vector<std::string> inputs;
  Wanted wanted;
  unsigned width = 0;  // 0: the terminal's
  bool quiet = false;
};

// --config, --plugin; `of_config`: what the configuration is for.
inline constexpr const char* kConfigText =
    "the plugin's configuration, a JSON file; relative paths in it start from its folder";
void describe_plugin(boost::program_options::options_description& options, std::string& config,
                     std::string& plugin, const char* of_config = kConfigText);
// INPUT..., of commands that take nothing else.
boost::program_options::options_description input_argument(std::vector<std::string>& inputs);
// --config, --plugin, --quiet
void describe_reading(boost::program_options::options_description& options, AskOptions& into);
// --customer … --where
void describe_wanted(boost::program_options::options_description& options, Wanted& into);
// --from, --to
void describe_span(boost::program_options::options_description& options, Wanted& into);
void describe_zone(boost::program_options::options_description& options, std::string& zone);
void describe_width(boost::program_options::options_description& options, unsigned& width);
inline constexpr Argument kInputArgument = {
    "INPUT", "a file, a folder, a glob, or - for standard input; without it those of --config",
    true};

// An error where --width is neither absent nor from 80 to 250.
std::optional<std::string> wrong_width(unsigned width);
// Width and colours of standard output.
Look look_of(unsigned width);

// What was read. Interrupted: by Ctrl-C, before the end.
struct Reading {
  std::map<std::string, std::uint64_t> metrics;
  std::vector<std::string> inputs;       // as the command line names them
  std::optional<std::string> never_met;  // Selection::never_met
  std::string beside;                    // of a time that was asked for, and of which no log tells
  bool stopped = false;
};
// The events come one by one; `selected` says whether the command line chose it, by what no later
// answer changes (answer_is_wanted is the rest). Nothing where it failed: what was wrong was said,
// and `exit` says how.
using OnEvent = std::function<void(const Session&, AskedEvent&&, bool selected)>;
std::optional<Reading> read_events(const std::string& command, const AskOptions& options,
                                   const Zone& zone, const OnEvent& on_event, Exit& exit);

// Text to standard output; kInterrupted where the reading was stopped.
Exit answer(const std::string& text, const Reading& reading);
// The same where nothing but `otherwise` is to be said of what was read.
Exit answer(const std::string& text, Exit otherwise);

// The clock, for "2 days ago". AOBO_NOW, a time, stands in for it, for tests and examples.
TimeNs clock_now();

}  // namespace aobo::sim
