#include "plugin/pipeline/stages.h"

namespace aobo {

void Stages::take(const Record& record, std::string_view origin, std::uint64_t offset, TimeNs now,
                  const Knowledge& knowledge) {
  const Directory& directory = *knowledge.directory;
  const Surroundings around{directory, resolver_.evidence(), relationships_};
  before_.clear();
  after_.clear();
  behaviour_.advance(now, around, before_);

  resolver_.resolve(record, directory, attribution_);
  const Chain chain{record,         attribution_,
                    directory,      resolver_.evidence(),
                    relationships_, knowledge.policy->operations};
  find_standing(chain, standing_);
  find_verdict(chain, *knowledge.policy, permits_, standing_, verdict_);
  permits_.learn(record, attribution_, directory);
  behaviour_.observe({record, attribution_, standing_, verdict_, around, origin, offset}, observed_,
                     after_);
  if (attribution_.tenant) {
    if (const auto change = relationship_change(record, attribution_))
      relationships_.learn(*attribution_.tenant, *change);
  }

  revisions_.watch(record, attribution_, origin, offset);
  for (const Revision& revision : revisions_.revise(resolver_, directory))
    after_.push_back(attribution_changed(revision, now));
  revisions_.forget_before(now - identity_.revision_age);
  resolver_.evidence().forget_before(now - identity_.evidence_age);
}

void Stages::publish(Counters& counters) const {
  const auto set = [](Counters::Count& counter, std::uint64_t value) {
    counter.store(value, std::memory_order_relaxed);
  };
  set(counters.evidence_entries, resolver_.evidence().size());
  set(counters.evidence_evicted, resolver_.evidence().evicted());
  set(counters.revisable_evicted, revisions_.evicted());
  set(counters.revisions_cut, revisions_.cut());
  const Behaviour::Bounds bounds = behaviour_.bounds();
  set(counters.counted_entries, bounds.counted_entries);
  set(counters.counted_evicted, bounds.counted_evicted);
  set(counters.seen_forgotten, bounds.seen_forgotten);
  set(counters.pending_evicted, bounds.pending_evicted);
}

void Stages::save(Writer& writer) const {
  resolver_.evidence().save(writer);
  revisions_.save(writer);
  relationships_.save(writer);
  permits_.save(writer);
  behaviour_.save(writer);
}

void Stages::load(Reader& reader) {
  resolver_.evidence().load(reader);
  revisions_.load(reader);
  relationships_.load(reader);
  permits_.load(reader);
  behaviour_.load(reader);
}

}  // namespace aobo
