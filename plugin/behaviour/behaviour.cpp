#include "plugin/behaviour/behaviour.h"

#include <algorithm>

#include "plugin/base/limits.h"

namespace aobo {

template <class Archive>
void serialize(Archive& archive, Outbox::Wake& wake) {
  archive(wake.at, wake.watcher, wake.key);
}

Behaviour::Behaviour(const BehaviourOptions& options)
    : options_(options),
      counts_(options_),
      signin_logs_(options_),
      credit_(options_),
      blames_(options.pending) {
  for (const WatcherRow& row : watchers()) watchers_.push_back(row.make(options_));
}

// What a watcher emitted since it was asked. Of each is kept whom it blames, until it is too old.
void Behaviour::collect(std::vector<Derived>& out) {
  for (Derived& derived : outbox_.emitted_) {
    const bool blames = derived.kind != kDerivedWithdrawn && derived.basis.record != 0 &&
                        !derived.basis.subject.user_id.empty();
    if (blames) {
      std::vector<Blame>& blames_of = blames_.at(derived.basis.record);
      if (blames_of.size() < limits::kReasonIds)
        blames_of.push_back({event_id(derived), derived.basis.subject.user_id});
    }
    out.push_back(std::move(derived));
  }
  outbox_.emitted_.clear();
}

void Behaviour::revise(const Revision& revision, std::vector<Derived>& out) {
  for (std::uint32_t i = 0; i < watchers_.size(); ++i) {
    outbox_.watcher_ = i;
    watchers_[i]->revised(revision, outbox_);
  }
  collect(out);
  std::vector<Blame>* blames = blames_.find(revision.number_of_record);
  if (blames == nullptr) return;
  const Basis basis = Basis::of(revision);
  std::erase_if(*blames, [&](const Blame& blame) {
    if (blame.user_id == revision.after.user_id) return false;
    out.push_back(derived_withdrawn(basis, blame.id, "it was somebody else, or nobody is known",
                                    outbox_.now_));
    return true;
  });
  if (blames->empty()) blames_.erase(revision.number_of_record);
}

void Behaviour::advance(TimeNs now, const Knowledge& known, const History& history,
                        std::vector<Derived>& out) {
  outbox_.now_ = std::max(outbox_.now_, now);
  while (!outbox_.wakes_.empty() && outbox_.wakes_.begin()->at <= outbox_.now_) {
    const Outbox::Wake wake = *outbox_.wakes_.begin();
    outbox_.wakes_.erase(outbox_.wakes_.begin());
    outbox_.watcher_ = wake.watcher;
    watchers_[wake.watcher]->due(wake.key, known, history, outbox_);
    // What was told late became true in the past; it goes out now.
    collect(out);
  }
}

Observed Behaviour::observe(const Case& c, const History& history, std::vector<Derived>& out) {
  Observed observed;
  counts_.observe(c, observed.counts);
  observed.firsts = first_seen_.observe(c);
  observed.signin_log = signin_logs_.observe(c);
  if (const auto change = access_change(c)) {
    credit_.learn(*change);
    observed.credit = credit_.state(change->subscription, c.directory(), c.record().time);
  }
  for (std::uint32_t i = 0; i < watchers_.size(); ++i) {
    outbox_.watcher_ = i;
    watchers_[i]->observe(c, history, outbox_);
    collect(out);
  }
  counts_.forget_before(outbox_.now_);
  return observed;
}

Behaviour::Bounds Behaviour::bounds() const {
  Bounds bounds{counts_.evicted(), first_seen_.forgotten() + signin_logs_.forgotten(),
                outbox_.dropped_ + blames_.evicted(), counts_.entries(), credit_.evicted()};
  for (const auto& watcher : watchers_) bounds.pending_evicted += watcher->evicted();
  return bounds;
}

void Behaviour::save(Writer& writer) const {
  counts_.save(writer);
  first_seen_.save(writer);
  signin_logs_.save(writer);
  credit_.save(writer);
  for (const auto& watcher : watchers_) watcher->save(writer);
  writer(outbox_.wakes_, outbox_.now_, outbox_.dropped_, blames_);
}

void Behaviour::load(Reader& reader) {
  counts_.load(reader);
  first_seen_.load(reader);
  signin_logs_.load(reader);
  credit_.load(reader);
  for (const auto& watcher : watchers_) watcher->load(reader);
  reader(outbox_.wakes_, outbox_.now_, outbox_.dropped_, blames_);
}

}  // namespace aobo
