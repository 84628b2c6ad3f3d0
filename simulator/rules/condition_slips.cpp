#include "simulator/rules/condition_slips.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/base/text.h"
#include "simulator/rules/scan.h"

namespace aobo::sim {
namespace {

struct Spelling {
  std::string_view wrong, right;
};
constexpr Spelling kJoints[] = {{"&&", "and"}, {"||", "or"}, {"AND", "and"}, {"And", "and"},
                                {"OR", "or"},  {"Or", "or"}, {"NOT", "not"}, {"Not", "not"},
                                {"&", "and"},  {"|", "or"}};
// In lower case, a longer one before its beginning. Behind "not" stands the check itself.
constexpr Spelling kOperators[] = {{"is not null", "exists"},
                                   {"is not none", "exists"},
                                   {"is not", "!="},
                                   {"is null", "not exists"},
                                   {"is none", "not exists"},
                                   {"is empty", "not exists"},
                                   {"is", "="},
                                   {"equals", "="},
                                   {"equal to", "="},
                                   {"eq", "="},
                                   {"ne", "!="},
                                   {"like", "glob"},
                                   {"matches", "regex"},
                                   {"match", "regex"},
                                   {"~=", "regex"},
                                   {"~", "regex"},
                                   {":", "="},
                                   {"has", "contains"},
                                   {"includes", "contains"},
                                   {"include", "contains"},
                                   {"contain", "contains"},
                                   {"starts with", "startswith"},
                                   {"begins with", "startswith"},
                                   {"beginswith", "startswith"},
                                   {"ends with", "endswith"},
                                   {"exist", "exists"},
                                   {"any of", "in"},
                                   {"one of", "in"},
                                   {"gt", ">"},
                                   {"ge", ">="},
                                   {"gte", ">="},
                                   {"lt", "<"},
                                   {"le", "<="},
                                   {"lte", "<="}};
constexpr std::string_view kWordOperators[] = {"exists",    "glob",       "iglob",    "contains",
                                               "icontains", "startswith", "endswith", "regex",
                                               "in",        "intersects", "pmatch"};

bool is_operator_word(std::string_view word) {
  return std::ranges::find(kWordOperators, word) != std::end(kWordOperators);
}
bool ends_a_check(std::string_view rest) {
  const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n("));
  return rest.empty() || rest.starts_with(')') || word == "and" || word == "or";
}
bool begins_with_operator(std::string_view rest) {
  const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n("));
  return rest.starts_with("!=") || rest.find_first_of("=<>") == 0 || is_operator_word(word);
}
std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t\r\n(),"));
}
std::string_view last_word(std::string_view text) {
  const std::size_t gap = text.find_last_of(" \t\r\n(),");
  return gap == std::string_view::npos ? text : text.substr(gap + 1);
}
// Up to the next "and", "or" or parenthesis.
std::string_view rest_of_check(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !ends_a_check(text.substr(at))) {
    at = std::min(text.find_first_of(" \t\r\n()", at), text.size());
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    if (at < text.size() && text[at] == '(') break;
  }
  return trimmed(text.substr(0, at));
}
bool starts_with_word(std::string_view text, std::string_view word) {
  if (!starts_with_ignoring_case(text, word)) return false;
  const bool letters = (word.back() >= 'a' && word.back() <= 'z');
  return !letters || text.size() == word.size() ||
         std::string_view(" \t\r\n(").find(text[word.size()]) != std::string_view::npos;
}
// What stands in the brackets or braces, as a list.
std::string as_list(std::string_view text) {
  const bool bracket = text.starts_with('[') || text.starts_with('{');
  if (!bracket) return fmt::format("({})", rest_of_check(text));
  const std::size_t end = text.find_first_of("]}");
  return fmt::format("({})",
                     trimmed(text.substr(1, end == std::string_view::npos ? end : end - 1)));
}

class Slip {
 public:
  Slip(const Schema& schema, std::string_view condition, std::size_t at)
      : schema_(schema),
        before_(trimmed(condition.substr(0, std::min(at, condition.size())))),
        rest_(trimmed(condition.substr(std::min(at, condition.size())))) {
    find_field();
  }

