// CommandOptions: passwords that stand behind an option of a known program's command line, where
// the option's own name tells nothing: "schtasks /create /ru bob /rp …", "curl -u bob:…",
// "mysql -p…". Which program a command is of is remembered from one option to the next, so that the
// text is gone through once, however many options it holds.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "plugin/mask/text_range.h"

namespace aobo {

struct CommandProgram;  // a row of command_options.cpp

class CommandOptions {
 public:
  // The secret behind the option whose dash or slash stands at `at`; asked from left to right.
  std::optional<TextRange> secret_at(std::string_view text, std::size_t at);

 private:
  void read_until(std::string_view text, std::size_t at);

  std::size_t read_ = 0;  // up to where the text was looked through for programs
  const CommandProgram* program_ = nullptr;
  bool verb_ = false;  // and its verb was read
};

}  // namespace aobo
