// Guests of a tenant by their object id there: who was seen to sign in as one. An invitation can be
// redeemed again by somebody else, and neither the guest's id nor its name changes. Source:
// Microsoft Entra External ID, "Reset redemption status for a guest user".
#pragma once

#include <string>
#include <vector>

#include "plugin/base/distinct.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/evidence/tenant_key.h"

namespace aobo {

class GuestHolders : public KeepAll {
 public:
  static constexpr std::string_view kName = "guest-holder";
  using Entry = PersonKey;

  explicit GuestHolders(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    const auto& guest = record.actor.object;
    if (!lesson.person || !lesson.tenant || !guest || !is_sign_in(record) ||
        record.outcome != Outcome::kSuccess || lesson.person->tenant == lesson.tenant ||
        lesson.person->object == *guest)
      return;
    visit(TenantKey(*lesson.tenant, *guest), *lesson.person);
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(kName, key));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (lesson.tenant && record.actor.object && record.actor.guest)
      topics.push_back(folded_topic(kName, TenantKey(*lesson.tenant, *record.actor.object)));
  }

  std::vector<PersonKey> people(const Guid& tenant, const Guid& guest, RecordNumber asking) const {
    std::vector<PersonKey> people;
    ledger_.each(TenantKey(tenant, guest), asking,
                 [&](const Entry& entry) { add_once(people, entry); });
    return people;
  }

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo
