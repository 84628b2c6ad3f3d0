// Lints of names: of operations, lists and people, and of the rules themselves.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/nearest.h"
#include "plugin/base/text.h"
#include "simulator/rules/lint.h"
#include "simulator/rules/lints.h"
#include "simulator/rules/scan.h"

namespace aobo::sim {
namespace {

// Letters by which a word may differ from the one that was meant.
constexpr std::size_t kSlip = 2;
// Shorter words are too near to each other.
constexpr std::size_t kLetters = 8;

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// The word that differs by a slip; empty for none.
std::string meant(const std::string& text, const std::vector<std::string>& words) {
  if (text.size() < kLetters || contains(words, text)) return "";
  const std::string near = nearest(text, words);
  return !near.empty() && distance(text, near) <= kSlip ? near : "";
}

std::vector<std::string> names_of(const RulesModel& model) {
  std::vector<std::string> names;
  for (const ListItem& list : model.lists) names.push_back(list.name);
  return names;
}

}  // namespace

void misspelt_operation(const Looked& looked, const Says& says) {
  each_check(looked.rule.condition, [&](const Condition& check) {
    if (check.check.left.text != "aobo.operation" || !equality(check.check.op)) return;
    each_constant(check.check, [&](const Term& constant) {
      const std::string near = meant(constant.text, looked.options.operations);
      // What is another spelling of it is told by other-spelling.
      if (near.empty() || near == one_spelling(constant.text)) return;
      says({constant.range, false,
            fmt::format("\"{}\" is none of the operations that are known here", constant.text),
            fmt::format("did you mean \"{}\"?", near)});
    });
  });
}

void list_name_as_value(const Looked& looked, const Says& says) {
  const std::vector<std::string> lists = names_of(looked.rules.model());
  each_check(looked.rule.condition, [&](const Condition& check) {
    each_constant(check.check, [&](const Term& constant) {
      const std::string& text = constant.text;
      if (!is_identifier(text) || text.find('_') == std::string::npos) return;
      if (contains(lists, text)) {
        return says(
            {constant.range, false,
             fmt::format("\"{}\" is compared as a text here, and is the name of a list", text),
             "Falco puts the items in where the name stands between blanks, commas, "
             "parentheses or =, without quotes"});
      }
      const std::string near = meant(text, lists);
      if (near.empty()) return;
      says({constant.range, false, fmt::format("\"{}\" is compared as a text here", text),
            fmt::format("there is a list {}", near)});
    });
  });
}

void upper_case_upn(const Looked& looked, const Says& says) {
  constexpr std::string_view kFields[] = {"aobo.user.upn", "aobo.candidates", "aobo.was.user.upn",
                                          "aobo.was.candidates"};
  each_check(looked.rule.condition, [&](const Condition& check) {
    const bool upn = std::find(std::begin(kFields), std::end(kFields), check.check.left.text) !=
                     std::end(kFields);
    if (!upn || check.check.op == Op::kIcontains || check.check.op == Op::kIglob) return;
    each_constant(check.check, [&](const Term& constant) {
      const std::string low = lower(constant.text);
      if (low == constant.text) return;
      says({constant.range, false,
            fmt::format("{} is never \"{}\": aobo writes UPNs in lower case", check.check.left.text,
                        constant.text),
            fmt::format("write \"{}\"", low)});
    });
  });
}

std::vector<Diagnostic> lint_set(const RuleSet& rules) {
  std::vector<Diagnostic> found;
  const auto say = [&](std::string id, const SourcePlace& place, std::string message,
                       std::string hint) {
    found.push_back(
        {Severity::kWarning, std::move(id), place, std::move(message), std::move(hint)});
  };
  for (const SourcePlace& place : rules.lists_in_quotes()) {
    say("list-name-in-quotes", place,
        "Falco puts the list's items here, though it stands inside quotes",
        "give the list another name; a prefix helps");
  }
  for (const Redefinition& again : rules.model().redefined) {
    say("duplicate-name", again.place,
        fmt::format("this {} \"{}\" takes the place of the one at {}", again.what, again.name,
                    rules.files().shown(again.first)),
        "give it another name; or, to change the earlier one, say so with override");
  }
  for (const RuleItem& rule : rules.model().rules) {
    if (rule.source != "syscall") continue;
    say("no-source", rule.place,
        fmt::format("the rule \"{}\" has no source of its own, and is one of system calls",
                    rule.name),
        fmt::format("add source: {}", rules.schema().source()));
  }
  return found;
}

}  // namespace aobo::sim
