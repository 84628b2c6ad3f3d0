#include "plugin/behaviour/behaviour.h"

#include <algorithm>

namespace aobo {

template <class Archive>
void serialize(Archive& archive, Told::Wake& wake) {
  archive(wake.at, wake.watcher, wake.key);
}

Behaviour::Behaviour(const BehaviourOptions& options)
    : options_(options), counts_(options_), credit_(options_) {
  for (const WatcherRow& row : watchers()) watchers_.push_back(row.make(options_));
}

// What a watcher said since it was asked, under its name.
void Behaviour::collect(std::vector<Derived>& out, std::string_view kind) {
  for (Derived& derived : told_.said_) {
    derived.kind = kind;
    out.push_back(std::move(derived));
  }
  told_.said_.clear();
}

void Behaviour::advance(TimeNs now, const Surroundings& around, std::vector<Derived>& out) {
  told_.now_ = std::max(told_.now_, now);
  while (!told_.wakes_.empty() && told_.wakes_.begin()->at <= told_.now_) {
    const Told::Wake wake = *told_.wakes_.begin();
    told_.wakes_.erase(told_.wakes_.begin());
    told_.watcher_ = wake.watcher;
    watchers_[wake.watcher]->due(wake.key, around, told_);
    // What was told late became true in the past; it goes out now.
    collect(out, watchers()[wake.watcher].kind);
  }
}

void Behaviour::observe(const Moment& moment, Observed& observed, std::vector<Derived>& out) {
  counts_.observe(moment, observed.counts);
  observed.firsts = first_seen_.observe(moment);
  observed.credit = {};
  if (const auto change = access_change(moment)) {
    credit_.learn(*change);
    observed.credit =
        credit_.state(change->subscription, moment.around.directory, moment.record.time);
  }
  for (std::uint32_t i = 0; i < watchers_.size(); ++i) {
    told_.watcher_ = i;
    watchers_[i]->observe(moment, told_);
    collect(out, watchers()[i].kind);
  }
  counts_.forget_before(told_.now_);
}

Behaviour::Bounds Behaviour::bounds() const {
  Bounds bounds{counts_.evicted(), first_seen_.forgotten(), 0, counts_.entries()};
  for (const auto& watcher : watchers_) bounds.pending_evicted += watcher->evicted();
  return bounds;
}

void Behaviour::save(Writer& writer) const {
  counts_.save(writer);
  first_seen_.save(writer);
  credit_.save(writer);
  for (const auto& watcher : watchers_) watcher->save(writer);
  writer(told_.wakes_, told_.now_);
}

void Behaviour::load(Reader& reader) {
  counts_.load(reader);
  first_seen_.load(reader);
  credit_.load(reader);
  for (const auto& watcher : watchers_) watcher->load(reader);
  reader(told_.wakes_, told_.now_);
}

}  // namespace aobo
