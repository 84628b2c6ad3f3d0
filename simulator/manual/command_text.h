// What help, manual pages and completions know of a command: texts alone. The commands' own table
// (simulator/cli/command.h) is turned into these, and everything that people read of options is
// made from them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aobo::sim {

// What a shell can offer where a value is asked for.
enum class Offer : std::uint8_t {
  kNothing,
  kFile,
  kFolder,
  kPath,   // files and folders
  kWords,  // one of `words`
  kList,   // some of `words`, separated by commas
};
struct ValueText {
  std::string name;  // "FILE", "text|markdown"; empty for an option that takes none
  Offer offer = Offer::kNothing;
  std::vector<std::string> words;
};

struct OptionText {
  std::string name, short_name;  // without their dashes; the short one may be empty
  ValueText value;
  std::string unset;     // what holds where the option is not given; may be empty
  bool repeats = false;  // may be given again
  std::string text;

  // "--format FORMAT", "-h, --help"
  std::string label() const;
  // The text, what holds where it is not given, and whether it may be given again.
  std::string full_text() const;
};
struct OptionGroup {
  std::string caption;
  std::vector<OptionText> options;
};

struct ArgumentText {
  std::string label;  // "INPUT..."
  ValueText value;
  std::string text;
};
struct ExitText {
  int code;
  std::string text;
};
struct ExampleText {
  std::string text, command;
};

struct CommandText {
  std::string name, text;  // the name as it is typed: "aobo-sim replay"
  std::vector<std::string> usage, paragraphs;
  std::vector<ArgumentText> arguments;
  std::vector<OptionGroup> groups;
  std::vector<ExitText> exits;
  std::vector<ExampleText> examples;

  std::string last_word() const;  // "replay"
  std::vector<OptionText> options() const;
};

// The program: what is said of it as a whole, and its commands.
struct ProgramText {
  CommandText whole;
  std::vector<CommandText> commands;
};

}  // namespace aobo::sim
