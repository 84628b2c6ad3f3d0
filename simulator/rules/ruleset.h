// RuleSet: rules files loaded and compiled, ready to be held against events.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulator/rules/compile.h"
#include "simulator/rules/expand.h"
#include "simulator/rules/model.h"
#include "simulator/rules/output.h"

namespace aobo::sim {

struct LoadedRule {
  RuleItem item;
  PlacedText text;      // the condition, lists and exceptions in place
  Condition own;        // as parsed: with the macros' names
  Condition condition;  // with the macros in place of their names
  Program program;
  Output output;
};

// Names and versions of the plugins that are loaded.
struct LoadedPlugin {
  std::string name, version;
};

class RuleSet {
 public:
  // Files, or folders of which every YAML file is read, in the order of their names.
  static std::unique_ptr<RuleSet> load(const std::vector<std::string>& paths, const Schema& schema,
                                       const LoadedPlugin& plugin);
  // The same of texts that are no files: name and text each.
  static std::unique_ptr<RuleSet> of_texts(
      const std::vector<std::pair<std::string, std::string>>& texts, const Schema& schema,
      const LoadedPlugin& plugin);

  const std::vector<LoadedRule>& rules() const { return rules_; }
  const RulesModel& model() const { return model_; }
  const SourceFiles& files() const { return files_; }
  const Schema& schema() const { return schema_; }
  const Columns& columns() const { return columns_; }
  Columns& columns() { return columns_; }
  const Checks& checks() const { return checks_; }
  const Macros& macros() const { return macros_; }
  const std::vector<Diagnostic>& diagnostics() const { return model_.diagnostics; }
  bool ok() const;               // no error among them
  std::string rendered() const;  // all of them
  const LoadedRule* find(std::string_view name) const;
  // Places at which a list's name stands inside a quoted text and was replaced all the same.
  const std::vector<SourcePlace>& lists_in_quotes() const { return lists_in_quotes_; }
  // Lists and macros that a later file uses alone: Falco reads file after file, and warns of each
  // as unused until then.
  const std::vector<Diagnostic>& used_later() const { return used_later_; }
  CompileContext context() { return {schema_, columns_, checks_}; }

 private:
  explicit RuleSet(const Schema& schema) : schema_(schema) {}
  void finish(const LoadedPlugin& plugin);
  void check_requirements(const LoadedPlugin& plugin);
  void compile_macros(const ListTexts& lists);
  void compile_rule(const RuleItem& item, const ListTexts& lists);
  bool parse(const PlacedText& text, Condition& into, std::string_view what);
  std::string what_for(const PlacedText& text, const Range& at, const std::string& missing) const;
  bool exceptions_fit(const RuleItem& item);
  bool compile_program(LoadedRule& rule);
  bool compile_output(LoadedRule& rule);
  void report(Severity severity, std::string code, const SourcePlace& place, std::string message,
              std::string hint = "");
  void warn_unused();

  const Schema& schema_;
  SourceFiles files_;
  RulesModel model_;
  Columns columns_;
  Checks checks_;
  Macros macros_;
  std::vector<LoadedRule> rules_;
  Used used_lists_, used_macros_;
  std::vector<Diagnostic> used_later_;
  std::vector<SourcePlace> lists_in_quotes_;
};

}  // namespace aobo::sim
