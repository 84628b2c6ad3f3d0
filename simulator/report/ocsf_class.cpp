#include "simulator/report/ocsf_class.h"

#include <algorithm>
#include <iterator>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

constexpr std::int64_t kOther = 99;

struct Deed {
  std::string_view operation;
  std::int64_t activity;
  std::string_view name;
};
// Account Change; what else is done to a user is its Other, named as the log names it.
constexpr Deed kAccountDeeds[] = {{"add user", 1, "Create"},
                                  {"create_customer_user", 1, "Create"},
                                  {"enable account", 2, "Enable"},
                                  {"change user password", 3, "Password Change"},
                                  {"reset user password", 4, "Password Reset"},
                                  {"reset_customer_user_password", 4, "Password Reset"},
                                  {"disable account", 5, "Disable"},
                                  {"delete user", 6, "Delete"},
                                  {"hard delete user", 6, "Delete"},
                                  {"delete_customer_user", 6, "Delete"},
                                  {"enable strong authentication", 10, "MFA Factor Enable"},
                                  {"disable strong authentication", 11, "MFA Factor Disable"},
                                  {"update_customer_user", kOther, ""},
                                  {"update user", kOther, ""},
                                  {"change user license", kOther, ""},
                                  {"restore user", kOther, ""}};

OcsfClass identity(OcsfKind kind, std::int64_t uid, std::string_view name, std::int64_t activity,
                   std::string_view activity_name) {
  return {kind,
          3,
          uid,
          activity,
          "Identity & Access Management",
          std::string(name),
          std::string(activity_name)};
}

std::string_view name(ChangeSort change) {
  constexpr std::string_view kNames[] = {"Create", "Read", "Update", "Delete"};
  return kNames[static_cast<std::size_t>(change)];
}

// 1 create, 2 read, 3 update, 4 delete.
std::int64_t activity_of(ChangeSort change) { return static_cast<std::int64_t>(change) + 1; }

bool has_target(const EventFacts& facts) {
  return !facts.text("aobo.target.id").empty() || !facts.text("aobo.target.name").empty();
}

}  // namespace

OcsfGroup ocsf_group(const EventFacts& facts) {
  OcsfGroup group;
  for (const char* change : {"aobo.change", "aobo.change.old"}) {
    if (group.name.empty()) group.name = facts.text(std::string(change) + "[group.displayname]");
    if (group.id.empty()) group.id = facts.text(std::string(change) + "[group.objectid]");
  }
  return group;
}

OcsfClass ocsf_class(const EventFacts& facts) {
  const std::string operation = facts.text("aobo.operation");
  const auto has = [&](std::string_view word) { return operation.find(word) != std::string::npos; };
  if (facts.is_sign_in())
    return identity(OcsfKind::kAuthentication, 3002, "Authentication", 1, "Logon");
  const ChangeSort change = facts.change();
  const OcsfClass api{OcsfKind::kApi,
                      6,
                      6003,
                      activity_of(change),
                      "Application Activity",
                      "API Activity",
                      std::string(name(change))};
  const bool directory = facts.is_of("directory") || facts.is_of("partner-center");
  if (!directory || !facts.text("aobo.derived").empty() || !has_target(facts)) return api;
  const bool taken = change == ChangeSort::kDelete;
  if (!facts.text("aobo.role.id").empty() && has("member"))
    return identity(OcsfKind::kRole, 3005, "User Access Management", taken ? 2 : 1,
                    taken ? "Revoke Privileges" : "Assign Privileges");
  const OcsfGroup group = ocsf_group(facts);
  if (has("member") && has("group") && !(group.id.empty() && group.name.empty()))
    return identity(OcsfKind::kGroup, 3006, "Group Management", taken ? 4 : 3,
                    taken ? "Remove User" : "Add User");
  const auto* const deed =
      std::find_if(std::begin(kAccountDeeds), std::end(kAccountDeeds),
                   [&](const Deed& row) { return row.operation == operation; });
  if (deed != std::end(kAccountDeeds))
    return identity(OcsfKind::kAccount, 3001, "Account Change", deed->activity,
                    deed->activity == kOther ? operation : deed->name);
  return identity(OcsfKind::kEntity, 3004, "Entity Management", activity_of(change), name(change));
}

}  // namespace aobo::sim
