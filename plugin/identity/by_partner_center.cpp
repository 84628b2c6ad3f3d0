// partner-center: a Partner Center record of the same customer, operation, target and moment names
// the person behind an action that the customer's log shows as an application's or a technician's.
// Strong.
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

namespace by {

void partner_center(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  if (!PartnerCenterActions::is_opaque(record) || !the_case.tenant || record.family->partner_center)
    return;
  if (acts_as_application(record) && !may_be_partner_center(the_case)) return;
  const std::string_view operation = partner_center_operation_of(record.operation);
  if (operation.empty()) return;
  finding.people = known_people(
      the_case.directory(),
      evidence.of<PartnerCenterActions>().people(*the_case.tenant, operation, record.target_id,
                                                 record.time, the_case.number));
  finding.proof = {ProofKind::kPartnerCenter, {std::string(operation)}};
  // Without a name and an id it may be any application's own work.
  finding.others = acts_as_application(record) && !the_case.app && acting_name(record).empty();
}

}  // namespace by
}  // namespace aobo
