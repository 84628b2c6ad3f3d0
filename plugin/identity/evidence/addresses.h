// Addresses from which people were seen to sign in. One of two people names neither, ever: an
// office's is nobody's. Only whom an id named is named by one; whom a name told, or whom no export
// knows, was there all the same. Who perhaps was there, as long as nothing tells who it was.
#pragma once

#include <algorithm>

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

// The ledger, and which addresses two people were ever seen at: that stays, whatever of it is taken
// back, for somebody was there.
class AddressLedger {
 public:
  struct Entry {
    PersonKey person;
    TimeNs time = 0;
    bool proven = false;   // known, and by an id
    bool perhaps = false;  // it may have been somebody else
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, time, proven, perhaps);
    }
  };

  AddressLedger(Bound keys, std::size_t entries_per_key)
      : ledger_(keys, entries_per_key), shared_(keys) {}

  template <typename Keep>
  bool add(const Ip& ip, const Entry& entry, RecordNumber teacher, TimeNs time, Keep keep) {
    const bool changed = ledger_.add(ip, entry, teacher, time, keep);
    ledger_.each(ip, 0, [&](const Entry& one) {
      const bool both_were_there = !one.perhaps && !entry.perhaps;
      if (both_were_there && one.person != entry.person) shared_.at(ip) = true;
    });
    return changed;
  }
  bool take_back(const Ip& ip, const Entry& entry, RecordNumber teacher) {
    return ledger_.take_back(ip, entry, teacher);
  }
  template <typename Visit>
  void each(const Ip& ip, RecordNumber asking, Visit visit) const {
    ledger_.each(ip, asking, visit);
  }
  bool is_shared(const Ip& ip) const { return shared_.find(ip) != nullptr; }

  std::size_t size() const { return ledger_.size(); }
  std::uint64_t evicted() const { return ledger_.evicted() + shared_.evicted(); }
  template <class Archive>
  void save(Archive& archive) const {
    archive(ledger_, shared_);
  }
  template <class Archive>
  void load(Archive& archive) {
    archive(ledger_, shared_);
  }

 private:
  Ledger<Ip, Entry> ledger_;
  Bounded<Ip, bool> shared_;
};

class Addresses {
 public:
  static constexpr std::string_view kName = "address";
  using Entry = AddressLedger::Entry;

  explicit Addresses(const IdentityOptions& options)
      : window_(options.address_window), ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const bool own_account = lesson.account.empty();
    if (!is_sign_in(record) || record.outcome != Outcome::kSuccess ||
        !record.address.ip.is_somewhere() || !own_account)
      return;
    const bool proven = lesson.person && lesson.exact;
    if (const auto& person = lesson.person ? lesson.person : lesson.stranger)
      visit(record.address.ip, Entry{*person, record.time, proven, false});
    for (const PersonKey& one : lesson.perhaps)
      visit(record.address.ip, Entry{one, record.time, false, true});
  }
  template <typename Visit>
  static void topics(const Ip& ip, const Entry&, Visit visit) {
    visit(topic(kName, ip));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    const bool used = !lesson.account.empty() && record.check_out.action == CheckOutAction::kNone;
    if (used && record.address.ip.is_somewhere())
      topics.push_back(aobo::topic(kName, record.address.ip));
  }
  // Of an address that several people use nothing more is kept than who they are; of one person's
  // own the times, for they may come in any order.
  template <typename Entries>
  static bool keep(const Entries& entries, const Entry& entry) {
    const bool known = std::ranges::any_of(entries, [&](const auto& one) {
      return one.entry.person == entry.person && one.entry.perhaps == entry.perhaps;
    });
    const bool several = std::ranges::any_of(
        entries, [&](const auto& one) { return one.entry.person != entries.front().entry.person; });
    return !known || !several;
  }

  // The one person who ever signed in from it, also perhaps, where that was within the window
  // before: who comes there later is no hint.
  std::vector<PersonKey> people(const Ip& ip, TimeNs time, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  TimeNs window_;
  AddressLedger ledger_;
};

}  // namespace aobo
