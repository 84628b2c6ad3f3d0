// silent_entry: somebody of a partner's signed in to a customer's tenant, and within the span after
// it did nothing there that any log shows. Looking around leaves no other trace. What is done at
// the end of the span or later does not count; what may have been theirs, by one of several or by
// nobody known, does. Entries that follow each other in one silence are reported together. A
// session that renews itself is no entry. Nothing is said where the customer's log of what is done
// is not collected. Withdrawn where something they did turns up later.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plugin/base/bounded.h"
#include "plugin/base/distinct.h"
#include "plugin/base/fingerprint.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/base/span_words.h"
#include "plugin/behaviour/collected.h"
#include "plugin/behaviour/derived.h"
#include "plugin/behaviour/may_be.h"

namespace aobo::watch {
namespace {

// What a key stands for among request and session ids. No secret: nothing is kept behind it.
Guid link_of(std::string_view key) {
  constexpr FingerprintKey kKnown{0x616f626f2073696c, 0x656e74206c696e6b};
  const Fingerprint print = fingerprint(key, kKnown);
  return {print.high, print.low};
}

struct Entry {
  TimeNs from = 0;
  Basis basis;
  std::vector<std::string> ids;
  // Request and session ids, and whose else it may be: by which a deed of another key belongs to
  // it.
  std::vector<Guid> links;
  std::string reported;     // the id of the event that said so; empty: not yet
  std::string reported_of;  // and the person whom it named

  template <class Archive>
  void serialize(Archive& archive) {
    archive(from, basis, ids, links, reported, reported_of);
  }
};

class SilentEntry : public Watcher {
 public:
  explicit SilentEntry(const BehaviourOptions& options)
      : span_(options.silent_entry),
        lookback_(options.signin_lookback),
        entries_(options.open_questions(),
                 [this](const std::string& key, Entry& entry) { unlink(key, entry); }),
        reported_(options.open_questions(),
                  [this](const std::string& key, Entries& entries) {
                    for (const Entry& entry : entries) unlink(key, entry);
                  }),
        deeds_(options.open_questions()),
        came_(options.open_questions()),
        logs_(options.open_questions()),
        by_link_({options.pending * limits::kReasonIds, options.account}) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const Record& record = the_case.record();
    if (record.family->tenant_changes && record.log_tenant)
      logs_.see(*record.log_tenant, record.time);
    // Who did something with the entry's own session did it in that entry, whoever it seems to be.
    if (!the_case.attribution.is_partner && is_action(record))
      follow(links_of(record), record.time, outbox);
    if (!the_case.attribution.is_partner || !the_case.tenant ||
        the_case.attribution.path == Path::kAutomation)
      return;
    if (is_sign_in(record)) {
      if (succeeded(record)) enter(the_case, outbox);
    } else if (is_action(record)) {
      act(noted_as(the_case), record, outbox);
    }
  }

  // Who it was is known otherwise by now.
  void revised(const Revision& revision, Outbox& outbox) override {
    const std::string before = acting_where(revision.before), after = acting_where(revision.after);
    if (before == after) return;
    if (is_sign_in(revision.record())) {
      move(before, after, revision, outbox);
    } else if (is_action(revision.record()) && revision.after.is_partner) {
      act(noted_as(revision.after), revision.record(), outbox);
    }
  }

  void due(const std::string& key, const Knowledge&, const History&, Outbox& outbox) override {
    Entry* entry = entries_.find(key);
    if (entry == nullptr || entry->from + span_ > outbox.now()) return;
    Entry over = std::move(*entry);
    entries_.erase(key);
    unlink(key, over);
    relink(key);
    const Subject& subject = over.basis.subject;
    if (!subject.tenant || !logs_.covers(*subject.tenant, over.from, over.from + span_)) return;
    if (was_followed(sought_as(subject), over.from)) return;
    emit_report(over, over.from + span_, {}, outbox);
    remember(key, std::move(over));
  }

