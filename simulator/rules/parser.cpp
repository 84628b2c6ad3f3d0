#include "simulator/rules/parser.h"

#include <fmt/format.h>

#include <array>

#include "simulator/rules/scan.h"

namespace aobo::sim {
namespace {

struct OpText {
  std::string_view text;
  Op op;
};
// In the order in which they are tried: a longer one before its beginning.
constexpr OpText kNumberOps[] = {{"<=", Op::kLe}, {"<", Op::kLt}, {">=", Op::kGe}, {">", Op::kGt}};
constexpr OpText kTextOps[] = {{"==", Op::kEq}, {"=", Op::kEq}, {"!=", Op::kNe}};
constexpr OpText kWordOps[] = {{"glob", Op::kGlob},
                               {"iglob", Op::kIglob},
                               {"contains", Op::kContains},
                               {"icontains", Op::kIcontains},
                               {"bcontains", Op::kBcontains},
                               {"startswith", Op::kStartswith},
                               {"bstartswith", Op::kBstartswith},
                               {"endswith", Op::kEndswith},
                               {"regex", Op::kRegex}};
constexpr OpText kListOps[] = {
    {"intersects", Op::kIntersects}, {"in", Op::kIn}, {"pmatch", Op::kPmatch}};
constexpr std::string_view kTransformers[] = {"tolower", "toupper", "b64",    "basename",
                                              "len",     "join",    "concat", "getopt"};

constexpr std::string_view kOpsExpected =
    "'exists', '<=', '<', '>=', '>', '==', '=', '!=', 'glob', 'iglob', 'contains', 'icontains', "
    "'bcontains', 'startswith', "
    "'bstartswith', 'endswith', 'regex', 'intersects', 'in', 'pmatch'";
constexpr std::string_view kTransformersExpected =
    "'val', 'tolower', 'toupper', 'b64', 'basename', 'len', 'join', 'concat', 'getopt'";

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Condition parse() {
    if (text_.empty()) fail("filter input string is empty");
    Condition all = parse_or();
    if (at_ != text_.size())
      fail(fmt::format("unexpected token after '{}', expecting 'or', 'and'", last_));
    return all;
  }

 private:
  [[noreturn]] void fail(std::string message) const { throw SyntaxError{at_, std::move(message)}; }

  class Depth {
   public:
    explicit Depth(Parser& parser) : parser_(parser) {
      if (++parser.depth_ >= kConditionDepth)
        parser.fail(fmt::format("exceeded max depth limit of {}", kConditionDepth));
    }
    ~Depth() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  std::string_view rest() const { return text_.substr(at_); }
  bool blank() {
    const std::size_t before = at_;
    while (at_ < text_.size() && (space(text_[at_]) || text_[at_] == '\b') && text_[at_] != '\v' &&
           text_[at_] != '\f')
      ++at_;
    return at_ > before;
  }
  bool take(std::size_t size) {
    if (size == 0) return false;
    last_ = text_.substr(at_, size);
    at_ += size;
    return true;
  }
  bool take(std::string_view token) { return rest().starts_with(token) && take(token.size()); }

  Condition joined(Condition::Kind kind, std::size_t from, std::vector<Condition> parts) const {
    if (parts.size() == 1) return std::move(parts.front());
    Condition all;
    all.kind = kind;
    all.parts = std::move(parts);
    all.range = {from, at_};
    return all;
  }

  // What follows "or" or "and".
  template <typename Next>
  Condition parse_next(std::string_view keyword, const Next& next) {
    if (blank()) return next();
    if (take("(")) return parse_embedded();
    fail(fmt::format("expected blank or '(' after '{}'", keyword));
  }

  Condition parse_or() {
    const Depth depth(*this);
    blank();
    const std::size_t from = at_;
    std::vector<Condition> parts{parse_and()};
    blank();
    while (take("or")) {
      parts.push_back(parse_next("or", [this] { return parse_and(); }));
      blank();
    }
    return joined(Condition::Kind::kOr, from, std::move(parts));
  }

  Condition parse_and() {
    blank();
    const std::size_t from = at_;
    std::vector<Condition> parts{parse_not()};
    blank();
    while (take("and")) {
      parts.push_back(parse_next("and", [this] { return parse_not(); }));
      blank();
    }
    return joined(Condition::Kind::kAnd, from, std::move(parts));
  }

  Condition parse_not() {
    blank();
    const std::size_t from = at_;
    bool negated = false;
    while (rest().starts_with("not") && rest().size() > 3 && space(rest()[3])) {
      std::size_t size = 4;
      while (size < rest().size() && space(rest()[size])) ++size;
      take(size);
      negated = !negated;
    }
    Condition inner;
    if (take("not(")) {
      negated = !negated;
      inner = parse_embedded();
    } else {
      inner = parse_check();
    }
    if (!negated) return inner;
    Condition all;
    all.kind = Condition::Kind::kNot;
    all.parts.push_back(std::move(inner));
    all.range = {from, at_};
    return all;
  }

