// Change actors: who made a change of a directory, by the id that all records of the change share.
// Entra's own log and the unified one have a record each, of which one may not show the actor.
//
// Not of sign-ins, whose correlation ids are used again, and not of Azure's operations, whose ids a
// client may choose.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/event/family_traits.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/evidence/tenant_key.h"

namespace aobo {

class ChangeActors : public KeepAll {
 public:
  static constexpr std::string_view kName = "change-actor";
  using Entry = Naming;

  explicit ChangeActors(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kEntriesPerKey) {}

  // Also whom exact evidence disagrees about, and who is in no export: they may have done it.
  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.person && !lesson.stranger && lesson.disputed.empty()) return;
    const auto key = key_of(record, lesson.tenant);
    if (!key) return;
    if (lesson.person) visit(*key, lesson.naming(*lesson.person, record));
    if (lesson.stranger) visit(*key, lesson.naming(*lesson.stranger, record));
    for (const PersonKey& one : lesson.disputed) visit(*key, lesson.naming(one, record));
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(kName, key));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (!shows_nobody(record)) return;
    if (const auto key = key_of(record, lesson.tenant)) topics.push_back(folded_topic(kName, *key));
  }

  // Whether the record shows no actor, or only what may be anybody's: "Adatum technician", "Not
  // Available". A PUID is no obstacle: a technician has one of their own in each customer.
  static bool shows_nobody(const Record& record);
  // Whom other records of the same change name; nobody where the record itself shows somebody.
  std::vector<Naming> namings(const Record& record, const std::optional<Guid>& tenant,
                              RecordNumber asking) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs time) { ledger_.forget_before(time); }

 private:
  static std::optional<TenantKey> key_of(const Record& record, const std::optional<Guid>& tenant);

  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo
