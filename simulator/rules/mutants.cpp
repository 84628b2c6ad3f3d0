#include "simulator/rules/mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "plugin/base/number.h"

namespace aobo::sim {
namespace {

struct OpSwap {
  Op from, to;
};
constexpr OpSwap kSwaps[] = {{Op::kEq, Op::kNe},
                             {Op::kGe, Op::kGt},
                             {Op::kGe, Op::kLt},
                             {Op::kGt, Op::kGe},
                             {Op::kGt, Op::kLe},
                             {Op::kLe, Op::kLt},
                             {Op::kLe, Op::kGt},
                             {Op::kLt, Op::kLe},
                             {Op::kLt, Op::kGe},
                             {Op::kStartswith, Op::kEndswith},
                             {Op::kEndswith, Op::kStartswith},
                             {Op::kContains, Op::kEq},
                             {Op::kIcontains, Op::kEq}};

bool is_list(const Check& check, const Schema& schema) {
  const SchemaField* field =
      check.left.kind == Term::Kind::kField ? schema.find(check.left.text) : nullptr;
  return field != nullptr && field->info.is_list;
}

// Calls back for every place of a condition with a function that puts something else there and
// gives the whole.
using Put = std::function<Condition(Condition)>;
void each_place(const Condition& here, const Put& put,
                const std::function<void(const Condition&, const Put&)>& each) {
  each(here, put);
  for (std::size_t i = 0; i < here.parts.size(); ++i) {
    each_place(
        here.parts[i],
        [&here, &put, i](Condition other) {
          Condition whole = here;
          whole.parts[i] = std::move(other);
          return put(std::move(whole));
        },
        each);
  }
}

class Maker {
 public:
  Maker(const Schema& schema, std::vector<Mutant>& out) : schema_(schema), out_(out) {}

  void at(const Condition& here, const Put& put) {
    drop(here, put);
    negate(here, put);
    if (here.kind != Condition::Kind::kCheck) return;
    compare(here, put);
    literals(here, put);
    window(here, put);
    list_operator(here, put);
    not_equal(here, put);
  }

 private:
  void add(MutantKind kind, const Condition& before, Condition after, const Put& put,
           std::string hint) {
    Mutant mutant{kind, {}, before.range, to_text(before), to_text(after), std::move(hint)};
    mutant.condition = put(std::move(after));
    out_.push_back(std::move(mutant));
  }

  void drop(const Condition& here, const Put& put) {
    if (here.kind != Condition::Kind::kAnd && here.kind != Condition::Kind::kOr) return;
    for (std::size_t i = 0; i < here.parts.size(); ++i) {
      Condition fewer = here;
      const std::string gone = to_text(here.parts[i]);
      fewer.parts.erase(fewer.parts.begin() + static_cast<std::ptrdiff_t>(i));
      if (fewer.parts.size() == 1) fewer = Condition(fewer.parts.front());
      const std::string hint = here.kind == Condition::Kind::kAnd
                                   ? fmt::format("a silent case in which all holds but: {}", gone)
                                   : fmt::format("a case that fires by this alone: {}", gone);
      Mutant mutant{
          MutantKind::kDropped, put(std::move(fewer)), here.parts[i].range, gone, "", hint};
      out_.push_back(std::move(mutant));
    }
  }

  void negate(const Condition& here, const Put& put) {
    if (here.kind == Condition::Kind::kNot)
      return add(MutantKind::kNegated, here, here.parts.front(), put,
                 "a case that fires, and a silent one that differs in this alone");
    if (here.kind != Condition::Kind::kCheck && here.kind != Condition::Kind::kMacro) return;
    Condition turned;
    turned.kind = Condition::Kind::kNot;
    turned.parts.push_back(here);
    turned.range = here.range;
    add(MutantKind::kNegated, here, std::move(turned), put,
        "a case that fires, and a silent one that differs in this alone");
  }

  void compare(const Condition& here, const Put& put) {
    for (const OpSwap& swap : kSwaps) {
      if (here.check.op != swap.from) continue;
      Condition other = here;
      other.check.op = swap.to;
      add(MutantKind::kComparison, here, std::move(other), put,
          swap.from == Op::kGe || swap.from == Op::kGt
              ? "a case with exactly the number, and one with one less"
              : "a case with another value of this field");
    }
  }

  void literals(const Condition& here, const Put& put) {
    const Check& check = here.check;
    if (check.right.kind == Term::Kind::kList) {
      for (std::size_t i = 0; check.right.items.size() > 1 && i < check.right.items.size(); ++i) {
        Condition other = here;
        other.check.right.items.erase(other.check.right.items.begin() +
                                      static_cast<std::ptrdiff_t>(i));
        Mutant mutant{MutantKind::kListItem,
                      put(other),
                      check.right.items[i].range,
                      check.right.items[i].text,
                      "",
                      fmt::format("a case in which {} is {}", to_text(check.left),
                                  check.right.items[i].text)};
        out_.push_back(std::move(mutant));
      }
      if (check.right.items.size() == 1) change(here, check.right.items.front().text + "~", put);
      return;
    }
    if (check.op == Op::kExists || check.right.kind != Term::Kind::kText) return;
    const std::string& text = check.right.text;
    const SchemaField* field = schema_.find(check.left.text);
    const bool numeric = field != nullptr && field->info.type == FTYPE_UINT64;
    const auto number = numeric ? whole_number<std::uint64_t>(text) : std::nullopt;
    if (number) {
      change(here, std::to_string(*number + 1), put);
      if (*number > 0) change(here, std::to_string(*number - 1), put);
    } else if (field != nullptr && field->info.type == FTYPE_BOOL) {
      change(here, text == "true" ? "false" : "true", put);
    } else {
      change(here, text + "~", put);
    }
  }

