#include "plugin/base/key_paths.h"

#include <algorithm>
#include <map>

#include "plugin/base/key.h"

namespace aobo {
namespace {

constexpr std::size_t kMostParts = 8;

// The parts of a name; one where it is no path. What begins like a URL (the claims of a token) is
// one part, with all its points.
std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> parts;
  const std::string_view rest = name;
  if (rest.find("{}") != std::string_view::npos) return {name};
  for (std::size_t at = 0;;) {
    const std::size_t point = rest.find('.', at);
    const bool last = point == std::string_view::npos || rest.substr(at).starts_with("http");
    if (point == at || at == rest.size() || parts.size() == kMostParts) return {name};
    parts.emplace_back(rest.substr(at, last ? std::string_view::npos : point - at));
    if (last) return parts;
    at = point + 1;
  }
}

}  // namespace

KeyPaths::KeyPaths(std::span<const std::string> names, Proof proof) {
  std::vector<std::vector<std::string>> paths;
  for (std::size_t at = 0; at < names.size(); ++at) {
    members_.push_back({at, parts_of(names[at]), {at}});
    paths.push_back(members_.back().path);
  }
  std::ranges::sort(paths);
  nests_ = std::ranges::adjacent_find(paths, [](const auto& one, const auto& next) {
             return one.size() > 1 && next.size() > 1 && one.front() == next.front();
           }) != paths.end();
  nests_ |= proof == Proof::kOneIsEnough &&
            std::ranges::any_of(paths, [](const auto& path) { return path.size() > 1; });
  // What goes on from a path stands right behind it in the order.
  const auto goes_on = [&](const std::vector<std::string>& path) {
    const auto next = std::ranges::upper_bound(paths, path);
    return next != paths.end() && shared(path, *next) == path.size();
  };
  for (Member& member : members_) {
    if (!nests_ || goes_on(member.path)) member.path = {names[member.at]};
  }
  if (nests_) bring_together();
}

// The members of an object stand where its first one does.
void KeyPaths::bring_together() {
  std::map<std::string, std::size_t> first;  // of each beginning of a path
  for (Member& member : members_) {
    if (member.path.size() == 1) continue;
    member.order.clear();
    std::string beginning;
    for (const std::string& part : member.path) {
      beginning.append(part).push_back('.');
      member.order.push_back(first.try_emplace(beginning, member.at).first->second);
    }
    member.order.back() = member.at;
  }
  std::ranges::stable_sort(members_, {}, &Member::order);
}

std::size_t KeyPaths::shared(std::span<const std::string> one, std::span<const std::string> other) {
  const auto ends = std::ranges::mismatch(one, other);
  return static_cast<std::size_t>(ends.in1 - one.begin());
}

bool KeyPaths::stands_under(std::span<const std::string_view> folded) const {
  return std::ranges::all_of(members_, [&](const Member& member) {
    return member.path.size() == 1 || is_folded_of_any(folded, member.path.front());
  });
}

}  // namespace aobo
