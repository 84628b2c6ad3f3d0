#include "simulator/rules/lints.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "plugin/base/text.h"
#include "simulator/rules/lint.h"
#include "simulator/rules/mutants.h"

namespace aobo::sim {
namespace {

// ---- the lints

void unknown_window(const Looked& looked, const Says& says) {
  each_check(looked.rule.condition, [&](const Condition& check) {
    const Term& left = check.check.left;
    if (left.kind != Term::Kind::kField || !left.argument ||
        !has_window(left.text, looked.rules.schema()))
      return;
    const auto& windows = looked.options.windows;
    if (std::find(windows.begin(), windows.end(), *left.argument) != windows.end()) return;
    says({left.range, false, fmt::format("{} has no window {}", left.text, *left.argument),
          fmt::format("counted are {}; behaviour.windows of the plugin's configuration sets them, "
                      "--window tells of others",
                      fmt::join(windows, ", "))});
  });
}

void unknown_metric(const Looked& looked, const Says& says) {
  const auto hint_of = [&](const Term& term) -> std::optional<std::string> {
    const SchemaField* field =
        term.kind == Term::Kind::kField ? looked.rules.schema().find(term.text) : nullptr;
    if (field == nullptr || !term.argument) return std::nullopt;
    return unknown_argument(field->info, *term.argument);
  };
  each_check(looked.rule.condition, [&](const Condition& check) {
    for (const Term* term : {&check.check.left, &check.check.right}) {
      if (const auto hint = hint_of(*term))
        says({term->range, false, to_text(*term) + " never has a value", *hint});
    }
  });
  for (const OutputPart& part : looked.rule.output.parts()) {
    const std::size_t bracket = part.plain ? part.shown.find('[') : std::string::npos;
    if (bracket == std::string::npos) continue;
    const SchemaField* field = looked.rules.schema().find(part.shown.substr(0, bracket));
    if (field == nullptr) continue;
    const auto hint = unknown_argument(
        field->info, part.shown.substr(bracket + 1, part.shown.size() - bracket - 2));
    if (hint) says({{}, true, "in the output " + part.shown + " never has a value", *hint});
  }
}

void impossible_value(const Looked& looked, const Says& says) {
  each_check(looked.rule.condition, [&](const Condition& check) {
    const Term& left = check.check.left;
    const SchemaField* field =
        left.kind == Term::Kind::kField ? looked.rules.schema().find(left.text) : nullptr;
    if (field == nullptr || field->info.values.empty() || !equality(check.check.op)) return;
    const std::vector<std::string>& values = field->info.values;
    each_constant(check.check, [&](const Term& constant) {
      if (std::find(values.begin(), values.end(), constant.text) != values.end()) return;
      says({constant.range, false, fmt::format("{} is never \"{}\"", left.text, constant.text),
            fmt::format("it is one of: {}", fmt::join(values, ", "))});
    });
  });
}

void not_equal_missing(const Looked& looked, const Says& says) {
  each_check(looked.rule.condition, [&](const Condition& check) {
    const Term& left = check.check.left;
    const SchemaField* field = looked.rules.schema().find(left.text);
    const bool always = left.text.starts_with("evt.") || (field != nullptr && field->info.always);
    if (check.check.op != Op::kNe || always) return;
    says({check.range, false, fmt::format("where {} has no value, != does not hold", to_text(left)),
          fmt::format("write \"not {} = {}\" to hold there as well, or add \"and {} exists\" to "
                      "say that it need not",
                      to_text(left), to_text(check.check.right), to_text(left))});
  });
}

void transformer_on_list(const Looked& looked, const Says& says) {
  each_check(looked.rule.condition, [&](const Condition& check) {
    const Term& left = check.check.left;
    const bool text = left.text == "tolower" || left.text == "toupper" || left.text == "b64" ||
                      left.text == "basename";
    if (left.kind != Term::Kind::kTransformer || !text || left.items.empty()) return;
    const SchemaField* field = looked.rules.schema().find(left.items.front().text);
    if (field == nullptr || !field->info.is_list ||
        (check.check.op != Op::kIn && check.check.op != Op::kIntersects))
      return;
    says({check.range, false, fmt::format("{} of a list is like nothing in Falco", left.text),
          "compare the list itself: aobo writes UPNs and its own words in lower case"});
  });
}

void other_spelling(const Looked& looked, const Says& says) {
  each_check(looked.rule.condition, [&](const Condition& check) {
    const Term& left = check.check.left;
    if (left.kind != Term::Kind::kField || !equality(check.check.op)) return;
    if (left.text == "aobo.operation.raw") {
      return says({check.range, false,
                   "Microsoft spells one operation in several ways: hyphen or dash, with a dot or "
                   "a blank at the end",
                   "compare aobo.operation, which has one spelling for all of them"});
    }
    const bool operation = left.text == "aobo.operation";
    if (!operation && left.text != "aobo.result") return;
    each_constant(check.check, [&](const Term& constant) {
      const std::string one = operation ? one_spelling(constant.text) : one_result(constant.text);
      if (one == constant.text) return;
      says({constant.range, false, fmt::format("{} is never \"{}\"", left.text, constant.text),
            fmt::format("its one spelling is \"{}\"", one)});
    });
  });
}

void several_names(const Looked& looked, const Says& says) {
  // Microsoft's documentation has two names for each of these operations.
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"adding allowed assignable roles", "add allowed assignable roles"},
      {"deleting allowed assignable roles", "delete allowed assignable roles"}};
  each_check(looked.rule.condition, [&](const Condition& check) {
    if (check.check.left.text != "aobo.operation" || !equality(check.check.op)) return;
    for (const auto& [one, other] : kNames) {
      bool has_one = false, has_other = false;
      each_constant(check.check, [&, first = one, second = other](const Term& constant) {
        has_one = has_one || constant.text == first;
        has_other = has_other || constant.text == second;
      });
      if (has_one == has_other) continue;
      says({check.range, false,
            fmt::format("this operation has a second name: \"{}\"", has_one ? other : one),
            "name both"});
    }
  });
}

