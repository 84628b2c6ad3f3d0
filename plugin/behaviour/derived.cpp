#include "plugin/behaviour/derived.h"

#include <fmt/format.h>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

#define AOBO_ROW(name, text) {#name, text, watch::name},
constexpr WatcherRow kWatchers[] = {AOBO_WATCHERS(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace

std::span<const WatcherRow> watchers() { return kWatchers; }

std::string Sentence::about(const Subject& person) const {
  return has_person ? before + person.shown() + after : before;
}

Basis Basis::of(const Case& the_case) {
  return {the_case.reference(), std::string(the_case.origin), the_case.offset, the_case.number,
          Subject::of(the_case)};
}

Basis Basis::of(const Revision& revision) {
  return {revision.event, revision.origin, revision.offset, revision.number_of_record,
          revision.after};
}

bool is_withdrawn_by(const Revision& revision, const Basis& basis, const std::string& reported_of) {
  return basis.record == revision.number_of_record && !reported_of.empty() &&
         reported_of != revision.after.user_id;
}

std::string serial_after(const Revision& revision) {
  return fmt::format("anew-{}", revision.number);
}

std::string event_id(const Derived& derived) {
  std::string id = fmt::format("{}:{}", derived.kind,
                               derived.ids.empty() ? derived.basis.id : derived.ids.front());
  return derived.serial.empty() ? id : id + ":" + derived.serial;
}

Derived derived_withdrawn(const Basis& basis, const std::string& id, std::string_view why,
                          TimeNs now) {
  Derived derived;
  derived.kind = kDerivedWithdrawn;
  derived.time = now;
  derived.basis = basis;
  derived.ids = {id};
  derived.sentence =
      fmt::format("What was reported as {} does not hold: {}.", printable(id, 120), why);
  return derived;
}

std::string Outbox::emit(Derived derived) {
  derived.kind = watchers()[watcher_].kind;
  std::string id = event_id(derived);
  emitted_.push_back(std::move(derived));
  return id;
}

void Outbox::withdraw(const Basis& basis, const std::string& id, std::string_view why) {
  emitted_.push_back(derived_withdrawn(basis, id, why, now_));
}

// Whoever keeps open questions bounds them; so many wakings come only of questions long dropped.
void Outbox::wake(TimeNs at, std::string key) {
  wakes_.insert({at, watcher_, std::move(key)});
  if (wakes_.size() <= limits::kWakings) return;
  wakes_.erase(wakes_.begin());
  ++dropped_;
}

Derived attribution_changed(const Revision& revision, TimeNs now) {
  Derived derived;
  derived.kind = kAttributionChanged;
  derived.time = now;
  derived.basis = Basis::of(revision);
  derived.ids = {revision.event};
  derived.serial = std::to_string(revision.number);
  derived.before = revision.before;
  const auto words = [](const Subject& subject) {
    if (subject.confidence != Confidence::kNone)
      return fmt::format("{} ({})", subject.shown(), name(subject.confidence));
    if (subject.path == Path::kAutomation)
      return fmt::format("an application of {}",
                         subject.partner_name.empty() ? "a partner's" : subject.partner_name);
    return std::string(subject.path == Path::kMicrosoft ? "an application of Microsoft's"
                                                        : "nobody of a partner's");
  };
  derived.sentence =
      fmt::format("What was told of {} ({}) has changed: it was {}; by what came since it is {}.",
                  printable(revision.event, 80), printable(revision.after.operation, 80),
                  words(revision.before), words(revision.after));
  return derived;
}

}  // namespace aobo
