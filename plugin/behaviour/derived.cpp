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

Basis Basis::of(const Case& c) {
  return {c.reference(), std::string(c.origin), c.offset, c.number, Subject::of(c)};
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
  derived.basis = {revision.event, revision.origin, revision.offset, revision.record,
                   revision.after};
  derived.ids = {revision.event};
  derived.serial = std::to_string(revision.number);
  derived.before = revision.before;
  const auto words = [](const Subject& subject) {
    return subject.confidence == Confidence::kNone
               ? std::string("nobody of a partner's")
               : fmt::format("{} ({})", subject.shown(), name(subject.confidence));
  };
  derived.text =
      fmt::format("What was told of {} ({}) has changed: it was {}; by what came since it is {}.",
                  printable(revision.event, 80), printable(revision.after.operation, 80),
                  words(revision.before), words(revision.after));
  return derived;
}

}  // namespace aobo
