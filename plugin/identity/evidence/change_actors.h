// Change actors: who made a change of a directory, by the id that all records of the change share.
// Entra's own log and the unified one have a record each, of which one may not show the actor.
//
// One request may make several changes. Of two records that show what was changed it is one change
// where that is the same, and of all where it ended in the same way at the same time.
//
// Not of sign-ins, whose correlation ids are used again, and not of Azure's operations, whose ids a
// client may choose.
#pragma once

#include <array>
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
    const Targets targets{target_of(record), std::string(kAnything)};
    each_key(record, lesson.tenant, targets, [&](const TenantKey& key) {
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
    each_key(record, lesson.tenant, asked_of(record),
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
  using Targets = std::array<std::string, 2>;

  static std::string target_of(const Record& record);
  // What a record is of whose change this may be.
  static Targets asked_of(const Record& record);
  // Of a change of each of these, each once.
  template <typename Visit>
  static void each_key(const Record& record, const std::optional<Guid>& tenant,
                       const Targets& targets, Visit visit) {
    if (targets[0] != targets[1]) {
      if (const auto key = key_of(record, tenant, targets[1])) visit(*key);
    }
    if (const auto key = key_of(record, tenant, targets[0])) visit(*key);
  }
  static std::optional<TenantKey> key_of(const Record& record, const std::optional<Guid>& tenant,
                                         std::string_view target);

  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo
