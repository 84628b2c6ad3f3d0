#include "simulator/rules/exceptions.h"

#include <fmt/format.h>

#include <algorithm>

namespace aobo::sim {
namespace {

bool list_comp(std::string_view comp) {
  return comp == "in" || comp == "pmatch" || comp == "intersects";
}

// Values of one field: a flat list is a tuple of one value each.
void regroup(RuleException& exception) {
  std::vector<std::vector<ExceptionValue>> flat;
  for (auto& tuple : exception.values) {
    for (ExceptionValue& value : tuple) flat.push_back({std::move(value)});
  }
  exception.values = std::move(flat);
}

void check_tuple(const RuleException& exception, const std::vector<ExceptionValue>& tuple,
                 const SourcePlace& place) {
  if (exception.fields.empty() || exception.scalar || tuple.size() == exception.fields.size())
    return;
  fail_load(place, kRefused,
            fmt::format("Exception '{}': Fields list {} values, found a tuple of {}",
                        exception.name, exception.fields.size(), tuple.size()));
}

void read_fields(const YamlItem& one, RuleException& exception) {
  exception.scalar = one.node("fields").IsScalar();
  exception.fields = exception.scalar ? std::vector{one.text("fields")} : one.texts("fields");
  if (one.has("comps")) {
    exception.comps = exception.scalar ? std::vector{one.text("comps")} : one.texts("comps");
  } else {
    exception.comps.assign(exception.fields.size(), exception.scalar ? "in" : "=");
  }
  if (exception.comps.size() != exception.fields.size()) {
    fail_load(one.key_place("comps"), kRefused,
              fmt::format("Exception '{}': fields and comps lists must have equal length",
                          exception.name));
  }
  const std::string& comp = exception.comps.front();
  const bool modified =
      comp.ends_with(" oneof") || comp.ends_with(" anyof") || comp.ends_with(" allof");
  if (exception.scalar && !list_comp(comp) && !modified) {
    fail_load(one.place(), kRefused,
              fmt::format("Exception '{}': if fields is a single value, comps must be one of "
                          "(in, pmatch, intersects), found '{}'",
                          exception.name, comp));
  }
}

std::vector<ExceptionValue> read_tuple(const YamlItem& one, const YAML::Node& tuple) {
  std::vector<ExceptionValue> values;
  if (!tuple.IsSequence()) return {{{one.scalar(tuple, "values")}, false}};
  for (const YAML::Node& node : tuple) {
    ExceptionValue value;
    value.is_list = node.IsSequence();
    if (value.is_list) {
      for (const YAML::Node& text : node) value.texts.push_back(one.scalar(text, "values"));
    } else {
      value.texts.push_back(one.scalar(node, "values"));
    }
    values.push_back(std::move(value));
  }
  return values;
}

RuleException read_exception(const YamlItem& one) {
  RuleException exception;
  exception.name = one.text("name");
  exception.place = one.place();
  if (one.has("fields")) read_fields(one, exception);
  if (!one.has("values")) return exception;
  for (const YAML::Node& tuple : one.node("values"))
    exception.values.push_back(read_tuple(one, tuple));
  for (const auto& tuple : exception.values) check_tuple(exception, tuple, one.place());
  return exception;
}

}  // namespace

void read_exceptions(const YamlItem& item, std::vector<RuleException>& into,
                     std::vector<Diagnostic>& diagnostics) {
  for (const YAML::Node& node : item.node("exceptions")) {
    const YamlItem one = item.inner(node, "exception");
    warn_unknown_keys(one, {"name", "fields", "comps", "values"}, diagnostics);
    RuleException exception = read_exception(one);
    const auto known = std::find_if(
        into.begin(), into.end(), [&](const RuleException& e) { return e.name == exception.name; });
    if (known == into.end()) {
      into.push_back(std::move(exception));
      continue;
    }
    if (one.has("fields") || one.has("comps")) {
      fail_load(
          one.place(), kRefused,
          fmt::format("Can not append exception fields to existing exception '{}', only values",
                      exception.name));
    }
    if (known->scalar) regroup(exception);
    for (auto& tuple : exception.values) check_tuple(*known, tuple, one.place());
    known->values.insert(known->values.end(), exception.values.begin(), exception.values.end());
  }
}

}  // namespace aobo::sim
