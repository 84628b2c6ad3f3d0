#include "plugin/timeline/merge.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "plugin/base/limits.h"

namespace aobo {
namespace {

constexpr std::size_t kLeastWindow = std::size_t{16} << 10;
constexpr std::size_t kMostWindow = std::size_t{32} << 20;
// With more inputs than this their files are closed between two readings.
constexpr std::size_t kFilesKeptOpen = 128;

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

// Whether the earliest that one input holds comes behind that of another.
bool Merge::is_later(const Ready& one, const Ready& other) const {
  if (one.time != other.time) return one.time > other.time;
  return Held::later(lanes_[one.input].held.front(), lanes_[other.input].held.front());
}

// Whether another input may be read side by side with those that are.
bool Merge::has_room() const {
  // Each has at least the least window, with the record that fills it.
  const std::size_t least = (ready_.size() + 1) * (kLeastWindow + kLeastWindow / 4);
  return ready_.size() < options_.open_inputs && feed_bytes_ <= options_.feeds &&
         held_ <= std::max(options_.memory, least);
}

// Reads the beginning of one input, and keeps it where there is room. False where it is to be
// called again.
bool Merge::begin(std::uint32_t input) {
  Lane& lane = lanes_[input];
  if (!lane.feed && resume_[input].done) {
    lane.ended = true;
    lane.read_until = resume_[input].read_until;
    ++done_;
    return true;
  }
  if (const auto until = resume_[input].asleep_until; until && !lane.feed) {
    sleeping_.push_back({*until, input});
    return true;
  }
  if (!lane.feed) open(input);
  if (!advance(input)) return false;
  const bool fits = held_ <= options_.memory && has_room();
  if (lane.held.empty() || fits || resume_[input].open) {
    enter(input);
    return true;
  }
  resume_[input] = progress(input);
  resume_[input].open = false;
  resume_[input].asleep_until = lanes_[input].held.front().time;
  sleeping_.push_back({*resume_[input].asleep_until, input});
  lane.feed.reset();
  account(lane);
  held_ -= lane.bytes;
  lane = Lane{};
  return true;
}

bool Merge::begin_some() {
  constexpr std::uint32_t kAtOnce = 64;
  if (begun_ == lanes_.size()) return true;
  std::size_t read = 0;
  for (std::uint32_t i = 0; i < kAtOnce && read < limits::kWorkPerCall && begun_ < lanes_.size();
       ++i) {
    if (!begin(begun_)) return false;
    read += lanes_[begun_++].bytes;
  }
  if (begun_ < lanes_.size()) return false;
  std::ranges::sort(sleeping_, [](const Sleeping& a, const Sleeping& b) {
    return a.from != b.from ? a.from > b.from : a.input > b.input;
  });
  return true;
}

void Merge::open(std::uint32_t input) {
  Lane& lane = lanes_[input];
  lane.feed = open_(input);
  lane.restoring = true;
}

// Goes on with restoring and filling; false where it is to be called again.
bool Merge::advance(std::uint32_t input) {
  Lane& lane = lanes_[input];
  return (!lane.restoring || restore(lane, resume_[input])) && fill(lane);
}

// Goes through what was read before, and keeps what had not been given.
bool Merge::restore(Lane& lane, const Progress& progress) {
  while (!lane.ended && lane.read_until < progress.read_until) {
    auto arrival = std::make_unique<Arrival>();
    const Feed::State state = lane.feed->next(*arrival);
    if (state == Feed::State::kWait) return false;
    if (state == Feed::State::kEnd) {
      lane.ended = true;
    } else if (arrival->offset >= progress.read_until) {
      lane.ahead = std::move(arrival);
      break;
    } else if (std::ranges::binary_search(progress.waiting, arrival->offset)) {
      keep(lane, std::move(arrival));
    }
  }
  lane.read_until = progress.read_until;
  lane.restoring = false;
  std::make_heap(lane.held.begin(), lane.held.end(), Held::later);
  return true;
}

Feed::State Merge::read(Lane& lane) {
  ArrivalPtr arrival = std::move(lane.ahead);
  if (!arrival) {
    arrival = std::make_unique<Arrival>();
    const Feed::State state = lane.feed->next(*arrival);
    if (state != Feed::State::kRecord) return state;
  }
  lane.read_until = arrival->offset + 1;
  keep(lane, std::move(arrival));
  std::push_heap(lane.held.begin(), lane.held.end(), Held::later);
  return Feed::State::kRecord;
}

void Merge::keep(Lane& lane, ArrivalPtr arrival) {
  const std::size_t bytes = arrival->packed.bytes();
  lane.bytes += bytes;
  held_ += bytes;
  lane.held.emplace_back(std::move(arrival));
}

bool Merge::fill(Lane& lane) {
  if (lane.ended || (!lane.filling && lane.bytes > window_ / 2)) {
    if (lane.ended) lane.feed.reset();
    account(lane);
    return true;
  }
  lane.filling = true;
  while (lane.bytes < window_) {
    const Feed::State state = read(lane);
    if (state == Feed::State::kWait) return false;
    if (state == Feed::State::kRecord) continue;
    lane.ended = true;
    lane.filling = false;
    lane.feed.reset();
    account(lane);
    return true;
  }
  lane.filling = false;
  if (lanes_.size() > kFilesKeptOpen) lane.feed->release();
  account(lane);
  return true;
}

void Merge::account(Lane& lane) {
  feed_bytes_ -= lane.feed_bytes;
  lane.feed_bytes = lane.feed ? lane.feed->memory() : 0;
  feed_bytes_ += lane.feed_bytes;
}

void Merge::enter(std::uint32_t input) {
  if (lanes_[input].held.empty()) {
    ++done_;
    return;
  }
  ready_.push_back({lanes_[input].held.front().time, input});
  std::push_heap(ready_.begin(), ready_.end(), later());
}

// False where it is to be called again.
bool Merge::fill_and_enter() {
  if (!filling_) return true;
  if (!advance(*filling_)) return false;
  enter(*filling_);
  filling_.reset();
  return true;
}

bool Merge::wake() {
  while (!sleeping_.empty() && (ready_.empty() || has_room())) {
    const Sleeping& next = sleeping_.back();
    if (!ready_.empty() && ready_.front().time < next.from) return true;
    filling_ = next.input;
    sleeping_.pop_back();
    open(*filling_);
    if (!fill_and_enter()) return false;
  }
  return true;
}

const Arrival* Merge::first() {
  if (!begin_some() || !feed_hungry() || !fill_and_enter() || !wake() || ready_.empty())
    return nullptr;
  return &head(ready_.front().input);
}

ArrivalPtr Merge::next() {
  if (first() == nullptr) return nullptr;
  std::pop_heap(ready_.begin(), ready_.end(), later());
  const std::uint32_t input = ready_.back().input;
  ready_.pop_back();
  Lane& lane = lanes_[input];
  std::pop_heap(lane.held.begin(), lane.held.end(), Held::later);
  ArrivalPtr arrival = std::move(lane.held.back().arrival);
  lane.held.pop_back();
  const std::size_t bytes = arrival->packed.bytes();
  lane.bytes -= bytes;
  held_ -= bytes;
  if (!lane.held.empty()) enter(input);
  hungry_.push_back(input);
  // Of records that say the same, in several inputs, which one comes first must change nothing:
  // none of their inputs is read on before all of them are out.
  if (ready_.empty() || !is_the_same(head(ready_.front().input), *arrival)) {
    std::ranges::sort(hungry_, std::greater());
    hungry_.erase(std::unique(hungry_.begin(), hungry_.end()), hungry_.end());
    feeding_ = true;
    feed_hungry();
  }
  return arrival;
}

// False where it is to be called again.
bool Merge::feed_hungry() {
  if (!feeding_) return true;
  while (!hungry_.empty()) {
    Lane& lane = lanes_[hungry_.back()];
    if (!held_before_) held_before_ = lane.held.size();
    if (!fill(lane)) return false;
    if (*held_before_ == 0) {
      enter(hungry_.back());
    } else if (lane.held.size() != *held_before_) {
      moved_ = true;
    }
    held_before_.reset();
    hungry_.pop_back();
  }
  feeding_ = false;
  if (std::exchange(moved_, false)) {
    for (Ready& one : ready_) one.time = lanes_[one.input].held.front().time;
    std::make_heap(ready_.begin(), ready_.end(), later());
  }
  return true;
}

// Of an input that is not open yet only its first record is known.
std::size_t Merge::held_within(TimeNs span, TimeNs from, std::size_t most) const {
  std::size_t found = 0;
  for (const Lane& lane : lanes_) {
    for (const Held& held : lane.held) {
      if (held.time - from <= span && ++found == most) return found;
    }
  }
  for (const Sleeping& one : sleeping_) {
    if (one.from - from <= span && ++found == most) return found;
  }
  return found;
}

std::optional<std::uint64_t> Merge::read_until(std::uint32_t input) const {
  const Lane& lane = lanes_[input];
  if (lane.ended) return std::nullopt;
  return std::max(lane.read_until, resume_[input].read_until);
}

Merge::Progress Merge::progress(std::uint32_t input) const {
  const Lane& lane = lanes_[input];
  // Asleep, or never begun, or what was read before is still being gone through.
  if ((!lane.ended && !lane.feed) || lane.restoring) return resume_[input];
  Progress progress;
  progress.read_until = lane.read_until;
  for (const Held& held : lane.held) progress.waiting.push_back(held.arrival->offset);
  std::ranges::sort(progress.waiting);
  progress.done = lane.ended && lane.held.empty();
  progress.open = !progress.done;
  return progress;
}

}  // namespace aobo
