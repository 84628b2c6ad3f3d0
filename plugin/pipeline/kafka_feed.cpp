#include "plugin/pipeline/kafka_feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/timeline/merge.h"

namespace aobo {
namespace {

using What = KafkaEvent::What;

constexpr TimeNs kPublishEach = kSecondNs;
constexpr TimeNs kTendEach = kSecondNs / 50;
// A partition of which nothing comes, though there is more, keeps others waiting so long: its
// broker may be away. So does a topic of evidence that has not begun.
constexpr TimeNs kPatience = 30 * kSecondNs;
constexpr std::size_t kMessagesATurn = 512;  // before records go out again
constexpr std::size_t kGivenACall = 64;      // messages without a record

// "audit/0, audit/1 and 6 others".
std::string names_of(const std::vector<PartitionOffset>& partitions) {
  constexpr std::size_t kNamed = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(partitions.size(), kNamed); ++i)
    text += (i == 0 ? "" : ", ") + partitions[i].of.text();
  if (partitions.size() > kNamed) text += fmt::format(" and {} others", partitions.size() - kNamed);
  return text;
}

}  // namespace

KafkaFeed::KafkaFeed(std::vector<TopicReading> readings, std::vector<PartitionState> before,
                     InputTable& inputs, Counters& counters, Clock clock, Clock wall, Bounds bounds,
                     Calls calls)
    : inputs_(inputs),
      counters_(counters),
      clock_(std::move(clock)),
      wall_(std::move(wall)),
      bounds_(bounds),
      calls_(std::move(calls)) {
  for (TopicReading& reading : readings) readings_.emplace_back().of = std::move(reading);
  for (PartitionState& state : before) {
    TopicPartition key{state.topic, state.partition};
    before_.emplace(std::move(key), std::move(state));
  }
}

KafkaFeed::~KafkaFeed() = default;

std::string KafkaFeed::name_of(const TopicPartition& partition) { return partition.text(); }

std::size_t KafkaFeed::window() const { return Merge::window(lanes_, {.memory = bounds_.memory}); }

// ---- what comes ---------------------------------------------------------------------------------

Feed::State KafkaFeed::next(Arrival& into) {
  start();
  look_after();
  for (std::size_t tries = 0; tries < kGivenACall; ++tries) {
    if (!giving_) {
      pump();
      giving_ = draining() || (!all_wait() && (quiet_ || since_given_ >= kMessagesATurn));
    }
    if (giving_) {
      if (const ArrivalPtr arrival = earliest()) {
        into = std::move(*arrival);
        return State::kRecord;
      }
      giving_ = false;
      since_given_ = 0;
    }
    if (quiet_) return ended() ? State::kEnd : State::kWait;
  }
  return State::kWait;
}

void KafkaFeed::start() {
  if (std::exchange(started_, true)) return;
  started_at_ = clock_();
  for (Reading& reading : readings_) reading.of.consumer->start();
}

// A group takes a member that asks for nothing for a dead one, and wants answers when partitions
// are distributed anew.
bool KafkaFeed::tend() {
  if (clock_() < next_tending_) return false;
  next_tending_ = clock_() + kTendEach;
  const bool could_wait = std::exchange(may_wait_, false);
  look_after();
  bool came = false;
  for (std::size_t turns = 0; turns < kGivenACall; ++turns) {
    pump();
    if (quiet_) break;
    came = true;
  }
  may_wait_ = could_wait;
  return came;
}

// Asks each consumer for what has come, and waits a little where nothing has.
void KafkaFeed::pump() {
  quiet_ = true;
  for (std::size_t asked = 0; asked < readings_.size(); ++asked) {
    Reading& reading = readings_[turn_];
    turn_ = (turn_ + 1) % readings_.size();
    const bool last = asked + 1 == readings_.size();
    const int wait = last && quiet_ && may_wait_ && !draining()
                         ? bounds_.wait_ms / static_cast<int>(readings_.size())
                         : 0;
    if (take(reading, reading.of.consumer->poll(wait))) quiet_ = false;
  }
  if (quiet_) return;
  ++since_given_;
}

// Whether there was anything.
bool KafkaFeed::take(Reading& reading, KafkaEvent&& event) {
  switch (event.what) {
    case What::kNothing:
      return false;
    case What::kMessage:
      take_message(reading, event);
      return true;
    case What::kEnd:
      take_end(reading, event);
      return true;
    case What::kAssigned:
      assign(reading, event.partitions);
      return true;
    case What::kRevoked:
      revoke(reading, event.partitions);
      return true;
    case What::kLost:
      lose(reading, event.partitions);
      return true;
    case What::kOutOfRange:
      restart(reading, event);
      return true;
    case What::kNotice:
      calls_.notice(event.text);
      return true;
    case What::kFailed:
      throw std::runtime_error(
          "kafka: " + event.text +
          "; the run cannot go on (is another worker's \"instance\" the same?)");
  }
  return false;
}

