#include "plugin/fields/words.h"

#include "plugin/behaviour/derived.h"
#include "plugin/behaviour/run_event.h"
#include "plugin/case/activity.h"
#include "plugin/case/attribution.h"
#include "plugin/case/observed.h"
#include "plugin/case/proof.h"
#include "plugin/case/standing.h"
#include "plugin/case/verdict.h"
#include "plugin/directory/directory.h"
#include "plugin/event/family_traits.h"
#include "plugin/event/record.h"
#include "plugin/event/sort_name.h"
#include "plugin/identity/method.h"
#include "plugin/parse/registry.h"
#include "plugin/policy/standing.h"

namespace aobo::words {
namespace {

// The names of an enumeration from one value to another.
template <typename Enum>
Words names(Enum first, Enum last) {
  Words words;
  for (auto value = static_cast<std::size_t>(first); value <= static_cast<std::size_t>(last);
       ++value)
    words.push_back(name(static_cast<Enum>(value)));
  return words;
}
template <typename Enum>
Words names_until_count(Enum first) {
  return names(first, static_cast<Enum>(static_cast<std::size_t>(Enum::kCount) - 1));
}
template <typename Rows>
Words names_of(const Rows& rows) {
  Words words;
  for (const auto& row : rows) words.push_back(row.name);
  return words;
}

}  // namespace

Words families() {
  Words words;
  for (const FamilyRow& row : aobo::families()) words.push_back(row.traits.name);
  words.push_back(kDerivedFamily);
  return words;
}
Words family_traits() { return names_of(aobo::family_traits()); }
Words sorts() { return names(Sort::kAction, Sort::kAccessWindow); }
Words paths() {
  Words words = names_until_count(Path::kGdap);
  words.push_back(name(Path::kUnknown));
  return words;
}
Words confidences() { return names_until_count(Confidence::kExact); }
Words methods() {
  Words words = names_of(aobo::methods());
  for (const Method& method : tool_methods()) words.push_back(method.name);
  return words;
}
Words app_owners() { return {"partner", "customer", "microsoft", "other"}; }
Words evidence_kinds() { return names_of(proof_rows().subspan(1)); }
Words partner_kinds() { return names(PartnerKind::kDirect, PartnerKind::kReseller); }
Words actor_types() { return names(ActorType::kUser, ActorType::kSystem); }
Words policy_answers() {
  Words words = names_until_count(PolicyAnswer::kAllowed);
  words.push_back(name(PolicyAnswer::kNone));
  return words;
}
Words violations() { return names_until_count(Violation::kCustomer); }
Words relationship_types() { return names(RelationshipType::kGdap, RelationshipType::kLighthouse); }
Words relationship_statuses() { return names_until_count(RelationshipStatus::kActive); }
Words findings() { return names_of(known_flaws()); }
Words activity_facts() { return names_until_count(ActivityFact::kResult); }
Words credit() { return names_until_count(CreditStatus::kSafe); }
Words derived() {
  Words words;
  for (const WatcherRow& row : watchers()) words.push_back(row.kind);
  words.push_back(kAttributionChanged);
  words.push_back(kDerivedWithdrawn);
  for (const RunEventRow& row : kRunEvents) words.push_back(row.kind);
  return words;
}
Words of_runs() {
  Words words;
  for (const RunEventRow& row : kRunEvents) words.push_back(row.kind);
  return words;
}
Words mfa() { return {"singleFactorAuthentication", "multiFactorAuthentication"}; }

}  // namespace aobo::words
