#include "simulator/rules/ruleset.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "plugin/base/nearest.h"
#include "plugin/base/whole_file.h"
#include "simulator/rules/condition_slips.h"
#include "simulator/rules/exceptions.h"
#include "simulator/rules/parser.h"
#include "simulator/rules/reader.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

// Of a folder every YAML file, in the order of their names, as Falco reads it; none of the folders
// in it.
std::vector<std::string> files_of(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(path, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && (name.ends_with(".yaml") || name.ends_with(".yml")))
      files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct Version {
  unsigned major = 0, minor = 0, patch = 0;
};
Version version_of(const std::string& text) {
  Version v;
  if (std::sscanf(text.c_str(), "%u.%u.%u", &v.major, &v.minor, &v.patch) < 1) return {};
  return v;
}

// The same major, and not older than what is needed.
bool satisfies(const LoadedPlugin& plugin, const PluginVersion& needed) {
  const Version have = version_of(plugin.version), want = version_of(needed.version);
  return plugin.name == needed.name && have.major == want.major &&
         std::pair(have.minor, have.patch) >= std::pair(want.minor, want.patch);
}

}  // namespace

std::unique_ptr<RuleSet> RuleSet::load(const std::vector<std::string>& paths, const Schema& schema,
                                       const LoadedPlugin& plugin) {
  std::unique_ptr<RuleSet> set(new RuleSet(schema));
  for (const std::string& path : paths) {
    const auto files = files_of(path);
    if (files.empty()) {
      set->report(Severity::kError, "LOAD_ERR_FILE_READ", {set->files_.add(path, ""), 0, 0},
                  "holds no rules file (*.yaml)");
    }
    for (const std::string& file : files) {
      const auto text = read_whole_file(file, {"rules"});
      const std::uint32_t number = set->files_.add(file, text ? *text : std::string());
      if (text) {
        read_rules_file(set->files_, number, schema.falco(), set->model_);
      } else {  // its place has its name already
        set->report(Severity::kError, "LOAD_ERR_FILE_READ", {number, 0, 0},
                    text.error().message.substr(file.size() + 2));
      }
    }
  }
  set->finish(plugin);
  return set;
}

std::unique_ptr<RuleSet> RuleSet::of_texts(
    const std::vector<std::pair<std::string, std::string>>& texts, const Schema& schema,
    const LoadedPlugin& plugin) {
  std::unique_ptr<RuleSet> set(new RuleSet(schema));
  for (const auto& [name, text] : texts)
    read_rules_file(set->files_, set->files_.add(name, text), schema.falco(), set->model_);
  set->finish(plugin);
  return set;
}

void RuleSet::report(Severity severity, std::string code, const SourcePlace& place,
                     std::string message, std::string hint) {
  model_.diagnostics.push_back(
      {severity, std::move(code), place, std::move(message), std::move(hint)});
}

