// Sign-ins by their request id, which is also that of the tokens they made: the two tenants' copies
// of one sign-in share it, and an action shows that of its token.
#pragma once

#include "plugin/base/distinct.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"

namespace aobo {

class SignIns : public KeepAll {
 public:
  static constexpr std::string_view kName = "sign-in";
  struct Entry {
    Naming naming;
    bool exact = false;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(naming, exact);
    }
  };

  explicit SignIns(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    // Of two copies that differ both speak, or the order in which they come would decide.
    const auto& person = lesson.person ? lesson.person : lesson.claimed;
    if (!is_sign_in(record) || record.outcome != Outcome::kSuccess) return;
    const bool exact = lesson.exact || person == lesson.claimed;
    if (record.request && person)
      visit(*record.request, Entry{lesson.naming(*person, record), exact});
    // A token that only one of the copies shows belongs to the sign-in that both are.
    if (!record.token || record.token == record.request) return;
    if (lesson.person) visit(*record.token, Entry{lesson.naming(*lesson.person, record), false});
    for (const PersonKey& one : lesson.disputed) visit(*record.token, Entry{{one, {}, 0}, false});
  }
  template <typename Visit>
  static void topics(const Guid& request, const Entry&, Visit visit) {
    visit(aobo::topic(kName, request));
  }
  static void questions(const Record& record, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    for (const auto& id : {record.request, record.token})
      if (id) add_once(topics, aobo::topic(kName, *id));
  }

  // Of a sign-in: only what an exact answer taught.
  std::vector<PersonKey> by_request(const Guid& request, RecordNumber asking) const;
  std::vector<Naming> by_token(const Guid& request, RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs time) { ledger_.forget_before(time); }

 private:
  Ledger<Guid, Entry> ledger_;
};

}  // namespace aobo
