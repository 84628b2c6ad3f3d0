#include "plugin/pipeline/input_feed.h"

#include <algorithm>

#include "plugin/timeline/plausible.h"

namespace aobo {

Feed::State InputFeed::next(Arrival& into) {
  for (;;) {
    if (suspect_) {
      const auto peak = is_peak(*suspect_);
      if (!peak) return State::kWait;
      into = std::move(*suspect_);
      suspect_.reset();
      if (*peak) continue;
      before_ = into.record().time;
      return State::kRecord;
    }
    const State state = take(into);
    if (state != State::kRecord) return state;
    const TimeNs time = into.record().time;
    if (wall_ && before_ && is_far_after(time, *before_) && is_beyond(time, wall_())) {
      suspect_ = std::move(into);
      continue;
    }
    before_ = time;
    return state;
  }
}

// The next record, read already or not.
Feed::State InputFeed::take(Arrival& into) {
  if (!ahead_) {
    for (;;) {
      if (const auto state = step(into)) return *state;
      report_refusals();
    }
  }
  into = std::move(*ahead_);
  ahead_.reset();
  return ahead_state_;
}

// Whether the record behind it lies far before it; it is refused then. Between the two may stand
// what is refused, in their order; where that is much nothing is said of the record. Nothing where
// it is to be asked again: what is behind it is still being read.
std::optional<bool> InputFeed::is_peak(const Arrival& arrival) {
  constexpr std::size_t kMost = 64;
  const TimeNs time = arrival.record().time;
  Arrival behind;
  std::optional<State> state;
  while (!(state = step(behind)) && refusals_.size() < kMost) {
  }
  if (state == State::kWait) return std::nullopt;
  const bool peak = state == State::kRecord && is_far_after(time, behind.record().time);
  if (peak)
    refusals_.insert(refusals_.begin(),
                     {{Reason::kImplausibleTime, format_time(time)}, arrival.offset});
  report_refusals();
  if (state) {
    ahead_state_ = *state;
    ahead_ = std::move(behind);
  }
  return peak;
}

// Reads on: a record, the end, or nothing where something was refused.
std::optional<Feed::State> InputFeed::step(Arrival& into) {
  switch (reader_.next(record_)) {
    case RecordReader::State::kEnd:
      ended_(input_, gave_record_, reader_);
      return State::kEnd;
    case RecordReader::State::kWait:
      return State::kWait;
    case RecordReader::State::kRefused:
      refusals_.emplace_back(reader_.refusal(), reader_.offset());
      return std::nullopt;
    case RecordReader::State::kRecord:
      break;
  }
  gave_record_ = true;
  into.repaired = reader_.repaired();
  into.masked = parser_.masked();
  into.collected = reader_.collected();
  into.cut = parser_.cut();
  if (into.repaired) repaired_(input_, reader_.offset());
  tenants_.complete(name_, record_);
  into.packed = PackedRecord::whole(record_, parser_.json());
  into.input = input_;
  into.offset = reader_.offset();
  into.catching_up = catching_up_;
  return State::kRecord;
}

void InputFeed::report_refusals() {
  for (const auto& [refusal, offset] : refusals_) refused_(input_, refusal, offset);
  refusals_.clear();
}

bool note_place(InputState& state, const RecordReader& reader, const std::string& path,
                const FingerprintKey& key) {
  const auto file = reader.source().file();
  if (!file || !look_at_part(*file, path, reader.source().position(), key, state)) return false;
  note_next(state, reader);
  state.progress.done = true;
  return true;
}

void note_next(InputState& state, const RecordReader& reader) {
  state.place = reader.place();
  if (state.place)
    state.progress.read_until = std::max(state.progress.read_until, state.place->offset);
  state.progress.waiting.clear();
}

}  // namespace aobo
