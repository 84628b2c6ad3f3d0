#include "simulator/rules/evaluate.h"

#include <algorithm>

#include "simulator/rules/compare.h"
#include "simulator/rules/raw_text.h"
#include "simulator/rules/transform.h"

namespace aobo::sim {
namespace {

// RE2 matches nothing that is no UTF-8; Falco 0.45 shows it U+FFFD in place of such bytes.
bool matches(const RE2& pattern, std::string_view text, FalcoVersion falco) {
  std::string clean;
  if (falco >= FalcoVersion::k045 && !is_utf8(text)) {
    clean = with_replacements(text);
    text = clean;
  }
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// A single value of the left against constant number `i`.
bool against_constant(const CompiledCheck& check, const Cell& left, std::size_t at,
                      std::size_t index) {
  switch (check.left.type) {
    case FTYPE_STRING:
      if (check.op == Op::kRegex)
        return matches(*check.constants.patterns[index], left.texts[at], check.falco);
      return compare_texts(check.op, left.texts[at], check.constants.texts[index]);
    case FTYPE_IPADDR:
      return compare_addresses(check.op, left.texts[at],
                               bytes_of(check.constants.addresses[index]));
    case FTYPE_IPNET:
      return compare_network(check.op, left.texts[at], check.constants.networks[index]);
    default:
      return compare_numbers(check.op, left.numbers[at], check.constants.numbers[index]);
  }
}

std::size_t constants_of(const CompiledCheck& check) {
  const Constants& c = check.constants;
  return std::max({c.texts.size(), c.numbers.size(), c.addresses.size(), c.networks.size()});
}

bool in_constants(const CompiledCheck& check, const Cell& left, std::size_t at) {
  if (check.left.type == FTYPE_STRING) return check.constants.set.contains(left.texts[at]);
  for (std::size_t i = 0; i < constants_of(check); ++i) {
    if (against_constant(check, left, at, i)) return true;
  }
  return false;
}

// `in` and `intersects`: of a list all, or any, of its values must be among those on the right.
template <typename Contains>
bool among(const CompiledCheck& check, const Cell& left, const Contains& contains) {
  const std::size_t count = std::max(left.texts.size(), left.numbers.size());
  const bool any = check.op == Op::kIntersects;
  for (std::size_t at = 0; at < count; ++at) {
    if (contains(at) == any) return any;
  }
  return !any;
}

bool with_modifier(const CompiledCheck& check, const Cell& left) {
  const std::size_t count = constants_of(check);
  std::size_t held = 0;
  for (std::size_t i = 0; i < count; ++i) held += against_constant(check, left, 0, i) ? 1U : 0U;
  switch (check.modifier) {
    case Modifier::kOneOf:
      return held == 1;
    case Modifier::kAnyOf:
      return held > 0;
    default:
      return count > 0 && held == count;
  }
}

bool against_field(const CompiledCheck& check, const Cell& left, const Cell& right) {
  if (check.op == Op::kIn || check.op == Op::kIntersects) {
    // As on lists (transform.cpp): what a transformer gives on this side has a byte more than it
    // shows, and is like nothing.
    if (check.right->kind == Operand::Kind::kTransformed &&
        check.right->transformer <= Transformer::kBasename)
      return false;
    return among(check, left, [&](std::size_t at) {
      if (!left.texts.empty())
        return std::find(right.texts.begin(), right.texts.end(), left.texts[at]) !=
               right.texts.end();
      return std::find(right.numbers.begin(), right.numbers.end(), left.numbers[at]) !=
             right.numbers.end();
    });
  }
  switch (check.left.type) {
    case FTYPE_STRING:
      return compare_texts(check.op, left.texts[0], right.texts[0]);
    case FTYPE_IPADDR:
      return compare_addresses(check.op, left.texts[0], right.texts[0]);
    default:
      return compare_numbers(check.op, left.numbers[0], right.numbers[0]);
  }
}

}  // namespace

bool evaluate_check(const CompiledCheck& check, EventView& event) {
  const Cell& left = value(check.left, event);
  if (left.null()) return false;
  if (check.op == Op::kExists) return true;
  if (check.right) {
    const Cell& right = value(*check.right, event);
    return !right.null() && against_field(check, left, right);
  }
  if (check.modifier != Modifier::kNone) return with_modifier(check, left);
  switch (check.op) {
    case Op::kIn:
    case Op::kIntersects:
      return among(check, left, [&](std::size_t at) { return in_constants(check, left, at); });
    case Op::kPmatch:
      return path_prefix(left.texts[0], check.constants.texts);
    default:
      return against_constant(check, left, 0, 0);
  }
}

bool evaluate(const Program& program, const Checks& checks, EventView& event) {
  using Kind = Condition::Kind;
  switch (program.kind) {
    case Kind::kCheck: {
      EventView::Answer& answer = event.answer(program.check);
      if (answer == EventView::Answer::kNotAsked) {
        const bool holds = evaluate_check(checks[program.check], event);
        event.answer(program.check) = holds ? EventView::Answer::kYes : EventView::Answer::kNo;
        return holds;
      }
      return answer == EventView::Answer::kYes;
    }
    case Kind::kNot:
      return !evaluate(program.parts.front(), checks, event);
    case Kind::kAnd:
      return std::all_of(program.parts.begin(), program.parts.end(),
                         [&](const Program& part) { return evaluate(part, checks, event); });
    default:
      return std::any_of(program.parts.begin(), program.parts.end(),
                         [&](const Program& part) { return evaluate(part, checks, event); });
  }
}

const Cell& value(const Operand& operand, EventView& event) {
  switch (operand.kind) {
    case Operand::Kind::kColumn:
      return event.cell(operand.column);
    case Operand::Kind::kTransformed:
      return transformed(operand, event);
    case Operand::Kind::kGathered:
      return gathered(operand, event);
    default: {
      Cell& cell = event.scratch();
      cell.texts.push_back(operand.constant);
      return cell;
    }
  }
}

}  // namespace aobo::sim