  void leave(const Guid& tenant) override { logs_.leave(tenant); }
  std::uint64_t evicted() const override {
    return entries_.evicted() + reported_.evicted() + deeds_.evicted() + came_.evicted() +
           logs_.forgotten() + by_link_.evicted() + crowded_out_;
  }
  void save(Writer& writer) const override {
    writer(entries_, reported_, deeds_, came_, logs_, by_link_, crowded_out_);
  }
  void load(Reader& reader) override {
    reader(entries_, reported_, deeds_, came_, logs_, by_link_, crowded_out_);
  }

 private:
  using Entries = std::vector<Entry>;

  void emit_report(Entry& entry, TimeNs time, std::string serial, Outbox& outbox) const {
    Derived derived;
    derived.time = time;
    derived.basis = entry.basis;
    derived.ids = entry.ids;
    derived.serial = std::move(serial);
    derived.sentence = {
        "", fmt::format(" entered {} and did nothing there that the logs show within {}.",
                        place_of(entry.basis.subject), span_in_words(span_))};
    entry.reported_of = entry.basis.subject.user_id;
    entry.reported = outbox.emit(std::move(derived));
  }

  static std::vector<Guid> links_of(const Record& record) {
    std::vector<Guid> links;
    if (record.request) links.push_back(*record.request);
    if (record.token) links.push_back(*record.token);
    if (const auto session = parse_id(record.session)) links.push_back(*session);
    return links;
  }

  bool holds(const Entry& entry, TimeNs time) const {
    return time >= entry.from && time < entry.from + span_;
  }

  // Whether something was done after a sign-in of that time that may be theirs.
  bool was_followed(const std::vector<std::string>& keys, TimeNs time) const {
    return std::ranges::any_of(keys, [&](const std::string& key) {
      const auto* done = deeds_.find(key);
      return done != nullptr && std::ranges::any_of(*done, [&](TimeNs deed) {
               return deed >= time && deed < time + span_;
             });
    });
  }

  // Whether the sign-in goes on with what was begun before, and nobody need be at work.
  bool goes_on(const Record& record, const std::string& key) {
    const TimeNs* last = came_.find(key);
    const bool on = record.kind == kNonInteractiveKind && last != nullptr && record.time > *last &&
                    record.time < *last + lookback_;
    TimeNs& came = came_.at(key);
    came = std::max(came, record.time);
    return on;
  }

  void enter(const Case& the_case, Outbox& outbox) {
    const std::vector<std::string> keys = sought_as(the_case);
    const std::string& key = keys.front();
    const TimeNs time = the_case.record().time;
    if (goes_on(the_case.record(), key) && !entries_.contains(key)) return;
    if (was_followed(keys, time)) return;
    Entry& entry = entries_.at(key);
    if (entry.ids.empty()) {
      entry.from = time;
      entry.basis = Basis::of(the_case);
      outbox.wake(time + span_, key);
      link(entry, key, links_of(keys));
    }
    if (entry.ids.size() < limits::kReasonIds) entry.ids.push_back(the_case.reference());
    link(entry, key, links_of(the_case.record()));
  }

  // The first of the keys is that of the entry, or of the deed, itself.
  static std::vector<Guid> links_of(const std::vector<std::string>& keys) {
    std::vector<Guid> links;
    for (std::size_t i = 1; i < keys.size(); ++i) links.push_back(link_of(keys[i]));
    return links;
  }

  void link(Entry& entry, const std::string& key, const std::vector<Guid>& links) {
    for (const Guid& one : links) {
      if (entry.links.size() >= limits::kReasonIds) break;
      entry.links.push_back(one);
      linked(one, key);
    }
  }

  // Two who seem to be different people may have entered in one session.
  void linked(const Guid& link, const std::string& key) {
    std::vector<std::string>& keys = by_link_.at(link);
    if (keys.size() < limits::kSharers) add_once(keys, key);
  }

  void act(const std::vector<std::string>& keys, const Record& record, Outbox& outbox) {
    for (const std::string& key : keys) add_latest(deeds_.at(key), record.time, limits::kDeeds);
    answer(keys.front(), record.time, outbox);
    follow(links_of(keys), record.time, outbox);
    follow(links_of(record), record.time, outbox);
  }

