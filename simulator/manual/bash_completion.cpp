#include <fmt/format.h>

#include "simulator/manual/completions.h"

namespace aobo::sim {
namespace {

constexpr const char* kHead = R"(# bash completion for aobo-sim; "aobo-sim manual" writes it.

_aobo_sim_words() { # WORD CHOICES
    mapfile -t COMPREPLY < <(compgen -W "$2" -- "$1")
}
_aobo_sim_list() { # WORD CHOICES: the last of several, separated by commas
    local before=
    [[ $1 == *,* ]] && before=${1%,*},
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$2" -- "${1##*,}")
}
_aobo_sim_paths() { # WORD -f or -d
    mapfile -t COMPREPLY < <(compgen "$2" -- "$1")
    compopt -o filenames 2>/dev/null
}

_aobo_sim() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]}
    COMPREPLY=()
    # --option=value comes in three words.
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
)";

// The call that offers values of that kind.
std::string call_for(const ValueText& value) {
  switch (value.offer) {
    case Offer::kFile:
    case Offer::kPath:
      return "_aobo_sim_paths \"$word\" -f";
    case Offer::kFolder:
      return "_aobo_sim_paths \"$word\" -d";
    case Offer::kWords:
      return fmt::format("_aobo_sim_words \"$word\" \"{}\"", fmt::join(value.words, " "));
    case Offer::kList:
      return fmt::format("_aobo_sim_list \"$word\" \"{}\"", fmt::join(value.words, " "));
    default:
      return ":";
  }
}

std::string names_of(const std::vector<OptionText>& options) {
  std::string names;
  for (const OptionText& option : options) {
    names += (names.empty() ? "--" : " --") + option.name;
    if (!option.short_name.empty()) names += " -" + option.short_name;
  }
  return names;
}

}  // namespace

std::string bash_completion(const ProgramText& program) {
  std::string commands, values, options, arguments;
  for (const CommandText& command : program.commands) {
    const std::string name = command.last_word();
    commands += name + " ";
    for (const OptionText& option : command.options()) {
      if (option.value.name.empty()) continue;
      values +=
          fmt::format("        \"{} --{}\")\n            {}\n            return\n            ;;\n",
                      name, option.name, call_for(option.value));
    }
    options += fmt::format("            {}) _aobo_sim_words \"$word\" \"{}\" ;;\n", name,
                           names_of(command.options()));
    if (!command.arguments.empty())
      arguments +=
          fmt::format("        {}) {} ;;\n", name, call_for(command.arguments.back().value));
  }
  return fmt::format(
      "{}    if ((COMP_CWORD == 1)); then\n        _aobo_sim_words \"$word\" \"{}{}\"\n        "
      "return\n    fi\n    case \"$command $before\" in\n{}    esac\n    if [[ $word == -* ]]; "
      "then\n        case $command in\n{}        esac\n        return\n    fi\n    case $command "
      "in\n{}    esac\n}}\ncomplete -F _aobo_sim aobo-sim\n",
      kHead, commands, names_of(program.whole.options()), values, options, arguments);
}

}  // namespace aobo::sim
