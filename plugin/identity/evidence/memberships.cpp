#include "plugin/identity/evidence/memberships.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/limits.h"
#include "plugin/identity/evidence/around.h"

namespace aobo {
namespace {

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings,
                             [&](std::string_view one) { return text.starts_with(one); });
}

// Whether a change of a role is one of a group's members. Entra's audit log says it by the
// category; its unified copy has none, and bears the group in place of a role (inferred).
bool is_of_group(const Record& record) {
  if (equal_ignoring_case(record.kind, "GroupManagement")) return true;
  return record.role_id.empty() && !equal_ignoring_case(record.kind, "RoleManagement");
}

bool is_of_owner(const Record& record) {
  return equal_ignoring_case(record.target_name, "Owner") ||
         std::ranges::any_of(record.changes, [](const Change& change) {
           return equal_ignoring_case(change.name, "Role.DisplayName") &&
                  (equal_ignoring_case(change.after, "Owner") ||
                   equal_ignoring_case(change.before, "Owner"));
         });
}

}  // namespace

// "add member to group", "remove member from group". Privileged Identity Management calls the
// membership of a group a role and writes "add member to role completed (pim activation)"; the role
// of an owner makes no member, and one who is eligible is none yet.
std::optional<bool> Memberships::change(const Record& record) {
  const std::string_view operation = record.operation;
  if (record.outcome != Outcome::kSuccess && record.outcome != Outcome::kNone) return std::nullopt;
  for (const std::string_view undone : {"request", "denied", "cancel", "failed"}) {
    if (operation.find(undone) != std::string_view::npos) return std::nullopt;
  }
  if (starts_with_any(operation, {"add member to group"})) return true;
  if (starts_with_any(operation, {"remove member from group"})) return false;
  if (!is_of_group(record) || is_of_owner(record)) return std::nullopt;
  if (starts_with_any(operation, {"add member to role", "restore member from role",
                                  "restore permanent direct role assignment"}))
    return true;
  if (starts_with_any(operation,
                      {"remove member from role", "remove permanent direct role assignment"}))
    return false;
  return std::nullopt;
}

void Memberships::questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                            std::vector<TopicId>& topics) {
  if (!record.actor.principal) return;
  topics.push_back(aobo::topic(kName, *record.actor.principal));
  for (const Guid& group : lesson.groups) topics.push_back(aobo::topic(kName, group));
}

std::optional<bool> Memberships::was_in(const Guid& group, const PersonKey& person,
                                        TimeNs time) const {
  Around<Entry> around(time);
  ledger_.each(group, 0, [&](const Entry& entry) {
    if (entry.person == person) around.add(entry, entry.added);
  });
  if (around.before) return around.before->added;
  return around.after ? std::optional(!around.after->added) : std::nullopt;
}

std::optional<bool> Memberships::was_in(const Guid& group, const PersonKey& person, TimeNs first,
                                        TimeNs last) const {
  std::optional<bool> was = was_in(group, person, first);
  ledger_.each(group, 0, [&](const Entry& entry) {
    const bool within = entry.person == person && first < entry.time && entry.time <= last;
    if (within && entry.added) was = true;
  });
  return was;
}

std::vector<PersonKey> Memberships::members(const Guid& group) const {
  std::vector<PersonKey> members;
  ledger_.each(group, 0, [&](const Entry& entry) { add_once(members, entry.person); });
  return members;
}

bool Memberships::knows(const Guid& group) const {
  bool known = false;
  ledger_.each(group, 0, [&](const Entry&) { known = true; });
  return known;
}

}  // namespace aobo
