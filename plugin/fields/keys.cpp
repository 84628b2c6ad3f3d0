#include "plugin/fields/keys.h"

#include <algorithm>
#include <vector>

namespace aobo {
namespace {

std::vector<std::string_view> keys_in(std::string_view text) {
  constexpr std::string_view kBegin = "[KeyIdentifier=";
  std::vector<std::string_view> keys;
  for (std::size_t at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin)) {
    text.remove_prefix(at + kBegin.size());
    keys.push_back(text.substr(0, text.find_first_of(",]\"")));
  }
  return keys;
}

}  // namespace

std::optional<bool> adds_key(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> old = keys_in(before), now = keys_in(after);
  if (old.empty() && now.empty()) return std::nullopt;
  // What is there and cannot be read may be one that was added.
  if (now.empty() && after.find('=') != std::string_view::npos) return std::nullopt;
  return std::ranges::any_of(
      now, [&](std::string_view key) { return std::ranges::find(old, key) == old.end(); });
}

void key_added(ExtractedEvent& event, std::string_view, Values& values) {
  for (const auto& change : event.event().changes()) {
    if (!spells("keydescription", change.name())) continue;
    if (const auto added = adds_key(change.before(), change.after())) values.set(*added ? 1 : 0);
    return;
  }
}

}  // namespace aobo
