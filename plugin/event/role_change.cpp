#include "plugin/event/role_change.h"

#include <algorithm>

#include "plugin/base/deleted_name.h"
#include "plugin/base/published.h"
#include "plugin/base/text.h"
#include "plugin/base/time_forms.h"

namespace aobo {
namespace {

// How the operations begin. "add member to role" stands before "completed (pim activation)", "in
// pim completed (timebound)", "outside of pim (permanent)".
struct Beginning {
  std::string_view text;
  bool eligible, given;
};
constexpr Beginning kBeginnings[] = {
    {"add member to role", false, true},
    {"add scoped member to role", false, true},
    {"add role assignment to role definition", false, true},
    {"add roleassignment to roledefinition", false, true},
    {"restore member from role", false, true},
    {"restore permanent direct role assignment", false, true},
    {"add eligible member to role", true, true},
    {"add eligibleroleassignment to roledefinition", true, true},
    {"restore eligible member from role", true, true},
    {"restore permanent eligible role assignment", true, true},
    {"remove member from role", false, false},
    {"remove scoped member from role", false, false},
    {"remove role assignment from role definition", false, false},
    {"remove permanent direct role assignment", false, false},
    {"remove eligible member from role", true, false},
    {"remove permanent eligible role assignment", true, false},
    {"remove roleassignment from roledefinition", false, false},
    {"remove eligibleroleassignment from roledefinition", true, false},
};

bool came_to_nothing(std::string_view operation) {
  constexpr std::string_view kUndone[] = {"request", "denied", "cancel", "failed"};
  return std::ranges::any_of(kUndone, [&](std::string_view word) {
    return operation.find(word) != std::string_view::npos;
  });
}

std::string_view shown_role(const Record& record) {
  for (const Change& change : record.changes) {
    if (equal_ignoring_case(change.name, "Role.DisplayName"))
      return change.after.empty() ? change.before : change.after;
  }
  return equal_ignoring_case(record.target_type, "Role") ? record.target_name : std::string_view();
}

// By its id, else by its name, which may be any role's of the tenant's own.
Guid role_of(const Record& record) {
  if (const auto id = parse_id(record.role_id)) return *id;
  return parse_id(role_id(shown_role(record))).value_or(Guid{});
}

}  // namespace

std::string_view id_of_role(const Record& record) {
  const std::string_view name = shown_role(record);
  const bool by_name = record.role_id.empty() && !name.empty() && !record.target_group &&
                       !equal_ignoring_case(record.kind, "GroupManagement");
  return by_name ? role_id(name) : record.role_id;
}

std::optional<RoleChange> role_change(const Record& record) {
  const bool done = record.outcome == Outcome::kSuccess || record.outcome == Outcome::kNone;
  const auto* const row = std::ranges::find_if(
      kBeginnings, [&](const Beginning& one) { return record.operation.starts_with(one.text); });
  if (!done || row == std::end(kBeginnings) || came_to_nothing(record.operation))
    return std::nullopt;
  const Guid role = role_of(record);
  // PIM writes of groups and of roles by one name; a published role where no group is named is one.
  const bool of_a_group = record.target_group.has_value() || role_name(role.text()).empty();
  if (equal_ignoring_case(record.kind, "GroupManagement") && of_a_group) return std::nullopt;
  // The unified log has no category: with neither a role's id nor a published name it may be the
  // membership of a group.
  if (role == Guid{} && record.target_group && !equal_ignoring_case(record.kind, "RoleManagement"))
    return std::nullopt;
  RoleChange change{role, row->eligible, row->given, std::nullopt};
  if (change.given)
    change.ends = read_time_form(parameter(record, kPimEnd), DateOrder::kUnclear).time;
  return change;
}

NamedTarget named_target(const Record& record) {
  NamedTarget target;
  const bool itself = !equal_ignoring_case(record.target_type, "Role") &&
                      !equal_ignoring_case(record.target_type, "Group");
  target.object = record.target_member;
  if (!target.object && itself) target.object = parse_id(record.target_id);
  const std::string_view name = name_before_deletion(record.target_name, target.object);
  if (itself && name.find('@') != std::string_view::npos) target.upn = name;
  return target;
}

bool goes_to_group(const Record& record) {
  return equal_ignoring_case(record.target_type, "Group") ||
         (record.target_group && !record.target_member);
}

}  // namespace aobo
