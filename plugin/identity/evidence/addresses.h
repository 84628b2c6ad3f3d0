// Addresses from which people were seen to sign in. One of two people names neither, ever: an
// office's is nobody's.
#pragma once

#include <algorithm>

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class Addresses {
 public:
  static constexpr std::string_view kName = "address";
  struct Entry {
    PersonKey person;
    TimeNs time = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(person, time);
    }
  };

  explicit Addresses(const IdentityOptions& options)
      : window_(options.address_window), ledger_(options.evidence_entries, kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const bool own_account = lesson.account.empty();
    if (!lesson.exact || !lesson.person || !is_sign_in(record) ||
        record.outcome != Outcome::kSuccess || !record.address.ip.is_somewhere() || !own_account)
      return;
    visit(record.address.ip, Entry{*lesson.person, record.time});
  }
  template <typename Visit>
  static void topics(const Ip& ip, const Entry&, Visit visit) {
    visit(topic(Topic::kAddress, ip));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    const bool used = !lesson.account.empty() && record.check_out.action == CheckOutAction::kNone;
    if (used && record.address.ip.is_somewhere())
      topics.push_back(aobo::topic(Topic::kAddress, record.address.ip));
  }
  // Of an address that several people use nothing more is kept than who they are; of one person's
  // own the times, for they may come in any order.
  template <typename Entries>
  static bool keep(const Entries& entries, const Entry& entry) {
    const bool known = std::ranges::any_of(
        entries, [&](const auto& one) { return one.entry.person == entry.person; });
    const bool several = std::ranges::any_of(
        entries, [&](const auto& one) { return one.entry.person != entries.front().entry.person; });
    return !known || !several;
  }

  // The one person who ever signed in from it, where that was within the window before: who comes
  // there later is no hint.
  std::vector<PersonKey> people(const Ip& ip, TimeNs time, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  TimeNs window_;
  Ledger<Ip, Entry> ledger_;
};

}  // namespace aobo
