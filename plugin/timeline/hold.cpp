#include "plugin/timeline/hold.h"

#include <algorithm>

namespace aobo {

void Hold::push(ArrivalPtr arrival, TimeNs now) {
  bytes_ += arrival->packed.bytes();
  // One that lay somewhere for longer was due before now.
  waiting_.emplace(now + hold_ - arrival->waited, arrival->record().time);
  held_.insert(std::move(arrival));
}

ArrivalPtr Hold::pop(TimeNs now, bool at_end) {
  if (held_.empty()) return nullptr;
  while (!waiting_.empty() && waiting_.begin()->first <= now) {
    release_to_ = std::max(release_to_, waiting_.begin()->second);
    waiting_.erase(waiting_.begin());
  }
  const bool due = at_end || (*held_.begin())->record().time <= release_to_;
  const bool too_much = bytes_ > memory_;
  if (!due && !too_much) return nullptr;
  if (!due) ++overflowed_;
  ArrivalPtr arrival = std::move(held_.extract(held_.begin()).value());
  bytes_ -= arrival->packed.bytes();
  if (held_.empty()) waiting_.clear();
  return arrival;
}

std::optional<TimeNs> Hold::first_behind(TimeNs time) const {
  const auto found = std::ranges::find_if(
      held_, [time](const ArrivalPtr& arrival) { return arrival->record().time > time; });
  return found == held_.end() ? std::nullopt : std::optional((*found)->record().time);
}

void Hold::save(Writer& writer) const {
  const auto kept =
      std::ranges::count_if(held_, [](const ArrivalPtr& arrival) { return !arrival->read_again; });
  writer(static_cast<std::uint64_t>(kept), release_to_, overflowed_);
  for (const ArrivalPtr& arrival : held_) {
    if (arrival->read_again) continue;
    arrival->packed.save(writer);
    writer(arrival->input, arrival->offset);
  }
}

void Hold::load(Reader& reader, TimeNs now,
                const std::function<std::uint32_t(std::uint32_t)>& renumber) {
  std::uint64_t count = 0;
  reader(count, release_to_, overflowed_);
  for (; count > 0; --count) {
    auto arrival = std::make_unique<Arrival>();
    arrival->packed.load(reader);
    reader(arrival->input, arrival->offset);
    arrival->input = renumber(arrival->input);
    push(std::move(arrival), now);
  }
}

}  // namespace aobo
