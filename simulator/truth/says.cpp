#include "simulator/truth/says.h"

#include <algorithm>

namespace aobo::sim {
namespace {

constexpr std::string_view kBegins = "what begins with (";
constexpr std::string_view kMust = "all of (", kMay = ") and any of (";

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : ", ") + one;
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(", "), text.size());
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return list;
}

bool holds(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

std::string list_of(const std::vector<std::string>& must, const std::vector<std::string>& may) {
  return std::string(kMust).append(joined(must)).append(kMay).append(joined(may)).append(")");
}

std::string begins_with(std::string_view text) {
  return std::string(kBegins).append(text).append(")");
}

bool is_such(std::string_view value, std::string_view found) {
  if (value.starts_with(kBegins) && value.ends_with(')'))
    return found.starts_with(value.substr(kBegins.size(), value.size() - kBegins.size() - 1));
  const std::size_t middle = value.find(kMay);
  if (!value.starts_with(kMust) || middle == std::string_view::npos || !value.ends_with(')'))
    return false;
  const auto must = split(value.substr(kMust.size(), middle - kMust.size()));
  const std::size_t rest = middle + kMay.size();
  const auto may = split(value.substr(rest, value.size() - rest - 1));
  const auto list = split(found);
  return std::all_of(must.begin(), must.end(),
                     [&](const std::string& one) { return holds(list, one); }) &&
         std::all_of(list.begin(), list.end(),
                     [&](const std::string& one) { return holds(must, one) || holds(may, one); });
}

}  // namespace aobo::sim