  std::string text(std::string_view message) const {
    const auto is = [&](std::string_view beginning) { return message.starts_with(beginning); };
    if (rest_.starts_with('#') || rest_.starts_with("//"))
      return "a condition has no comments; put them on lines of their own outside of it";
    if (is("expected a '(' token") || is("filter input") || (is("expected blank") && rest_.empty()))
      return of_check();
    if (std::string joint = of_joint(); !joint.empty()) return joint;
    if (is("expected a valid check operator")) return of_operator();
    if (is("expected a number value")) return of_number();
    if (is("expected a string value")) return of_value();
    if (is("expected a list"))
      return fmt::format("the values stand in parentheses: \"{} {} {}\"", field_,
                         last_word(before_), as_list(rest_));
    if (is("expected a ')' token")) return of_parenthesis();
    if (is("expected a ']' token") || is("expected a valid field argument"))
      return "an argument is one word in brackets, without blanks, such as [1h]; any other stands "
             "in quotes";
    return is("unexpected token after") ? of_rest() : "";
  }

  std::string lone_word(std::string_view word) const {
    if (word == "true" || word == "false" || field_.empty())
      return fmt::format(
          "a word that stands alone is a macro's name, and no macro has this one; a check is a "
          "field, an operator and a value: \"{}\"",
          positive(field_.empty() ? "aobo.is_partner" : field_));
    return fmt::format(
        "a word that stands alone is a macro's name, and no macro has this one; each check names "
        "its field: \"{} = {}\"",
        field_, word);
  }

  std::string positive(std::string_view field) const {
    const SchemaField* known = schema_field(field);
    if (known == nullptr || known->info.type == FTYPE_BOOL) return fmt::format("{} = true", field);
    return fmt::format("{} exists", field);
  }

 private:
  const SchemaField* schema_field(std::string_view field) const {
    return schema_.find(field.substr(0, field.find('[')));
  }
  // The last field that is named before the error.
  void find_field() {
    for (std::size_t at = 0; at < before_.size();) {
      const std::size_t size = field_length(before_.substr(at));
      if (size > 0 && schema_field(before_.substr(at, size)) != nullptr)
        field_ = before_.substr(at, size);
      at = before_.find_first_of(" \t\r\n(),!", at + std::max<std::size_t>(size, 1) - 1);
      at = at == std::string_view::npos ? before_.size() : at + 1;
    }
    known_ = field_.empty() ? nullptr : schema_field(field_);
  }
  bool negated() const {
    return last_word(trimmed(before_.substr(0, before_.rfind(field_)))) == "not";
  }

  std::string of_joint() const {
    for (const Spelling& row : kJoints) {
      // A word that was taken for the name of a macro stands before.
      if (rest_.starts_with(row.wrong) || last_word(before_) == row.wrong)
        return fmt::format("write \"{}\" for {}", row.right, row.wrong);
    }
    return "";
  }

  // Where a check begins.
  std::string of_check() const {
    if (rest_.empty() || ends_a_check(rest_))
      return before_.empty()
                 ? "a condition is one check or more, such as \"aobo.is_partner = true\""
                 : fmt::format("a check is missing behind \"{}\"", last_word(before_));
    if (begins_with_operator(rest_) && known_ != nullptr)
      return fmt::format("each check names its field: \"{} {}\"", field_, rest_of_check(rest_));
    if (std::string joint = of_joint(); !joint.empty()) return joint;
    const std::string_view inner = trimmed(rest_.substr(1));
    const std::string_view field = inner.substr(0, field_length(inner));
    if (rest_.starts_with('!')) {
      const SchemaField* known = field.empty() ? nullptr : schema_field(field);
      const bool alone = known != nullptr && ends_a_check(trimmed(inner.substr(field.size())));
      if (!alone) return "write \"not\" for !";
      return fmt::format("write \"not {}\" for !{}", positive(field), field);
    }
    if (field.empty()) return "";
    if (rest_.starts_with('%') || rest_.starts_with('$'))
      return fmt::format("in a condition a field stands without {}: {}", rest_[0], field);
    if (rest_.starts_with('"') || rest_.starts_with('\''))
      return fmt::format("a field stands without quotes: {}", field);
    return "";
  }

  // Behind a field.
  std::string of_operator() const {
    if (ends_a_check(rest_)) {
      if (known_ != nullptr && known_->info.type == FTYPE_BOOL)
        return fmt::format("write \"{}{} = true\": each check has an operator and a value",
                           negated() ? "not " : "", field_);
      return fmt::format("each check has an operator: \"{0} exists\", or \"{0} = …\"", field_);
    }
    if (rest_.starts_with('(')) {
      const std::string_view inner = rest_.substr(1, rest_.find(')') - 1);
      return fmt::format("an argument stands in brackets: {}[{}]", field_, trimmed(inner));
    }
    if (starts_with_word(rest_, "not")) return behind_not(trimmed(rest_.substr(3)));
    const std::string word = lower(first_word(rest_));
    if (is_operator_word(word)) return fmt::format("write \"{}\" for {}", word, first_word(rest_));
    if (word == "between")
      return fmt::format(
          "write two checks for between: \"{0} >= … and {0} <= …\", for numbers; of "
          "words \"{0} in (…, …)\"",
          field_);
    for (const Spelling& row : kOperators) {
      if (starts_with_word(rest_, row.wrong)) return other_operator(row);
    }
    return "";
  }

