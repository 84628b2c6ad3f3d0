#include "plugin/config/forms.h"

#include <fmt/format.h>

#include "plugin/base/time.h"

namespace aobo::form {

std::uint64_t read_number(const JsonNode& node, const Option& option, std::uint64_t into) {
  const auto number = node.number(option.key);
  if (!number) return into;
  if (*number < option.form.least.value_or(0)) {
    node.fail(option.key, fmt::format("\"{}\" must be at least {}, found {}", option.key,
                                      option.form.least.value_or(0), *number));
  }
  return static_cast<std::uint64_t>(*number);
}

void read_span(const JsonNode& node, const Option& option, bool may_be_none, TimeNs& into) {
  const auto text = node.text(option.key);
  if (!text) return;
  const auto span = parse_span(*text);
  if (!span || (*span == 0 && !may_be_none)) {
    node.fail(option.key,
              fmt::format("\"{}\" must be a span of time like {}, found \"{}\"", option.key,
                          may_be_none ? "0s, 30s or 5m" : "90s, 5m, 12h or 7d", *text));
  }
  into = *span;
}

void read_windows(const JsonNode& node, const Option& option, Config& config) {
  std::vector<CountWindow> windows;
  node.each(option.key, [&](const JsonNode& item) {
    const std::string name = item.required_self_text();
    const auto span = parse_span(name);
    if (!span || *span == 0)
      item.fail("a window must be a span of time like 10m, 1h or 7d, found \"" + name + "\"");
    if (windows.size() == limits::kWindows)
      item.fail("more than " + std::to_string(limits::kWindows) + " windows");
    windows.push_back({name, *span});
  });
  if (!windows.empty()) config.behaviour.windows = std::move(windows);
}

std::string unset_windows(const Config& fresh) {
  std::vector<std::string> names;
  for (const CountWindow& window : fresh.behaviour.windows) names.push_back(window.name);
  std::string json;
  append_json_list(json, names);
  return json;
}

}  // namespace aobo::form