  void change(const Condition& here, std::string value, const Put& put) {
    Condition other = here;
    (other.check.right.kind == Term::Kind::kList ? other.check.right.items.front()
                                                 : other.check.right)
        .text = std::move(value);
    add(MutantKind::kLiteral, here, std::move(other), put,
        "a case that fires with exactly this value, and a silent one just beside it");
  }

  void window(const Condition& here, const Put& put) {
    const Term& left = here.check.left;
    if (left.kind != Term::Kind::kField || !left.argument || !has_window(left.text, schema_))
      return;
    for (const std::string& window : count_windows()) {
      if (window == *left.argument) continue;
      Condition other = here;
      other.check.left.argument = window;
      add(MutantKind::kWindow, here, std::move(other), put,
          "a silent case with the same things spread over a longer time, or a firing one over a "
          "shorter");
    }
  }

  void list_operator(const Condition& here, const Put& put) {
    if (here.check.op != Op::kIn && here.check.op != Op::kIntersects) return;
    Condition other = here;
    other.check.op = here.check.op == Op::kIn ? Op::kIntersects : Op::kIn;
    add(MutantKind::kListOperator, here, std::move(other), put,
        "a case whose list holds something else as well");
  }

  void not_equal(const Condition& here, const Put& put) {
    if (here.check.op != Op::kNe) return;
    Condition equal = here;
    equal.check.op = Op::kEq;
    Condition other;
    other.kind = Condition::Kind::kNot;
    other.range = here.range;
    other.parts.push_back(std::move(equal));
    add(MutantKind::kNotEqual, here, std::move(other), put,
        "a case in which the field has no value");
  }

  const Schema& schema_;
  std::vector<Mutant>& out_;
};

// "false" where a check can never hold.
bool never(const Check& check) {
  return check.op != Op::kExists && check.right.kind == Term::Kind::kList &&
         check.right.items.empty();
}

}  // namespace

std::string_view name(MutantKind kind) {
  constexpr std::string_view kNames[] = {"dropped",   "negated", "comparison",       "literal",
                                         "list item", "window",  "in or intersects", "!= or not ="};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Mutant> mutants_of(const Condition& condition, const Schema& schema) {
  std::vector<Mutant> out;
  Maker maker(schema, out);
  each_place(
      condition, [](Condition whole) { return whole; },
      [&](const Condition& here, const Put& put) { maker.at(here, put); });
  // "not x" is made in two ways, and so are others: each changed condition counts once, those that
  // change nothing as they come.
  const std::string right = canonical(condition, schema);
  std::set<std::string> seen;
  std::erase_if(out, [&](const Mutant& mutant) {
    const std::string form = canonical(mutant.condition, schema);
    return !seen.insert(form == right ? to_text(mutant.condition) : form).second;
  });
  return out;
}

std::string canonical(const Condition& condition, const Schema& schema) {
  switch (condition.kind) {
    case Condition::Kind::kMacro:
      return condition.macro;
    case Condition::Kind::kCheck: {
      if (never(condition.check)) return "false";
      Condition check = condition;
      if (check.check.op == Op::kIntersects && !is_list(check.check, schema))
        check.check.op = Op::kIn;
      const bool single = check.check.op == Op::kIn &&
                          check.check.right.kind == Term::Kind::kList &&
                          check.check.right.items.size() == 1;
      if (single && !is_list(check.check, schema)) {
        check.check.op = Op::kEq;
        check.check.right = Term(check.check.right.items.front());
      }
      return to_text(check);
    }
    case Condition::Kind::kNot: {
      const std::string inner = canonical(condition.parts.front(), schema);
      if (inner == "false" || inner == "true") return inner == "false" ? "true" : "false";
      return inner.starts_with("not (") ? inner.substr(5, inner.size() - 6) : "not (" + inner + ")";
    }
    default:
      break;
  }
  const bool all = condition.kind == Condition::Kind::kAnd;
  std::set<std::string> parts;
  for (const Condition& part : condition.parts) parts.insert(canonical(part, schema));
  if (parts.contains(all ? "false" : "true")) return all ? "false" : "true";
  parts.erase(all ? "true" : "false");
  if (parts.empty()) return all ? "true" : "false";
  if (parts.size() == 1) return *parts.begin();
  std::string text;
  for (const std::string& part : parts)
    text += fmt::format("{}({})", text.empty() ? "" : all ? " and " : " or ", part);
  return text;
}

const std::vector<std::string>& count_windows() {
  static const std::vector<std::string> windows = {"1m", "10m", "1h", "24h"};
  return windows;
}

bool has_window(std::string_view field, const Schema& schema) {
  const SchemaField* found = schema.find(field);
  constexpr std::string_view kOfMetrics = "aobo.run";  // no count over windows
  return found != nullptr && found->info.needs_argument && found->info.type == FTYPE_UINT64 &&
         found->info.name != kOfMetrics;
}

}  // namespace aobo::sim
