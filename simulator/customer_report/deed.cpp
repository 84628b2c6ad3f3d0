#include "simulator/customer_report/deed.h"

#include <algorithm>
#include <string_view>

#include "plugin/base/role_table.h"
#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

// Properties of a user that Microsoft calls sensitive, and those of ways to sign in, as Entra's log
// spells them.
constexpr std::string_view kSensitive[] = {
    "accountenabled",      "telephonenumber",       "mobile",
    "othermail",           "sourceanchor",          "immutableid",
    "userprincipalname",   "strongauthentication*", "password*",
    "forcechangepassword*"};

// Of names with commas between them: "AccountEnabled, Mobile", as JSON in quotes too.
bool names_sensitive(std::string_view names) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    std::string_view one = trimmed(names.substr(0, end));
    while (!one.empty() && one.front() == '"') one.remove_prefix(1);
    while (!one.empty() && one.back() == '"') one.remove_suffix(1);
    if (std::ranges::any_of(kSensitive, [&](std::string_view pattern) {
          return matches_pattern(lower(one), pattern);
        }))
      return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

}  // namespace

bool depends_on_administrator(const AskedEvent& event) {
  const bool guarded = std::ranges::any_of(role_needs(), [&](const RoleNeed& need) {
    return need.guards_administrators && need.is_of(event.operation);
  });
  return guarded && (event.operation != "update user" || event.changed.empty() ||
                     names_sensitive(event.changed));
}

}  // namespace aobo::sim
