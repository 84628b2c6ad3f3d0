// The pipeline's state between runs: what goes into a snapshot, and when one is written.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/pipeline/pipeline.h"

namespace aobo {
namespace {

std::string_view as_bytes(const Fingerprint& print) {
  return {reinterpret_cast<const char*>(&print), sizeof print};
}

// A commit among the fingerprints of events: no event is called so.
Fingerprint print_of(const PartitionOffset& next, const FingerprintKey& key) {
  return fingerprint(fmt::format("commit {} {}", next.of.text(), next.offset), key);
}

// A snapshot that takes so long is told: nothing is read meanwhile.
constexpr TimeNs kSlow = 2 * kSecondNs;

}  // namespace

// State of other windows could not be read into these. The number goes up with each change of what
// the stages keep.
std::string Pipeline::settings() const {
  std::string text = "state 15; windows";
  for (const CountWindow& window : config_.behaviour.windows) text += " " + window.name;
  return text;
}

std::string Pipeline::snapshot() const {
  std::vector<InputState> inputs;
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < inputs_.size(); ++i) {
    inputs.push_back(state_of(i));
    names.push_back(inputs_.name(i));
  }
  std::ostringstream out;
  Writer writer(out);
  writer(inputs, names, seen_, went_out_, kafka_ ? kafka_->state() : partitions_before_);
  timeline_->save(writer);
  stages_->save(writer);
  return std::move(out).str();
}

// As it is to be stored.
InputState Pipeline::state_of(std::uint32_t input) const {
  InputState state = inputs_.state(input);
  // What came since is kept by whoever reads it; of standard input there is nothing to keep.
  if (input >= files_ || (inputs_.followed(input) && timeline_->files_ended())) return state;
  Merge::Progress progress = timeline_->files().progress(input);
  if (left_.contains(input)) {
    progress.read_until = state.progress.read_until;
    progress.done = progress.open = false;
    std::ranges::move(state.progress.waiting, std::back_inserter(progress.waiting));
    std::ranges::sort(progress.waiting);
  } else {
    const std::uint64_t size_before = state.size;
    bool known = true;
    if (inputs_.followed(input)) {
      known = live_files_->look_again(input, state);
    } else {
      look_at(inputs_.name(input), state_->key(), state);
    }
    // It may have grown behind the end that was met: that will show when it is read again.
    if (!known || state.size != size_before) progress.done = false;
  }
  state.progress = std::move(progress);
  const auto& waiting = state.progress.waiting;
  if (state.place && !waiting.empty() && waiting.front() < state.place->offset) state.place.reset();
  return state;
}

void Pipeline::restore(Reader& reader, std::vector<InputState>& inputs) {
  std::vector<std::string> names;
  reader(inputs, names, seen_, went_out_, partitions_before_);
  std::map<std::string, std::uint32_t> now;
  for (std::uint32_t i = 0; i < inputs_.size(); ++i) now.emplace(inputs_.name(i), i);
  // A record that waits is of the input of its name, which may be gone by now.
  timeline_->load(reader, [&](std::uint32_t before) {
    const auto [input, gone] = now.try_emplace(names.at(before), 0);
    if (gone) input->second = add_input(names.at(before), false);
    inputs_.hold(input->second);
    return input->second;
  });
  stages_->load(reader);
  reader.end();
}

std::uint32_t Pipeline::add_input(const std::string& name, bool followed) {
  const auto input = inputs_.add(name, followed);
  if (!input) throw std::runtime_error("too many inputs");
  return *input;
}

// How far each file was read; what the stages knew is read into them.
void Pipeline::load_state() {
  if (!state_) return;
  std::vector<std::string> files;
  for (std::uint32_t i = 0; i < files_; ++i) files.push_back(inputs_.name(i));
  std::vector<InputState> before;
  if (const auto error = state_->claim(wall_(), std::move(lock_))) {
    notice_("state", error->message);
    throw StateUnusable(error->message);
  }
  auto loaded = state_->read();
  // Masks of the runs that share a state are equal.
  if (!config_.mask.key_given) parser_.masker().use_key(state_->key());
  if (!loaded) {
    notice_("state", loaded.error().message);
  } else if (!loaded->snapshot.empty()) {
    Reader reader(loaded->snapshot);
    try {
      restore(reader, before);
      already_delivered_ = std::move(loaded->delivered);
    } catch (const std::exception&) {  // its sum is right, so that somebody made it so
      notice_("state", fmt::format("{}: is damaged at byte {}; starting afresh", state_->path(),
                                   loaded->snapshot_at + reader.at()));
      begin_afresh();
      before.clear();
      partitions_before_.clear();
    }
  }
  std::vector<InputState> states = match_inputs(files, before, state_->key());
  for (std::uint32_t i = 0; i < files_; ++i) inputs_.state(i) = std::move(states[i]);
  keep_apart(before);
}

