// Manual pages: aobo-sim(1), a page for each command, and a page of section 5 for each file that a
// person writes, from the table of its keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/manual/command_text.h"
#include "simulator/manual/roff.h"

namespace aobo::sim {

// "aobo-sim-replay", the name of a command's page.
std::string page_name(const CommandText& command);

std::string man_page(const ProgramText& program, const Edition& edition);
std::string man_page(const CommandText& command, const Edition& edition);

// A key of a file.
struct KeyText {
  std::string map;   // the key that holds it, with those above it; empty at the top
  std::string name;  // "tenants[]" where the value is a list of mappings
  std::string type;
  bool required = false;
  bool holds_keys = false;
  std::string text;
  std::string unset;  // what holds where it is left out; may be empty

  std::string path() const { return map.empty() ? name : map + "." + name; }
};
struct FileText {
  std::string name, text;  // "aobo.json", and one line
  std::vector<std::string> paragraphs;
  std::vector<KeyText> keys;
  std::string example;
  std::vector<std::string> see_also;  // pages
};
std::string man_page(const FileText& file, const Edition& edition);

// aobo.json, from the JSON schema that the plugin hands to hosts.
Result<FileText> aobo_json(std::string_view schema);
// aobo.yaml, from plugin/base/aobo_yaml_keys.h.
FileText aobo_yaml();

}  // namespace aobo::sim
