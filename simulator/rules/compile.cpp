#include "simulator/rules/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "plugin/base/text.h"
#include "simulator/rules/condition_slips.h"
#include "simulator/rules/constants.h"
#include "simulator/rules/scan.h"

namespace aobo::sim {
namespace {

struct TransformerRow {
  std::string_view name;
  Transformer transformer;
};
constexpr TransformerRow kTransformers[] = {
    {"tolower", Transformer::kToLower}, {"toupper", Transformer::kToUpper},
    {"b64", Transformer::kB64},         {"basename", Transformer::kBasename},
    {"len", Transformer::kLen},         {"join", Transformer::kJoin},
    {"concat", Transformer::kConcat},   {"getopt", Transformer::kGetopt},
};

// What Falco takes an argument of join, concat or getopt to be: what it is before other
// transformers, and a text where one of these three made it.
struct Shape {
  ss_plugin_field_type type = FTYPE_STRING;
  bool is_list = false;
};
Shape shape_of(const Operand& operand) {
  if (operand.kind != Operand::Kind::kTransformed) return {operand.type, operand.is_list};
  if (operand.transformer >= Transformer::kJoin) return {};
  return shape_of(operand.items.front());
}

// Why these arguments are none for it, in Falco's words; empty where they are.
std::string refused_arguments(Transformer transformer, const std::vector<Operand>& items) {
  const auto text = [&](std::size_t index) {
    const Shape shape = shape_of(items[index]);
    return shape.type == FTYPE_STRING && !shape.is_list;
  };
  const auto list = [&](std::size_t i) { return shape_of(items[i]).is_list; };
  if (transformer == Transformer::kJoin) {
    if (items.size() != 2) return "join() requires exactly 2 arguments: separator and list";
    if (list(0)) return "join() first argument (separator) must be a single value, not a list";
    return list(1) ? "" : "join() second argument must be a list";
  }
  if (transformer == Transformer::kConcat) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!text(i)) return "concat() arguments must be strings";
    }
    return "";
  }
  if (items.size() != 2) return "getopt() requires exactly 2 arguments: args list and optstring";
  if (!list(0)) return "getopt() first argument must be a list";
  if (list(1)) return "getopt() second argument (optstring) must be a single value";
  return shape_of(items[0]).type == FTYPE_STRING && text(1) ? ""
                                                            : "getopt() arguments must be strings";
}

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
      throw CompileIssue{term.range, error->message, what_argument(field->info)};
    out.kind = Operand::Kind::kColumn;
    out.column = context_.columns.of(*field, term.argument);
    out.type = field->info.type;
    out.is_list = field->info.is_list;
    return out;
  }

 private:
  static std::string what_argument(const FieldInfo& field) {
    return fmt::format("write \"{}{}\": {}", field.name, field.needs_argument ? "[…]" : "",
                       field.text);
  }

  // What a field's name is for messages.
  static std::string innermost(const Term& term) {
    const Term* at = &term;
    while (at->kind == Term::Kind::kTransformer && !at->items.empty()) at = &at->items.front();
    return to_text(*at);
  }

  Operand transformed(const Term& term) {
    const auto refuse = [&](std::string message, std::string hint = "") {
      throw CompileIssue{term.range, std::move(message), std::move(hint)};
    };
    Operand out;
    out.kind = Operand::Kind::kTransformed;
    out.argument = term.argument;
    const auto row = std::find_if(std::begin(kTransformers), std::end(kTransformers),
                                  [&](const TransformerRow& one) { return one.name == term.text; });
    if (row == std::end(kTransformers))  // val() with an argument
      refuse(fmt::format("filter error: transformer '{}' does not support field arguments",
                         term.text));
    out.transformer = row->transformer;
    for (const Term& item : term.items) out.items.push_back(argument(item));
    const bool several = row->transformer >= Transformer::kJoin;
    if (!several && out.items.size() > 1)
      refuse("unknown multivalue transformer", fmt::format("{} takes one argument", row->name));
    if (several && out.items.size() == 1)
      refuse(fmt::format("unknown field transfomer '{}'", row->name),
             fmt::format("{} takes more than one argument", row->name));
    if (several) {
      std::string refused = refused_arguments(row->transformer, out.items);
      if (!refused.empty()) refuse(std::move(refused));
    }
    type_of_transformed(term, *row, out);
    return out;
  }

  // Of a transformer: a list is gathered.
  Operand argument(const Term& term) {
    if (term.kind != Term::Kind::kList) return operand(term);
    Operand list;
    list.kind = Operand::Kind::kGathered;
    list.is_list = true;
    for (const Term& item : term.items) list.items.push_back(operand(item));
    return list;
  }

  static void type_of_transformed(const Term& term, const TransformerRow& row, Operand& out) {
    const Operand& item = out.items.front();
    if (out.argument && row.transformer != Transformer::kGetopt) {
      throw CompileIssue{
          term.range,
          fmt::format("{}transformer '{}' does not support field arguments",
                      row.transformer < Transformer::kJoin ? "filter error: " : "", row.name),
          ""};
    }
    if (out.argument && out.argument->size() != 1) {
      throw CompileIssue{term.range, "getopt() field argument must be a single option character",
                         ""};
    }
    const bool counted = row.transformer == Transformer::kLen && item.is_list;
    if (row.transformer < Transformer::kJoin && item.type != FTYPE_STRING && !counted) {
      throw CompileIssue{
          term.range,
          fmt::format("can't add field transformer: type '{}' is not supported by '{}' transformer "
                      "applied on {}field '{}'",
                      shown_type(item.type, false), row.name, item.is_list ? "list " : "",
                      innermost(term.items.front())),
          ""};
    }
    out.type = row.transformer == Transformer::kLen ? FTYPE_UINT64 : FTYPE_STRING;
    out.is_list = row.transformer == Transformer::kGetopt
                      ? !out.argument
                      : row.transformer < Transformer::kLen && item.is_list;
  }

  std::size_t check_number(const Condition& condition) {
    const std::string text = to_text(condition);
    // A check that was compiled before says nothing new, but what it was warned of is said at every
    // place.
    const bool known = context_.checks.find(text).has_value();
    auto made = std::make_unique<CompiledCheck>();
    made->text = text;
    made->falco = context_.schema.falco();
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
      throw CompileIssue{range,
                         fmt::format("operator '{}' doesn't support right-hand side fields",
                                     upper(name(check.op))),
                         ""};
    }
    const bool plain = check.right.text == "val" && !check.right.argument;
    const Term& term = plain ? check.right.items.front() : check.right;
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
                               : what_value(check.left, item.text)};
    }
    if (made.left.type != FTYPE_STRING) return;
    warn_of_value(check, item);
  }

  std::string what_value(const Term& left, const std::string& value) const {
    const SchemaField* field =
        left.kind == Term::Kind::kField ? context_.schema.find(left.text) : nullptr;
    return field == nullptr ? "" : value_slip(context_.schema, *field, to_text(left), value);
  }

  // What Falco warns of in a constant.
  void warn_of_value(const Check& check, const Term& item) {
    if (check.op == Op::kRegex && needs_no_regex(item.text)) {
      warnings_.push_back({item.range,
                           fmt::format("regex check with '{}' may be optimized with simpler "
                                       "operators such as '=', 'contains', "
                                       "'startswith', 'endswith'",
                                       item.text),
                           ""});
    }
    std::string bare = item.text;
    std::erase_if(bare, space);
    if (looks_like_field(bare)) {
      warnings_.push_back(
          {item.range,
           fmt::format("'{}' may be a valid field misused as a const string value", item.text),
           fmt::format("to compare with the field's value write val({})", bare)});
    }
    if (looks_like_transformer(bare)) {
      warnings_.push_back(
          {item.range,
           fmt::format("'{}' may be a valid field transformer misused as a const string value",
                       item.text),
           "a transformer stands without quotes"});
    }
  }

  static bool looks_like_transformer(std::string_view text) {
    const std::string_view name = text.substr(0, text.find('('));
    return name.size() + 2 <= text.size() && text.back() == ')' &&
           (name == "val" ||
            std::any_of(std::begin(kTransformers), std::end(kTransformers),
                        [&](const TransformerRow& row) { return row.name == name; }));
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