// A file that was renamed since it was found has the state that it had, and not that of what lies
// under its name now.
void Pipeline::keep_apart(const std::vector<InputState>& before) {
  std::map<FileId, const InputState*> by_id;
  for (const InputState& state : before) by_id.emplace(FileId{state.device, state.inode}, &state);
  followed_.each([&](const FollowedFile& file) {
    InputState& state = inputs_.state(file.input);
    if (FileId{state.device, state.inode} == file.id) return;
    const auto own = by_id.find(file.id);
    state = own == by_id.end() ? InputState{} : *own->second;
    state.progress.done = false;
  });
}

bool Pipeline::save_state() {
  last_snapshot_ = clock_();
  since_snapshot_ = 0;
  list_recovers_ = false;
  // Whatever of the old list has not come again by now stands in the new one, or it would be told
  // twice.
  std::string still;
  for (const Fingerprint& print : already_delivered_) still += as_bytes(print);
  const auto error = state_->write(snapshot(), still);
  (error ? counters_.state_failures : counters_.state_snapshots)
      .fetch_add(1, std::memory_order_relaxed);
  notice_failure(error, "what is learned is not kept", snapshot_fails_);
  note_duration(clock_() - last_snapshot_);
  if (!error) kept_ = clock_();
  return !error;
}

// Once, until it works again.
void Pipeline::notice_failure(const std::optional<Error>& error, std::string_view means,
                              std::string& before) {
  if (!error) return before.clear();
  if (std::exchange(before, error->message) == error->message) return;
  notice_("state", fmt::format("{}; {}", error->message, means));
}

// What is not in the list is told again after a kill, until a snapshot is written: as soon as the
// disk takes something again.
bool Pipeline::add_to_list(const std::string& prints) {
  const auto error = state_->add_delivered(prints);
  if (error) counters_.state_failures.fetch_add(1, std::memory_order_relaxed);
  list_recovers_ = !error && (list_recovers_ || !list_fails_.empty());
  notice_failure(error, "what goes out meanwhile comes again if the run is killed", list_fails_);
  return !error;
}

// Once, until it is quick again. It is no trouble with the state, which was written.
void Pipeline::note_duration(TimeNs taken) {
  counters_.state_ms.store(static_cast<std::uint64_t>(taken / 1'000'000),
                           std::memory_order_relaxed);
  const bool slow = taken >= kSlow;
  if (slow && !std::exchange(slow_disk_, true))
    notice_("disk", fmt::format("{}: a snapshot took {} s to be written, and nothing is read "
                                "meanwhile; a quicker disk, or a longer state.interval, helps",
                                state_->path(), taken / kSecondNs));
  if (!slow) slow_disk_ = false;
}

// What is done with is kept, and topics are told so: in this order, or a kill between the two would
// lose what only the state had.
void Pipeline::keep() {
  last_snapshot_ = clock_();
  for (const Fingerprint& print : std::exchange(own_commits_, {})) already_delivered_.erase(print);
  const bool kept = state_ == nullptr || save_state();
  if (kafka_ != nullptr) kafka_->commit(kept);
}

void Pipeline::delivered() {
  if (!state_ && kafka_ == nullptr) return;
  note_delivered(given_.size());
  given_.clear();
  const bool leaving = kafka_ != nullptr && kafka_->wants_commit();
  const bool due = leaving || list_recovers_ ||
                   clock_() - last_snapshot_ >= config_.state.interval ||
                   since_snapshot_ >= limits::kEventsPerSnapshot;
  if (due && at_rest()) keep();
}

// So many of those that were given go into the list. Whether they are in it.
bool Pipeline::note_delivered(std::size_t count) {
  if (!state_ || count == 0) return true;
  std::string prints;
  for (std::size_t i = 0; i < count; ++i) prints += as_bytes(given_[i].print);
  return add_to_list(prints);
}

void Pipeline::close(std::size_t taken) {
  taken = std::min(taken, given_.size());
  if (taken == given_.size() && at_rest()) {
    given_.clear();
    keep();
  } else {
    keep_part(taken);
  }
}

// What the stages know goes further than what was taken, so that there is no snapshot of it. A
// record that was not taken, or of which something else was not, is left for whoever reads on.
void Pipeline::keep_part(std::size_t taken) {
  const bool noted = note_delivered(taken);
  if (kafka_ == nullptr) return;
  const auto leave = [this](const RecordPlace& record) {
    kafka_->take_back(record.input, record.offset, record.part);
  };
  for (std::size_t i = taken; i < given_.size(); ++i) leave(given_[i].record);
  for (const Outgoing& one : outgoing_) leave(one.record);
  if (stages_->asking()) leave(record_);
  if (record_at_hand_) {
    const auto arrival = timeline_->take();
    leave({arrival->input, arrival->offset, arrival->part});
  }
  bool kept = noted;
  if (state_ && kept) {
    std::string prints;
    for (const PartitionOffset& next : kafka_->to_commit())
      prints += as_bytes(print_of(next, state_->key()));
    kept = add_to_list(prints);
  }
  kafka_->commit(kept);
}

// This run's state is not as far as what it committed when it ended, and what lies between is to be
// learned again.
bool Pipeline::committed_here(const PartitionOffset& next) {
  if (!state_) return false;
  const Fingerprint print = print_of(next, state_->key());
  if (!already_delivered_.contains(print)) return false;
  own_commits_.push_back(print);
  return true;
}

}  // namespace aobo
