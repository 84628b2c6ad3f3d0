#include "plugin/behaviour/series.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "plugin/base/latest.h"
#include "plugin/base/limits.h"

namespace aobo {
Series::Series(std::vector<TimeNs> spans, std::size_t most)
    : spans_(std::move(spans)), most_(most) {}

void Series::prepare(Line& line) const {
  if (!line.windows.empty()) return;
  for (std::size_t i = 0; i < spans_.size(); ++i)
    line.windows.push_back({std::numeric_limits<TimeNs>::min(), 0, {}});
  line.highs.resize(spans_.size());
}

void Series::insert(Line& line, Entry entry) {
  prepare(line);
  const auto at = std::upper_bound(line.entries.begin(), line.entries.end(), entry.time,
                                   [](TimeNs time, const Entry& one) { return time < one.time; });
  line.entries.insert(at, entry);
  for (Window& window : line.windows) {
    if (entry.time > window.edge) {
      ++window.values[entry.value];
    } else {
      ++window.passed;
    }
  }
}

void Series::add(const std::string& key, TimeNs time, std::uint64_t value) {
  insert(lines_[key], {time, value});
  order_.emplace_back(time, key);
  if (++size_ <= most_) return;
  drop_oldest();
  ++evicted_;
}

void Series::slide(Line& line, Window& window, TimeNs edge) {
  window.edge = std::max(window.edge, edge);
  while (window.passed < line.entries.size() && line.entries[window.passed].time <= window.edge) {
    drop(window, line.entries[window.passed].value);
    ++window.passed;
  }
}

void Series::drop(Window& window, std::uint64_t value) {
  const auto counted = window.values.find(value);
  if (--counted.value() == 0) window.values.erase(counted);
}

void Series::count(const std::string& key, TimeNs time, std::vector<std::uint64_t>& out) {
  out.assign(spans_.size(), 0);
  const auto found = lines_.find(key);
  if (found == lines_.end()) return;
  Line& line = found->second;
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const TimeNs edge = time - spans_[i];
    Window& window = line.windows[i];
    if (line.entries.back().time <= time && edge >= window.edge) {
      slide(line, window, edge);
      out[i] = window.values.size();
      continue;
    }
    // It came late: gone through one by one.
    std::unordered_set<std::uint64_t, KeyedHash> different;
    for (const Entry& entry : line.entries) {
      if (entry.time > edge && entry.time <= time) different.insert(entry.value);
    }
    out[i] = different.size();
  }
}

bool Series::is_high(const std::string& key, std::size_t span, TimeNs time, std::uint64_t count) {
  const auto found = lines_.find(key);
  if (found == lines_.end()) return false;
  std::vector<High>& highs = found->second.highs[span];
  const auto within = [&](const High& high) {
    return high.time > time - spans_[span] && high.time <= time;
  };
  for (const High& high : highs) {
    if (within(high) && high.count >= count) return false;
  }
  std::erase_if(highs, within);
  evicted_ += add_in_time(highs, High{time, count}, limits::kHeights);
  return true;
}

// The one added first; of its key the earliest goes.
void Series::drop_oldest() {
  const auto found = lines_.find(order_.front().second);
  order_.pop_front();
  --size_;
  Line& line = found->second;
  for (Window& window : line.windows) {
    if (window.passed > 0) {
      --window.passed;
      continue;
    }
    drop(window, line.entries.front().value);
  }
  line.entries.pop_front();
  if (line.entries.empty()) lines_.erase(found);
}

void Series::forget_before(TimeNs time) {
  while (!order_.empty() && order_.front().first < time) drop_oldest();
}

void Series::save(Writer& writer) const {
  writer(order_, evicted_, static_cast<std::uint64_t>(lines_.size()));
  std::vector<const Lines::value_type*> sorted;
  for (const auto& line : lines_) sorted.push_back(&line);
  std::sort(sorted.begin(), sorted.end(),
            [](const auto* a, const auto* b) { return a->first < b->first; });
  for (const auto* line : sorted) writer(line->first, line->second.entries, line->second.highs);
}

void Series::load(Reader& reader) {
  std::uint64_t count = 0;
  reader(order_, evicted_, count);
  size_ = order_.size();
  for (; count > 0; --count) {
    std::string key;
    std::deque<Entry> entries;
    std::vector<std::vector<High>> highs;
    reader(key, entries, highs);
    Line& line = lines_[key];
    for (const Entry& entry : entries) insert(line, entry);
    line.highs = std::move(highs);
    line.highs.resize(spans_.size());
  }
}

}  // namespace aobo