  std::string other_operator(const Spelling& row) const {
    const bool list = known_ != nullptr && known_->info.is_list;
    const std::string_view shown = rest_.substr(0, row.wrong.size());
    if (row.right == "not exists")
      return fmt::format("write \"not {} exists\" for \"{}\"", field_, shown);
    if (row.right == "contains" && list)
      return fmt::format("write \"{} intersects (…)\": whether a list has one of these values",
                         field_);
    if (row.right == "glob")
      return fmt::format("write \"{} glob …\" for {}: * stands for any characters, ? for one",
                         field_, shown);
    return fmt::format("write \"{}\" for {}", row.right, shown);
  }

  std::string behind_not(std::string_view rest) const {
    return fmt::format("\"not\" stands before the field: \"not {} {}\"", field_,
                       rest_of_check(rest).empty() ? "exists" : up_to_joint(rest));
  }
  // A check's operator and value, lists too.
  static std::string_view up_to_joint(std::string_view rest) {
    const std::size_t list = rest.find('(');
    const std::string_view plain = rest_of_check(rest);
    if (list == std::string_view::npos || list > plain.size() + 2) return plain;
    return rest.substr(0, std::min(rest.find(')', list), rest.size() - 1) + 1);
  }

  // Behind <, <=, > or >=.
  std::string of_number() const {
    if (rest_.starts_with('>') && before_.ends_with('<')) return "write != for <>";
    if (known_ == nullptr) return "";
    std::string_view word = first_word(rest_);
    if (word.starts_with('"') || word.starts_with('\'')) word = trimmed(word.substr(1));
    while (word.ends_with('"') || word.ends_with('\'')) word.remove_suffix(1);
    const auto& values = known_->info.values;
    const auto found = std::ranges::find(values, word);
    if (!values.empty()) {
      const std::string& other =
          found == values.begin() && values.size() > 1 ? values[1] : values[0];
      return fmt::format(
          "words have no order; name those that you mean: \"{} in ({}, {})\"; it is "
          "one of: {}",
          field_, found == values.end() ? std::string_view("…") : word, other,
          fmt::join(values, ", "));
    }
    if (known_->info.type == FTYPE_BOOL) return fmt::format("write \"{} = true\"", field_);
    if (known_->info.type != FTYPE_STRING) return "a number stands here, in digits, such as 5";
    return fmt::format("{} is a text, and {} compares numbers", field_, last_operator());
  }
  std::string_view last_operator() const {
    const std::size_t at = before_.find_last_not_of("<>=");
    return before_.substr(at == std::string_view::npos ? 0 : at + 1);
  }

  // Behind an operator that takes one value.
  std::string of_value() const {
    if (rest_.empty()) return "a value is missing at the end";
    if (rest_.starts_with('"') || rest_.starts_with('\''))
      return "the text that begins here has no closing quote";
    if (rest_.starts_with('='))
      return fmt::format("write one = : \"{} = {}\"", field_,
                         rest_of_check(trimmed(rest_.substr(1))));
    if (!rest_.starts_with('(')) return "";
    const std::string_view word = last_word(before_);
    if (is_operator_word(word))
      return fmt::format("one value stands behind {0}; for several write \"{1} {0} anyof (…)\"",
                         word, field_);
    return fmt::format("for several values write \"{} in (…)\"", field_);
  }

  std::string of_parenthesis() const {
    std::size_t open = 0, depth = 1;
    for (std::size_t at = before_.size(); at > 0 && depth > 0; --at) {
      if (before_[at - 1] == ')') ++depth;
      if (before_[at - 1] == '(' && --depth == 0) open = at - 1;
    }
    const std::string_view word = last_word(trimmed(before_.substr(0, open)));
    const bool list = is_operator_word(word) || word.ends_with("of");
    if (list && !ends_a_check(rest_))
      return "commas stand between the values of a list: (a, b); a text with blanks stands in "
             "quotes";
    return list ? "the \"(\" of this list is not closed: a \")\" is missing"
                : "a \"(\" before this is not closed: a \")\" is missing";
  }