  Condition parse_embedded() {  // behind "("
    Condition inner = parse_or();
    blank();
    if (!take(")")) fail("expected a ')' token");
    return inner;
  }

  Condition parse_check() {
    blank();
    const std::size_t from = at_;
    if (take("(")) return parse_embedded();
    if (field_name_length(rest()) > 0) return parse_operator(parse_field(), from);
    if (const auto transformer = transformer_ahead(); !transformer.empty())
      return parse_operator(parse_transformer(transformer), from);
    if (take(identifier_length(rest()))) {
      Condition macro;
      macro.kind = Condition::Kind::kMacro;
      macro.macro = last_;
      macro.range = {from, at_};
      return macro;
    }
    fail("expected a '(' token, a field check, or an identifier");
  }

  Term parse_field() {
    Term field;
    field.kind = Term::Kind::kField;
    field.range.from = at_;
    take(field_name_length(rest()));
    field.text = last_;
    if (take("[")) {
      if (auto text = parse_quoted()) {
        field.argument = std::move(*text);
      } else if (take(length_without(rest(), "[]\"'"))) {
        field.argument = last_;
      } else {
        fail("expected a valid field argument: a quoted string or a bare string");
      }
      if (!take("]")) fail("expected a ']' token");
    }
    field.range.to = at_;
    return field;
  }

  // The transformer whose name and "(" come next; empty for none.
  std::string_view transformer_ahead() const {
    for (const std::string_view transformer : kTransformers) {
      if (rest().starts_with(transformer) && rest().substr(transformer.size()).starts_with('('))
        return transformer;
    }
    return {};
  }

  Term parse_transformer(std::string_view transformer) {
    const Depth depth(*this);
    Term term;
    term.kind = Term::Kind::kTransformer;
    term.range.from = at_;
    take(transformer.size() + 1);
    term.text = transformer;
    term.items = parse_arguments();
    if (!take(")")) fail("expected a ')' token closing the transformer");
    term.range.to = at_;
    return term;
  }

  std::vector<Term> parse_arguments() {
    std::vector<Term> items;
    do {
      blank();
      items.push_back(parse_argument());
      blank();
    } while (take(","));
    return items;
  }

  Term parse_argument() {
    if (const auto transformer = transformer_ahead(); !transformer.empty())
      return parse_transformer(transformer);
    if (field_name_length(rest()) > 0) return parse_field();
    const std::size_t from = at_;
    Term term;
    if (auto text = parse_quoted()) {
      term.text = std::move(*text);
    } else if (take(number_length(rest()))) {
      term.text = last_;
    } else if (take("(")) {
      const Depth depth(*this);
      term.kind = Term::Kind::kList;
      term.items = parse_arguments();
      if (!take(")")) fail("expected a ')' token");
    } else {
      fail(
          "expected field transformer argument: field, transformer, quoted string, number, or "
          "transformer list");
    }
    term.range = {from, at_};
    return term;
  }

  Condition parse_operator(Term left, std::size_t from) {
    Condition check;
    check.kind = Condition::Kind::kCheck;
    check.check.left = std::move(left);
    blank();
    if (take("exists")) {
      check.check.op = Op::kExists;
    } else if (take_op(kNumberOps, check.check.op)) {
      check.check.right = parse_number();
    } else if (take_op(kTextOps, check.check.op) || take_word_op(check.check.op)) {
      parse_text_side(check.check);
    } else if (take_op(kListOps, check.check.op)) {
      check.check.right = parse_list();
    } else {
      fail(fmt::format("expected a valid check operator: one of {}", kOpsExpected));
    }
    check.range = {from, at_};
    return check;
  }

  template <std::size_t N>
  bool take_op(const OpText (&ops)[N], Op& op) {
    for (const OpText& row : ops) {
      if (!take(row.text)) continue;
      op = row.op;
      return true;
    }
    return false;
  }
  bool take_word_op(Op& op) {
    for (const OpText& row : kWordOps) {
      if (!rest().starts_with(row.text) || rest().size() == row.text.size() ||
          !space(rest()[row.text.size()]))
        continue;
      op = row.op;
      return take(row.text);
    }
    return false;
  }

  void parse_text_side(Check& check) {
    blank();
    constexpr std::pair<std::string_view, Modifier> kModifiers[] = {
        {"oneof", Modifier::kOneOf}, {"anyof", Modifier::kAnyOf}, {"allof", Modifier::kAllOf}};
    for (const auto& [text, modifier] : kModifiers) {
      if (!rest().starts_with(text)) continue;
      const std::string_view behind = rest().substr(text.size());
      const std::size_t blanks = behind.find_first_not_of(" \t\r\n");
      if (blanks == 0 || blanks == std::string_view::npos || behind[blanks] != '(') continue;
      take(text);
      check.modifier = modifier;
      check.right = parse_list();
      return;
    }
    check.right = parse_text(true);
  }

