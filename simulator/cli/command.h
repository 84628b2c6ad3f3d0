// The commands of aobo-sim: a row each. Help, manual pages and completions are all made from these
// rows and from the options that they describe.
#pragma once

#include <array>
#include <boost/program_options.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// One exit code per class of outcome; what each means stands in kExits.
enum class Exit : int {
  kOk = 0,
  kUsage = 2,
  kPlugin = 3,
  kInput = 4,
  kFailed = 5,
  kOutput = 6,
  kState = 7,
  // What the judge found.
  kWrong = 20,
  kUnfounded = 21,
  kUnanswered = 22,
  kMisread = 23,
  kMissed = 24,
  kWrongPath = 25,
  kWrongPolicy = 26,
  kDerived = 27,
  kWrongField = 28,
  kAccused = 29,
  // What the tests of rules found.
  kRules = 30,
  kCase = 31,
  kProperty = 32,
  kInvariance = 33,
  kUntested = 34,
  kScore = 35,
  kLint = 36,
  kAlerts = 37,
  kIncomplete = 38,
  // Stopped by Ctrl-C, SIGTERM or SIGHUP. As shells have it of the first: 128 and the signal.
  kInterrupted = 130,
};

struct ExitRow {
  Exit exit;
  std::string_view text;
};
inline constexpr ExitRow kExits[] = {
    {Exit::kOk, "done, and nothing was found wrong"},
    {Exit::kUsage, "the command line is wrong"},
    {Exit::kPlugin, "the plugin cannot be loaded, or it refuses its configuration"},
    {Exit::kInput,
     "an input cannot be read, gives no record, or holds something too long to be read"},
    {Exit::kFailed, "the plugin, or aobo-sim itself, failed while it ran"},
    {Exit::kOutput, "an output cannot be written"},
    {Exit::kState, "the state cannot be used or kept: damaged, in use, not writable"},
    {Exit::kWrong, "a wrong name"},
    {Exit::kUnfounded, "a name or a suspicion that the logs do not bear out"},
    {Exit::kUnanswered, "a record without an answer, or an answer without a record"},
    {Exit::kMisread, "time, family, tenant or id of a record is misread"},
    {Exit::kMissed, "no name, though the logs tell it"},
    {Exit::kWrongPath, "another way in than the true one"},
    {Exit::kWrongPolicy, "a violation that is none, or none where there is one"},
    {Exit::kDerived, "a derived event is missing, or came where there was nothing to tell"},
    {Exit::kWrongField, "a field or a count holds something else than it may"},
    {Exit::kAccused, "a violation or a derived event about somebody who did not do it"},
    {Exit::kRules, "rules or their tests cannot be loaded"},
    {Exit::kCase, "a case fails"},
    {Exit::kProperty, "a property is broken in a world"},
    {Exit::kInvariance, "order, repetition or names of customers change what alerts"},
    {Exit::kUntested, "a rule has no tests, or nothing makes it fire"},
    {Exit::kScore, "too many changed rules pass the tests, or wrong values the judge"},
    {Exit::kLint, "a lint"},
    {Exit::kAlerts, "an alert of the priority of --fail-on, or of a higher one"},
    {Exit::kIncomplete, "something is missing that answers rest on"},
    {Exit::kInterrupted, "stopped by Ctrl-C, SIGTERM or SIGHUP; what was known by then is printed"},
};

// A word of the command line that is no option.
struct Argument {
  std::string_view name;  // as help shows it, in capitals
  std::string_view text;
  bool many = false;  // takes all that remain
};

struct Example {
  std::string_view text, command;
};

struct OptionsGroup {
  const char* caption;
  boost::program_options::options_description options;
};

// One run of a command: the variables that its options are bound to, and what is done with them.
class Invocation {
 public:
  virtual ~Invocation() = default;
  // The options; --help is added to them. A value's name says what it is (value_kinds.h), or lists
  // what it may be: "text|markdown".
  virtual std::vector<OptionsGroup> options() = 0;
  // An option for each Argument of the row, under its name in lower case.
  virtual boost::program_options::options_description arguments() { return {}; }
  virtual Exit run(const boost::program_options::variables_map& given) = 0;
};

struct Command {
  std::string_view name;
  std::string_view text;  // one line
  std::vector<std::string_view> usage;
  std::vector<std::string_view> paragraphs;
  std::vector<Argument> arguments;
  std::vector<Exit> exits;  // besides kOk, kUsage and kFailed, which each command has
  std::vector<Example> examples;
  std::unique_ptr<Invocation> (*make)();

  bool may_exit_with(Exit exit) const;
};
template <typename Run>
std::unique_ptr<Invocation> make_invocation() {
  return std::make_unique<Run>();
}

Command replay_command();
Command inspect_command();
Command doctor_command();
Command directory_command();
Command show_command();
Command timeline_command();
Command who_command();
Command gaps_command();
Command report_command();
Command validate_command();
Command explain_command();
Command check_command();
Command mutate_command();
Command catalogue_command();
Command generate_command();
Command judge_command();
Command sweep_command();
Command fields_command();
Command manual_command();
Command help_command();

// In the order in which help lists them.
std::span<const Command> commands();
const Command* find_command(std::string_view name);  // null where there is none
// What to say of a name that no command has: which one comes nearest.
std::string unknown_command(std::string_view name);

// Reads the words behind the command's name into a new invocation and runs it; prints the help
// where it is asked for.
Exit run_command(const Command& command, const std::vector<std::string>& words);

// Where libaobo.so is looked for, from the program's folder: as it is built, then as it is
// installed.
inline constexpr std::array<std::string_view, 2> kPluginPlaces = {
    "../lib/libaobo.so", "../share/falco/plugins/libaobo.so"};

// The path of the first of kPluginPlaces that is there; where none is, of the first.
std::string default_plugin();

}  // namespace aobo::sim
