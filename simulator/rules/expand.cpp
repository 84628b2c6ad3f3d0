#include "simulator/rules/expand.h"

#include <algorithm>

#include "simulator/rules/exceptions.h"

namespace aobo::sim {
namespace {

constexpr std::string_view kDelimiters = " \t\n\r(),=";

bool delimits(std::string_view text, std::size_t at) {
  return at >= text.size() || kDelimiters.find(text[at]) != std::string_view::npos;
}

// Falco quotes what holds a blank; what is quoted already stays.
std::string quoted(const std::string& item) {
  if (item.find(' ') == std::string::npos || item.starts_with('"') || item.starts_with('\''))
    return item;
  return '"' + item + '"';
}

// Whether that byte lies inside a quoted text.
bool in_quotes(std::string_view text, std::size_t at) {
  char open = '\0';
  for (std::size_t i = 0; i < at; ++i) {
    if (open == '\0' && (text[i] == '"' || text[i] == '\'')) {
      open = text[i];
    } else if (open != '\0' && text[i] == open && text[i - 1] != '\\') {
      open = '\0';
    }
  }
  return open != '\0';
}

bool blank_at(std::string_view text, std::size_t at) {
  return at < text.size() && std::string_view(" \t\n\r").find(text[at]) != std::string_view::npos;
}

std::string value_text(const ExceptionValue& value, std::string_view comp) {
  std::string text;
  if (value.is_list) {
    for (const std::string& one : value.texts) text += (text.empty() ? "" : ", ") + quoted(one);
    return "(" + text + ")";
  }
  const std::string& only = value.texts.front();
  if (!takes_list(comp)) return quoted(only);
  return only.starts_with('(') ? only : "(" + only + ")";
}

// What stands in a macro is shown where the macro's name stands.
void move_to(Range range, Term& term) {
  term.range = range;
  for (Term& item : term.items) move_to(range, item);
}
void move_to(Range range, Condition& condition) {
  condition.range = range;
  move_to(range, condition.check.left);
  move_to(range, condition.check.right);
  for (Condition& part : condition.parts) move_to(range, part);
}

std::string exception_text(const RuleException& exception) {
  std::string text;
  if (exception.scalar) {
    for (const ExceptionTuple& tuple : exception.values)
      text += (text.empty() ? "" : ", ") + quoted(tuple.values.front().texts.front());
    return exception.fields.front() + " " + exception.comps.front() + " (" + text + ")";
  }
  for (const ExceptionTuple& tuple : exception.values) {
    std::string all;
    for (std::size_t i = 0; i < tuple.values.size(); ++i) {
      all += (all.empty() ? "" : " and ") + exception.fields[i] + " " + exception.comps[i] + " " +
             value_text(tuple.values[i], exception.comps[i]);
    }
    text += (text.empty() ? "(" : " or (") + all + ")";
  }
  return text;
}

}  // namespace

ListTexts::ListTexts(const RulesModel& model) {
  for (const ListItem& list : model.lists) {
    Row row{list.name, ""};
    const auto add = [&](const std::string& item) {
      row.text += (row.text.empty() ? "" : ", ") + quoted(item);
    };
    for (const std::string& item : list.items) {
      const auto other = std::find_if(model.lists.begin(), model.lists.end(),
                                      [&](const ListItem& one) { return one.name == item; });
      if (other == model.lists.end() || other->index >= list.visibility) {
        add(item);
        continue;
      }
      nested_.add(item, list.place.file);
      for (const std::string& inner : other->items) add(inner);
    }
    rows_.push_back(std::move(row));
  }
}

// Blanks around the name are one blank then; of an empty list's a comma beside it goes too.
std::size_t ListTexts::put(PlacedText& text, const Row& row, std::size_t begin) {
  const std::size_t end = begin + row.name.size();
  std::size_t from = begin, to = end;
  while (from > 0 && blank_at(text.text(), from - 1)) --from;
  while (blank_at(text.text(), to)) ++to;
  if (row.text.empty() && from > 0 && text.text()[from - 1] == ',') {
    --from;
  } else if (row.text.empty() && to < text.text().size() && text.text()[to] == ',') {
    ++to;
  }
  text.replace(end, to - end, " ");
  text.replace(begin, row.name.size(), row.text);
  text.replace(from, begin - from, from > 0 ? " " : "");
  return from + row.text.size() + 2;
}

PlacedText ListTexts::expanded(const PlacedText& condition, Used& used,
                               std::vector<SourcePlace>& quoted_places) const {
  PlacedText text = condition;
  for (const Row& row : rows_) {
    std::size_t at = 0;
    while ((at = text.text().find(row.name, at)) != std::string::npos) {
      const std::size_t end = at + row.name.size();
      if ((at > 0 && !delimits(text.text(), at - 1)) || !delimits(text.text(), end)) {
        at = end;
        continue;
      }
      used.add(row.name, text.place(at).file);
      if (in_quotes(text.text(), at)) quoted_places.push_back(text.place(at));
      at = put(text, row, at);
    }
  }
  return text;
}

PlacedText with_exceptions(const RuleItem& rule) {
  const bool any = std::any_of(rule.exceptions.begin(), rule.exceptions.end(),
                               [](const RuleException& e) { return !e.values.empty(); });
  if (!any) return rule.condition;
  PlacedText text("(", rule.condition.place(0));
  text.append(rule.condition);
  text.append(")", rule.condition.place(rule.condition.text().size()));
  for (const RuleException& exception : rule.exceptions) {
    if (!exception.values.empty())
      text.append(" and not (" + exception_text(exception) + ")", exception.place);
  }
  return text;
}

MacroTree* Macros::find(std::string_view name) {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [&](const MacroTree& macro) { return macro.name == name; });
  return found == all_.end() ? nullptr : &*found;
}

std::optional<Condition> Macros::expanded(const Condition& condition, std::size_t visibility,
                                          std::string& missing, Range& at) const {
  if (condition.kind == Condition::Kind::kMacro) {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const MacroTree& macro) {
      return macro.name == condition.macro && macro.index < visibility;
    });
    if (found == all_.end()) {
      missing = condition.macro;
      at = condition.range;
      return std::nullopt;
    }
    auto inner = expanded(found->condition, found->visibility, missing, at);
    if (inner) move_to(condition.range, *inner);
    return inner;
  }
  Condition out = condition;
  for (Condition& part : out.parts) {
    auto inner = expanded(part, visibility, missing, at);
    if (!inner) return std::nullopt;
    part = std::move(*inner);
  }
  return out;
}

void Macros::used_by(const Condition& condition, std::uint32_t file, Used& used) const {
  if (condition.kind == Condition::Kind::kMacro && used.add(condition.macro, file)) {
    for (const MacroTree& macro : all_) {
      if (macro.name == condition.macro) used_by(macro.condition, file, used);
    }
  }
  for (const Condition& part : condition.parts) used_by(part, file, used);
}

}  // namespace aobo::sim
