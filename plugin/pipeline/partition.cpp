#include "plugin/pipeline/partition.h"

#include <algorithm>

namespace aobo {
namespace {

bool later(const ArrivalPtr& one, const ArrivalPtr& other) { return comes_before(*other, *one); }

}  // namespace

Partition::Partition(TopicPartition of, std::uint32_t input, std::unique_ptr<MessageReader> reader,
                     PartitionState before, TimeNs now)
    : moved(now),
      of_(std::move(of)),
      input_(input),
      reader_(std::move(reader)),
      next_(before.begin()),
      restore_until_(before.next),
      waiting_(std::move(before.waiting)),
      written_(before.written) {}

void Partition::passed(std::int64_t offset, TimeNs written, TimeNs now) {
  next_ = offset + 1;
  if (written != 0) written_ = written;
  moved = now;
  stalled = false;
}

void Partition::begin_anew(std::int64_t offset) {
  next_ = restore_until_ = offset;
  waiting_.clear();
  outstanding_.clear();
  catching_up = true;
  at_end = false;
}

bool Partition::wants(std::int64_t offset, std::uint32_t part) const {
  return is_new(offset) ||
         std::ranges::binary_search(waiting_, PartitionState::Place{offset, part});
}

void Partition::hold(Arrival arrival) {
  outstanding_.insert({static_cast<std::int64_t>(arrival.offset), arrival.part});
  arrival.input = input_;
  arrival.catching_up = catching_up;
  bytes_ += arrival.packed.bytes();
  latest_ = std::max(latest_, arrival.record().time);
  held_.push_back(std::make_unique<Arrival>(std::move(arrival)));
  std::ranges::push_heap(held_, later);
  first_time_ = first().record().time;
}

void Partition::reached_end(std::int64_t offset, TimeNs now) {
  next_ = std::max(next_, offset);
  at_end = true;
  catching_up = stalled = false;
  moved = now;
}

ArrivalPtr Partition::take() {
  std::ranges::pop_heap(held_, later);
  ArrivalPtr arrival = std::move(held_.back());
  held_.pop_back();
  bytes_ -= arrival->packed.bytes();
  if (!held_.empty()) first_time_ = first().record().time;
  return arrival;
}

std::optional<TimeNs> Partition::first_behind(TimeNs time) const {
  std::optional<TimeNs> first;
  for (const ArrivalPtr& arrival : held_) {
    const TimeNs its = arrival->record().time;
    if (its > time) first = std::min(first.value_or(its), its);
  }
  return first;
}

std::int64_t Partition::first_open() const {
  const std::int64_t first = outstanding_.empty() ? next_ : outstanding_.begin()->first;
  // What waits was not all read again yet.
  const auto unread = std::ranges::lower_bound(waiting_, PartitionState::Place{next_, 0});
  return unread == waiting_.end() ? first : std::min(first, unread->first);
}

PartitionState Partition::state() const {
  PartitionState state{of_.topic, of_.partition, std::max(next_, restore_until_), {}, written_};
  state.waiting.assign(outstanding_.begin(), outstanding_.end());
  const auto unread = std::ranges::lower_bound(waiting_, PartitionState::Place{next_, 0});
  state.waiting.insert(state.waiting.end(), unread, waiting_.end());
  return state;
}

}  // namespace aobo
