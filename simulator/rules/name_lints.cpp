// Lints of names: of operations, lists and people, and of the rules themselves.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/guid.h"
#include "plugin/base/nearest.h"
#include "plugin/base/outcome.h"
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

std::string one_result(std::string_view written) {
  const std::string_view known = name(outcome_of(written));
  return std::string(known.empty() ? written : known);
}

void misspelt_result(const Looked& looked, const Says& says) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Outcome::kCount); ++i) {
    const std::string_view word = name(static_cast<Outcome>(i));
    if (!word.empty()) known.emplace_back(word);
  }
  each_check(looked.rule.condition, [&](const Condition& check) {
    if (check.check.left.text != "aobo.result" || !equality(check.check.op)) return;
    each_constant(check.check, [&](const Term& constant) {
      if (outcome_of(constant.text) != Outcome::kOther) return;  // other-spelling tells of it
      const std::string near = nearest(lower(constant.text), known);
      if (near.empty() || near == lower(constant.text) ||
          distance(lower(constant.text), near) > kSlip)
        return;
      says({constant.range, false,
            fmt::format("\"{}\" is none of aobo's own results", constant.text),
            fmt::format("did you mean \"{}\"?", near)});
    });
  });
}

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
    std::size_t constants = 0;
    each_constant(check.check, [&](const Term&) { ++constants; });
    const bool alone =
        constants == 1 && (check.check.op == Op::kIn || check.check.op == Op::kIntersects ||
                           check.check.op == Op::kPmatch);
    const SchemaField* field = looked.rules.schema().find(check.check.left.text);
    each_constant(check.check, [&](const Term& constant) {
      const std::string& text = constant.text;
      if (!is_identifier(text) || text.find('_') == std::string::npos) return;
      if (field != nullptr && contains(field->info.values, text)) return;
      if (contains(lists, text)) {
        return says(
            {constant.range, false,
             fmt::format("\"{}\" is compared as a text here, and is the name of a list", text),
             "Falco puts the items in where the name stands between blanks, commas, "
             "parentheses or =, without quotes"});
      }
      const std::string near = meant(text, lists);
      if (near.empty() && alone && !contains(looked.options.operations, text)) {
        return says(
            {constant.range, false,
             fmt::format("no list \"{}\" is loaded, and it is compared as a text here", text),
             "load the file that has the list, before this one; a text that is meant "
             "stands behind ="});
      }
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

// Whole operations are held against their one spelling (other-spelling).
// Texts that people write who mean something else; Falco compares them as they stand.
void stray_characters(const Looked& looked, const Says& says) {
  constexpr std::string_view kCurved[] = {"\u201c", "\u201d", "\u201e", "\u2018", "\u2019"};
  each_check(looked.rule.condition, [&](const Condition& check) {
    if (!equality(check.check.op)) return;
    const std::string field = to_text(check.check.left);
    each_constant(check.check, [&](const Term& constant) {
      const std::string_view text = constant.text;
      const auto tell = [&](std::string message, std::string hint) {
        says({constant.range, false, std::move(message), std::move(hint)});
      };
      if (std::ranges::any_of(kCurved, [&](std::string_view one) { return text.starts_with(one); }))
        return tell(fmt::format("{} is compared with the curved quotes in it", text),
                    "write straight ones: \" or '");
      if (text.size() > 1 && (text.starts_with('*') || text.ends_with('*')))
        return tell(
            fmt::format("{} is compared with the * in it", text),
            fmt::format("write \"{} glob {}\"; behind in, one check for each", field, text));
      if (text.size() > 1 && text.starts_with('%'))
        return tell(fmt::format("{} is compared as a text", text),
                    fmt::format("to compare with the field's value write val({})", text.substr(1)));
      if (text.size() > 1 && text.ends_with(';'))
        return tell(fmt::format("{} is compared with the ; in it", text), "take it off");
      if (text == "null" || text == "nil")
        tell(fmt::format("{} is compared with the text {}", field, text),
             fmt::format("where there is no value: \"not {} exists\"", field));
    });
  });
}

void upper_case(const Looked& looked, const Says& says) {
  // Others are as a log has them.
  constexpr std::string_view kIds[] = {"aobo.customer.id", "aobo.partner.id", "aobo.user.id"};
  each_check(looked.rule.condition, [&](const Condition& check) {
    const Term& left = check.check.left;
    const Op op = check.check.op;
    if (left.kind != Term::Kind::kField || op == Op::kIcontains || op == Op::kIglob) return;
    const bool operation = left.text == "aobo.operation" && !equality(op);
    const bool result = left.text == "aobo.result";
    each_constant(check.check, [&](const Term& constant) {
      const bool id = std::ranges::find(kIds, left.text) != std::end(kIds) && equality(op) &&
                      parse_guid(constant.text);
      if ((!operation && !result && !id) || constant.text == lower(constant.text)) return;
      if (result && equality(op) && one_result(constant.text) != constant.text) return;
      says({constant.range, false,
            fmt::format("aobo writes {} in lower case, and \"{}\" fits none",
                        operation ? "operations"
                        : result  ? "results"
                                  : "ids",
                        constant.text),
            fmt::format("write \"{}\"", lower(constant.text))});
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
