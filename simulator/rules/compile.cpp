#include "simulator/rules/compile.h"

#include <fmt/format.h>

#include "plugin/base/text.h"
#include "simulator/rules/constants.h"
#include "simulator/rules/scan.h"

namespace aobo::sim {
namespace {

struct TransformerRow {
  std::string_view name;
  Transformer transformer;
  std::size_t least, most;  // arguments
};
constexpr TransformerRow kTransformers[] = {
    {"tolower", Transformer::kToLower, 1, 1}, {"toupper", Transformer::kToUpper, 1, 1},
    {"b64", Transformer::kB64, 1, 1},         {"basename", Transformer::kBasename, 1, 1},
    {"len", Transformer::kLen, 1, 1},         {"join", Transformer::kJoin, 2, 2},
    {"concat", Transformer::kConcat, 2, 64},  {"getopt", Transformer::kGetopt, 2, 2},
};

std::string shown_type(ss_plugin_field_type type, bool is_list) {
  FieldInfo info;
  info.type = type;
  info.is_list = is_list;
  return falco_type_name(info);
}

class Compiler {
 public:
  Compiler(const CompileContext& context, std::vector<CompileIssue>& warnings)
      : context_(context), warnings_(warnings) {}

  Program program(const Condition& condition) {
    Program out;
    out.kind = condition.kind;
    if (condition.kind == Condition::Kind::kCheck) {
      out.check = check_number(condition);
      return out;
    }
    if (condition.kind == Condition::Kind::kMacro) {
      throw CompileIssue{condition.range,
                         fmt::format("Undefined macro '{}' used in filter.", condition.macro), ""};
    }
    for (const Condition& part : condition.parts) out.parts.push_back(program(part));
    return out;
  }

  Operand operand(const Term& term) {
    if (term.kind == Term::Kind::kTransformer) return transformed(term);
    Operand out;
    if (term.kind != Term::Kind::kField) {
      out.constant = term.text;
      return out;
    }
    const std::string shown = to_text(term);
    const SchemaField* field = context_.schema.find(term.text);
    if (field == nullptr) {
      const std::string nearest = context_.schema.nearest(term.text);
      throw CompileIssue{
          term.range, "filter_check called with nonexistent field " + shown,
          nearest.empty() ? "aobo-sim fields lists the fields" : "did you mean " + nearest + "?"};
    }
    if (const auto error = check_argument(field->info, term.argument))
      throw CompileIssue{term.range, error->message, field->info.text};
    out.kind = Operand::Kind::kColumn;
    out.column = context_.columns.of(*field, term.argument);
    out.type = field->info.type;
    out.is_list = field->info.is_list;
    return out;
  }

 private:
  // What a field's name is for messages.
  static std::string innermost(const Term& term) {
    const Term* at = &term;
    while (at->kind == Term::Kind::kTransformer && !at->items.empty()) at = &at->items.front();
    return to_text(*at);
  }

  Operand transformed(const Term& term) {
    for (const TransformerRow& row : kTransformers) {
      if (row.name != term.text) continue;
      Operand out;
      out.kind = Operand::Kind::kTransformed;
      out.transformer = row.transformer;
      if (term.items.size() < row.least || term.items.size() > row.most) {
        throw CompileIssue{term.range,
                           fmt::format("transformer '{}' takes {}{} argument{}, found {}", row.name,
                                       row.least, row.most > row.least ? " or more" : "",
                                       row.most > 1 ? "s" : "", term.items.size()),
                           ""};
      }
      for (const Term& item : term.items) {
        if (item.kind == Term::Kind::kList) {
          for (const Term& inner : item.items) out.items.push_back(operand(inner));
        } else {
          out.items.push_back(operand(item));
        }
      }
      type_of_transformed(term, row, out);
      return out;
    }
    throw CompileIssue{term.range, fmt::format("unknown transformer '{}'", term.text),
                       ""};  // val() on the left cannot be parsed
  }

  static void type_of_transformed(const Term& term, const TransformerRow& row, Operand& out) {
    const bool joins =
        row.transformer == Transformer::kJoin || row.transformer == Transformer::kConcat;
    const bool gets_option = row.transformer == Transformer::kGetopt;
    for (std::size_t i = 0; i < out.items.size(); ++i) {
      const Operand& item = out.items[i];
      const bool counted = row.transformer == Transformer::kLen && item.is_list;
      const bool list_allowed = !joins || (row.transformer == Transformer::kJoin && i > 0);
      if ((item.type == FTYPE_STRING && (!item.is_list || list_allowed)) || counted) continue;
      const Term& said = i < term.items.size() ? term.items[i] : term;
      throw CompileIssue{
          term.range,
          fmt::format("can't add field transformer: type '{}' is not supported by '{}' transformer "
                      "applied on field '{}'",
                      shown_type(item.type, item.is_list), row.name, innermost(said)),
          ""};
    }
    out.type = row.transformer == Transformer::kLen ? FTYPE_UINT64 : FTYPE_STRING;
    out.is_list = gets_option ||
                  (!joins && row.transformer != Transformer::kLen && out.items.front().is_list);
  }

