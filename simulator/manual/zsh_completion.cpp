#include <fmt/format.h>

#include "simulator/manual/completions.h"

namespace aobo::sim {
namespace {

// For a specification of _arguments that stands in single quotes.
std::string quoted(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += std::string("\\") + c;
    } else {
      out += c;
    }
  }
  return out;
}

// ":FILE:_files"
std::string call_for(const ValueText& value) {
  const std::string name = quoted(value.name);
  switch (value.offer) {
    case Offer::kFile:
    case Offer::kPath:
      return ":" + name + ":_files";
    case Offer::kFolder:
      return ":" + name + ":_files -/";
    case Offer::kWords:
      return fmt::format(":{}:({})", name, fmt::join(value.words, " "));
    case Offer::kList:
      return fmt::format(":{}:_values -s , {} {}", name, name, fmt::join(value.words, " "));
    default:
      return ":" + name + ":";
  }
}

std::string specification(const OptionText& option) {
  const std::string text = "[" + quoted(option.full_text()) + "]";
  if (!option.short_name.empty())
    return fmt::format("'(-{0} --{1})'{{-{0},--{1}}}'{2}'", option.short_name, option.name, text);
  return fmt::format("'{}--{}{}{}{}'", option.repeats ? "*" : "", option.name,
                     option.value.name.empty() ? "" : "=", text,
                     option.value.name.empty() ? "" : call_for(option.value));
}

std::string arguments_of(const CommandText& command) {
  std::string out;
  for (const OptionText& option : command.options())
    out += " \\\n                    " + specification(option);
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const ArgumentText& argument = command.arguments[i];
    const bool many = argument.label.ends_with("...");
    out += fmt::format(" \\\n                    '{}{}'", many ? "*" : std::to_string(i + 1),
                       call_for(argument.value));
  }
  return out;
}

}  // namespace

std::string zsh_completion(const ProgramText& program) {
  std::string commands, cases, whole;
  for (const OptionText& option : program.whole.options())
    whole += "        " + specification(option) + " \\\n";
  for (const CommandText& command : program.commands) {
    const std::string name = command.last_word();
    commands += fmt::format("        '{}:{}'\n", name, quoted(command.text));
    cases += fmt::format("            {})\n                _arguments{}\n                ;;\n",
                         name, arguments_of(command));
  }
  return fmt::format(
      "#compdef aobo-sim\n# zsh completion for aobo-sim; \"aobo-sim manual\" writes it.\n\n"
      "_aobo_sim() {{\n    local context state state_descr line\n    typeset -A opt_args\n    "
      "local -a commands=(\n{}    )\n    _arguments -C \\\n{}        '1:command:->command' \\\n    "
      " "
      "   '*::argument:->argument' && return\n    case $state in\n    command) _describe -t "
      "commands command commands ;;\n    argument)\n        case $words[1] in\n{}        esac\n   "
      "     ;;\n    esac\n}}\n\n_aobo_sim \"$@\"\n",
      commands, whole, cases);
}

}  // namespace aobo::sim
