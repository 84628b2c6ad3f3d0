#include "plugin/unwrap/leef.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "plugin/base/number.h"

namespace aobo {
namespace {

// The longest head that is looked for.
constexpr std::size_t kHeadBytes = 1024;

constexpr std::string_view kMessage[] = {"msg", "message", "rawEvent", "payload"};

// What only the sender's program writes.
constexpr std::string_view kOfTheSender[] = {"cat", "devTime", "devTimeFormat",
                                             "sev", "src",     "dst"};

bool is_one_of(std::string_view key, const auto& keys) {
  return std::ranges::find(keys, key) != std::end(keys);
}

// What stands between attributes, as the header names it: nothing is a tab, "^" is itself, x5E,
// 0x5E and 5E are its number.
std::optional<char> separator(std::string_view named) {
  if (named.empty()) return '\t';
  if (named.size() == 1) return named.front();
  if (named.starts_with('0') && named.size() > 2) named.remove_prefix(1);
  if (named.starts_with('x')) named.remove_prefix(1);
  const auto value = whole_number<unsigned>(named, 16);
  return value && *value <= 0x7f ? std::optional(static_cast<char>(*value)) : std::nullopt;
}

// Where the value of an attribute ends; npos where no attribute follows, or where what stands in it
// could be the begin of another.
std::size_t end_of_value(std::string_view text, char between) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == between) return at;
    if (text[at] == '=' || text[at] == '{') return std::string_view::npos;
    if (text[at] == '\\') ++at;
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> message_of_leef(std::string_view text) {
  static const re2::RE2 kHeader(
      R"(LEEF:(?:1\.0\|(?:(?:[^|{\\]|\\.)*\|){4}|)"
      R"(2\.0\|(?:(?:[^|{\\]|\\.)*\|){4}(?:([^\w\s|={]|(?:0?x)?[0-9A-Fa-f]{1,4})?\|)?))");
  re2::StringPiece rest(text.data(), std::min(text.size(), kHeadBytes));
  const std::size_t size = rest.size();
  re2::StringPiece named;
  if (!re2::RE2::Consume(&rest, kHeader, &named)) return std::nullopt;
  const auto between = separator(std::string_view(named.data(), named.size()));
  if (!between) return std::nullopt;
  text.remove_prefix(size - rest.size());
  for (std::size_t left = rest.size(); left > 0;) {
    const std::size_t equals = text.substr(0, left).find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view key = text.substr(0, equals);
    text.remove_prefix(equals + 1);
    left -= equals + 1;
    if (is_one_of(key, kMessage)) return text;
    if (!is_one_of(key, kOfTheSender)) return std::nullopt;
    const std::size_t end = end_of_value(text.substr(0, left), *between);
    if (end == std::string_view::npos) return std::nullopt;
    text.remove_prefix(end + 1);
    left -= end + 1;
  }
  return std::nullopt;
}

}  // namespace aobo
