#include "plugin/behaviour/behaviour.h"

#include <algorithm>
#include <set>

#include "plugin/base/limits.h"
#include "plugin/behaviour/mail_goes.h"
#include "plugin/identity/membership.h"
#include "plugin/identity/privileged.h"

namespace aobo {

template <class Archive>
void serialize(Archive& archive, Outbox::Wake& wake) {
  archive(wake.at, wake.watcher, wake.key);
}

Behaviour::Behaviour(const BehaviourOptions& options)
    : options_(options),
      counts_(options_),
      first_seen_(options.account),
      signin_logs_(options_),
      credit_(options_),
      outbox_(options.account),
      blames_(options.open_questions()) {
  for (const WatcherRow& row : watchers()) watchers_.push_back(row.make(options_));
}

// What a watcher emitted since it was asked. Of each is kept whom it blames, until it is too old.
void Behaviour::collect(std::vector<Derived>& out) {
  for (Derived& derived : outbox_.emitted_) {
    remember(derived);
    out.push_back(std::move(derived));
  }
  outbox_.emitted_.clear();
}

void Behaviour::remember(const Derived& derived) {
  const Subject& subject = derived.basis.subject;
  if (derived.kind == kDerivedWithdrawn || derived.basis.record == 0 || subject.user_id.empty())
    return;
  std::vector<Blame>& blames = blames_.at(derived.basis.record);
  if (blames.size() >= limits::kReasonIds) return;
  Blame blame;
  blame.id = event_id(derived);
  blame.user_id = subject.user_id;
  blame.watcher = outbox_.watcher_;
  blame.of_anybody = watchers_[outbox_.watcher_]->holds_of_anybody();
  if (blame.of_anybody) {
    blame.ids = derived.ids;
    blame.sentence = derived.sentence;
    blame.credit = derived.credit;
    blame.remaining = derived.remaining;
  }
  blames.push_back(std::move(blame));
}

void Behaviour::report_anew(const Blame& blame, const Revision& revision) {
  Derived derived;
  derived.time = outbox_.now_;
  derived.basis = Basis::of(revision);
  derived.ids = blame.ids;
  derived.serial = serial_after(revision);
  derived.sentence = blame.sentence;
  derived.credit = blame.credit;
  derived.remaining = blame.remaining;
  outbox_.watcher_ = blame.watcher;
  outbox_.emit(std::move(derived));
}

// First what does not hold, then what holds of whoever is named now. A watcher may withdraw what
// was withdrawn already.
void Behaviour::revise(const Revision& revision, TimeNs now, std::vector<Derived>& out) {
  outbox_.now_ = std::max(outbox_.now_, now);
  std::vector<Blame> refuted;
  std::vector<Blame>* blames = blames_.find(revision.number_of_record);
  if (blames != nullptr) {
    std::erase_if(*blames, [&](Blame& blame) {
      if (blame.user_id == revision.after.user_id) return false;
      refuted.push_back(std::move(blame));
      return true;
    });
    if (blames->empty()) blames_.erase(revision.number_of_record);
  }
  const auto withdrawn = [&](const std::string& id) {
    return std::ranges::find(refuted, id, &Blame::id) != refuted.end();
  };
  for (const Blame& blame : refuted) {
    out.push_back(derived_withdrawn(Basis::of(revision), blame.id,
                                    "it was somebody else, or nobody is known", outbox_.now_));
  }
  for (const Blame& blame : refuted) {
    if (blame.of_anybody) report_anew(blame, revision);
    collect(out);
  }
  for (std::uint32_t i = 0; i < watchers_.size(); ++i) {
    outbox_.watcher_ = i;
    watchers_[i]->revised(revision, outbox_);
    std::erase_if(outbox_.emitted_, [&](const Derived& derived) {
      return derived.kind == kDerivedWithdrawn && withdrawn(derived.ids.front());
    });
    collect(out);
  }
}

void Behaviour::advance(TimeNs now, const Knowledge& known, const History& history,
                        std::vector<Derived>& out) {
  // Each at its own time: what becomes true is the same, whichever record brings time so far.
  while (!outbox_.wakes_.empty() && outbox_.wakes_.begin()->at <= std::max(outbox_.now_, now)) {
    const Outbox::Wake wake = outbox_.take_earliest();
    outbox_.now_ = std::max(outbox_.now_, wake.at);
    wake_up(wake, known, history, out);
  }
  outbox_.now_ = std::max(outbox_.now_, now);
}

void Behaviour::wake_up(const Outbox::Wake& wake, const Knowledge& known, const History& history,
                        std::vector<Derived>& out) {
  outbox_.watcher_ = wake.watcher;
  watchers_[wake.watcher]->due(wake.key, known, history, outbox_);
  // What was told late became true in the past; it goes out now.
  collect(out);
}

// A clock that was put back has let time come too far: it goes back with it, or silences would be
// told before they are any.
void Behaviour::advance(const ClockTimes& times, const Knowledge& known, const History& history,
                        std::vector<Derived>& out) {
  if (outbox_.now_ > times.latest) outbox_.now_ = times.all;
  advance(times.all, known, history, out);
  std::vector<std::pair<TimeNs, Outbox::Wake>> due;
  for (const Outbox::Wake& wake : outbox_.wakes_) {
    if (wake.at > times.latest) break;
    const auto family = times.by_family.find(watchers_[wake.watcher]->rests_on(wake.key));
    if (family != times.by_family.end() && wake.at <= family->second)
      due.emplace_back(family->second, wake);
  }
  const TimeNs now = outbox_.now_;
  for (const auto& [time, wake] : due) {
    outbox_.take(wake);
    outbox_.now_ = std::max(now, time);
    wake_up(wake, known, history, out);
  }
  outbox_.now_ = now;
}

Observed Behaviour::observe(const Case& the_case, const History& history,
                            std::vector<Derived>& out) {
  Observed observed;
  counts_.observe(the_case, observed.counts);
  observed.firsts = first_seen_.observe(the_case);
  if (const auto& group = the_case.record().target_group)
    observed.group_gives_rights = gives_rights(the_case.directory(), history.evidence, *group);
  observed.target_privileged = target_privileged(the_case, history.evidence);
  observed.mail_outside = mail_goes_outside(the_case);
  observed.signin_log = signin_logs_.observe(the_case);
  if (const auto change = access_change(the_case)) {
    credit_.learn(*change);
    observed.credit =
        credit_.state(change->subscription, the_case.directory(), the_case.record().time);
  }
  for (std::uint32_t i = 0; i < watchers_.size(); ++i) {
    outbox_.watcher_ = i;
    watchers_[i]->observe(the_case, history, outbox_);
    collect(out);
  }
  counts_.forget_before(outbox_.now_);
  return observed;
}

void Behaviour::leave(std::string_view partition) {
  std::set<Guid> tenants;
  for (const auto& watcher : watchers_) watcher->add_tenants_of(partition, tenants);
  for (const Guid& tenant : tenants) {
    for (const auto& watcher : watchers_) watcher->leave(tenant);
  }
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
  outbox_.weigh_anew();
}

}  // namespace aobo
