#include "simulator/ask/near_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "plugin/base/nearest.h"
#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kMostNames = 3;
constexpr std::size_t kLeastLetters = 2;  // one letter stands in nearly all names

bool is_in_word(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
         static_cast<unsigned char>(letter) >= 0x80;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end =
        static_cast<std::size_t>(std::ranges::find_if_not(text, is_in_word) - text.begin());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool begins_a_word(std::string_view value, std::string_view meant) {
  for (std::size_t at = value.find(meant); at != std::string_view::npos;
       at = value.find(meant, at + 1)) {
    if (at == 0 || !is_in_word(value[at - 1])) return true;
  }
  return false;
}

bool has_a_word_like(std::string_view value, std::string_view meant) {
  const std::size_t most = std::max<std::size_t>(1, meant.size() / 3);
  return std::ranges::any_of(words_of(value), [&](std::string_view word) {
    return word.size() > most && distance(word, meant) <= most;
  });
}

}  // namespace

std::vector<std::string> near_names(const std::string& meant, const std::set<std::string>& values) {
  std::string text = lower(meant);
  std::erase(text, '*');
  std::vector<std::string> in_lower_case, found;
  for (const std::string& value : values) in_lower_case.push_back(lower(value));
  const auto take = [&](const auto& is_near) {
    std::size_t at = 0;
    for (const std::string& value : values) {
      const bool twice = std::ranges::any_of(
          found, [&](const std::string& one) { return equal_ignoring_case(one, value); });
      if (is_near(in_lower_case[at++]) && !twice) found.push_back(value);
    }
    std::ranges::stable_sort(found, {}, &std::string::size);
    found.resize(std::min(found.size(), kMostNames));
    return !found.empty();
  };
  const bool long_enough = text.size() >= kLeastLetters;
  if (long_enough && take([&](const std::string& value) { return begins_a_word(value, text); }))
    return found;
  if (long_enough &&
      take([&](const std::string& value) { return value.find(text) != std::string::npos; }))
    return found;
  const std::string near = nearest(text, in_lower_case);
  if (!near.empty() && take([&](const std::string& value) { return value == near; })) return found;
  if (long_enough) take([&](const std::string& value) { return has_a_word_like(value, text); });
  return found;
}

std::string nearest_there(const std::string& meant, const std::set<std::string>& values) {
  std::string names;
  const std::vector<std::string> near = near_names(meant, values);
  for (const std::string& one : near)
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", printable(one, 100));
  if (near.empty()) return {};
  return fmt::format("; the nearest there {} {}", near.size() == 1 ? "is" : "are", names);
}

}  // namespace aobo::sim
