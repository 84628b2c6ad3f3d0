#include "plugin/pipeline/put_off.h"

#include <tsl/robin_set.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace aobo {
namespace {

// Whoever speaks of the past an hour later knows what was put off.
constexpr TimeNs kLongest = 10 * 60 * kSecondNs;

std::vector<Affected> changed_by(const PutOff::Waiting& one, const Evidence& evidence) {
  const Record& record = one.kept.record();
  const Lesson& lesson = one.kept.lesson;
  if (one.part == PutOff::Part::kRipe) return evidence.unripe(record, lesson);
  std::vector<Affected> changed = evidence.all_topics(record, lesson);
  if (one.part == PutOff::Part::kRest) erase_topics(changed, evidence.unripe(record, lesson));
  return changed;
}

}  // namespace

void PutOff::earn() {
  may_ask_ = std::min(may_ask_ + limits::kAskedPerRecord, limits::kAskedAtOnce);
  if (!waiting_.empty()) ++came_since_;
}

std::size_t PutOff::cost_of(const std::vector<Affected>& changed, const Revisions& revisions) {
  std::size_t cost = 0;
  for (const Affected& one : changed) cost += revisions.asking(one.about);
  return cost;
}

bool PutOff::affords(std::size_t cost) {
  if (cost > may_ask_) return false;
  may_ask_ -= cost;
  return true;
}

// What several of them have changed costs once: the dearest of them and a little.
void PutOff::add(Waiting waiting, std::size_t cost, TimeNs now) {
  if (waiting_.empty()) {
    since_ = now;
    came_since_ = cost_ = 0;
  }
  cost_ = std::max(cost_, cost);
  bytes_ += waiting.bytes();
  waiting_.push_back(std::move(waiting));
}

bool PutOff::is_due(TimeNs now) const {
  if (waiting_.empty()) return false;
  return came_since_ * limits::kAskedPerRecord >= cost_ || now >= since_ + kLongest ||
         waiting_.size() > limits::kUnripe || bytes_ > limits::kUnripeBytes;
}

// How many answers are asked about together with the first that wait, on which so many hang. What
// is dear by itself takes along what costs little more: a shared account's deeds hang on each of
// its sign-ins, and would be asked for each of them. None is left out for those that are taken
// along.
static std::size_t most_with(std::size_t first) {
  const std::size_t most = first + limits::kAskedAtOnce;
  return first < limits::kRevisionsPerRecord ? std::min(most, limits::kRevisionsPerRecord) : most;
}

std::vector<Affected> PutOff::take(const Evidence& evidence, const Revisions& revisions) {
  std::vector<Affected> changed;
  tsl::robin_set<TopicId, KeyedHash> about;
  std::deque<Waiting> rest;
  std::size_t cost = 0, most = 0;
  bytes_ = 0;
  for (Waiting& one : waiting_) {
    const std::vector<Affected> its = changed_by(one, evidence);
    std::size_t more = 0;
    for (const Affected& topic : its) {
      if (!about.contains(topic.about)) more += revisions.asking(topic.about);
    }
    if (cost > 0 && more > 0 && cost + more > most) {
      bytes_ += one.bytes();
      rest.push_back(std::move(one));
      continue;
    }
    if (cost == 0) most = most_with(more);
    cost += more;
    for (const Affected& topic : its) about.insert(topic.about);
    std::ranges::copy(its, std::back_inserter(changed));
  }
  waiting_ = std::move(rest);
  return changed;
}

void PutOff::save(Writer& writer) const {
  writer(static_cast<std::uint64_t>(may_ask_), static_cast<std::uint64_t>(waiting_.size()));
  for (const Waiting& one : waiting_) {
    one.kept.save(writer);
    writer(one.part);
  }
}

// What they cost is not known anew: they are asked about with the next record.
void PutOff::load(Reader& reader) {
  std::uint64_t may_ask = 0, count = 0;
  reader(may_ask, count);
  may_ask_ = std::min(static_cast<std::size_t>(may_ask), limits::kAskedAtOnce);
  for (std::uint64_t i = 0; i < count; ++i) {
    Waiting one;
    one.kept.load(reader);
    reader(one.part);
    bytes_ += one.bytes();
    waiting_.push_back(std::move(one));
  }
}

}  // namespace aobo
