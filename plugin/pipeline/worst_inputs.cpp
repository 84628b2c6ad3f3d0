#include "plugin/pipeline/worst_inputs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "plugin/base/span_words.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::size_t kShown = 3;
constexpr std::size_t kLongestName = 120;
constexpr TimeNs kNoLag = 60 * kSecondNs;

using Trouble = InputTable::Trouble;

// The worst of one kind, in words: what is 0 is no trouble. Of equal ones the first that was read.
template <typename Amount, typename Words>
std::string worst(const InputTable& inputs, std::string_view head, Amount amount, Words words) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
  for (std::uint32_t input = 0; input < inputs.size(); ++input) {
    if (const std::uint64_t of = amount(inputs.trouble(input)); of > 0)
      found.emplace_back(of, input);
  }
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), kShown));
  std::ranges::partial_sort(found, end, [](const auto& one, const auto& other) {
    return one.first != other.first ? one.first > other.first : one.second < other.second;
  });
  std::vector<std::string> shown;
  for (auto one = found.begin(); one != end; ++one)
    shown.push_back(printable(inputs.name(one->second), kLongestName) + " " + words(one->first));
  return shown.empty() ? "" : fmt::format(" {}: {}.", head, fmt::join(shown, ", "));
}

}  // namespace

std::string worst_inputs_in_words(const InputTable& inputs) {
  const auto number = [](std::uint64_t count) { return std::to_string(count); };
  return worst(
             inputs, "Inputs with the most refused", [](const Trouble& of) { return of.refused; },
             number) +
         worst(
             inputs, "Inputs that lag most",
             [](const Trouble& of) {
               return of.lag < kNoLag ? 0 : static_cast<std::uint64_t>(of.lag / kSecondNs);
             },
             [](std::uint64_t seconds) {
               return span_in_words(static_cast<TimeNs>(seconds) * kSecondNs);
             }) +
         worst(
             inputs, "Partitions with the most unread", [](const Trouble& of) { return of.unread; },
             number);
}

}  // namespace aobo