// A message of a partition that is not read now, or that was read before, is one that was under
// way.
void KafkaFeed::take_message(Reading& reading, const KafkaEvent& event) {
  const auto found = reading.lanes.find(event.where);
  if (found == reading.lanes.end()) return;
  Partition& lane = *found->second;
  const bool over = !reading.of.follow && !lane.catching_up;  // it was read to its end
  if (lane.leaving || lane.paused || over) return;
  if (lane.out_of_range) note_gap(lane, event.offset, event.written);
  if (event.offset < lane.next()) return;
  counters_.kafka_messages.fetch_add(1, std::memory_order_relaxed);
  lane.at_end = false;
  read(lane, event);
  lane.passed(event.offset, event.written, clock_());
  const std::int64_t end = reading.of.consumer->bounds_of(lane.of()).end;
  if (end >= 0 && lane.next() >= end) lane.reached_end(lane.next(), clock_());
  balance(reading, lane);
}

void KafkaFeed::read(Partition& lane, const KafkaEvent& event) {
  if (!event.value || event.value->empty()) {
    counters_.kafka_empty.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  const TimeNs waited = event.written == 0 ? 0 : std::max<TimeNs>(wall_() - event.written, 0);
  bool anything = false;
  lane.reader().read(*event.value, event.offset, [&](MessageReader::Found found) {
    anything = true;
    if (!lane.wants(event.offset, found.part)) return;
    if (!found.arrival) {
      if (!lane.is_new(event.offset)) return;
      inputs_.count_refusal(lane.input(), found.refusal.reason);
      calls_.refused(found.refusal, lane.reader().origin(event.offset, found.part), found.at);
      return;
    }
    if (found.repaired && lane.is_new(event.offset)) calls_.repaired();
    found.arrival->waited = waited;
    inputs_.hold(lane.input());
    lane.hold(std::move(*found.arrival));
  });
  if (!anything) counters_.kafka_empty.fetch_add(1, std::memory_order_relaxed);
}

void KafkaFeed::take_end(Reading& reading, const KafkaEvent& event) {
  const auto found = reading.lanes.find(event.where);
  if (found == reading.lanes.end() || found->second->paused) return;
  Partition& lane = *found->second;
  if (lane.out_of_range) note_gap(lane, event.offset, 0);
  if (event.offset >= lane.next()) lane.reached_end(event.offset, clock_());
}

// ---- partitions come and go ---------------------------------------------------------------------

void KafkaFeed::assign(Reading& reading, const std::vector<PartitionOffset>& partitions) {
  const bool first = !std::exchange(reading.assigned, true);
  std::vector<PartitionOffset> from;
  for (const PartitionOffset& one : partitions) {
    if (reading.lanes.contains(one.of)) continue;
    const std::string name = name_of(one.of);
    const auto input = inputs_.add(name, reading.of.follow);
    if (!input) throw std::runtime_error("too many inputs");
    PartitionState state = state_before(one);
    from.push_back({one.of, state.begin()});
    auto lane = std::make_unique<Partition>(one.of, *input, calls_.reader(name), std::move(state),
                                            clock_());
    by_input_.emplace(*input, lane.get());
    reading.lanes.emplace(one.of, std::move(lane));
    ++lanes_;
  }
  reading.of.consumer->begin(from);
  giving_ = false;
  publish();
  if (!first && !from.empty())
    note_rebalance(fmt::format("{} here from now on, {} in all", names_of(from), lanes_));
}

// The first ones; all are counted.
void KafkaFeed::note_rebalance(const std::string& what) {
  if (rebalances_noted_++ < limits::kLoggedRefusals)
    calls_.notice("partitions are distributed anew: " + what);
}

// By this worker's own state, or by what the group committed: whichever is further. The group's is
// where others went on, but where this worker committed it itself and knows less.
PartitionState KafkaFeed::state_before(const PartitionOffset& partition) {
  PartitionState state{partition.of.topic, partition.of.partition, -1, {}, 0};
  const auto known = before_.find(partition.of);
  if (known != before_.end()) {
    state = std::move(known->second);
    before_.erase(known);
  }
  if (partition.offset >= 0 && !calls_.committed_here(partition)) state.pass(partition.offset);
  return state;
}

// They are handed on once all that was read of them is done.
void KafkaFeed::revoke(Reading& reading, const std::vector<PartitionOffset>& partitions) {
  if (partitions.empty()) return reading.of.consumer->release({});
  for (const PartitionOffset& one : partitions) {
    reading.leaving.insert(one.of);
    const auto found = reading.lanes.find(one.of);
    if (found == reading.lanes.end() || std::exchange(found->second->leaving, true)) continue;
    ++leaving_;
  }
  reading.leaving_since = 0;
  reading.committed = false;
  note_rebalance(fmt::format("{} at another worker from now on", names_of(partitions)));
}

void KafkaFeed::lose(Reading& reading, const std::vector<PartitionOffset>& partitions) {
  counters_.kafka_lost.fetch_add(partitions.size(), std::memory_order_relaxed);
  for (const PartitionOffset& one : partitions) {
    calls_.notice(
        fmt::format("{}: lost to another worker, which reads on from the last commit; what "
                    "was read here since may come twice",
                    one.of.text()));
    // It may come back before anybody went on with it.
    if (const auto lane = reading.lanes.find(one.of); lane != reading.lanes.end())
      before_.insert_or_assign(one.of, lane->second->state());
    drop(reading, one.of);
    reading.leaving.erase(one.of);
  }
  publish();
}

void KafkaFeed::drop(Reading& reading, const TopicPartition& partition) {
  const auto found = reading.lanes.find(partition);
  if (found == reading.lanes.end()) return;
  Partition& lane = *found->second;
  while (!lane.empty()) {
    lane.take();
    inputs_.let_go(lane.input());
  }
  if (lane.leaving) --leaving_;
  by_input_.erase(lane.input());
  inputs_.trouble(lane.input()).unread = 0;  // another worker's
  inputs_.retire(lane.input());
  reading.lanes.erase(found);
  --lanes_;
  if (calls_.left) calls_.left(name_of(partition));
}

// The broker has nothing at the offset. What is left is read; how much is missing shows then.
void KafkaFeed::restart(Reading& reading, const KafkaEvent& event) {
  const auto found = reading.lanes.find(event.where);
  if (found == reading.lanes.end() || found->second->leaving) return;
  if (found->second->next() >= 0) found->second->out_of_range = found->second->next();
  reading.of.consumer->begin_anew(event.where);
}

void KafkaFeed::note_gap(Partition& lane, std::int64_t offset, TimeNs written) {
  const std::int64_t from = *std::exchange(lane.out_of_range, std::nullopt);
  if (offset < from) {  // the topic was made anew under its name
    calls_.notice(
        fmt::format("{}: had messages up to {} and begins at {} now; it was made anew, and "
                    "is read from there",
                    lane.of().text(), from, offset));
    lane.begin_anew(offset);
    return;
  }
  if (offset == from) return;
  counters_.kafka_expired.fetch_add(static_cast<std::uint64_t>(offset - from),
                                    std::memory_order_relaxed);
  calls_.notice(fmt::format("{}: messages {} to {} were removed before they were read (retention)",
                            lane.of().text(), from, offset - 1));
  calls_.lost({lane.of(), from, offset, lane.written(), written, lane.input()});
}

// ---- what is done with --------------------------------------------------------------------------

bool KafkaFeed::let_go(const Arrival& arrival) {
  inputs_.let_go(arrival.input);
  const auto found = by_input_.find(arrival.input);
  if (found == by_input_.end()) return false;
  found->second->done(static_cast<std::int64_t>(arrival.offset), arrival.part);
  return true;
}

void KafkaFeed::take_back(std::uint32_t input, std::uint64_t offset, std::uint32_t part) {
  const auto found = by_input_.find(input);
  if (found != by_input_.end()) found->second->take_back(static_cast<std::int64_t>(offset), part);
}

std::vector<PartitionState> KafkaFeed::state() const {
  std::vector<PartitionState> all;
  for (const Reading& reading : readings_) {
    for (const auto& [of, lane] : reading.lanes) {
      if (!lane->leaving) all.push_back(lane->state());
    }
  }
  for (const auto& [of, state] : before_) all.push_back(state);
  return all;
}

// ---- what goes out ------------------------------------------------------------------------------

// A full window is read no further, and what was fetched for it is given back. It is read on before
// it keeps others waiting.
void KafkaFeed::balance(Reading& reading, Partition& lane) {
  if (!lane.paused && lane.bytes() > window()) {
    lane.paused = true;
    reading.of.consumer->pause(lane.of());
  } else if (lane.paused && !lane.leaving && lane.bytes() <= window() / 4 * 3) {
    lane.paused = false;
    lane.moved = clock_();
    reading.of.consumer->resume({lane.of(), lane.next()});
  }
}

// Whether earlier records than those that are there may come of it.
bool KafkaFeed::keeps_waiting(const Reading& reading, Partition& lane) {
  if (lane.at_end || lane.paused || lane.leaving || lane.stalled) return false;
  if (lane.bytes() > window() / 4) return false;
  if (clock_() - lane.moved < kPatience) return true;
  lane.stalled = true;
  calls_.notice(
      fmt::format("{}: nothing comes of it for {} seconds, though there may be more; "
                  "others go on without it{}",
                  lane.of().text(), kPatience / kSecondNs,
                  reading.of.shared ? "" : ", and records may lack its evidence"));
  return false;
}

// Whether nothing may go out yet.
bool KafkaFeed::all_wait() {
  for (Reading& reading : readings_) {
    if (!reading.of.shared && !reading.assigned) {
      if (clock_() - started_at_ < kPatience) return true;
      if (!std::exchange(waited_for_evidence_, true))
        calls_.notice("topics that are read whole cannot be read yet; others go on without them");
    }
    for (const auto& [of, lane] : reading.lanes) {
      if (keeps_waiting(reading, *lane)) return true;
    }
  }
  return false;
}

ArrivalPtr KafkaFeed::earliest() {
  Reading* from = nullptr;
  Partition* first = nullptr;
  const bool hurry = draining();
  for (Reading& reading : readings_) {
    for (const auto& [of, lane] : reading.lanes) {
      if (!hurry && keeps_waiting(reading, *lane)) return nullptr;
      if (lane->empty()) continue;
      if (first != nullptr && (lane->first_time() > first->first_time() ||
                               !comes_before(lane->first(), first->first())))
        continue;
      first = lane.get();
      from = &reading;
    }
  }
  if (first == nullptr) return nullptr;
  ArrivalPtr arrival = first->take();
  balance(*from, *first);
  return arrival;
}

// What nobody waits for any longer does not stop the clock either: no broker may ever come.
bool KafkaFeed::caught_up() const {
  const bool waits = !started_ || clock_() - started_at_ < kPatience;
  return std::ranges::all_of(readings_, [waits](const Reading& reading) {
    return (reading.assigned || !waits) && std::ranges::all_of(reading.lanes, [](const auto& one) {
             return !one.second->catching_up || one.second->stalled;
           });
  });
}

bool KafkaFeed::has_backlog() const {
  return !caught_up() ||
         std::ranges::any_of(by_input_, [](const auto& one) { return !one.second->empty(); });
}

// Of topics that are not followed all was read.
bool KafkaFeed::ended() const {
  return std::ranges::all_of(readings_, [](const Reading& reading) {
    return !reading.of.follow && reading.assigned &&
           std::ranges::all_of(reading.lanes, [](const auto& one) {
             return one.second->at_end && one.second->empty();
           });
  });
}

// ---- what only the clock tells ------------------------------------------------------------------

void KafkaFeed::look_after() {
  for (Reading& reading : readings_) {
    hand_on(reading);
    look_for_ends(reading);
  }
  const TimeNs now = clock_();
  if (now < next_care_) return;
  next_care_ = now + kPublishEach;
  publish();
}

void KafkaFeed::publish() {
  KafkaConsumer::Counts sum;
  std::uint64_t behind = 0, stalled = 0;
  reader_bytes_ = 0;
  for (const Reading& reading : readings_) {
    const KafkaConsumer::Counts counts = reading.of.consumer->counts();
    sum.errors += counts.errors;
    sum.rebalances += counts.rebalances;
    sum.throttled_ms += counts.throttled_ms;
    sum.commits_failed += counts.commits_failed;
    for (const auto& [of, lane] : reading.lanes) {
      const KafkaConsumer::Bounds bounds = reading.of.consumer->bounds_of(of);
      const std::int64_t next = lane->next() < 0 ? bounds.first : lane->next();
      const bool ours = !lane->leaving && next >= 0 && bounds.end > next;
      const std::uint64_t unread = ours ? static_cast<std::uint64_t>(bounds.end - next) : 0;
      inputs_.trouble(lane->input()).unread = unread;
      behind += unread;
      if (lane->stalled) ++stalled;
      reader_bytes_ += lane->reader().memory();
    }
  }
  const auto set = [](Counters::Count& counter, std::uint64_t value) {
    counter.store(value, std::memory_order_relaxed);
  };
  set(counters_.kafka_partitions, lanes_);
  set(counters_.kafka_lag, behind);
  set(counters_.kafka_stalled, stalled);
  set(counters_.kafka_evidence_age, static_cast<std::uint64_t>(unanswered() / kSecondNs));
  set(counters_.kafka_errors, sum.errors);
  set(counters_.kafka_rebalances, sum.rebalances);
  set(counters_.kafka_throttled_ms, sum.throttled_ms);
  set(counters_.kafka_commits_failed, sum.commits_failed);
  note_failures(sum.errors);
}

// Once, while something is read: where nothing can be, the client says why.
void KafkaFeed::note_failures(std::uint64_t errors) {
  const bool more = errors > std::exchange(errors_, errors);
  if (!more || lanes_ == 0 || std::exchange(failure_noted_, true)) return;
  calls_.notice(
      "a connection or a request failed, as when a leader changes; reading goes on, and "
      "kafka.errors "
      "counts what else fails");
}

}  // namespace aobo
