#include "plugin/activity/fact.h"

#include <string>
#include <string_view>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr FactPrint kPresent = 1;

FactPrint whether(bool present) { return present ? kPresent : 0; }

FactPrint print(std::string_view text, const FingerprintKey& key) {
  if (text.empty()) return 0;
  const auto print = static_cast<FactPrint>(fingerprint(lower(text), key).low);
  return print == 0 ? kPresent : print;
}
FactPrint print(const std::optional<Guid>& id, const FingerprintKey& key) {
  return id ? print(id->text(), key) : 0;
}

FactPrint person(const Attribution& attribution, const FingerprintKey& key) {
  return attribution.person != nullptr ? print(attribution.person->object, key)
                                       : print(attribution.unknown_object, key);
}

// A bit for each sort of violation, and the one behind them for what is worth knowing.
FactPrint violations(const Case& the_case) {
  FactPrint all = 0;
  const auto add = [&](Violation one) { all |= FactPrint{1} << static_cast<unsigned>(one); };
  for (const Violation one : the_case.verdict.violations) add(one);
  for (const Flaw* flaw : the_case.standing.flaws) add(flaw->violation.value_or(Violation::kCount));
  return all;
}

FactPrint risk(std::string_view level, const FingerprintKey& key) {
  const bool none = equal_ignoring_case(level, "none") || equal_ignoring_case(level, "hidden");
  return none ? 0 : print(level, key);
}

// Of those that only a sign-in has.
FactPrint sign_in_fact(const Record& record, ActivityFact fact, const FingerprintKey& key) {
  switch (fact) {
    case ActivityFact::kSignIn:
      return whether(record.family->sort == Sort::kSignIn);
    case ActivityFact::kFactors:
      return print(record.sign_in.mfa, key);
    case ActivityFact::kClient:
      return print(record.sign_in.client, key);
    case ActivityFact::kRisk:
      return risk(record.sign_in.risk, key);
    case ActivityFact::kProtocol:
      return whether(!record.sign_in.protocol.empty());
    case ActivityFact::kAgent:
      return whether(!record.sign_in.agent.empty());
    case ActivityFact::kUserAgent:
      return whether(record.family->sort == Sort::kSignIn && !record.user_agent.empty());
    case ActivityFact::kKey:
      return whether(!key_of(record.sign_in).empty());
    default:
      return 0;
  }
}

}  // namespace

bool is_news(ActivityFact fact, FactPrint shown, FactPrint before) {
  return fact == ActivityFact::kViolation ? (shown & ~before) != 0 : shown != 0 && shown != before;
}

FactPrint fact_of(const Case& the_case, ActivityFact fact, const FingerprintKey& key) {
  const Record& r = the_case.record();
  switch (fact) {
    case ActivityFact::kResult:
      return whether(r.outcome != Outcome::kNone && r.outcome != Outcome::kStarted);
    case ActivityFact::kPartner:
      return whether(the_case.attribution.is_partner);
    case ActivityFact::kHouse:
      return print(the_case.attribution.partner_tenant, key);
    case ActivityFact::kPerson:
      return person(the_case.attribution, key);
    case ActivityFact::kViolation:
      return violations(the_case);
    case ActivityFact::kRole:
      return whether(!r.role_id.empty() || !r.target_role.empty());
    case ActivityFact::kTarget:
      return whether(!r.target_id.empty() || !r.target_name.empty());
    case ActivityFact::kApplication:
      // By its id or by its name: Entra's log has the one, the unified log's copy the other.
      return whether(the_case.app || !r.app_id.empty() || !r.app_name.empty());
    case ActivityFact::kChanges:
      return whether(!r.changes.empty());
    case ActivityFact::kRequest:
      return whether(!parameter(r, "requestbody").empty());
    case ActivityFact::kCountry:
      return print(r.country, key);
    case ActivityFact::kConflict:
      return whether(the_case.attribution.confidence == Confidence::kConflict);
    default:
      return sign_in_fact(r, fact, key);
  }
}

}  // namespace aobo
