#include "plugin/timeline/timeline.h"

#include <algorithm>

#include "plugin/timeline/plausible.h"

namespace aobo {
Timeline::Timeline(std::unique_ptr<Merge> files, std::unique_ptr<Feed> live,
                   const TimelineOptions& options, Clock clock, Horizon horizon)
    : files_(std::move(files)),
      live_(std::move(live)),
      account_(options.account),
      clock_(std::move(clock)),
      horizon_(std::move(horizon)),
      hold_(options.hold, options.merge.memory),
      duplicates_(Bound(options.duplicates, options.account)) {}

// The first record of all has nothing before it. Where it lies in the future, so do all; where they
// are many and near each other, that is a world's time and not a clock's fault.
bool Timeline::implausible(const Arrival& arrival, bool live) const {
  const TimeNs time = arrival.record().time;
  if (!horizon_.now || !is_beyond(time, horizon_.now())) return false;
  if (live) return true;
  if (watermark_ != 0) return is_far_after(time, watermark_);
  return files_->held_within(kFarAfter, time, kWorldsRecords - 1) < kWorldsRecords - 1;
}

// Of files alone: a live record comes when it happens, and what else a topic holds is not known.
bool Timeline::is_astray(const Arrival& arrival) const {
  const TimeNs time = arrival.record().time;
  if (files_ended_ || arrival.read_again) return false;
  if (in_place_ < kMass || !is_far_after(time, watermark_)) return false;
  return files_->held_within(kFarAfter, time, kWorldsRecords - 1) < kWorldsRecords - 1;
}

// The next record, first come or not.
Timeline::State Timeline::advance() {
  if (!files_ended_) {
    const Arrival* file = files_->first();
    const bool looked = beside_ == nullptr || (file == nullptr && !files_->busy()) || look_beside();
    if (!looked || files_->busy()) return State::kWait;
    if (ahead_ && (file == nullptr || comes_before(*ahead_, *file)))
      return take_beside() ? State::kRecord : State::kWait;
    if (file != nullptr) {
      current_ = files_->next();
      return State::kRecord;
    }
    files_ended_ = true;
  }
  return live_ ? advance_live() : State::kEnd;
}

// Whether it is known which record of what is read beside the files comes next, or that none does.
bool Timeline::look_beside() {
  if (ahead_ || beside_quiet_) {
    if (beside_->tend()) beside_quiet_ = false;
    return true;
  }
  auto arrival = std::make_unique<Arrival>();
  const Feed::State state = beside_->next(*arrival);
  if (state != Feed::State::kRecord) {
    beside_quiet_ = state == Feed::State::kEnd || !beside_->has_backlog();
    return beside_quiet_;
  }
  if (implausible(*arrival, true)) {
    horizon_.refused(*arrival);
    beside_->let_go(*arrival);
    return false;
  }
  ahead_ = std::move(arrival);
  return true;
}

// False where its partition was lost meanwhile.
bool Timeline::take_beside() {
  current_ = std::move(ahead_);
  if (beside_->let_go(*current_)) return true;
  current_.reset();
  return false;
}

Timeline::State Timeline::advance_live() {
  for (;;) {
    const TimeNs now = clock_();
    if (const auto until = live_->hurried_to()) hold_.release_to(*until);
    if (!live_->at_hand() || hold_.overflows())
      current_ = hold_.pop(live_->known_until(now), live_ended_);
    if (current_) {
      if (live_->let_go(*current_)) return State::kRecord;
      current_.reset();
      continue;
    }
    if (live_ended_) return State::kEnd;
    auto arrival = std::make_unique<Arrival>();
    const Feed::State state = live_->next(*arrival);
    if (state == Feed::State::kWait) return State::kWait;
    if (state == Feed::State::kEnd) live_ended_ = true;
    if (state != Feed::State::kRecord) continue;
    if (implausible(*arrival, true)) {
      horizon_.refused(*arrival);
      live_->let_go(*arrival);
    } else {
      hold_.push(std::move(arrival), now);
    }
  }
}

// What is late has time behind it already.
std::optional<TimeNs> Timeline::waiting() const {
  std::optional<TimeNs> first = hold_.first_behind(watermark_);
  const auto take = [&first](TimeNs time) { first = std::min(first.value_or(time), time); };
  if (ahead_ && ahead_->record().time > watermark_) take(ahead_->record().time);
  if (const auto time = live_ ? live_->waiting_behind(watermark_) : std::nullopt) take(*time);
  return first;
}

// The time that a record is late behind. What an input held before it had caught up comes when it
// can; but where files have ended before a topic could be read, what lay in it may belong among
// these.
TimeNs Timeline::behind_of(const Arrival& arrival) const {
  if (!arrival.catching_up) return watermark_;
  return arrival.read_again ? files_until_ : 0;
}

// Where nothing but duplicates comes, whoever asks gets the thread back now and then.
Timeline::State Timeline::next() {
  constexpr std::size_t kDroppedACall = 512;
  for (std::size_t dropped = 0; dropped < kDroppedACall; ++dropped) {
    const State state = advance();
    if (state != State::kRecord) return state;
    if (implausible(*current_, false)) {
      horizon_.refused(*current_);
      current_.reset();
      continue;
    }
    const auto before = duplicates_.before(*current_);
    trim();
    if (before) {
      ++dropped_;
      if (horizon_.duplicate) horizon_.duplicate(*current_, *before);
      current_.reset();
      continue;
    }
    const TimeNs time = current_->record().time;
    lag_ = std::max<TimeNs>(behind_of(*current_) - time, 0);
    if (is_astray(*current_)) {
      ++astray_;
      if (horizon_.astray) horizon_.astray(*current_);
      return State::kRecord;
    }
    ++in_place_;
    watermark_ = std::max(watermark_, time);
    if (!files_ended_ && !current_->read_again) files_until_ = std::max(files_until_, time);
    if (lag_ > 0) ++late_;
    return State::kRecord;
  }
  return State::kWait;
}

// What was seen before gives way to the records that are held.
void Timeline::trim() {
  if (account_ == nullptr) return;
  account_->hold(files_->held_bytes() + hold_.bytes());
  account_->trim();
}

void Timeline::save(Writer& writer) const {
  writer(watermark_, dropped_, late_, in_place_, astray_);
  hold_.save(writer);
  duplicates_.save(writer);
}

void Timeline::load(Reader& reader, const std::function<std::uint32_t(std::uint32_t)>& renumber) {
  reader(watermark_, dropped_, late_, in_place_, astray_);
  hold_.load(reader, clock_(), renumber);
  duplicates_.load(reader);
}

}  // namespace aobo