  void follow(const std::vector<Guid>& links, TimeNs time, Outbox& outbox) {
    for (const Guid& link : links) {
      const std::vector<std::string>* found = by_link_.find(link);
      if (found == nullptr) continue;
      for (const std::string& key : std::vector<std::string>(*found)) answer(key, time, outbox);
    }
  }

  void answer(const std::string& key, TimeNs time, Outbox& outbox) {
    const Entry* entry = entries_.find(key);
    if (entry != nullptr && holds(*entry, time)) {
      unlink(key, *entry);
      entries_.erase(key);
    }
    if (Entries* reported = reported_.find(key)) {
      std::erase_if(*reported, [&](const Entry& one) {
        if (!holds(one, time)) return false;
        withdraw(key, one, outbox);
        return true;
      });
    }
    relink(key);
  }

  void withdraw(const std::string& key, const Entry& entry, Outbox& outbox) {
    outbox.withdraw(entry.basis, entry.reported,
                    "something they did there within the span has turned up");
    unlink(key, entry);
  }

  void remember(const std::string& key, Entry entry) {
    crowded_out_ += add_latest(reported_.at(key), std::move(entry), limits::kReported,
                               [&](const Entry& oldest) { unlink(key, oldest); });
    relink(key);
  }

  // An entry belongs to the person who is named by now.
  void move(const std::string& before, const std::string& after, const Revision& revision,
            Outbox& outbox) {
    if (Entries* reported = reported_.find(before)) {
      const auto found = std::ranges::find(*reported, revision.number_of_record,
                                           [](const Entry& one) { return one.basis.record; });
      if (found != reported->end()) {
        Entry moved = std::move(*found);
        reported->erase(found);
        unlink(before, moved);
        relink(before);
        if (!revision.after.is_partner) {
          outbox.withdraw(moved.basis, moved.reported, "whoever entered was nobody of a partner's");
          return;
        }
        if (was_followed(sought_as(revision.after), moved.from))
          return withdraw(after, moved, outbox);
        const bool anew = is_withdrawn_by(revision, moved.basis, moved.reported_of);
        moved.basis.subject = revision.after;
        if (anew) emit_report(moved, outbox.now(), serial_after(revision), outbox);
        remember(after, std::move(moved));
        return;
      }
    }
    Entry* entry = entries_.find(before);
    if (entry == nullptr || entry->basis.record != revision.number_of_record) return;
    Entry moved = std::move(*entry);
    entries_.erase(before);
    unlink(before, moved);
    relink(before);
    moved.basis.subject = revision.after;
    if (!revision.after.is_partner || entries_.contains(after) ||
        was_followed(sought_as(revision.after), moved.from))
      return;
    for (const Guid& link : moved.links) linked(link, after);
    outbox.wake(moved.from + span_, after);
    entries_.at(after) = std::move(moved);
  }

  void unlink(const std::string& key, const Entry& entry) {
    for (const Guid& link : entry.links) {
      std::vector<std::string>* keys = by_link_.find(link);
      if (keys == nullptr) continue;
      std::erase(*keys, key);
      if (keys->empty()) by_link_.erase(link);
    }
  }

  // Entries of one session have a link together: what is left of theirs keeps its own.
  void relink(const std::string& key) {
    const auto link_all = [&](const Entry& entry) {
      for (const Guid& link : entry.links) linked(link, key);
    };
    if (const Entry* open = std::as_const(entries_).find(key)) link_all(*open);
    if (const Entries* reported = std::as_const(reported_).find(key))
      std::ranges::for_each(*reported, link_all);
  }

  TimeNs span_, lookback_;
  Bounded<std::string, Entry> entries_;
  Bounded<std::string, Entries> reported_;
  Bounded<std::string, std::vector<TimeNs>> deeds_;
  Bounded<std::string, TimeNs> came_;  // the latest sign-in
  CollectedLogs logs_;                 // of what is done
  Bounded<Guid, std::vector<std::string>> by_link_;
  std::uint64_t crowded_out_ = 0;  // of a person with too many reports
};

}  // namespace

std::unique_ptr<Watcher> silent_entry(const BehaviourOptions& options) {
  return std::make_unique<SilentEntry>(options);
}

}  // namespace aobo::watch