  std::size_t check_number(const Condition& condition) {
    const std::string text = to_text(condition);
    // A check that was compiled before says nothing new, but what it was warned of is said at every
    // place.
    const bool known = context_.checks.find(text).has_value();
    auto made = std::make_unique<CompiledCheck>();
    made->text = text;
    const Check& check = condition.check;
    made->left = operand(check.left);
    made->op = check.op;
    made->modifier = check.modifier;
    if (check.op != Op::kExists) right_side(check, condition.range, *made);
    return known ? *context_.checks.find(text) : context_.checks.add(std::move(made));
  }

  void right_side(const Check& check, const Range& range, CompiledCheck& made) {
    if (const auto error = check_operator(check.op, made.left.type, made.left.is_list))
      throw CompileIssue{range, error->message, hint_of(made)};
    if (check.right.kind == Term::Kind::kTransformer) return right_field(check, range, made);
    if (check.right.kind == Term::Kind::kList) {
      for (const Term& item : check.right.items) constant(check, item, made);
    } else {
      constant(check, check.right, made);
    }
    for (const std::string& text : made.constants.texts) made.constants.set.insert(text);
  }

  static std::string hint_of(const CompiledCheck& made) {
    return made.left.is_list
               ? "of a list ask with in (all its values), intersects (any of them) or exists"
               : "";
  }

  void right_field(const Check& check, const Range& range, CompiledCheck& made) {
    if (check.op == Op::kRegex || check.op == Op::kPmatch || made.left.type == FTYPE_IPNET) {
      std::string upper(name(check.op));
      for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
      throw CompileIssue{
          range, fmt::format("operator '{}' doesn't support right-hand side fields", upper), ""};
    }
    const Term& term = check.right.text == "val" ? check.right.items.front() : check.right;
    made.right = std::make_unique<Operand>(operand(term));
    if (made.right->type == made.left.type && made.right->is_list == made.left.is_list) return;
    throw CompileIssue{
        range,
        fmt::format("field '{}' has type '{}' while the right-hand side field '{}' has "
                    "incompatible type '{}'",
                    to_text(check.left), shown_type(made.left.type, made.left.is_list),
                    to_text(term), shown_type(made.right->type, made.right->is_list)),
        ""};
  }

  void constant(const Check& check, const Term& item, CompiledCheck& made) {
    if (const auto error = add_constant(made.left.type, check.op, item.text, made.constants)) {
      const bool regex = error->message.starts_with("invalid regex pattern");
      throw CompileIssue{item.range, error->message,
                         regex ? "Falco's regexes are POSIX: [0-9] for \\d, [[:space:]] for \\s, "
                                 "[[:alnum:]_] for \\w; no (?i), no (?:"
                               : ""};
    }
    if (made.left.type != FTYPE_STRING) return;
    if (check.op == Op::kRegex && needs_no_regex(item.text)) {
      warnings_.push_back({item.range,
                           fmt::format("regex check with '{}' may be optimized with simpler "
                                       "operators such as '=', 'contains', "
                                       "'startswith', 'endswith'",
                                       item.text),
                           ""});
    }
    if (looks_like_field(item.text)) {
      warnings_.push_back(
          {item.range,
           fmt::format("'{}' may be a valid field misused as a const string value", item.text),
           fmt::format("to compare with the field's value write val({})", item.text)});
    }
  }

  bool looks_like_field(const std::string& text) const {
    const std::size_t size = field_length(text);
    return size > 0 && size == text.size() &&
           context_.schema.find(std::string_view(text).substr(0, text.find('['))) != nullptr;
  }

  const CompileContext& context_;
  std::vector<CompileIssue>& warnings_;
};

}  // namespace

std::optional<std::size_t> Checks::find(const std::string& text) const {
  const auto found = by_text_.find(text);
  return found == by_text_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t Checks::add(std::unique_ptr<CompiledCheck> check) {
  by_text_.emplace(check->text, all_.size());
  all_.push_back(std::move(check));
  return all_.size() - 1;
}

std::variant<Program, CompileIssue> compile(const Condition& condition,
                                            const CompileContext& context,
                                            std::vector<CompileIssue>& warnings) {
  try {
    return Compiler(context, warnings).program(condition);
  } catch (CompileIssue& issue) {
    return std::move(issue);
  }
}

std::variant<Operand, CompileIssue> compile_operand(const Term& term,
                                                    const CompileContext& context) {
  std::vector<CompileIssue> warnings;
  try {
    return Compiler(context, warnings).operand(term);
  } catch (CompileIssue& issue) {
    return std::move(issue);
  }
}

}  // namespace aobo::sim
