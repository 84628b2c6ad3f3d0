#include "simulator/rules/expand.h"

#include <algorithm>

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

// Takes out the name of an empty list at `at`, and a comma beside it.
void take_out(PlacedText& text, std::size_t at, std::size_t size) {
  const auto comma_before = [&]() -> std::size_t {
    std::size_t i = at;
    while (i > 0 && text.text()[i - 1] == ' ') --i;
    return i > 0 && text.text()[i - 1] == ',' ? i - 1 : std::string::npos;
  };
  std::size_t end = at + size;
  std::size_t after = end;
  while (after < text.text().size() && text.text()[after] == ' ') ++after;
  if (after < text.text().size() && text.text()[after] == ',')
    return text.replace(at, after + 1 - at, "");
  if (const std::size_t before = comma_before(); before != std::string::npos)
    return text.replace(before, end - before, "");
  text.replace(at, size, "");
}

bool list_comp(std::string_view comp) {
  return comp == "in" || comp == "pmatch" || comp == "intersects";
}

std::string value_text(const ExceptionValue& value) {
  std::string text;
  for (const std::string& one : value.texts) text += (text.empty() ? "" : ", ") + quoted(one);
  return value.is_list ? "(" + text + ")" : text;
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
    for (const auto& tuple : exception.values) {
      for (const ExceptionValue& value : tuple)
        text += (text.empty() ? "" : ", ") + value_text(value);
    }
    return exception.fields.front() + " " + exception.comps.front() + " (" + text + ")";
  }
  for (const auto& tuple : exception.values) {
    std::string all;
    for (std::size_t i = 0; i < tuple.size(); ++i) {
      std::string value = value_text(tuple[i]);
      if (list_comp(exception.comps[i]) && !tuple[i].is_list) value = "(" + value + ")";
      all += (all.empty() ? "" : " and ") + exception.fields[i] + " " + exception.comps[i] + " " +
             value;
    }
    text += (text.empty() ? "(" : " or (") + all + ")";
  }
  return text;
}

}  // namespace

ListTexts::ListTexts(const RulesModel& model) {
  for (const ListItem& list : model.lists) {
    Row row{list.name, "", true};
    const auto add = [&](const std::string& item) {
      row.text += (row.empty ? "" : ", ") + quoted(item);
      row.empty = false;
    };
    for (const std::string& item : list.items) {
      const auto other = std::find_if(model.lists.begin(), model.lists.end(),
                                      [&](const ListItem& one) { return one.name == item; });
      if (other == model.lists.end() || other->index >= list.visibility) {
        add(item);
        continue;
      }
      nested_.insert(item);
      for (const std::string& inner : other->items) add(inner);
    }
    rows_.push_back(std::move(row));
  }
}

PlacedText ListTexts::expanded(const PlacedText& condition, std::set<std::string>& used,
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
      used.insert(row.name);
      if (in_quotes(text.text(), at)) quoted_places.push_back(text.place(at));
      if (row.empty) {
        take_out(text, at, row.name.size());
      } else {
        text.replace(at, row.name.size(), row.text);
        at += row.text.size();
      }
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

void Macros::used_by(const Condition& condition, std::set<std::string>& used) const {
  if (condition.kind == Condition::Kind::kMacro && used.insert(condition.macro).second) {
    for (const MacroTree& macro : all_) {
      if (macro.name == condition.macro) used_by(macro.condition, used);
    }
  }
  for (const Condition& part : condition.parts) used_by(part, used);
}

}  // namespace aobo::sim