  // Behind a check that was read.
  std::string of_rest() const {
    if (rest_.starts_with(')')) return "no \"(\" is open here: take the \")\" out";
    const std::string_view last = last_word(before_), next = first_word(rest_);
    if (last == "=>" || last == "=<")
      return fmt::format("write \"{}\" for {}", last == "=>" ? ">=" : "<=", last);
    if (last == "=~") return "write \"regex\" for =~";
    if (rest_.starts_with(',')) return of_comma();
    if (rest_.starts_with('('))
      return fmt::format("for several values write \"{} contains anyof (…)\", or \"{} in (…)\"",
                         field_, field_);
    if (schema_field(rest_.substr(0, field_length(rest_))) != nullptr) {
      const bool first = before_ == last;
      if (first && is_operator_word(last))
        return fmt::format("the operator stands behind the field: \"{} {}\"", rest_of_check(rest_),
                           last);
      return first ? fmt::format("take \"{}\" out: a condition is what must hold", last)
                   : "write \"and\" or \"or\" between two checks";
    }
    if (next == "then") return "take \"then\" out: a condition is what must hold, and no more";
    return of_words();
  }
  std::string of_comma() const {
    const std::string_view behind = trimmed(rest_.substr(1));
    if (schema_field(behind.substr(0, field_length(behind))) != nullptr)
      return "write \"and\" for the comma, or \"or\"";
    return fmt::format("several values stand behind in, in parentheses: \"{} in ({}{})\"", field_,
                       last_word(before_), rest_of_check(rest_));
  }
  // Something follows a value that seemed to be complete.
  std::string of_words() const {
    const std::string_view check = trimmed(before_.substr(before_.rfind(field_) + field_.size()));
    const std::size_t joint = std::max(check.rfind(" or ") + 1, check.rfind(" and ") + 1);
    if (joint > 0)
      return fmt::format("each check names its field: \"{} = {}{}\"", field_, last_word(check),
                         rest_of_check(rest_));
    const std::string_view word = first_word(check);
    const bool list = word == "in" || word == "intersects" || word == "pmatch";
    const bool joined = rest_.data() == before_.data() + before_.size();
    std::string value(trimmed(check.substr(std::min(word.size(), check.size()))));
    if (list && value == "list")
      return fmt::format("a list stands in parentheses: \"{} {} ({})\"", field_, word,
                         rest_of_check(rest_));
    value += (joined ? "" : " ") + std::string(rest_of_check(rest_));
    if (list)
      return fmt::format("the values stand in parentheses: \"{} {} ({})\"", field_, word, value);
    if (known_ != nullptr && known_->info.type != FTYPE_STRING && known_->info.type != FTYPE_BOOL)
      return "a number stands here in digits alone, such as 5";
    if (field_.empty()) return "";
    return fmt::format(
        "write \"and\" or \"or\" before the next check; a text with blanks stands in quotes: "
        "\"{}\"",
        value);
  }

  const Schema& schema_;
  std::string_view before_, rest_;  // of the place of the error, without blanks at their ends
  std::string_view field_;          // empty where none stands before
  const SchemaField* known_ = nullptr;
};

}  // namespace

std::string condition_slip(const Schema& schema, std::string_view condition,
                           const SyntaxError& error) {
  return Slip(schema, condition, error.at).text(error.message);
}

std::string lone_word_slip(const Schema& schema, std::string_view condition, std::size_t at,
                           std::string_view word) {
  return Slip(schema, condition, at).lone_word(word);
}

std::string value_slip(const Schema& schema, const SchemaField& field, std::string_view shown,
                       std::string_view value) {
  const std::string folded = lower(value);
  const bool no = folded == "false" || folded == "no" || folded == "0";
  switch (field.info.type) {
    case FTYPE_BOOL:
      return fmt::format("it is true or false, in lower case: \"{} = {}\"", shown,
                         no ? "false" : "true");
    case FTYPE_UINT64:
      return "a number stands here, in digits, such as 5";
    case FTYPE_IPADDR: {
      const std::string text = field.info.name + ".text";
      if (value.find('/') == std::string_view::npos || schema.find(text) == nullptr) return "";
      return fmt::format("one address stands here, and no network; write \"{} startswith …\"",
                         text);
    }
    default:
      return "";
  }
}

}  // namespace aobo::sim
