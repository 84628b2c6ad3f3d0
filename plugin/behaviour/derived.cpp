#include "plugin/behaviour/derived.h"

#include <fmt/format.h>

#include "plugin/base/heap_bytes.h"
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

Outbox::Outbox(Account* account) : account_(account) {
  if (account_ != nullptr) account_->join(*this);
}

Outbox::~Outbox() {
  if (account_ != nullptr) account_->leave(*this);
}

std::size_t Outbox::bytes_of(const Wake& wake) {
  return block_bytes(sizeof(Wake) + 4 * sizeof(void*)) + heap_bytes(wake.key);
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
  const auto [wake, is_new] = wakes_.insert({at, watcher_, std::move(key)});
  if (!is_new) return;
  bytes_ += bytes_of(*wake);
  if (account_ != nullptr) account_->changed(*this);
  if (wakes_.size() <= limits::kWakings) return;
  take_earliest();
  ++dropped_;
}

Outbox::Wake Outbox::take_earliest() {
  bytes_ -= bytes_of(*wakes_.begin());
  if (account_ != nullptr) account_->changed(*this);
  return std::move(wakes_.extract(wakes_.begin()).value());
}

void Outbox::take(const Wake& wake) {
  bytes_ -= bytes_of(wake);
  if (account_ != nullptr) account_->changed(*this);
  wakes_.erase(wake);
}

void Outbox::weigh_anew() {
  bytes_ = 0;
  for (const Wake& wake : wakes_) bytes_ += bytes_of(wake);
  if (account_ != nullptr) account_->changed(*this);
}

bool Outbox::give_up() {
  if (wakes_.empty()) return false;
  take_earliest();
  return true;
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
