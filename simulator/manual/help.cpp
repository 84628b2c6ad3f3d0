#include "simulator/manual/help.h"

#include <fmt/format.h>

#include <algorithm>

namespace aobo::sim {
namespace {

constexpr std::size_t kMostLabel = 26;  // a longer one has a line of its own

struct Line {
  std::string label, text;
};

std::string two_columns(std::string_view caption, const std::vector<Line>& lines) {
  if (lines.empty()) return {};
  std::size_t width = 0;
  for (const Line& line : lines) {
    if (line.label.size() <= kMostLabel) width = std::max(width, line.label.size());
  }
  const std::size_t column = width + 4;
  std::string out = fmt::format("\n{}\n", caption);
  for (const Line& line : lines) {
    const bool alone = line.label.size() > width;
    out += fmt::format("  {:<{}}", line.label, alone ? 0 : width + 2);
    if (alone) out += "\n" + std::string(column, ' ');
    out += help_lines(line.text, column, column) + "\n";
  }
  return out;
}

std::vector<Line> lines_of(const std::vector<OptionText>& options) {
  std::vector<Line> lines;
  for (const OptionText& option : options) {
    lines.push_back(
        {(option.short_name.empty() ? "    " : "") + option.label(), option.full_text()});
  }
  return lines;
}

std::string head(const CommandText& command) {
  std::string out = command.name + ": " + command.text + "\n\n";
  for (const std::string& usage : command.usage)
    out += (&usage == &command.usage.front() ? "Usage: " : "       ") + usage + "\n";
  for (const std::string& paragraph : command.paragraphs)
    out += "\n" + help_lines(paragraph, 0, 0) + "\n";
  return out;
}

std::string examples_text(const CommandText& command) {
  std::string out = command.examples.empty() ? "" : "\nExamples\n";
  for (const ExampleText& example : command.examples)
    out += "  " + help_lines(example.text, 2, 2) + "\n    " + example.command + "\n";
  return out;
}

}  // namespace

std::string OptionText::label() const {
  return (short_name.empty() ? "" : "-" + short_name + ", ") + "--" + name +
         (value.name.empty() ? "" : " " + value.name);
}

std::string OptionText::full_text() const {
  return text + (repeats ? "; may be given again" : "") +
         (unset.empty() ? "" : " (default: " + unset + ")");
}

std::string CommandText::last_word() const { return name.substr(name.rfind(' ') + 1); }

std::vector<OptionText> CommandText::options() const {
  std::vector<OptionText> all;
  for (const OptionGroup& group : groups)
    all.insert(all.end(), group.options.begin(), group.options.end());
  return all;
}

std::string help_lines(std::string_view text, std::size_t indent, std::size_t first,
                       std::size_t columns) {
  std::string out;
  std::size_t at = first;
  bool begun = false;  // whether a word stands in this line
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::string_view word = text.substr(start, end - start);
    start = end + 1;
    if (word.empty()) continue;
    if (begun && at + 1 + word.size() > columns) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
      begun = false;
    }
    if (begun) out += ' ';
    out += word;
    at += word.size() + (begun ? 1 : 0);
    begun = true;
  }
  return out;
}

std::string help_text(const CommandText& command) {
  std::string out = head(command);
  std::vector<Line> arguments, exits;
  for (const ArgumentText& argument : command.arguments)
    arguments.push_back({argument.label, argument.text});
  for (const ExitText& exit : command.exits)
    exits.push_back({fmt::format("{:>2}", exit.code), exit.text});
  out += two_columns("Arguments", arguments);
  for (const OptionGroup& group : command.groups)
    out += two_columns(group.caption, lines_of(group.options));
  return out + two_columns("Exit codes", exits) + examples_text(command);
}

std::string help_text(const ProgramText& program) {
  std::vector<Line> commands;
  for (const CommandText& command : program.commands)
    commands.push_back({command.last_word(), command.text});
  return head(program.whole) + two_columns("Commands", commands) +
         two_columns("Options", lines_of(program.whole.options()));
}

}  // namespace aobo::sim