void placeholder(const Looked& looked, const Says& says) {
  constexpr std::string_view kWords[] = {"UPN", "CHANGEME", "xxx", "tenant_id", "USERNAME"};
  each_check(looked.rule.condition, [&](const Condition& check) {
    each_constant(check.check, [&](const Term& constant) {
      const std::string& text = constant.text;
      const bool word = std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view w) {
        return equal_ignoring_case(text, w);
      });
      const bool wrapped = text.size() > 2 && ((text.front() == '%' && text.back() == '%') ||
                                               (text.front() == '<' && text.back() == '>'));
      if (!word && !wrapped) return;
      says({constant.range, false, fmt::format("\"{}\" looks like a placeholder", text),
            "put the value in its place, or a list that others can fill"});
    });
  });
}

void pmatch_patterns(const Looked& looked, const Says& says) {
  each_check(looked.rule.condition, [&](const Condition& check) {
    if (check.check.op != Op::kPmatch) return;
    std::size_t patterns = 0;
    each_constant(check.check, [&](const Term& constant) {
      patterns += constant.text.find_first_of("?*[") != std::string::npos ? 1U : 0U;
    });
    if (patterns < 2) return;
    says({check.range, false, "of several patterns in one pmatch Falco may pass over some",
          "write a pmatch for each, joined by or"});
  });
}

// All that must hold: the parts of an and, and of those within it.
void parts_of_and(const Condition& condition, std::vector<const Condition*>& into) {
  if (condition.kind != Condition::Kind::kAnd) return into.push_back(&condition);
  for (const Condition& part : condition.parts) parts_of_and(part, into);
}

// What must hold and must not, by what both come to.
void contradictions(const Condition& condition, const Schema& schema, const Says& says) {
  if (condition.kind != Condition::Kind::kAnd) {
    for (const Condition& part : condition.parts) contradictions(part, schema, says);
    return;
  }
  std::vector<const Condition*> parts;
  parts_of_and(condition, parts);
  std::set<std::string> held;
  for (const Condition* part : parts) held.insert(canonical(*part, schema));
  for (const Condition* part : parts) {
    if (part->kind != Condition::Kind::kNot) {
      contradictions(*part, schema, says);
    } else if (held.contains(canonical(part->parts.front(), schema))) {
      says({part->range, false, "the condition can never hold: the same is asked for beside this",
            "take one of the two out"});
    }
  }
}

void never_fires(const Looked& looked, const Says& says) {
  const std::string all = canonical(looked.rule.condition, looked.rules.schema());
  if (all == "false")
    says({{},
          true,
          "the condition can never hold: it needs something to be in an empty list",
          "fill the list, or take the part out"});
  contradictions(looked.rule.condition, looked.rules.schema(), says);
}

// Of what a run tells of itself: nobody acted there, and no attack is told.
bool is_of_runs(const Looked& looked) {
  const SchemaField* field = looked.rules.schema().find("aobo.derived");
  if (field == nullptr) return false;
  const std::vector<std::string>& kinds = field->info.of_runs;
  bool found = false;
  each_check(looked.rule.condition, [&](const Condition& check) {
    if (check.check.left.text != field->info.name) return;
    each_constant(check.check, [&](const Term& constant) {
      found = found || std::ranges::find(kinds, constant.text) != kinds.end();
    });
  });
  return found;
}

void nobody_named(const Looked& looked, const Says& says) {
  if (is_of_runs(looked)) return;
  for (const OutputPart& part : looked.rule.output.parts()) {
    for (const char* field : {"aobo.told", "aobo.who", "aobo.user.", "aobo.candidates",
                              "aobo.actor", "aobo.partner.", "aobo.app."}) {
      if (part.shown.find(field) != std::string::npos) return;
    }
  }
  says({{}, true, "the output does not say who", "put %aobo.who or %aobo.told into it"});
}

void no_description(const Looked& looked, const Says& says) {
  if (looked.rule.item.desc.size() < 20)
    says({{},
          true,
          "the description tells a reader nothing",
          "say what happened, why it matters and what to do, in a sentence or two"});
}

