#include "simulator/cli/invoke.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "plugin/base/check.h"
#include "plugin/base/text.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/value_kinds.h"
#include "simulator/manual/help.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr const char* kCaption = "Options";

// The command's groups, with --help at the end of the first.
std::vector<OptionsGroup> groups_of(Invocation& invocation) {
  auto groups = invocation.options();
  if (groups.empty()) groups.push_back({kCaption, {}});
  groups.front().options.add_options()("help,h", "print this text");
  return groups;
}

OptionText option_text(const po::option_description& option) {
  OptionText text;
  text.name = option.long_name();
  if (const std::string names = option.format_name(); names[1] != '-')
    text.short_name = names.substr(1, 1);
  text.text = option.description();
  const po::value_semantic& semantic = *option.semantic();
  if (semantic.max_tokens() == 0) return text;
  text.repeats = semantic.is_composing();
  // "FILE (=default)"
  const std::string parameter = option.format_parameter();
  constexpr std::string_view kDefault = " (=";
  const std::size_t end = std::min(parameter.find(kDefault), parameter.size());
  text.value = value_text(parameter.substr(0, end));
  if (end < parameter.size())
    text.unset =
        parameter.substr(end + kDefault.size(), parameter.size() - end - kDefault.size() - 1);
  return text;
}

OptionGroup group_text(const OptionsGroup& group) {
  OptionGroup text{group.caption, {}};
  for (const auto& option : group.options.options()) text.options.push_back(option_text(*option));
  return text;
}

std::vector<std::string> texts(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

// "table, json or none"
std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return text;
}

// A value that is none of those that its name lists.
std::optional<std::string> wrong_choice(const po::options_description& options,
                                        const po::variables_map& given) {
  for (const auto& option : options.options()) {
    const OptionText text = option_text(*option);
    if (text.value.name.find('|') == std::string::npos || !given.contains(text.name)) continue;
    const auto& value = given[text.name].as<std::string>();
    const auto& words = text.value.words;
    if (std::find(words.begin(), words.end(), value) == words.end())
      return fmt::format("--{} must be {}, found {}", text.name, listed(words), value);
  }
  return std::nullopt;
}

// An empty value, which would change nothing without a word, and a number below 0, which would
// become a large one.
std::optional<std::string> wrong_value(const po::options_description& options,
                                       const std::vector<po::option>& words) {
  for (const po::option& word : words) {
    const auto* option = word.string_key.empty() || word.position_key >= 0
                             ? nullptr
                             : options.find_nothrow(word.string_key, false);
    if (option == nullptr) continue;
    const bool number = option_text(*option).value.name == "N";
    for (const std::string& value : word.value) {
      if (trimmed(value).empty()) return fmt::format("--{} must not be empty", option->long_name());
      if (number && value.starts_with('-'))
        return fmt::format("--{} must not be negative, found {}", option->long_name(), value);
    }
  }
  return std::nullopt;
}

}  // namespace

CommandText command_text(const Command& command) {
  CommandText text;
  text.name = "aobo-sim " + std::string(command.name);
  text.text = command.text;
  text.usage = texts(command.usage);
  text.paragraphs = texts(command.paragraphs);
  for (const Argument& argument : command.arguments)
    text.arguments.push_back({std::string(argument.name) + (argument.many ? "..." : ""),
                              value_text(argument.name), std::string(argument.text)});
  const auto invocation = command.make();
  for (const OptionsGroup& group : groups_of(*invocation)) text.groups.push_back(group_text(group));
  for (const ExitRow& row : kExits) {
    if (command.may_exit_with(row.exit))
      text.exits.push_back({static_cast<int>(row.exit), std::string(row.text)});
  }
  for (const Example& example : command.examples)
    text.examples.push_back({std::string(example.text), std::string(example.command)});
  return text;
}

ProgramText program_text() {
  ProgramText program;
  program.whole.name = "aobo-sim";
  program.whole.text = "names the person behind delegated-admin actions, offline";
  program.whole.usage = {"aobo-sim COMMAND [OPTIONS]", "aobo-sim help COMMAND"};
  program.whole.paragraphs = {
      "The offline half of aobo: it drives the plugin libaobo.so over captured logs, tests rules, "
      "and makes synthetic worlds to judge the plugin by. \"aobo-sim help COMMAND\" explains a "
      "command.",
      fmt::format(
          "Without --plugin it takes the first of these that is there, from its own folder: "
          "{}.",
          fmt::join(kPluginPlaces, ", "))};
  OptionsGroup group{kCaption, {}};
  group.options.add_options()("help,h", "print this text")("version", "print the version");
  program.whole.groups = {group_text(group)};
  program.whole.examples = {{"print who did what in each customer of captured logs",
                             "aobo-sim replay --config aobo.json"}};
  for (const ExitRow& row : kExits)
    program.whole.exits.push_back({static_cast<int>(row.exit), std::string(row.text)});
  for (const Command& command : commands()) program.commands.push_back(command_text(command));
  return program;
}

std::optional<std::string> read_words(const Command& command, Invocation& invocation,
                                      const std::vector<std::string>& words,
                                      po::variables_map& given) {
  po::options_description all;
  for (const OptionsGroup& group : groups_of(invocation)) all.add(group.options);
  const po::options_description visible = all;
  all.add(invocation.arguments());
  po::positional_options_description positional;
  for (const Argument& argument : command.arguments)
    positional.add(lower(argument.name).c_str(), argument.many ? -1 : 1);
  try {
    const auto parsed = po::command_line_parser(words).options(all).positional(positional).run();
    if (auto wrong = wrong_value(visible, parsed.options)) return wrong;
    po::store(parsed, given);
    po::notify(given);
  } catch (const po::error& error) {
    return fmt::format("{}; see aobo-sim {} --help", error.what(), command.name);
  }
  return given.contains("help") ? std::nullopt : wrong_choice(visible, given);
}

Exit run_command(const Command& command, const std::vector<std::string>& words) {
  const auto invocation = command.make();
  po::variables_map given;
  if (const auto wrong = read_words(command, *invocation, words, given))
    return fail(Exit::kUsage, fmt::format("{}: {}", command.name, *wrong));
  if (given.contains("help")) {
    std::cout << help_text(command_text(command)) << std::flush;
    return Exit::kOk;
  }
  const Exit exit = invocation->run(given);
  AOBO_CHECK(command.may_exit_with(exit));
  return exit;
}

}  // namespace aobo::sim
