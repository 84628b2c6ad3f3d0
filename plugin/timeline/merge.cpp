#include "plugin/timeline/merge.h"

#include <algorithm>

namespace aobo {
namespace {

constexpr std::size_t kLeastWindow = std::size_t{16} << 10;
constexpr std::size_t kMostWindow = std::size_t{32} << 20;
// With more inputs than this their files are closed between two readings.
constexpr std::size_t kFilesKeptOpen = 128;

bool later(const ArrivalPtr& a, const ArrivalPtr& b) { return comes_before(*b, *a); }

}  // namespace

std::size_t Merge::window(std::size_t inputs, const MergeOptions& options) {
  return std::clamp(options.memory / std::max<std::size_t>(inputs, 1), kLeastWindow, kMostWindow);
}

Merge::Merge(std::vector<Progress> resume, Open open, const MergeOptions& options)
    : open_(std::move(open)),
      options_(options),
      window_(window(resume.size(), options)),
      resume_(std::move(resume)),
      lanes_(resume_.size()) {}

// Reads the beginning of one input, and keeps it where there is room.
void Merge::begin(std::uint32_t input) {
  Lane& lane = lanes_[input];
  if (resume_[input].done) {
    lane.ended = true;
    lane.read_until = resume_[input].read_until;
    ++done_;
    return;
  }
  if (const auto until = resume_[input].asleep_until) {
    sleeping_.push_back({*until, input});
    return;
  }
  open(input);
  const bool fits = held_ + lane.bytes <= options_.memory && ready_.size() < options_.open_inputs;
  if (lane.held.empty() || fits || resume_[input].open) {
    held_ += lane.bytes;
    enter(input);
    return;
  }
  resume_[input] = progress(input);
  resume_[input].open = false;
  resume_[input].asleep_until = head(input).record().time;
  sleeping_.push_back({*resume_[input].asleep_until, input});
  lane = Lane{};
}

bool Merge::begin_some() {
  constexpr std::uint32_t kAtOnce = 64;
  if (begun_ == lanes_.size()) return true;
  for (std::uint32_t i = 0; i < kAtOnce && begun_ < lanes_.size(); ++i) begin(begun_++);
  if (begun_ < lanes_.size()) return false;
  std::sort(sleeping_.begin(), sleeping_.end(), [](const Sleeping& a, const Sleeping& b) {
    return a.from != b.from ? a.from > b.from : a.input > b.input;
  });
  return true;
}

void Merge::open(std::uint32_t input) {
  Lane& lane = lanes_[input];
  lane.feed = open_(input);
  restore(lane, resume_[input]);
  fill(lane);
}

// Goes through what was read before, and keeps what had not been given.
void Merge::restore(Lane& lane, const Progress& progress) {
  while (!lane.ended && lane.read_until < progress.read_until) {
    auto arrival = std::make_unique<Arrival>();
    if (lane.feed->next(*arrival) != Feed::State::kRecord) {
      lane.ended = true;
    } else if (arrival->offset >= progress.read_until) {
      lane.ahead = std::move(arrival);
      break;
    } else if (std::binary_search(progress.waiting.begin(), progress.waiting.end(),
                                  arrival->offset)) {
      lane.bytes += arrival->packed.bytes();
      lane.held.push_back(std::move(arrival));
    }
  }
  lane.read_until = progress.read_until;
  std::make_heap(lane.held.begin(), lane.held.end(), later);
}

bool Merge::read(Lane& lane) {
  ArrivalPtr arrival = std::move(lane.ahead);
  if (!arrival) {
    arrival = std::make_unique<Arrival>();
    if (lane.feed->next(*arrival) != Feed::State::kRecord) return false;
  }
  lane.read_until = arrival->offset + 1;
  lane.bytes += arrival->packed.bytes();
  lane.held.push_back(std::move(arrival));
  std::push_heap(lane.held.begin(), lane.held.end(), later);
  return true;
}

void Merge::fill(Lane& lane) {
  if (lane.ended || lane.bytes > window_ / 2) return;
  while (lane.bytes < window_) {
    if (read(lane)) continue;
    lane.ended = true;
    lane.feed.reset();
    return;
  }
  if (lanes_.size() > kFilesKeptOpen) lane.feed->release();
}

void Merge::enter(std::uint32_t input) {
  if (lanes_[input].held.empty()) {
    ++done_;
    return;
  }
  ready_.push_back(input);
  std::push_heap(ready_.begin(), ready_.end(),
                 [&](std::uint32_t a, std::uint32_t b) { return comes_before(head(b), head(a)); });
}

void Merge::wake() {
  while (!sleeping_.empty() && ready_.size() < options_.open_inputs) {
    const Sleeping& next = sleeping_.back();
    if (!ready_.empty() && head(ready_.front()).record().time < next.from) return;
    const std::uint32_t input = next.input;
    sleeping_.pop_back();
    open(input);
    enter(input);
  }
}

ArrivalPtr Merge::next() {
  while (!begin_some()) {
  }
  wake();
  if (ready_.empty()) return nullptr;
  std::pop_heap(ready_.begin(), ready_.end(),
                [&](std::uint32_t a, std::uint32_t b) { return comes_before(head(b), head(a)); });
  const std::uint32_t input = ready_.back();
  ready_.pop_back();
  Lane& lane = lanes_[input];
  std::pop_heap(lane.held.begin(), lane.held.end(), later);
  ArrivalPtr arrival = std::move(lane.held.back());
  lane.held.pop_back();
  lane.bytes -= arrival->packed.bytes();
  if (!lane.held.empty()) enter(input);
  hungry_.push_back(input);
  // Of records that say the same, in several inputs, which one comes first must change nothing:
  // none of their inputs is read on before all of them are out.
  if (ready_.empty() || !is_the_same(head(ready_.front()), *arrival)) feed_hungry();
  return arrival;
}

void Merge::feed_hungry() {
  std::ranges::sort(hungry_);
  hungry_.erase(std::unique(hungry_.begin(), hungry_.end()), hungry_.end());
  bool moved = false;
  for (const std::uint32_t input : hungry_) {
    Lane& lane = lanes_[input];
    const bool was_empty = lane.held.empty();
    const std::size_t held = lane.held.size();
    fill(lane);
    if (was_empty) enter(input);
    moved = moved || (!was_empty && lane.held.size() != held);
  }
  hungry_.clear();
  if (!moved) return;
  std::make_heap(ready_.begin(), ready_.end(),
                 [&](std::uint32_t a, std::uint32_t b) { return comes_before(head(b), head(a)); });
}

Merge::Progress Merge::progress(std::uint32_t input) const {
  const Lane& lane = lanes_[input];
  if (!lane.ended && !lane.feed) return resume_[input];  // asleep, or never begun
  Progress progress;
  progress.read_until = lane.read_until;
  for (const ArrivalPtr& arrival : lane.held) progress.waiting.push_back(arrival->offset);
  std::sort(progress.waiting.begin(), progress.waiting.end());
  progress.done = lane.ended && lane.held.empty();
  progress.open = !progress.done;
  return progress;
}

}  // namespace aobo
