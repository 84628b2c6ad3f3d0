// partner-center: a Partner Center record of the same customer, operation, target and moment names
// the person behind an action that the customer's log shows as an application's or a technician's.
// Strong.
#include <fmt/format.h>

#include "plugin/identity/method.h"
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

}  // namespace

std::string_view partner_center_operation_of(std::string_view operation) {
  for (const OperationPair& pair : kPairs) {
    if (pair.in_customer == operation) return pair.in_partner_center;
  }
  return {};
}

namespace by {

void partner_center(const Case& c, Finding& finding) {
  const Actor& actor = c.record.actor;
  // A customer's own named user may do the same thing at the same time: only opaque actors qualify.
  const bool opaque = actor.delegated_admin || actor.type == ActorType::kServicePrincipal;
  if (!opaque || !c.tenant || c.record.family->partner_center) return;
  const std::string_view operation = partner_center_operation_of(c.record.operation);
  if (operation.empty()) return;
  finding.people = known_people(
      c.directory,
      c.evidence.by_partner_center(*c.tenant, operation, c.record.target_id, c.record.time));
  if (!finding.people.empty()) {
    finding.text = fmt::format("partner-center: {} for this customer at that moment", operation);
  }
}

}  // namespace by
}  // namespace aobo
