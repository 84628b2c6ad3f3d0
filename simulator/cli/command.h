// A command of aobo-sim: a row of one table, from which the help is made as well.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// One exit code per class of outcome.
enum class Exit : int {
  kOk = 0,
  kUsage = 2,   // the command line itself
  kPlugin = 3,  // the plugin could not be loaded or refused its configuration
  kInput = 4,   // an input could not be opened
  kFailed = 5,  // the plugin failed while it ran
  kOutput = 6,  // an output file could not be written
  // What the judge found, the worst first.
  kWrong = 20,        // a wrong name
  kUnfounded = 21,    // a name or a suspicion that the logs do not bear out
  kUnanswered = 22,   // a record without an answer, or an answer without a record
  kMisread = 23,      // time, family, tenant or id of a record
  kMissed = 24,       // no name, though it was knowable
  kWrongPath = 25,    // another way in than the true one
  kWrongPolicy = 26,  // a violation that is none, or none where there is one
  kDerived = 27,      // a derived event missed, or one of which nothing was to be told
  // What the tests of rules found.
  kRules = 30,       // rules or their tests cannot be loaded
  kCase = 31,        // a case fails
  kProperty = 32,    // a property is broken in a world
  kInvariance = 33,  // order, repetition or names change what alerts
  kUntested = 34,    // a rule without tests, or that nothing makes fire
  kScore = 35,       // too many changed rules pass the tests
  kLint = 36,        // a lint
  kAlerts = 37,      // an alert of the asked priority
};

struct Command {
  std::string_view name;
  std::string_view text;  // one line
  Exit (*run)(const std::vector<std::string>& arguments);
};

std::span<const Command> commands();

Exit run_generate(const std::vector<std::string>& arguments);
Exit run_judge(const std::vector<std::string>& arguments);
Exit run_sweep(const std::vector<std::string>& arguments);
Exit run_replay(const std::vector<std::string>& arguments);
Exit run_check(const std::vector<std::string>& arguments);
Exit run_mutate(const std::vector<std::string>& arguments);
Exit run_validate(const std::vector<std::string>& arguments);
Exit run_explain(const std::vector<std::string>& arguments);
Exit run_catalogue(const std::vector<std::string>& arguments);
Exit run_fields(const std::vector<std::string>& arguments);

// Where libaobo.so is looked for, from the folder above the program's: as it is built, then as it
// is installed.
inline constexpr std::array<std::string_view, 2> kPluginPlaces = {"lib/libaobo.so",
                                                                  "share/falco/plugins/libaobo.so"};

// The path of the first of kPluginPlaces that is there; where none is, of the first.
std::string default_plugin();

}  // namespace aobo::sim
