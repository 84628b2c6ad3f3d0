#include "simulator/rules/parser.h"

#include <fmt/format.h>

#include <array>

#include "simulator/rules/scan.h"
#include "simulator/rules/unescape.h"

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
  Parser(std::string_view text, FalcoVersion falco) : text_(text), falco_(falco) {}

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
  static bool blank(char one) { return one == ' ' || (one >= '\b' && one <= '\n') || one == '\r'; }
  bool blank() {
    const std::size_t before = at_;
    while (at_ < text_.size() && blank(text_[at_])) ++at_;
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
    const Depth depth(*this);
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
    const Depth depth(*this);
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
    const Depth depth(*this);
    Condition inner = parse_or();
    blank();
    if (!take(")")) fail("expected a ')' token");
    return inner;
  }

  Condition parse_check() {
    const Depth depth(*this);
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
    const Depth depth(*this);
    Term field;
    field.kind = Term::Kind::kField;
    field.range.from = at_;
    take(field_name_length(rest()));
    field.text = last_;
    field.argument = parse_argument_in_brackets();
    field.range.to = at_;
    return field;
  }

  // Behind a field, or a transformer's parenthesis.
  std::optional<std::string> parse_argument_in_brackets() {
    if (!take("[")) return std::nullopt;
    std::string argument;
    if (auto text = parse_quoted()) {
      argument = std::move(*text);
    } else if (take(length_without(rest(), "[]\"'"))) {
      argument = last_;
    } else {
      fail("expected a valid field argument: a quoted string or a bare string");
    }
    if (!take("]")) fail("expected a ']' token");
    return argument;
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
    term.argument = parse_argument_in_brackets();
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
    const Depth depth(*this);
    if (rest().starts_with('(')) return parse_transformer_list();
    if (auto term = parse_plain_argument()) return std::move(*term);
    fail(
        "expected field transformer argument: field, transformer, quoted string, number, or "
        "transformer list");
  }

  // What may stand in a transformer's list, and as its argument.
  std::optional<Term> parse_plain_argument() {
    if (const auto transformer = transformer_ahead(); !transformer.empty())
      return parse_transformer(transformer);
    if (field_name_length(rest()) > 0) return parse_field();
    Term term;
    term.range.from = at_;
    if (auto text = parse_quoted()) {
      term.text = std::move(*text);
    } else if (take(hex_length(rest())) || take(number_length(rest()))) {
      term.text = last_;
    } else {
      return std::nullopt;
    }
    term.range.to = at_;
    return term;
  }

  // "(a.b, \"text\", 5)": of any length, none too; no list within.
  Term parse_transformer_list() {
    Term list;
    list.kind = Term::Kind::kList;
    list.range.from = at_;
    take("(");
    blank();
    bool more = !rest().starts_with(')');
    while (more) {
      auto item = parse_plain_argument();
      if (!item)
        fail("expected transformer list argument: field, transformer, quoted string, or number");
      list.items.push_back(std::move(*item));
      blank();
      more = take(",");
      if (more) blank();
    }
    if (!take(")")) fail("expected ')'");
    list.range.to = at_;
    return list;
  }

  Condition parse_operator(Term left, std::size_t from) {
    const Depth depth(*this);
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
      check.check.right = parse_list(true);
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
          !blank(rest()[row.text.size()]))
        continue;
      op = row.op;
      return take(row.text);
    }
    return false;
  }

  void parse_text_side(Check& check) {
    if (blank()) {
      constexpr std::pair<std::string_view, Modifier> kModifiers[] = {
          {"oneof", Modifier::kOneOf}, {"anyof", Modifier::kAnyOf}, {"allof", Modifier::kAllOf}};
      for (const auto& [text, modifier] : kModifiers) {
        if (!rest().starts_with(text) || !list_behind(rest().substr(text.size()))) continue;
        take(text);
        check.modifier = modifier;
        check.right = parse_list(false);
        return;
      }
    }
    check.right = parse_text(true);
  }

  // Whether a blank stands here, and behind it a list or a name; a name that begins with the word
  // "and", "or" or "not" is the next check.
  static bool list_behind(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && blank(text[at])) ++at;
    if (at == 0) return false;
    text.remove_prefix(at);
    if (text.starts_with('(')) return true;
    const std::string_view name = text.substr(0, identifier_length(text));
    const std::string_view word = name.substr(0, name.find('_'));
    return !name.empty() && word != "and" && word != "or" && word != "not";
  }

  // val(FIELD) or a transformed field; nothing where neither stands here.
  std::optional<Term> parse_right_field() {
    const Depth depth(*this);
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
    term.argument = parse_argument_in_brackets();
    term.range = {from, at_};
    return term;
  }

  Term parse_number() {
    const Depth depth(*this);
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
    const Depth depth(*this);
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

  Term parse_list(bool transformers) {
    const Depth depth(*this);
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
    } else if (auto field = transformers ? parse_right_field() : std::nullopt) {
      return std::move(*field);
    } else if (take(identifier_length(rest()))) {
      Term only;
      only.text = last_;
      only.range = {list.range.from, at_};
      list.items.push_back(std::move(only));
    } else {
      fail(transformers ? fmt::format("expected a list, an identifier, or a field with a valid "
                                      "transformer: {}",
                                      kTransformersExpected)
                        : "expected a list or an identifier");
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
    std::string value = unescaped(inner, text_[at_], at_, falco_);
    at_ = end + 1;
    last_ = value;
    return value;
  }

  std::string_view text_;
  FalcoVersion falco_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::string last_;  // the last token, for messages
};

}  // namespace

std::variant<Condition, SyntaxError> parse_condition(std::string_view text, FalcoVersion falco) {
  try {
    return Parser(text, falco).parse();
  } catch (SyntaxError& error) {
    return std::move(error);
  }
}

}  // namespace aobo::sim
