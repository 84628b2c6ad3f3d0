// Change actors: who made a change of a directory, by the id that all records of the change share.
// Entra's own log and the unified one have a record each, of which one may not show the actor.
//
// One request may make several changes. Of two records that show what was changed it is one change
// where that is the same, and of all where it ended in the same way at the same time.
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
    each_taught(record, lesson.tenant, [&](const TenantKey& key) {
      const auto teach = [&](const PersonKey& person) {
        Naming naming = lesson.naming(person, record);
        naming.time = record.time;  // also of the change
        visit(key, naming);
      };
      if (lesson.person) teach(*lesson.person);
      if (lesson.stranger) teach(*lesson.stranger);
      for (const PersonKey& one : lesson.disputed) teach(one);
    });
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(kName, key));
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics) {
    if (!shows_nobody(record)) return;
    each_asked(record, lesson.tenant,
               [&](const TenantKey& key) { topics.push_back(folded_topic(kName, key)); });
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
  static constexpr std::string_view kAnything = "*", kNothingShown = "";

  // The change that a record tells of, without what was changed; nothing where it tells of none.
  static std::optional<std::string> change_of(const Record& record,
                                              const std::optional<Guid>& tenant);
  static std::string target_of(const Record& record);
  // It may be another record's by what was changed, also where that one does not show it.
  template <typename Visit>
  static void each_taught(const Record& record, const std::optional<Guid>& tenant, Visit visit) {
    const auto change = change_of(record, tenant);
    if (!change) return;
    for (const std::string& target : {std::string(kAnything), target_of(record)})
      visit(TenantKey(*tenant, *change + target));
  }
  // One that shows it is of those that show it too, or do not show what it was; one that does not,
  // of any.
  template <typename Visit>
  static void each_asked(const Record& record, const std::optional<Guid>& tenant, Visit visit) {
    const auto change = change_of(record, tenant);
    if (!change) return;
    const std::string target = target_of(record);
    visit(TenantKey(*tenant, *change + std::string(target.empty() ? kAnything : kNothingShown)));
    if (!target.empty()) visit(TenantKey(*tenant, *change + target));
  }

  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo
