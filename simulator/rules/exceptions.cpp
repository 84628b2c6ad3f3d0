#include "simulator/rules/exceptions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/base/text.h"
#include "simulator/rules/condition.h"

namespace aobo::sim {
namespace {

bool list_comp(std::string_view comp) {
  return comp == "in" || comp == "pmatch" || comp == "intersects";
}

bool is_operator(std::string_view comp) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Op::kCount); ++i) {
    if (comp == name(static_cast<Op>(i))) return true;
  }
  return comp == "==";
}

// "startswith oneof": an operator of texts, blanks, and how many must hold.
bool modified(std::string_view comp) {
  const std::size_t end = comp.find_first_of(" \t\r\n");
  if (end == std::string_view::npos) return false;
  const std::string_view op = comp.substr(0, end), how = trimmed(comp.substr(end));
  constexpr std::array<std::string_view, 6> kOthers = {"exists", "<", "<=", ">", ">=", ""};
  return is_operator(op) && !list_comp(op) &&
         std::find(kOthers.begin(), kOthers.end(), op) == kOthers.end() &&
         (how == "oneof" || how == "anyof" || how == "allof");
}

void check_comps(const YamlItem& one, const RuleException& exception) {
  const SourcePlace place = one.has("comps") ? one.key_place("comps") : one.place();
  if (exception.comps.size() != exception.fields.size())
    fail_load(place, kRefused, "Fields and comps lists must have equal length",
              fmt::format("exception {}: {} fields, {} comps", exception.name,
                          exception.fields.size(), exception.comps.size()));
  for (const std::string& comp : exception.comps) {
    if (exception.scalar && !list_comp(comp) && !modified(comp)) {
      fail_load(place, kRefused,
                "When fields is a single value, comps must be one of (in, pmatch, intersects) or "
                "a modifier operator (e.g. startswith oneof)",
                fmt::format("exception {}: found \"{}\"", exception.name, comp));
    }
    if (!is_operator(comp) && !modified(comp))
      fail_load(place, kRefused, fmt::format("'{}' is not a supported comparison operator", comp));
  }
}

void read_fields(const YamlItem& one, RuleException& exception) {
  exception.scalar = one.node("fields").IsScalar();
  exception.fields = exception.scalar ? std::vector{one.text("fields")} : one.texts("fields");
  if (!one.has("comps")) {
    exception.comps.assign(exception.fields.size(), exception.scalar ? "in" : "=");
    return;
  }
  if (exception.scalar && !one.node("comps").IsScalar())
    fail_load(one.key_place("comps"), kRefused, "Fields and comps must both be strings");
  exception.comps = exception.scalar ? std::vector{one.text("comps")} : one.texts("comps");
  for (std::string& comp : exception.comps) comp = std::string(trimmed(comp));
  check_comps(one, exception);
}

std::string value_of(const YamlItem& one, const YAML::Node& node) {
  std::string text = one.scalar(node, "values");
  if (text.empty())
    fail_load(one.place_of(node), kInvalid, "Value must be non-empty", "an exception's value");
  return text;
}

ExceptionTuple read_tuple(const YamlItem& one, const YAML::Node& tuple) {
  ExceptionTuple out;
  out.is_list = tuple.IsSequence();
  if (!out.is_list) {
    out.values.push_back({{value_of(one, tuple)}, false});
    return out;
  }
  for (const YAML::Node& node : tuple) {
    ExceptionValue value;
    value.is_list = node.IsSequence();
    if (value.is_list) {
      for (const YAML::Node& text : node) value.texts.push_back(value_of(one, text));
    } else {
      value.texts.push_back(value_of(one, node));
    }
    out.values.push_back(std::move(value));
  }
  return out;
}

RuleException read_exception(const YamlItem& one, bool adds, std::vector<Diagnostic>& diagnostics) {
  RuleException exception;
  exception.name = one.text("name");
  exception.place = one.place();
  exception.says_comps = one.has("comps");
  if (one.has("fields")) read_fields(one, exception);
  if (one.has("values")) {
    const YAML::Node values = one.node("values");
    if (!values.IsSequence())
      fail_load(one.place_of(values), kInvalid, "Rule exception values must be a sequence");
    for (const YAML::Node& tuple : values) exception.values.push_back(read_tuple(one, tuple));
  } else if (adds) {
    diagnostics.push_back({Severity::kWarning, "LOAD_APPEND_NO_VALUES", one.place(),
                           "Overriding/appending exception with no values", ""});
  }
  if (exception.fields.empty() && !adds)
    fail_load(one.place(), kRefused,
              "Rule exception item must have fields property with a list of fields",
              fmt::format("exception {}: add fields: [field, …]", exception.name));
  return exception;
}

}  // namespace

std::vector<RuleException> read_exceptions(const YamlItem& item, bool adds,
                                           std::vector<Diagnostic>& diagnostics) {
  std::vector<RuleException> all;
  const YAML::Node list = item.node("exceptions");
  if (list.IsNull()) return all;
  if (!list.IsSequence())
    fail_load(item.place_of(list), kInvalid, "Rule exceptions must be a sequence");
  for (const YAML::Node& node : list) {
    const YamlItem one = item.inner(node, "exception");
    RuleException exception = read_exception(one, adds, diagnostics);
    const bool again = std::any_of(
        all.begin(), all.end(), [&](const RuleException& e) { return e.name == exception.name; });
    if (again) {
      diagnostics.push_back(
          {Severity::kWarning, "LOAD_EXCEPTION_NAME_NOT_UNIQUE", one.place(),
           fmt::format("Multiple definitions of exception '{}' in the same rule", exception.name),
           "values that are added later go to the first"});
    }
    all.push_back(std::move(exception));
  }
  return all;
}

void append_exceptions(std::vector<RuleException>& rule, std::vector<RuleException> more) {
  for (RuleException& exception : more) {
    const auto known = std::find_if(
        rule.begin(), rule.end(), [&](const RuleException& e) { return e.name == exception.name; });
    if (known == rule.end()) {
      if (exception.fields.empty() || exception.values.empty()) {
        fail_load(exception.place, kRefused,
                  fmt::format("Rule exception must have {} property with a list of {}",
                              exception.fields.empty() ? "fields" : "values",
                              exception.fields.empty() ? "fields" : "values"),
                  fmt::format("the rule has no exception {} yet", exception.name));
      }
      rule.push_back(std::move(exception));
      continue;
    }
    if (!exception.fields.empty() || exception.says_comps) {
      fail_load(exception.place, kRefused,
                fmt::format("Can not append exception {} to existing exception, only values",
                            exception.fields.empty() ? "comps" : "fields"),
                fmt::format("the rule has an exception {}", exception.name));
    }
    known->values.insert(known->values.end(), exception.values.begin(), exception.values.end());
  }
}

bool takes_list(std::string_view comp) { return list_comp(comp) || modified(comp); }

std::string_view wrong_tuple(const RuleException& exception, const ExceptionTuple& tuple) {
  if (exception.scalar)
    return tuple.is_list ? "Expected values array to contain a list of strings" : "";
  const bool fits = tuple.is_list && tuple.values.size() == exception.fields.size();
  return fits ? "" : "Fields and values lists must have equal length";
}

}  // namespace aobo::sim
