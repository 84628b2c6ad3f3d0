#include "plugin/behaviour/behaviour.h"

#include <algorithm>

namespace aobo {

template <class Archive>
void serialize(Archive& archive, Outbox::Wake& wake) {
  archive(wake.at, wake.watcher, wake.key);
}

Behaviour::Behaviour(const BehaviourOptions& options)
    : options_(options), counts_(options_), credit_(options_) {
  for (const WatcherRow& row : watchers()) watchers_.push_back(row.make(options_));
}

// What a watcher emitted since it was asked, under its name.
void Behaviour::collect(std::vector<Derived>& out, std::string_view kind) {
  for (Derived& derived : outbox_.emitted_) {
    derived.kind = kind;
    out.push_back(std::move(derived));
  }
  outbox_.emitted_.clear();
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
    collect(out, watchers()[wake.watcher].kind);
  }
}

Observed Behaviour::observe(const Case& c, const History& history, std::vector<Derived>& out) {
  Observed observed;
  counts_.observe(c, observed.counts);
  observed.firsts = first_seen_.observe(c);
  if (const auto change = access_change(c)) {
    credit_.learn(*change);
    observed.credit = credit_.state(change->subscription, c.directory(), c.record().time);
  }
  for (std::uint32_t i = 0; i < watchers_.size(); ++i) {
    outbox_.watcher_ = i;
    watchers_[i]->observe(c, history, outbox_);
    collect(out, watchers()[i].kind);
  }
  counts_.forget_before(outbox_.now_);
  return observed;
}

Behaviour::Bounds Behaviour::bounds() const {
  Bounds bounds{counts_.evicted(), first_seen_.forgotten(), outbox_.dropped_, counts_.entries()};
  for (const auto& watcher : watchers_) bounds.pending_evicted += watcher->evicted();
  return bounds;
}

void Behaviour::save(Writer& writer) const {
  counts_.save(writer);
  first_seen_.save(writer);
  credit_.save(writer);
  for (const auto& watcher : watchers_) watcher->save(writer);
  writer(outbox_.wakes_, outbox_.now_);
}

void Behaviour::load(Reader& reader) {
  counts_.load(reader);
  first_seen_.load(reader);
  credit_.load(reader);
  for (const auto& watcher : watchers_) watcher->load(reader);
  reader(outbox_.wakes_, outbox_.now_);
}

}  // namespace aobo
