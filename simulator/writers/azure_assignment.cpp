#include <fmt/format.h>

#include "simulator/writers/azure.h"

namespace aobo::sim::written {
namespace {

// The group whose role is given or taken: the partner's that has, or had, the subscription by AOBO.
std::optional<GroupIx> foreign_principal(const Job& job) {
  if (job.action.target != "AdminAgents") return std::nullopt;
  for (const Relationship& r : job.world.ties_of(job.action.at.index)) {
    if (r.partner == 0 && r.tie == Tie::kAobo) return r.group;
  }
  return std::nullopt;
}

}  // namespace

std::string assignment_body(const Job& job) {
  const World& world = job.world;
  const std::string_view operation = job.action.operation->id;
  if (operation == "write-delegation") {
    return fmt::format("{{\"properties\":{{\"managedByTenantId\":\"{}\"}}}}",
                       world.partners[0].tenant.text());
  }
  if (operation != "write-role-assignment" && operation != "delete-role-assignment") return {};
  const auto partners = foreign_principal(job);
  const Guid principal =
      partners ? world.groups[*partners].id : world.user(job.action.at.index, 1).object;
  const std::string& role = job.action.detail("role");
  return fmt::format(
      "{{\"Properties\":{{\"PrincipalId\":\"{}\",\"PrincipalType\":\"{}\",\"RoleDefinitionId\":\"/"
      "subscriptions/{}/providers/"
      "Microsoft.Authorization/roleDefinitions/{}\"}}}}",
      principal.text(), partners ? "ForeignGroup" : "User", job.customer().subscription.text(),
      role.empty() ? "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" : role);
}

void say_assignment(const Job& job, Says& says) {
  if (assignment_body(job).empty() || job.planned.part == Part::kStart ||
      job.style.envelope->shape == Shape::kNative)
    return;
  const std::string_view operation = job.action.operation->id;
  if (operation == "write-delegation") {
    say(says, "target.principal", job.world.partners[0].tenant.text());
    say(says, "target.principal_type", "ManagingTenant");
    return;
  }
  const auto partners = foreign_principal(job);
  const std::string& role = job.action.detail("role");
  say(says, "target.principal",
      (partners ? job.world.groups[*partners].id : job.world.user(job.action.at.index, 1).object)
          .text());
  say(says, "target.principal_type", partners ? "ForeignGroup" : "User");
  say(says, "target.role", role.empty() ? "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" : role);
}

}  // namespace aobo::sim::written
