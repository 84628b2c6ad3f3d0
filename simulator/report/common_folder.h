// The folder in which several files lie, so that it need not be said of each.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace aobo::sim {

// What all paths begin with, up to and with a "/"; empty where there is one path alone.
inline std::string common_folder(const std::vector<std::string>& paths) {
  if (paths.size() < 2) return {};
  std::string common = paths.front();
  for (const std::string& path : paths) {
    const auto [end, other] = std::ranges::mismatch(common, path);
    common.erase(end, common.end());
  }
  const std::size_t end = common.rfind('/');
  return end == std::string::npos || end == 0 ? std::string() : common.substr(0, end + 1);
}

}  // namespace aobo::sim
