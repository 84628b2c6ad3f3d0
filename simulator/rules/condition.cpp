#include "simulator/rules/condition.h"

#include <algorithm>
#include <array>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Op::kCount)> kOps = {
    "exists",   "=",         "!=",        "<",          "<=",          ">",        ">=",
    "contains", "icontains", "bcontains", "startswith", "bstartswith", "endswith", "glob",
    "iglob",    "regex",     "in",        "intersects", "pmatch"};

bool needs_quotes(std::string_view text) {
  if (text.empty() || text == "oneof" || text == "anyof" || text == "allof" ||
      text.find('(') != std::string_view::npos)
    return true;
  for (std::size_t at = 0; at < text.size();) {  // a byte that is no UTF-8 ends a bare word
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text.substr(at), point);
    if (length == 0) return true;
    at += length;
  }
  return std::any_of(text.begin(), text.end(), [](char letter) {
    return letter == ')' || letter == '"' || letter == '\'' || letter == '=' || letter == ',' ||
           letter == '\\' || static_cast<unsigned char>(letter) <= ' ';
  });
}

// Falco ends a quoted text at the first quote that no backslash precedes, so that a text ending in
// a backslash cannot be quoted.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
  return out + '"';
}

std::string joined(const std::vector<Term>& items) {
  std::string text;
  for (const Term& item : items) text += (text.empty() ? "" : ", ") + to_text(item);
  return text;
}

// An argument of a transformer that is a constant is always quoted.
std::string argument_text(const Term& term) {
  return term.kind == Term::Kind::kText ? quoted(term.text) : to_text(term);
}

std::string check_text(const Check& check) {
  std::string text = to_text(check.left) + " " + std::string(name(check.op));
  if (check.op == Op::kExists) return text;
  if (check.modifier != Modifier::kNone) text += " " + std::string(name(check.modifier));
  const bool number =
      check.op == Op::kLt || check.op == Op::kLe || check.op == Op::kGt || check.op == Op::kGe;
  return text + " " +
         (number && check.right.kind == Term::Kind::kText ? check.right.text
                                                          : to_text(check.right));
}

}  // namespace

std::string_view name(Op op) { return kOps[static_cast<std::size_t>(op)]; }

std::string_view name(Modifier modifier) {
  switch (modifier) {
    case Modifier::kOneOf:
      return "oneof";
    case Modifier::kAnyOf:
      return "anyof";
    case Modifier::kAllOf:
      return "allof";
    default:
      return "";
  }
}

std::string to_text(const Term& term) {
  switch (term.kind) {
    case Term::Kind::kField:
      return term.argument ? term.text + "[" + *term.argument + "]" : term.text;
    case Term::Kind::kText:
      return needs_quotes(term.text) ? quoted(term.text) : term.text;
    case Term::Kind::kList:
      return "(" + joined(term.items) + ")";
    case Term::Kind::kTransformer:
      break;
  }
  std::string text = term.text + "(";
  for (std::size_t i = 0; i < term.items.size(); ++i)
    text += (i > 0 ? ", " : "") + argument_text(term.items[i]);
  text += ')';
  return term.argument ? text + "[" + *term.argument + "]" : text;
}

std::string to_text(const Condition& condition) {
  using Kind = Condition::Kind;
  switch (condition.kind) {
    case Kind::kCheck:
      return check_text(condition.check);
    case Kind::kMacro:
      return condition.macro;
    case Kind::kNot: {
      const std::string inner = to_text(condition.parts.front());
      const Kind kind = condition.parts.front().kind;
      return kind == Kind::kCheck || kind == Kind::kMacro ? "not " + inner : "not (" + inner + ")";
    }
    default:
      break;
  }
  std::string text;
  for (const Condition& part : condition.parts) {
    const bool wrap = part.kind == Kind::kAnd || part.kind == Kind::kOr;
    if (!text.empty()) text += condition.kind == Kind::kAnd ? " and " : " or ";
    text += wrap ? "(" + to_text(part) + ")" : to_text(part);
  }
  return text;
}

}  // namespace aobo::sim
