#include "simulator/manual/man_pages.h"

#include <fmt/format.h>

namespace aobo::sim {
namespace {

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  if (text.back() != '.') text += '.';
  return text;
}

void name_section(RoffPage& page, const std::string& name, const std::string& text) {
  page.heading("Name");
  page.lines({roff(name) + " \\- " + roff(text)});
}

void synopsis(RoffPage& page, const CommandText& command) {
  page.heading("Synopsis");
  std::vector<std::string> lines;
  for (const std::string& usage : command.usage) {
    const bool own = usage.starts_with(command.name);
    lines.push_back(own ? bold(command.name) + roff(usage.substr(command.name.size()))
                        : roff(usage));
  }
  page.lines(lines);
}

void description(RoffPage& page, const CommandText& command) {
  page.heading("Description");
  for (const std::string& paragraph : command.paragraphs) page.paragraph(paragraph);
  for (const ArgumentText& argument : command.arguments)
    page.item(italic(argument.label), sentence(argument.text));
}

std::string tag_of(const OptionText& option) {
  std::string tag = option.short_name.empty() ? "" : bold("-" + option.short_name) + ", ";
  tag += bold("--" + option.name);
  return option.value.name.empty() ? tag : tag + " " + italic(option.value.name);
}

void options(RoffPage& page, const CommandText& command) {
  for (const OptionGroup& group : command.groups) {
    if (&group == &command.groups.front()) {
      page.heading("Options");
    } else {
      page.subheading(group.caption);
    }
    for (const OptionText& option : group.options)
      page.item(tag_of(option), sentence(option.full_text()));
  }
}

void exits(RoffPage& page, const CommandText& command) {
  page.heading("Exit status");
  for (const ExitText& exit : command.exits)
    page.item(bold(std::to_string(exit.code)), sentence(exit.text));
}

void examples(RoffPage& page, const CommandText& command) {
  if (command.examples.empty()) return;
  page.heading("Examples");
  for (const ExampleText& example : command.examples) {
    page.paragraph(sentence(example.text));
    page.literal(example.command);
  }
}

std::string with_article(const std::string& noun) {
  return (noun.find_first_of("aeiou") == 0 ? "an " : "a ") + noun;
}

void key_items(RoffPage& page, const FileText& file, const std::string& map, bool holding) {
  for (const KeyText& key : file.keys) {
    if (key.map != map || key.holds_keys != holding) continue;
    if (!holding) {
      std::string tag = bold(key.path()) + " (" + italic(key.type);
      if (key.required) tag += ", required";
      page.item(tag + ")", key.text + (key.unset.empty() ? "" : " Default: " + key.unset + "."));
      continue;
    }
    page.subheading(key.path());
    page.paragraph(sentence(with_article(key.type)) + " " + key.text +
                   (key.required ? " It is required." : ""));
    key_items(page, file, key.path(), false);
    key_items(page, file, key.path(), true);
  }
}

}  // namespace

std::string page_name(const CommandText& command) {
  std::string name = command.name;
  for (char& c : name) {
    if (c == ' ') c = '-';
  }
  return name;
}

std::string man_page(const ProgramText& program, const Edition& edition) {
  RoffPage page(program.whole.name, 1, edition);
  name_section(page, program.whole.name, program.whole.text);
  synopsis(page, program.whole);
  description(page, program.whole);
  page.heading("Commands");
  std::vector<std::string> pages;
  for (const CommandText& command : program.commands) {
    page.item(bold(command.last_word()), sentence(command.text));
    pages.push_back(page_name(command) + "(1)");
  }
  options(page, program.whole);
  exits(page, program.whole);
  examples(page, program.whole);
  pages.insert(pages.end(), {"aobo.json(5)", "aobo.yaml(5)"});
  page.references(pages);
  return page.done();
}

std::string man_page(const CommandText& command, const Edition& edition) {
  RoffPage page(page_name(command), 1, edition);
  name_section(page, page_name(command), command.text);
  synopsis(page, command);
  description(page, command);
  options(page, command);
  exits(page, command);
  examples(page, command);
  page.references({"aobo-sim(1)", "aobo.json(5)", "aobo.yaml(5)"});
  return page.done();
}

std::string man_page(const FileText& file, const Edition& edition) {
  RoffPage page(file.name, 5, edition);
  name_section(page, file.name, file.text);
  page.heading("Description");
  for (const std::string& paragraph : file.paragraphs) page.paragraph(paragraph);
  page.heading("Keys");
  key_items(page, file, "", false);
  key_items(page, file, "", true);
  page.heading("Examples");
  page.literal(file.example);
  page.references(file.see_also);
  return page.done();
}

}  // namespace aobo::sim
