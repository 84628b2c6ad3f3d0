// What the commands about rules share: the plugin, its fields, the rules, whose Falco's they are.
#pragma once

#include <boost/program_options.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulator/cli/command.h"
#include "simulator/host/session.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

struct RulesArguments {
  std::string plugin, falco;
  std::vector<std::string> rules;  // files or folders

  void describe(boost::program_options::options_description& options);
  // RULES, where they are words of the command line.
  boost::program_options::options_description arguments();
};
constexpr Argument kRulesArgument = {
    "RULES", "rules files, or folders of them; tests/ beside them holds their tests", true};

// The plugin with its fields, and the rules over them.
struct LoadedRules {
  std::unique_ptr<Library> library;
  std::unique_ptr<Schema> schema;
  std::unique_ptr<RuleSet> rules;
};
// Nothing where it failed: what was wrong was said, and `exit` says how. Warnings are printed where
// `warnings`.
std::optional<LoadedRules> load_rules(const RulesArguments& arguments, bool warnings, Exit& exit);
// The plugin and its fields alone.
std::optional<LoadedRules> load_schema(const std::string& plugin, const std::string& falco,
                                       Exit& exit);

// Adds --falco, of every command that loads rules.
void describe_falco(boost::program_options::options_description& options, std::string& falco);

// A folder of this process's own for what is written on the way.
std::string scratch_folder(const char* what);

}  // namespace aobo::sim
