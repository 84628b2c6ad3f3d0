#include "plugin/pipeline/stages.h"

#include <algorithm>
#include <utility>

#include "plugin/base/time.h"
#include "plugin/identity/resolver.h"
#include "plugin/policy/standing.h"
#include "plugin/policy/verdict.h"

namespace aobo {
namespace {

// A log that comes late comes in pieces; so long after the first of it went by, by the clock of the
// events, what came counts as read.
constexpr TimeNs kCatchesUp = 10 * kMinute;
// Topics that are kept at most, and those that are asked about in one go.
constexpr std::size_t kPostponed = 65'536, kAtOnce = 64;

}  // namespace

Stages::Derivations Stages::take(Case& c, TimeNs now) {
  Derivations derived;
  behaviour_.advance(now, *c.knowledge, history_, derived.before);

  c.number = ++records_;
  locate(c, history_.evidence);
  c.attribution = attribute(c, history_.evidence);
  const Lesson lesson = lesson_of(c);
  history_.evidence.teach(c.record(), lesson, c.number);
  c.standing = find_standing(c, history_);
  c.verdict = find_verdict(c, history_);
  history_.permits.learn(c);
  c.observed = behaviour_.observe(c, history_, derived.after);
  if (const auto change = c.tenant ? relationship_change(c) : std::nullopt)
    history_.relationships.learn(*c.tenant, *change);

  revisions_.watch(c, lesson, history_.evidence);
  revise(c, now, derived.after);
  return derived;
}

// What the record teaches may change answers that went out before.
void Stages::revise(const Case& c, TimeNs now, std::vector<Derived>& out) {
  std::vector<TopicId> changed = history_.evidence.take_changed();
  if (c.record().time < now) {
    postpone(changed, now);
  } else {
    change(std::move(changed), c.knowledge, now, out);
  }
  const bool long_ago = !postponed_.empty() && postponed_at_ + kCatchesUp < now;
  while ((long_ago || postponed_.size() > kPostponed) && settle(c.knowledge, now, out)) {
  }
  revisions_.forget_before(now - identity_.revision_age);
  history_.evidence.forget_before(now - identity_.evidence_age);
}

void Stages::change(std::vector<TopicId> changed, const std::shared_ptr<const Knowledge>& knowledge,
                    TimeNs now, std::vector<Derived>& out) {
  for (const Revision& revision :
       revisions_.revise(std::move(changed), history_.evidence, knowledge)) {
    history_.permits.reassign(revision.number_of_record, revision.person_before, revision.person);
    out.push_back(attribution_changed(revision, now));
    behaviour_.revise(revision, out);
  }
}

void Stages::postpone(const std::vector<TopicId>& changed, TimeNs now) {
  if (changed.empty()) return;
  if (postponed_.empty()) postponed_at_ = now;
  for (const TopicId about : changed) {
    if (is_postponed_.insert(about).second) postponed_.push_back(about);
  }
}

bool Stages::settle(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
                    std::vector<Derived>& out) {
  if (std::exchange(postponed_all_, false)) postpone(revisions_.questions(), now);
  if (postponed_.empty()) return false;
  const std::size_t some = std::min(postponed_.size(), kAtOnce);
  const auto end = postponed_.begin() + static_cast<std::ptrdiff_t>(some);
  std::vector<TopicId> changed(postponed_.begin(), end);
  postponed_.erase(postponed_.begin(), end);
  for (const TopicId about : changed) is_postponed_.erase(about);
  change(std::move(changed), knowledge, now, out);
  return true;
}

void Stages::publish(Counters& counters) const {
  const auto set = [](Counters::Count& counter, std::uint64_t value) {
    counter.store(value, std::memory_order_relaxed);
  };
  set(counters.evidence_entries, history_.evidence.size());
  set(counters.evidence_evicted, history_.evidence.evicted());
  set(counters.revisable_evicted, revisions_.evicted());
  set(counters.revisions_cut, revisions_.cut());
  const Behaviour::Bounds bounds = behaviour_.bounds();
  set(counters.counted_entries, bounds.counted_entries);
  set(counters.counted_evicted, bounds.counted_evicted);
  set(counters.seen_forgotten, bounds.seen_forgotten);
  set(counters.pending_evicted, bounds.pending_evicted);
}

void Stages::save(Writer& writer) const {
  writer(records_, postponed_all_ || !postponed_.empty());
  history_.save(writer);
  revisions_.save(writer);
  behaviour_.save(writer);
}

void Stages::load(Reader& reader) {
  reader(records_, postponed_all_);
  history_.load(reader);
  revisions_.load(reader, history_.evidence);
  behaviour_.load(reader);
}

}  // namespace aobo
