#include "plugin/activity/fact.h"

#include <string>
#include <string_view>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr FactPrint kToldAtAll = 1;

FactPrint whether(bool told) { return told ? kToldAtAll : 0; }

FactPrint print(std::string_view text, const FingerprintKey& key) {
  if (text.empty()) return 0;
  const auto print = static_cast<FactPrint>(fingerprint(lower(text), key).low);
  return print == 0 ? kToldAtAll : print;
}
FactPrint print(const std::optional<Guid>& id, const FingerprintKey& key) {
  return id ? print(id->text(), key) : 0;
}

FactPrint person(const Attribution& a, const FingerprintKey& key) {
  return a.person != nullptr ? print(a.person->object, key) : print(a.unknown_object, key);
}

// A bit for each sort of violation, and the one behind them for what is worth knowing.
FactPrint violations(const Case& c) {
  FactPrint all = 0;
  const auto add = [&](Violation one) { all |= FactPrint{1} << static_cast<unsigned>(one); };
  for (const Violation one : c.verdict.violations) add(one);
  for (const Flaw* flaw : c.standing.flaws) add(flaw->violation.value_or(Violation::kCount));
  return all;
}

FactPrint risk(std::string_view told, const FingerprintKey& key) {
  const bool none = equal_ignoring_case(told, "none") || equal_ignoring_case(told, "hidden");
  return none ? 0 : print(told, key);
}

// Of those that only a sign-in has.
FactPrint sign_in_fact(const Record& r, ActivityFact fact, const FingerprintKey& key) {
  switch (fact) {
    case ActivityFact::kSignIn:
      return whether(r.family->sort == Sort::kSignIn);
    case ActivityFact::kFactors:
      return print(r.sign_in.mfa, key);
    case ActivityFact::kClient:
      return print(r.sign_in.client, key);
    case ActivityFact::kRisk:
      return risk(r.sign_in.risk, key);
    default:
      return 0;
  }
}

}  // namespace

bool is_news(ActivityFact fact, FactPrint told, FactPrint before) {
  return fact == ActivityFact::kViolation ? (told & ~before) != 0 : told != 0 && told != before;
}

FactPrint fact_of(const Case& c, ActivityFact fact, const FingerprintKey& key) {
  const Record& r = c.record();
  switch (fact) {
    case ActivityFact::kResult:
      return whether(r.outcome != Outcome::kNone && r.outcome != Outcome::kStarted);
    case ActivityFact::kPartner:
      return whether(c.attribution.is_partner);
    case ActivityFact::kHouse:
      return print(c.attribution.partner_tenant, key);
    case ActivityFact::kPerson:
      return person(c.attribution, key);
    case ActivityFact::kViolation:
      return violations(c);
    case ActivityFact::kRole:
      return whether(!r.role_id.empty() || !r.target_role.empty());
    case ActivityFact::kTarget:
      return whether(!r.target_id.empty() || !r.target_name.empty());
    case ActivityFact::kApplication:
      return whether(c.app || !r.app_id.empty());
    case ActivityFact::kChanges:
      return whether(!r.changes.empty());
    case ActivityFact::kCountry:
      return print(r.country, key);
    case ActivityFact::kConflict:
      return whether(c.attribution.confidence == Confidence::kConflict);
    default:
      return sign_in_fact(r, fact, key);
  }
}

}  // namespace aobo
