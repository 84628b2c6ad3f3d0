#include "plugin/base/nearest.h"

#include <algorithm>
#include <numeric>

namespace aobo {

// Two neighbours that are swapped are one letter to change.
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1), last = row, before_last = row;
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t changed = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      const bool swapped =
          i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

std::string nearest(std::string_view text, const std::vector<std::string>& words) {
  std::string best;
  std::size_t least = std::max<std::size_t>(3, text.size() / 3);
  for (const std::string& word : words) {
    const std::size_t far = distance(text, word);
    if (far >= least) continue;
    least = far;
    best = word;
  }
  return best;
}

}  // namespace aobo
