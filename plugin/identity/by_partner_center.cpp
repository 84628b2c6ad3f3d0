// partner-center: a Partner Center record of the same customer, operation, target and moment names
// the person behind an action that the customer's log shows as an application's or an unnamed
// technician's. Strong. One deed explains one action, the nearest in time: of two that are as near
// nobody knows which it was.
#include <algorithm>
#include <cstdlib>

#include "plugin/base/distinct.h"
#include "plugin/identity/evidence/tenant_key.h"
#include "plugin/identity/method.h"
#include "plugin/identity/microsoft.h"
#include "plugin/identity/operations.h"

namespace aobo {
namespace {

struct OperationPair {
  std::string_view in_customer;
  std::string_view in_partner_center;
};
constexpr OperationPair kPairs[] = {
    {"reset user password", "reset_customer_user_password"},
    {"change user password", "reset_customer_user_password"},
    {"reset password (by admin)", "reset_customer_user_password"},
    {"add user", "create_customer_user"},
    {"delete user", "delete_customer_user"},
    {"update user", "update_customer_user"},
    {"restore user", "restore_customer_user"},
    {"change user license", "update_customer_user_licenses"},
    {"add member to role", "add_user_member"},
    {"remove member from role", "remove_user_member"},
};

std::string_view acting_name(const Record& record) {
  const std::string_view name = record.app_name.empty() ? record.actor.name : record.app_name;
  return parse_id(name) ? std::string_view() : name;
}

// Whatever is known of an application that acts: one of the customer's own, or of anybody else's,
// does its owner's work. Microsoft's are no path of a person's, but for those of Partner Center.
bool may_be_partner_center(const Case& the_case) {
  if (the_case.app_owner && !is_microsoft_tenant(*the_case.app_owner)) return false;
  if (the_case.app) return is_partner_center_app(*the_case.app);
  // Entra's audit log leaves the application's id out. A name proves nothing, and another's
  // refutes.
  const std::string_view name = acting_name(the_case.record());
  return name.empty() || is_name_of_partner_center(name);
}

}  // namespace

std::string_view partner_center_operation_of(std::string_view operation) {
  for (const OperationPair& pair : kPairs) {
    if (pair.in_customer == operation) return pair.in_partner_center;
  }
  return {};
}

bool may_be_of_partner_center(const Case& the_case) {
  const Record& record = the_case.record();
  // Whose id stands in the record, or in a name that is in doubt, did not act by Partner Center.
  if (!PartnerCenterActions::is_opaque(record) || record.actor.home_object) return false;
  if (!the_case.tenant || record.family->partner_center || record.outcome == Outcome::kFailure)
    return false;
  if (record.target_id.empty() || partner_center_operation_of(record.operation).empty())
    return false;
  return !acts_as_application(record) || may_be_partner_center(the_case);
}

std::string deed_key(const Guid& customer, std::string_view operation, std::string_view target) {
  std::string what(operation);
  what.append(1, '|').append(target);
  return std::string(TenantKey(customer, what));
}

TopicId deed_topic(std::string_view key, std::int64_t span) {
  return folded_topic(PartnerCenterActions::kName, key, static_cast<std::uint64_t>(span));
}

namespace {

// A deed has several records, which Entra writes within seconds.
constexpr TimeNs kOneDeed = 10 * kSecondNs;
// Of two that are as near as that nobody knows which is the nearer: logs write whole seconds.
constexpr TimeNs kAsNear = kSecondNs;

enum class Explains : std::uint8_t { kThis, kThisOrAnother, kAnother };

// Which of the actions that the customer's log shows the deed in Partner Center explains: that at
// `time` or another of these.
Explains explained_by(TimeNs deed, TimeNs time, const std::vector<TimeNs>& actions) {
  TimeNs own = std::abs(deed - time);
  std::optional<TimeNs> other;
  for (const TimeNs action : actions) {
    const TimeNs distance = std::abs(deed - action);
    if (std::abs(action - time) <= kOneDeed) {
      own = std::min(own, distance);
    } else {
      other = std::min(other.value_or(distance), distance);
    }
  }
  if (!other || own + kAsNear <= *other) return Explains::kThis;
  return *other + kAsNear <= own ? Explains::kAnother : Explains::kThisOrAnother;
}

}  // namespace

namespace by {

void partner_center(const Case& the_case, const Evidence& evidence, Finding& finding) {
  if (!may_be_of_partner_center(the_case)) return;
  const Record& record = the_case.record();
  const std::string_view operation = partner_center_operation_of(record.operation);
  const std::string key = deed_key(*the_case.tenant, operation, record.target_id);
  const auto deeds = evidence.of<PartnerCenterActions>().near(key, record.time, the_case.number);
  if (deeds.empty()) return;
  const auto actions = evidence.of<OpaqueDeeds>().near(key, record.time);
  if (!actions) return;
  std::vector<PersonKey> people;
  for (const PartnerCenterActions::Entry& deed : deeds) {
    const Explains explains = explained_by(deed.time, record.time, *actions);
    if (explains == Explains::kAnother) continue;
    finding.others = finding.others || explains == Explains::kThisOrAnother;
    add_once(people, deed.person);
  }
  finding.people = known_people(the_case.directory(), people);
  if (finding.people.empty()) return void(finding = {});
  // Without a name and an id it may be any application's own work.
  finding.others = finding.others ||
                   (acts_as_application(record) && !the_case.app && acting_name(record).empty());
  finding.proof = {finding.others ? ProofKind::kPartnerCenterOrOther : ProofKind::kPartnerCenter,
                   {std::string(operation)}};
}

}  // namespace by
}  // namespace aobo