void no_technique(const Looked& looked, const Says& says) {
  const auto& tags = looked.rule.item.tags;
  const bool any = std::any_of(tags.begin(), tags.end(), [](const std::string& tag) {
    return tag.size() >= 5 && tag[0] == 'T' && tag[1] >= '0' && tag[1] <= '9';
  });
  if (!any && !is_of_runs(looked))
    says({{}, true, "no ATT&CK technique among the tags", "add one, like T1098.003"});
}

struct Lint {
  LintRow row;
  void (*look)(const Looked&, const Says&);  // null: it looks at the set as a whole
};
constexpr Lint kLints[] = {
    {{"unknown-window", "a count over a window that the plugin does not count"}, unknown_window},
    {{"unknown-metric", "a number of a run under a name that no metric has"}, unknown_metric},
    {{"impossible-value", "a value that the field never has"}, impossible_value},
    {{"not-equal-missing", "!= on a field that may have no value"}, not_equal_missing},
    {{"transformer-on-list", "a transformer of texts on a list, which is like nothing"},
     transformer_on_list},
    {{"list-name-in-quotes",
      "a list's name inside a quoted text, where Falco replaces it all the same"},
     nullptr},
    {{"other-spelling", "an operation or a result in another spelling than aobo's one"},
     other_spelling},
    {{"several-names", "an operation that has a second name"}, several_names},
    {{"misspelt-result", "a result that is nearly one of aobo's own"}, misspelt_result},
    {{"misspelt-operation", "an operation that is nearly one of Microsoft's"}, misspelt_operation},
    {{"list-name-as-value", "the name of a list, or nearly, where Falco puts no list"},
     list_name_as_value},
    {{"upper-case-upn", "a UPN in upper case, where aobo writes lower case"}, upper_case_upn},
    {{"upper-case", "a part of an operation, a result or an id in upper case"}, upper_case},
    {{"stray-characters",
      "a value with *, %, ; or curved quotes, which are compared as they stand"},
     stray_characters},
    {{"duplicate-name", "a rule, macro or list that takes the place of an earlier one"}, nullptr},
    {{"no-source", "a rule without source, which is one of system calls"}, nullptr},
    {{"placeholder", "a constant that somebody forgot to fill in"}, placeholder},
    {{"pmatch-patterns", "several patterns in one pmatch"}, pmatch_patterns},
    {{"never-fires", "a condition that can never hold"}, never_fires},
    {{"nobody-named", "an output that does not say who"}, nobody_named},
    {{"no-description", "a description that says nothing"}, no_description},
    {{"no-technique", "no ATT&CK technique among the tags"}, no_technique},
};

// The lines of a rule's file from its name to the next item.
std::string_view text_of(const RuleSet& rules, const RuleItem& item) {
  std::string_view text = rules.files().text(item.file);
  for (std::uint32_t line = 1; line < item.place.line; ++line)
    text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
  const std::size_t next = text.find("\n- ");
  return text.substr(0, next);
}

bool switched_off(const RuleSet& rules, const RuleItem& item, std::string_view id) {
  return text_of(rules, item).find(fmt::format("# lint: off {}", id)) != std::string_view::npos;
}

void look_at_rule(const RuleSet& rules, const LoadedRule& rule, const LintOptions& options,
                  std::vector<Diagnostic>& found) {
  for (const Lint& one : kLints) {
    if (one.look == nullptr || options.off.contains(std::string(one.row.id)) ||
        switched_off(rules, rule.item, one.row.id))
      continue;
    one.look({rules, rule, options}, [&](const Statement& statement) {
      const SourcePlace place =
          statement.whole ? rule.item.place : rule.text.place(statement.at.from);
      const auto known = std::any_of(found.begin(), found.end(), [&](const Diagnostic& d) {
        return d.place == place && d.message == statement.message;
      });
      if (!known)
        found.push_back({Severity::kWarning, std::string(one.row.id), place, statement.message,
                         statement.hint});
    });
  }
}

}  // namespace

std::string one_spelling(std::string_view operation) {
  std::string one = lower(trimmed(operation));
  for (std::size_t at = one.find("\u2013"); at != std::string::npos; at = one.find("\u2013"))
    one.replace(at, std::string_view("\u2013").size(), "-");
  while (one.ends_with('.')) one.pop_back();
  return std::string(trimmed(one));
}

std::span<const LintRow> lint_rows() {
  static const std::vector<LintRow> rows = [] {
    std::vector<LintRow> all;
    for (const Lint& one : kLints) all.push_back(one.row);
    return all;
  }();
  return rows;
}

std::vector<Diagnostic> lint(const RuleSet& rules, const LintOptions& options) {
  std::vector<Diagnostic> found;
  for (const LoadedRule& rule : rules.rules()) look_at_rule(rules, rule, options, found);
  for (Diagnostic& one : lint_set(rules)) {
    if (!options.off.contains(one.code)) found.push_back(std::move(one));
  }
  std::stable_sort(found.begin(), found.end(), [](const Diagnostic& left, const Diagnostic& right) {
    return std::tie(left.place.file, left.place.line, left.place.column) <
           std::tie(right.place.file, right.place.line, right.place.column);
  });
  return found;
}

}  // namespace aobo::sim
