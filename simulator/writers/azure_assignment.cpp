#include <fmt/format.h>

#include "simulator/writers/azure.h"

namespace aobo::sim::written {

std::string assignment_body(const Job& job) {
  const World& world = job.world;
  const std::string_view operation = job.action.operation->id;
  if (operation == "write-delegation") {
    return fmt::format("{{\"properties\":{{\"managedByTenantId\":\"{}\"}}}}",
                       world.partners[0].tenant.text());
  }
  if (operation != "write-role-assignment" && operation != "delete-role-assignment") return {};
  const Relationship* tie = world.tie(0, job.action.at.index, Tie::kAobo, job.action.time);
  const bool partners = job.action.target == "AdminAgents" && tie != nullptr;
  const Guid principal =
      partners ? world.groups[tie->group].id : world.user(job.action.at.index, 1).object;
  const std::string& role = job.action.detail("role");
  return fmt::format(
      "{{\"Properties\":{{\"PrincipalId\":\"{}\",\"PrincipalType\":\"{}\",\"RoleDefinitionId\":\"/"
      "subscriptions/{}/providers/"
      "Microsoft.Authorization/roleDefinitions/{}\"}}}}",
      principal.text(), partners ? "ForeignGroup" : "User", job.customer().subscription.text(),
      role.empty() ? "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" : role);
}

void say_assignment(const Job& job, Says& says) {
  if (assignment_body(job).empty() || job.telling.part == Part::kStart ||
      job.style.envelope->shape == Shape::kNative)
    return;
  const std::string_view operation = job.action.operation->id;
  if (operation == "write-delegation") {
    say(says, "target.principal", job.world.partners[0].tenant.text());
    say(says, "target.principal_type", "ManagingTenant");
    return;
  }
  const Relationship* tie = job.world.tie(0, job.action.at.index, Tie::kAobo, job.action.time);
  const bool partners = job.action.target == "AdminAgents" && tie != nullptr;
  const std::string& role = job.action.detail("role");
  say(says, "target.principal",
      (partners ? job.world.groups[tie->group].id : job.world.user(job.action.at.index, 1).object)
          .text());
  say(says, "target.principal_type", partners ? "ForeignGroup" : "User");
  say(says, "target.role", role.empty() ? "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" : role);
}

}  // namespace aobo::sim::written