  // val(FIELD) or a transformed field; nothing where neither stands here.
  std::optional<Term> parse_right_field() {
    blank();
    if (const auto transformer = transformer_ahead(); !transformer.empty())
      return parse_transformer(transformer);
    const std::size_t from = at_;
    if (!take("val(")) return std::nullopt;
    blank();
    if (field_name_length(rest()) == 0) fail("expected a field within 'val' transformer");
    Term term;
    term.kind = Term::Kind::kTransformer;
    term.text = "val";
    term.items.push_back(parse_field());
    blank();
    if (!take(")")) fail("expected a ')' token closing the transformer");
    term.range = {from, at_};
    return term;
  }

  Term parse_number() {
    if (auto field = parse_right_field()) return std::move(*field);
    Term term;
    term.range.from = at_;
    if (!take(hex_length(rest())) && !take(number_length(rest()))) {
      fail(fmt::format("expected a number value or a field with a valid transformer: {}",
                       kTransformersExpected));
    }
    term.text = last_;
    term.range.to = at_;
    return term;
  }

  Term parse_text(bool transformers) {
    if (transformers) {
      if (auto field = parse_right_field()) return std::move(*field);
    }
    blank();
    Term term;
    term.range.from = at_;
    if (auto text = parse_quoted()) {
      term.text = std::move(*text);
    } else if (take(length_without(rest(), "()\"'=,"))) {
      term.text = last_;
    } else {
      fail(transformers
               ? fmt::format("expected a string value or a field with a valid transformer: {}",
                             kTransformersExpected)
               : "expected a string value");
    }
    term.range.to = at_;
    return term;
  }

  Term parse_list() {
    blank();
    Term list;
    list.kind = Term::Kind::kList;
    list.range.from = at_;
    if (take("(")) {
      blank();
      if (parse_first_item(list)) {
        blank();
        while (take(",")) {
          list.items.push_back(parse_text(false));
          blank();
        }
      }
      if (!take(")")) fail("expected a ')' token");
    } else if (auto field = parse_right_field()) {
      return std::move(*field);
    } else if (take(identifier_length(rest()))) {
      Term only;
      only.text = last_;
      only.range = {list.range.from, at_};
      list.items.push_back(std::move(only));
    } else {
      fail(fmt::format("expected a list, an identifier, or a field with a valid transformer: {}",
                       kTransformersExpected));
    }
    list.range.to = at_;
    return list;
  }

  // Whether there is a first item. One with an escape that there is not leaves the list empty, as
  // it does in Falco, which takes whatever is wrong with the first item for an empty list.
  bool parse_first_item(Term& list) {
    const std::size_t end = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')
                                ? closing_quote()
                                : std::string_view::npos;
    try {
      list.items.push_back(parse_text(false));
      return true;
    } catch (const SyntaxError&) {
      if (end != std::string_view::npos) at_ = end + 1;
      return false;
    }
  }

  // Where the quoted text that begins here ends; npos where it does not.
  std::size_t closing_quote() const {
    for (std::size_t end = at_ + 1; end < text_.size(); ++end) {
      if (text_[end] == text_[at_] && text_[end - 1] != '\\') return end;
    }
    return std::string_view::npos;
  }

  std::optional<std::string> parse_quoted() {
    if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return std::nullopt;
    // The opening quote counts as one that a backslash precedes.
    const std::size_t end = closing_quote();
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view inner = text_.substr(at_ + 1, end - at_ - 1);
    std::string value = unescaped(inner, text_[at_]);
    at_ = end + 1;
    last_ = value;
    return value;
  }

  std::string unescaped(std::string_view inner, char quote) const {
    std::string value;
    for (std::size_t i = 0; i < inner.size(); ++i) {
      if (inner[i] != '\\') {
        value += inner[i];
        continue;
      }
      const char c = ++i < inner.size() ? inner[i] : '\\';
      switch (c) {
        case 'b':
          value += '\b';
          break;
        case 'f':
          value += '\f';
          break;
        case 'n':
          value += '\n';
          break;
        case 'r':
          value += '\r';
          break;
        case 't':
          value += '\t';
          break;
        case ' ':
          value += '\\';
          break;  // as Falco does, for old rules
        case '\\':
          value += '\\';
          break;
        case '/':
          value += '/';
          break;
        default:
          if (c != quote)
            throw SyntaxError{at_ + i, fmt::format("unsupported string escape sequence: \\{}", c)};
          value += c;
      }
    }
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::string last_;  // the last token, for messages
};

}  // namespace

std::variant<Condition, SyntaxError> parse_condition(std::string_view text) {
  try {
    return Parser(text).parse();
  } catch (SyntaxError& error) {
    return std::move(error);
  }
}

}  // namespace aobo::sim
