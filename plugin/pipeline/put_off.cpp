#include "plugin/pipeline/put_off.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "plugin/base/limits.h"

namespace aobo {

void PutOff::earn() {
  may_ask_ = std::min(may_ask_ + limits::kAskedPerRecord, limits::kAskedAtOnce);
}

bool PutOff::affords(const std::vector<Affected>& changed, const Revisions& revisions) {
  std::size_t cost = 0;
  for (const Affected& one : changed) cost += revisions.asking(one.about);
  if (cost > may_ask_) return false;
  may_ask_ -= cost;
  return true;
}

void PutOff::add(const Case& the_case, const Lesson& lesson, bool rest_ripens,
                 const std::vector<Affected>& changed, const Revisions& revisions) {
  for (const Affected& one : changed) {
    if (about_.insert(one.about).second) cost_ += revisions.asking(one.about);
  }
  waiting_.push_back({std::make_shared<const PackedRecord>(PackedRecord::who(the_case.record())),
                      lesson, rest_ripens});
  bytes_ += waiting_.back().bytes();
}

bool PutOff::is_due() const {
  if (waiting_.empty()) return false;
  return may_ask_ >= std::min(cost_, limits::kAskedAtOnce) || waiting_.size() > limits::kUnripe ||
         bytes_ > limits::kUnripeBytes;
}

std::vector<Affected> PutOff::take(const Evidence& evidence) {
  std::vector<Affected> changed;
  for (const Waiting& one : waiting_) {
    std::vector<Affected> its = evidence.all_topics(one.packed->record(), one.lesson);
    if (one.rest_ripens) {
      const std::vector<Affected> unripe = evidence.unripe(one.packed->record(), one.lesson);
      std::erase_if(its, [&](const Affected& topic) {
        return std::ranges::find(unripe, topic.about, &Affected::about) != unripe.end();
      });
    }
    std::ranges::copy(its, std::back_inserter(changed));
  }
  may_ask_ -= std::min(may_ask_, cost_);
  waiting_.clear();
  about_.clear();
  cost_ = bytes_ = 0;
  return changed;
}

void PutOff::save(Writer& writer) const {
  writer(static_cast<std::uint64_t>(may_ask_), static_cast<std::uint64_t>(waiting_.size()));
  for (const Waiting& one : waiting_) {
    one.packed->save(writer);
    writer(one.lesson, one.rest_ripens);
  }
}

// What they cost is not known anew; they are asked about with the next record.
void PutOff::load(Reader& reader) {
  std::uint64_t may_ask = 0, count = 0;
  reader(may_ask, count);
  may_ask_ = std::min(static_cast<std::size_t>(may_ask), limits::kAskedAtOnce);
  for (std::uint64_t i = 0; i < count; ++i) {
    Waiting one;
    PackedRecord packed;
    packed.load(reader);
    one.packed = std::make_shared<const PackedRecord>(std::move(packed));
    reader(one.lesson, one.rest_ripens);
    bytes_ += one.bytes();
    waiting_.push_back(std::move(one));
  }
}

}  // namespace aobo
