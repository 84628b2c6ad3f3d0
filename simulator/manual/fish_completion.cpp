#include <fmt/format.h>

#include <algorithm>

#include "simulator/manual/completions.h"

namespace aobo::sim {
namespace {

constexpr const char* kHead = R"(# fish completion for aobo-sim; "aobo-sim manual" writes it.

function __aobo_sim_needs_command
    test (count (commandline -opc)) -eq 1
end
function __aobo_sim_is
    set -l words (commandline -opc)
    test (count $words) -gt 1; and test "$words[2]" = "$argv[1]"
end

complete -c aobo-sim -f
)";

// For single quotes of fish.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string call_for(const ValueText& value) {
  switch (value.offer) {
    case Offer::kFile:
    case Offer::kPath:
      return " -F";
    case Offer::kFolder:
      return " -f -a '(__fish_complete_directories)'";
    case Offer::kWords:
      return fmt::format(" -f -a '{}'", fmt::join(value.words, " "));
    case Offer::kList:
      return fmt::format(" -f -a '(__fish_append , {})'", fmt::join(value.words, " "));
    default:
      return " -f";
  }
}

// A menu has room for one sentence.
std::string first_sentence(const std::string& text) {
  const std::size_t end = std::min(text.find(". "), text.find("; "));
  return text.substr(0, end);
}

std::string line_of(const std::string& condition, const OptionText& option) {
  return fmt::format("complete -c aobo-sim -n '{}'{} -l {}{} -d {}\n", condition,
                     option.short_name.empty() ? "" : " -s " + option.short_name, option.name,
                     option.value.name.empty() ? "" : " -r" + call_for(option.value),
                     quoted(first_sentence(option.full_text())));
}

}  // namespace

std::string fish_completion(const ProgramText& program) {
  std::string out = kHead;
  for (const OptionText& option : program.whole.options())
    out += line_of("__aobo_sim_needs_command", option);
  for (const CommandText& command : program.commands) {
    const std::string name = command.last_word();
    const std::string condition = "__aobo_sim_is " + name;
    out += fmt::format("\ncomplete -c aobo-sim -n __aobo_sim_needs_command -a {} -d {}\n", name,
                       quoted(first_sentence(command.text)));
    for (const OptionText& option : command.options()) out += line_of(condition, option);
    if (!command.arguments.empty()) {
      out += fmt::format("complete -c aobo-sim -n '{}'{}\n", condition,
                         call_for(command.arguments.back().value));
    }
  }
  return out;
}

}  // namespace aobo::sim