bool RuleSet::ok() const {
  return std::none_of(model_.diagnostics.begin(), model_.diagnostics.end(),
                      [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

std::string RuleSet::rendered() const {
  std::string text;
  for (const Diagnostic& diagnostic : model_.diagnostics) text += files_.render(diagnostic);
  return text;
}

const LoadedRule* RuleSet::find(std::string_view name) const {
  const auto found = std::find_if(rules_.begin(), rules_.end(),
                                  [&](const LoadedRule& rule) { return rule.item.name == name; });
  return found == rules_.end() ? nullptr : &*found;
}

void RuleSet::finish(const LoadedPlugin& plugin) {
  if (!ok()) return;
  check_requirements(plugin);
  const ListTexts lists(model_);
  used_lists_ = lists.nested();
  compile_macros(lists);
  if (!ok()) return;
  for (const RuleItem& item : model_.rules) compile_rule(item, lists);
  warn_unused();
}

void RuleSet::check_requirements(const LoadedPlugin& plugin) {
  for (const PluginRequirement& requirement : model_.requirements) {
    const bool met = std::any_of(requirement.any.begin(), requirement.any.end(),
                                 [&](const PluginVersion& v) { return satisfies(plugin, v); });
    if (met) continue;
    std::string wanted;
    for (const PluginVersion& v : requirement.any)
      wanted += fmt::format("{}{} (>= {})", wanted.empty() ? "" : ", ", v.name, v.version);
    report(Severity::kError, "LOAD_ERR_VALIDATE", requirement.place,
           fmt::format("Plugin requirement not satisfied, must load one of: {}", wanted),
           fmt::format("loaded is {} {}", plugin.name, plugin.version));
  }
}

bool RuleSet::parse(const PlacedText& text, Condition& into, std::string_view what) {
  auto parsed = parse_condition(text.text(), schema_.falco());
  if (auto* condition = std::get_if<Condition>(&parsed)) {
    into = std::move(*condition);
    return true;
  }
  const SyntaxError& error = std::get<SyntaxError>(parsed);
  std::string slip = condition_slip(schema_, text.text(), error);
  report(Severity::kError, "LOAD_ERR_COMPILE_CONDITION", text.place(error.at), error.message,
         slip.empty() ? std::string(what) : std::move(slip));
  return false;
}

void RuleSet::compile_macros(const ListTexts& lists) {
  std::vector<PlacedText> texts;
  for (const MacroItem& item : model_.macros) {
    MacroTree tree{item.name, {}, item.index, item.visibility};
    texts.push_back(lists.expanded(item.condition, used_lists_, lists_in_quotes_));
    if (parse(texts.back(), tree.condition, fmt::format("in the macro {}", item.name)))
      macros_.add(std::move(tree));
  }
  if (!ok()) return;
  for (std::size_t i = 0; i < model_.macros.size(); ++i) {
    const MacroItem& item = model_.macros[i];
    std::string missing;
    Range at;
    macros_.used_by(macros_.all()[i].condition, item.place.file, used_macros_);
    if (macros_.expanded(macros_.all()[i].condition, item.visibility, missing, at)) continue;
    const bool later = model_.macro(missing) != nullptr;
    report(Severity::kError, "LOAD_ERR_COMPILE_CONDITION", texts[i].place(at.from),
           fmt::format("Undefined macro '{}' used in filter.", missing),
           later ? "a macro sees only those that are defined before it"
                 : what_for(texts[i], at, missing));
  }
}

// What to do about a macro that there is not.
std::string RuleSet::what_for(const PlacedText& text, const Range& at,
                              const std::string& missing) const {
  std::vector<std::string> names;
  for (const MacroItem& item : model_.macros) names.push_back(item.name);
  const std::string near = nearest(missing, names);
  return near.empty() ? lone_word_slip(schema_, text.text(), at.from, missing)
                      : fmt::format("did you mean {}?", near);
}

void RuleSet::compile_rule(const RuleItem& item, const ListTexts& lists) {
  if (item.source != schema_.source()) {
    report(Severity::kWarning, "LOAD_UNKNOWN_SOURCE", item.place,
           fmt::format("unknown source {}, skipping", item.source),
           fmt::format("of the rule {}; rules of this plugin need source: {}", item.name,
                       schema_.source()));
    return;
  }
  if (!exceptions_fit(item)) return;
  LoadedRule rule;
  rule.item = item;
  rule.text = lists.expanded(with_exceptions(item), used_lists_, lists_in_quotes_);
  if (!parse(rule.text, rule.own, fmt::format("in the rule {}", item.name))) return;
  macros_.used_by(rule.own, item.place.file, used_macros_);
  std::string missing;
  Range at;
  auto expanded = macros_.expanded(rule.own, Macros::kAll, missing, at);
  if (!expanded) {
    report(Severity::kError, "LOAD_ERR_VALIDATE", rule.text.place(at.from),
           fmt::format("Undefined macro '{}' used in filter.", missing),
           what_for(rule.text, at, missing));
    return;
  }
  rule.condition = std::move(*expanded);
  // One that is switched off is compiled as well: what is wrong with it is told, and what it uses
  // is used.
  if (compile_output(rule) && compile_program(rule) && item.enabled)
    rules_.push_back(std::move(rule));
}

// Fields that there are, and values that fit them.
bool RuleSet::exceptions_fit(const RuleItem& item) {
  for (const RuleException& exception : item.exceptions) {
    for (const std::string& field : exception.fields) {
      auto parsed = parse_condition(field + " exists", schema_.falco());
      const auto* check = std::get_if<Condition>(&parsed);
      if (check != nullptr && check->kind == Condition::Kind::kCheck &&
          std::holds_alternative<Operand>(compile_operand(check->check.left, context())))
        continue;
      const std::string nearest = schema_.nearest(field);
      report(Severity::kError, kRefused, exception.place,
             fmt::format("'{}' is not a supported filter field", field),
             nearest.empty() ? "" : fmt::format("did you mean {}?", nearest));
      return false;
    }
    for (const ExceptionTuple& tuple : exception.values) {
      const std::string_view wrong = wrong_tuple(exception, tuple);
      if (wrong.empty()) continue;
      report(Severity::kError, kRefused, exception.place, std::string(wrong),
             fmt::format("exception {} has {} fields, one of its values {}", exception.name,
                         exception.fields.size(), tuple.is_list ? tuple.values.size() : 0));
      return false;
    }
  }
  return true;
}

bool RuleSet::compile_program(LoadedRule& rule) {
  std::vector<CompileIssue> warnings;
  auto compiled = compile(rule.condition, context(), warnings);
  for (const CompileIssue& warning : warnings) {
    report(Severity::kWarning, "LOAD_COMPILE_CONDITION", rule.text.place(warning.range.from),
           warning.message, warning.hint);
  }
  if (auto* program = std::get_if<Program>(&compiled)) {
    rule.program = std::move(*program);
    return true;
  }
  const CompileIssue& issue = std::get<CompileIssue>(compiled);
  const bool unknown = issue.message.starts_with("filter_check called with nonexistent field");
  const bool skip = unknown && rule.item.skip_if_unknown_filter;
  report(skip ? Severity::kWarning : Severity::kError,
         skip ? "LOAD_UNKNOWN_FILTER" : "LOAD_ERR_COMPILE_CONDITION",
         rule.text.place(issue.range.from), issue.message,
         issue.hint.empty() ? fmt::format("in the rule {}", rule.item.name) : issue.hint);
  return false;
}

bool RuleSet::compile_output(LoadedRule& rule) {
  auto output = Output::compile(rule.item.output.text(), context());
  if (auto* compiled = std::get_if<Output>(&output)) {
    rule.output = std::move(*compiled);
    return true;
  }
  const CompileIssue& issue = std::get<CompileIssue>(output);
  const bool unknown = issue.message.starts_with("filter_check called with nonexistent field");
  const bool skip = unknown && rule.item.skip_if_unknown_filter;
  report(skip ? Severity::kWarning : Severity::kError,
         skip ? "LOAD_UNKNOWN_FILTER" : "LOAD_ERR_COMPILE_OUTPUT",
         rule.item.output.place(issue.range.from), issue.message,
         issue.hint.empty() ? fmt::format("in the output of the rule {}", rule.item.name)
                            : issue.hint);
  return false;
}

void RuleSet::warn_unused() {
  const auto look = [&](const auto& items, const Used& used, std::string_view what) {
    const std::string code = what == "List" ? "LOAD_UNUSED_LIST" : "LOAD_UNUSED_MACRO";
    for (const auto& item : items) {
      const std::string message =
          fmt::format("{} not referred to by any other rule/macro: {}", what, item.name);
      if (!used.contains(item.name)) {
        report(Severity::kWarning, code, item.place, message);
      } else if (used.file(item.name) > item.place.file) {
        used_later_.push_back(
            {Severity::kWarning, code, item.place, message,
             fmt::format("it is used in {}; Falco says so when it has read this file alone",
                         files_.name(used.file(item.name)))});
      }
    }
  };
  look(model_.lists, used_lists_, "List");
  look(model_.macros, used_macros_, "Macro");
}

}  // namespace aobo::sim
