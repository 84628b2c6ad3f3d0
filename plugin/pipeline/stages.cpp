#include "plugin/pipeline/stages.h"

#include "plugin/identity/resolver.h"
#include "plugin/policy/standing.h"
#include "plugin/policy/verdict.h"

namespace aobo {

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
  for (const Revision& revision : revisions_.revise(history_.evidence, c.knowledge)) {
    history_.permits.reassign(revision.number_of_record, revision.person_before, revision.person);
    out.push_back(attribution_changed(revision, now));
    behaviour_.revise(revision, out);
  }
  revisions_.forget_before(now - identity_.revision_age);
  history_.evidence.forget_before(now - identity_.evidence_age);
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
  writer(records_);
  history_.save(writer);
  revisions_.save(writer);
  behaviour_.save(writer);
}

void Stages::load(Reader& reader) {
  reader(records_);
  history_.load(reader);
  revisions_.load(reader, history_.evidence);
  behaviour_.load(reader);
}

}  // namespace aobo
