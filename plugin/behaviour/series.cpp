#include "plugin/behaviour/series.h"

#include <algorithm>
#include <limits>
#include <map>

#include "plugin/base/latest.h"
#include "plugin/base/limits.h"

namespace aobo {
Series::Series(std::vector<TimeNs> spans, Bound bound, TimeNs remembered)
    : spans_(std::move(spans)),
      remembered_(remembered),
      most_(bound.most),
      account_(bound.account) {
  if (account_ != nullptr) account_->join(*this);
}

Series::~Series() {
  if (account_ != nullptr) account_->leave(*this);
}

std::size_t Series::bytes_of(const std::string& key, const Line& line) const {
  constexpr std::size_t kNode = block_bytes(sizeof(Lines::value_type) + 2 * sizeof(void*)) + 16;
  std::size_t bytes = kNode + heap_bytes(key) + heap_bytes(line.entries) + heap_bytes(line.highs) +
                      line.entries.size() * sizeof(order_.front()) +
                      block_bytes(line.windows.capacity() * sizeof(Window)) +
                      block_bytes(line.late.capacity() * sizeof(LateWindow));
  const auto add = [&](const auto& values) {
    using Values = std::remove_cvref_t<decltype(values)>;
    bytes += block_bytes(values.bucket_count() * (sizeof(typename Values::value_type) + 8));
  };
  for (const Window& window : line.windows) add(window.values);
  for (const LateWindow& window : line.late) add(window.values);
  return bytes;
}

void Series::note(const std::string& key, Line& line) {
  if (account_ == nullptr) return;
  const std::size_t now = bytes_of(key, line);
  bytes_ += now - line.bytes;
  line.bytes = now;
  account_->changed(*this);
}

bool Series::give_up() {
  if (order_.empty()) return false;
  drop_oldest();
  return true;
}

void Series::prepare(Line& line) const {
  if (!line.windows.empty()) return;
  for (std::size_t i = 0; i < spans_.size(); ++i)
    line.windows.push_back({std::numeric_limits<TimeNs>::min(), 0, {}});
  line.highs.resize(spans_.size());
}

std::size_t Series::until(const Line& line, TimeNs moment) {
  const auto at = std::ranges::upper_bound(line.entries, moment, {}, &Entry::time);
  return static_cast<std::size_t>(at - line.entries.begin());
}

void Series::insert(Line& line, Entry entry) {
  prepare(line);
  const std::size_t index = until(line, entry.time);
  line.entries.insert(line.entries.begin() + static_cast<std::ptrdiff_t>(index), entry);
  for (LateWindow& window : line.late) {
    if (index < window.begin || entry.time <= window.edge) ++window.begin;
    if (index <= window.end && entry.time <= window.time) ++window.end;
    if (index >= window.begin && index < window.end) ++window.values[entry.value];
  }
  for (Window& window : line.windows) {
    if (entry.time > window.edge) {
      ++window.values[entry.value];
    } else {
      ++window.passed;
    }
  }
}

void Series::add(const std::string& key, TimeNs time, std::uint64_t value) {
  const auto line = lines_.try_emplace(key).first;
  insert(line->second, {time, value});
  order_.emplace_back(time, &*line);
  note(line->first, line->second);
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

template <typename AnyWindow>
void Series::drop(AnyWindow& window, std::uint64_t value) {
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
    out[i] = count_late(line, i, edge, time);
    note(found->first, line);
  }
}

// A log that lags comes late in its own order: its window goes on. For one that goes back a new one
// is begun.
std::uint64_t Series::count_late(Line& line, std::size_t span, TimeNs edge, TimeNs time) {
  const bool first = line.late.empty();
  if (first) line.late.resize(spans_.size());
  LateWindow& window = line.late[span];
  if (first || window.values.empty() || time < window.time || edge < window.edge) {
    begin_late(line, window, edge, time);
    return window.values.size();
  }
  window.time = time;
  window.edge = edge;
  for (; window.end < line.entries.size() && line.entries[window.end].time <= time; ++window.end)
    ++window.values[line.entries[window.end].value];
  for (; window.begin < window.end && line.entries[window.begin].time <= edge; ++window.begin)
    drop(window, line.entries[window.begin].value);
  return window.values.size();
}

void Series::begin_late(const Line& line, LateWindow& window, TimeNs edge, TimeNs time) {
  window.edge = edge;
  window.time = time;
  window.begin = until(line, edge);
  window.end = until(line, time);
  if (window.end - window.begin > limits::kLateWalk) {
    window.begin = window.end - limits::kLateWalk;
    ++evicted_;
  }
  window.values.clear();
  for (std::size_t i = window.begin; i < window.end; ++i) ++window.values[line.entries[i].value];
}

bool Series::is_high(const std::string& key, std::size_t span, TimeNs time, std::uint64_t count) {
  const auto found = lines_.find(key);
  if (found == lines_.end()) return false;
  std::vector<High>& highs = found->second.highs[span];
  const TimeNs since = time - std::max(spans_[span], remembered_);
  const auto within = [&](const High& high) { return high.time > since && high.time <= time; };
  for (const High& high : highs) {
    if (within(high) && high.count >= count) return false;
  }
  std::erase_if(highs, within);
  evicted_ += add_in_time(highs, High{time, count}, limits::kHeights);
  note(found->first, found->second);
  return true;
}

// The one added first; of its key the earliest goes.
void Series::drop_oldest() {
  auto& [key, line] = *order_.front().second;
  order_.pop_front();
  --size_;
  for (Window& window : line.windows) {
    if (window.passed > 0) {
      --window.passed;
      continue;
    }
    drop(window, line.entries.front().value);
  }
  for (LateWindow& window : line.late) {
    if (window.end == 0) continue;
    if (window.begin == 0) {
      drop(window, line.entries.front().value);
    } else {
      --window.begin;
    }
    --window.end;
  }
  line.entries.pop_front();
  if (!line.entries.empty()) return note(key, line);
  bytes_ -= line.bytes;
  if (account_ != nullptr) account_->changed(*this);
  lines_.erase(lines_.find(key));
}

void Series::forget_before(TimeNs time) {
  while (!order_.empty() && order_.front().first < time) drop_oldest();
}

void Series::save(Writer& writer) const {
  writer(static_cast<std::uint64_t>(order_.size()));
  for (const auto& [time, line] : order_) writer(time, line->first);
  writer(evicted_, static_cast<std::uint64_t>(lines_.size()));
  std::vector<const Lines::value_type*> sorted;
  for (const auto& line : lines_) sorted.push_back(&line);
  std::ranges::sort(sorted, [](const auto* a, const auto* b) { return a->first < b->first; });
  for (const auto* line : sorted) writer(line->first, line->second.entries, line->second.highs);
}

void Series::load(Reader& reader) {
  std::uint64_t count = 0;
  std::string key;
  reader(count);
  for (size_ = count; count > 0; --count) {
    TimeNs time = 0;
    reader(time, key);
    order_.emplace_back(time, &*lines_.try_emplace(key).first);
  }
  reader(evicted_, count);
  for (; count > 0; --count) {
    std::deque<Entry> entries;
    std::vector<std::vector<High>> highs;
    reader(key, entries, highs);
    Line& line = lines_[key];
    for (const Entry& entry : entries) insert(line, entry);
    line.highs = std::move(highs);
    line.highs.resize(spans_.size());
    note(key, line);
  }
  // Each entry has its place in the order, and each place is of one.
  std::map<const Lines::value_type*, std::size_t> places;
  for (const auto& [time, line] : order_) ++places[line];
  for (const auto& line : lines_) {
    const std::size_t entries = line.second.entries.size();
    if (entries == 0 || entries != places[&line]) throw DamagedState();
  }
}

}  // namespace aobo
