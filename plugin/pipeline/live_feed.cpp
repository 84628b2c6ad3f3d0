#include "plugin/pipeline/live_feed.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/base/whole_file.h"

namespace aobo {
namespace {

constexpr TimeNs kCareEach = kSecondNs;
constexpr TimeNs kUndecided = 2 * kSecondNs;  // lines that may stand above a header wait so long
constexpr TimeNs kCopied = 5 * kSecondNs;     // a copy that grows no more is whole
constexpr TimeNs kMoved = 60 * kSecondNs;     // a file that was rotated away is written no more
constexpr int kIdleMs = 50;                   // a host sees its signals between calls
// Folders and files looked at in one call, and how long that may take: a host sees its signals
// between calls.
constexpr int kStepsACall = 64;
constexpr TimeNs kStepsTake = 20 * kSecondNs / 1000;

}  // namespace

LiveFeed::LiveFeed(InputTable& inputs, std::unique_ptr<FollowedFolders> folders,
                   FollowedFiles files, std::unique_ptr<Feed> standard_input,
                   const FingerprintKey& key, Clock clock, Calls calls)
    : inputs_(inputs),
      folders_(std::move(folders)),
      files_(std::move(files)),
      standard_input_(std::move(standard_input)),
      key_(key),
      clock_(std::move(clock)),
      calls_(std::move(calls)) {
  files_.each([this](FollowedFile& file) {
    live_[file.input].file = &file;
    const InputState& state = inputs_.state(file.input);
    if (has_full_head(state)) heads_.emplace(state.head, file.input);
  });
}

std::size_t LiveFeed::memory() const {
  std::size_t bytes = 0;
  for (const std::uint32_t input : readers_) bytes += live_.at(input).reader->memory();
  return bytes;
}

bool LiveFeed::at_hand() const {
  return reading_ || !round_.empty() || (folders_ && !folders_->idle());
}

bool LiveFeed::is_as_it_was(std::uint32_t input) const {
  const FollowedFile& file = *live_.at(input).file;
  const Holds holds = what_it_holds(file.path, file.id, inputs_.state(input), key_);
  struct stat status {};
  return holds == Holds::kSame ||
         (holds == Holds::kNotThere && stat(file.path.c_str(), &status) == 0 &&
          FileId::of(status) == file.id);
}

bool LiveFeed::look_again(std::uint32_t input, InputState& into) const {
  const FollowedFile& file = *live_.at(input).file;
  return aobo::look_again(file.path, file.id, key_, into);
}

// Those that were cut first: a copy of one is new when the folders are looked at.
void LiveFeed::take_over() {
  for (const std::uint32_t input : std::exchange(left_, {})) {
    const FollowedFile& file = *live_[input].file;
    if (what_it_holds(file.path, file.id, inputs_.state(input), key_) == Holds::kOther) cut(input);
    enqueue(input);
  }
}

Feed::State LiveFeed::next(Arrival& into) {
  take_over();
  const TimeNs until = clock_() + kStepsTake;
  for (int steps = 0; steps < kStepsACall && (steps == 0 || clock_() < until); ++steps) {
    if (reading_) {
      if (const auto state = read(into)) return *state;
    } else if (!round_.empty()) {
      const std::uint32_t input = round_.front();
      round_.pop_front();
      begin(input);
    } else if (!look()) {
      if (standard_input_) {
        const State state = standard_input_->next(into);
        if (state == State::kRecord) inputs_.hold(into.input);
        if (state == State::kRecord) return state;
        if (state == State::kEnd) standard_input_.reset();
      }
      if (!begin_round()) return nothing_there();
    }
  }
  return State::kWait;
}

// The caller has gone through what there was when it comes a second time.
Feed::State LiveFeed::nothing_there() {
  if (!std::exchange(caught_up_, true)) {
    for (auto& [input, live] : live_) live.behind = live.waiting;
  }
  for (const InputState& state : std::exchange(cut_off_, {}))
    calls_.lost(fmt::format("{}: cut before all of it was read, and no copy of it was found",
                            printable(state.name)));
  if (std::exchange(idle_, true) && !standard_input_ && waits_) folders_->wait(kIdleMs);
  return State::kWait;
}

// False where nothing is to be looked at.
bool LiveFeed::look() {
  look_after();
  const auto listing = folders_->step();
  if (listing) {
    idle_ = false;
    changes_.clear();
    files_.take(*listing, changes_);
    for (const FollowedFiles::Change& change : changes_) take(change);
  }
  if (!folders_->idle()) return true;
  changes_.clear();
  files_.conclude(changes_);
  for (const FollowedFiles::Change& change : changes_) take(change);
  return listing.has_value();
}

void LiveFeed::take(const FollowedFiles::Change& change) {
  using What = FollowedFiles::Change::What;
  const FollowedFiles::Handle file = change.file;
  if (change.what == What::kNew) {
    appear(file);
  } else if (copies_.contains(file)) {
    copies_[file] = clock_();
    if (change.what == What::kGone) {
      copies_.erase(file);
      files_.forget(file);
    }
  } else if (change.what == What::kWritten) {
    enqueue(file->input);
  } else if (change.what == What::kMoved) {
    live_[file->input].changed = clock_();
    moved_.insert(file->input);
    if (has_unread(file->input)) enqueue(file->input);
  } else {
    vanish(file->input);
  }
}

// As far as is known.
bool LiveFeed::has_unread(std::uint32_t input) const {
  const InputState& state = inputs_.state(input);
  return !state.place || !state.progress.done || live_.at(input).file->size != state.size;
}

// A file that was not there. It may hold what another one held: a blob that was fetched anew and
// has grown, the copy of a file that is about to be cut.
void LiveFeed::appear(FollowedFiles::Handle file) {
  if (goes_on_as(file)) return;
  const auto input = inputs_.add(file->path, true);
  if (!input) {
    calls_.lost(fmt::format("{}: is not read; more than {} files", printable(file->path),
                            limits::kInputFiles));
    files_.forget(file);
    return;
  }
  if (const auto whose = whose_it_holds(file->path, cut_off_, key_)) {
    const auto state = cut_off_.begin() + static_cast<std::ptrdiff_t>(*whose);
    inputs_.state(*input) = std::move(*state);
    cut_off_.erase(state);
  }
  file->input = *input;
  live_[*input].file = file;
  enqueue(*input);
}

bool LiveFeed::goes_on_as(FollowedFiles::Handle file) {
  const FollowedFiles::Handle old = files_.missing_at(file->path);
  if (old != nullptr) {
    const InputState& before = inputs_.state(old->input);
    if (before.size > 0 && what_it_holds(file->path, file->id, before, key_) == Holds::kSame) {
      close(live_[old->input]);  // of the old file
      const std::uint32_t input = old->input;
      files_.replace(old, file);
      enqueue(input);
      return true;
    }
  }
  const auto alike = same_head(*file);
  if (!alike) return false;
  const InputState& original = inputs_.state(*alike);
  if (what_it_holds(file->path, file->id, original, key_) == Holds::kSame) {
    const auto input = inputs_.add(file->path, true);
    if (!input) return false;
    inputs_.state(*input) = original;
    file->input = *input;
    live_[*input].file = file;
    live_[*input].behind = live_[*alike].behind;
    live_[*alike].copied = true;
    enqueue(*input);
    return true;
  }
  if (file->size >= original.size) return false;
  if (copies_.contains(file)) return false;  // it is not growing
  copies_[file] = clock_();
  return true;
}

std::optional<std::uint32_t> LiveFeed::same_head(const FollowedFile& file) const {
  const auto head = full_head(file.path, key_);
  if (!head) return std::nullopt;
  const auto found = heads_.find(*head);
  return found == heads_.end() ? std::nullopt : std::optional(found->second);
}

// It was removed. A reader that was kept still has it.
void LiveFeed::vanish(std::uint32_t input) {
  Live& live = live_[input];
  const std::uint64_t size = live.file->size;
  const InputState& state = inputs_.state(input);
  files_.forget(std::exchange(live.file, nullptr));
  if (live.reader) return finish(input);
  if (state.progress.done && size > state.size) {
    calls_.lost(fmt::format("{}: removed before its last {} bytes were read",
                            printable(inputs_.name(input)), size - state.size));
  } else if (size > 0) {
    count_unread(input);
  }
  drop_rest(input, "the file was removed before the record's end");
  retire(input);
}

// It begins anew: what was read is not in it any more.
void LiveFeed::cut(std::uint32_t input) {
  Live& live = live_[input];
  const InputState& state = inputs_.state(input);
  if (!std::exchange(live.copied, false)) {
    drop_rest(input, "the file was cut before the record's end");
    if (!state.progress.done && state.size > 0) cut_off_.push_back(state);
  }
  close(live);
  live.behind = true;
  inputs_.begin_anew(input);
  forget_head(input);
}

// Its number on the device was given to another file, of another name.
void LiveFeed::renew(std::uint32_t input) {
  const FollowedFiles::Handle file = std::exchange(live_[input].file, nullptr);
  count_unread(input);
  drop_rest(input, "the file was removed before the record's end");
  retire(input);
  file->moved = false;
  appear(file);
}

void LiveFeed::close(Live& live) {
  if (live.reader) readers_.erase(live.recent);
  live.reader.reset();
}

// What waited for its end, and will have none.
void LiveFeed::drop_rest(std::uint32_t input, const char* why) {
  const InputState& state = inputs_.state(input);
  const bool read = state.progress.done && state.place && state.place->direct;
  if (read && state.place->offset < state.size)
    calls_.refused(input, {Reason::kTruncated, why}, state.place->offset);
}

// It is gone, and its end was never met.
void LiveFeed::count_unread(std::uint32_t input) {
  if (inputs_.state(input).progress.done) return;
  calls_.lost(fmt::format("{}: removed before all of it was read", printable(inputs_.name(input))));
}

void LiveFeed::finish(std::uint32_t input) {
  Live& live = live_[input];
  if (!live.reader) open(input);
  if (live.reader) live.reader->reader().source().finish();
  live.finishing = true;
  enqueue(input);
}

void LiveFeed::retire(std::uint32_t input) {
  const auto found = live_.find(input);
  close(found->second);
  if (found->second.file != nullptr) files_.forget(found->second.file);
  forget_head(input);
  undecided_.erase(input);
  moved_.erase(input);
  live_.erase(found);
  inputs_.retire(input);
}

void LiveFeed::forget_head(std::uint32_t input) {
  std::erase_if(heads_, [&](const auto& head) { return head.second == input; });
}

void LiveFeed::enqueue(std::uint32_t input) {
  Live& live = live_[input];
  live.changed = clock_();
  idle_ = false;
  if (std::exchange(live.waiting, true)) return;
  waiting_.push_back(input);
}

// False where no file has anything new.
bool LiveFeed::begin_round() {
  if (waiting_.empty()) return false;
  std::ranges::sort(waiting_);
  round_.assign(waiting_.begin(), waiting_.end());
  waiting_.clear();
  return true;
}

void LiveFeed::begin(std::uint32_t input) {
  const auto found = live_.find(input);
  if (found == live_.end()) return;  // retired meanwhile
  Live& live = found->second;
  live.waiting = false;
  if (live.file != nullptr) {
    const Holds holds = what_it_holds(live.file->path, live.file->id, inputs_.state(input), key_);
    if (holds == Holds::kNotThere && !live.reader) return refuse_no_log(input);
    if (holds == Holds::kOther && live.file->moved && !live.reader) return renew(input);
    if (holds == Holds::kOther) cut(input);
    if (live.file->moved) moved_.insert(input);
  }
  if (!live.reader) open(input);
  if (!live.reader) return;
  readers_.splice(readers_.begin(), readers_, live.recent);
  reading_ = input;
  records_of_reading_ = 0;
}

// Once. What is gone its folder tells of.
void LiveFeed::refuse_no_log(std::uint32_t input) {
  Live& live = live_[input];
  const auto error = refuse_no_file(live.file->path, "logs");
  if (error && !std::exchange(live.refused, true))
    calls_.refused(input, {Reason::kUnreadable, error->message}, 0);
}

void LiveFeed::open(std::uint32_t input) {
  Live& live = live_[input];
  if (live.file == nullptr) return;
  while (readers_.size() >= limits::kReadersKept ||
         (!readers_.empty() && memory() >= calls_.memory))
    close_oldest();
  live.reader = calls_.open(input, live.file->path);
  readers_.push_front(input);
  live.recent = readers_.begin();
}

void LiveFeed::close_oldest() {
  const std::uint32_t input = readers_.back();
  readers_.pop_back();
  live_[input].reader.reset();
}

// Nothing where another file is to be read.
std::optional<Feed::State> LiveFeed::read(Arrival& into) {
  const std::uint32_t input = *reading_;
  Live& live = live_[input];
  InputState& state = inputs_.state(input);
  for (;;) {
    const State found = live.reader->next(into);
    if (found == State::kWait) return found;
    if (found == State::kEnd) break;
    if (into.offset >= state.progress.read_until) {
      state.progress.read_until = into.offset + 1;
    } else if (!std::ranges::binary_search(state.progress.waiting, into.offset)) {
      continue;  // it was given before
    }
    into.catching_up = live.behind;
    inputs_.hold(input);
    // Others have waited long enough; it goes on in the next round.
    if (++records_of_reading_ == limits::kRecordsARound) {
      reading_.reset();
      enqueue(input);
    }
    return found;
  }
  reading_.reset();
  rest(input);
  return std::nullopt;
}

// All of the file that is there was read.
void LiveFeed::rest(std::uint32_t input) {
  Live& live = live_[input];
  const bool finished = std::exchange(live.finishing, false);
  if (finished && (live.file == nullptr || !live.file->taken)) return retire(input);
  RecordReader& reader = live.reader->reader();
  if (!reader.source().file()) return close(live);  // it could not be read
  if (!note_place(inputs_.state(input), reader, live.file->path, key_)) {
    cut(input);
    return enqueue(input);
  }
  live.behind = live.copied = false;
  if (has_full_head(inputs_.state(input))) heads_.emplace(inputs_.state(input).head, input);
  if (finished) return close(live);
  if (reader.source().undecided()) {
    undecided_.insert(input);
  } else {
    undecided_.erase(input);
  }
}

// What only the clock tells.
void LiveFeed::look_after() {
  const TimeNs now = clock_();
  if (now < next_care_) return;
  next_care_ = now + kCareEach;
  const auto quiet = [&](std::uint32_t input, TimeNs span) {
    return now - live_[input].changed >= span;
  };
  for (const std::uint32_t input : std::set(undecided_)) {
    if (!quiet(input, kUndecided)) continue;
    undecided_.erase(input);
    if (live_[input].reader) live_[input].reader->reader().source().decide();
    enqueue(input);
  }
  for (const std::uint32_t input : std::set(moved_)) {
    if (!quiet(input, kMoved)) continue;
    moved_.erase(input);
    finish_moved(input);
  }
  for (const auto& [file, since] : std::map(copies_)) {
    const auto alike = same_head(*file);
    const bool grows = alike && file->size < inputs_.state(*alike).size;
    if (grows && now - since < kCopied) continue;
    appear(file);
    copies_.erase(file);
  }
}

// It was rotated away, and is written no more: what has no end will have none.
void LiveFeed::finish_moved(std::uint32_t input) {
  const InputState& state = inputs_.state(input);
  const bool rest = state.place && (!state.place->direct || state.place->offset < state.size);
  if (rest || !live_[input].file->taken) finish(input);
}

}  // namespace aobo
