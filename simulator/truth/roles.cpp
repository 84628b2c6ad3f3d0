#include "simulator/truth/roles.h"

#include <algorithm>

#include "plugin/base/published.h"
#include "simulator/truth/people.h"

namespace aobo::sim {
namespace {

// Records of one moment may be read in either order.
constexpr TimeNs kMoment = 2 * kSecondNs;

struct RoleOperation {
  std::string_view id;
  bool eligible, given;
};
constexpr RoleOperation kOperations[] = {{"add-role-member", false, true},
                                         {"remove-role-member", false, false},
                                         {"add-role-member-timebound", false, true},
                                         {"add-role-outside-pim", false, true},
                                         {"add-eligible-role-member", true, true}};

const RoleOperation* role_operation(const Action& action) {
  const auto* const found =
      std::find_if(std::begin(kOperations), std::end(kOperations),
                   [&](const RoleOperation& one) { return one.id == action.operation->id; });
  return found == std::end(kOperations) ? nullptr : found;
}

std::string shown(const Says& says, std::string_view field) {
  const auto at = says.find(field);
  return at == says.end() || at->second.size() != 1 ? std::string() : at->second.front();
}

// Where directory changes are written.
bool of_directory(Family family) {
  return family == Family::kEntraAudit || family == Family::kM365;
}
bool of_deeds(Family family) {
  return family != Family::kSignIn && family != Family::kVault && family != Family::kAccessWindow;
}

bool is_name(const std::string& text) { return text.find('@') != std::string::npos; }

}  // namespace

const Customer* Roles::exported_at(const Action& action) const {
  if (action.at.home) return nullptr;
  const Customer& customer = world_.customers[action.at.index];
  return customer.roles_exported ? &customer : nullptr;
}

// By the last word before, or else by the first one after.
bool Roles::last_word(const Asked& asked, const Change& of, bool& held) {
  const Change* before = nullptr;
  const Change* after = nullptr;
  const auto comes_later = [&](const Change& one, const Change& other) {
    return same_second(one.time, other.time) ? one.given == asked.given_last
                                             : one.time > other.time;
  };
  for (const Change& one : asked.known.changes) {
    if (one.role != of.role || one.eligible != of.eligible) continue;
    if (one.time <= asked.time && (before == nullptr || comes_later(one, *before))) before = &one;
    if (one.time > asked.time && (after == nullptr || !comes_later(one, *after))) after = &one;
  }
  if (before != nullptr) held = before->given;
  if (before == nullptr && after != nullptr) held = !after->given;
  return before != nullptr || after != nullptr;
}

bool Roles::holds(const Asked& asked) const {
  const RoleOperation* own = role_operation(asked.action);
  const auto is_own = [&](std::string_view role, bool eligible) {
    return own != nullptr && own->eligible == eligible && role == asked.action.detail("role");
  };
  const auto counts = [&](std::string_view role, bool eligible) {
    return is_privileged_role(role) && !is_own(role, eligible);
  };
  for (const Change& one : asked.known.changes) {
    bool held = false;
    if (counts(one.role, one.eligible) && last_word(asked, one, held) && held) return true;
  }
  const Customer* customer = exported_at(asked.action);
  if (customer == nullptr) return false;
  return std::any_of(customer->roles.begin(), customer->roles.end(), [&](const DirectoryRole& one) {
    if (asked.action.target != "user:" + std::to_string(one.user) ||
        !counts(one.role, one.eligible))
      return false;
    bool held = true;
    last_word(asked, {std::string(one.role), one.eligible, false, 0}, held);
    return held;
  });
}

std::vector<std::string> Roles::answers(const Asked& asked) const {
  if (holds(asked)) return {"true"};
  const Customer* customer = exported_at(asked.action);
  if (customer == nullptr || customer->group_has_role || !asked.user) return {""};
  const bool by_logs =
      std::any_of(asked.known.changes.begin(), asked.known.changes.end(),
                  [](const Change& change) { return is_privileged_role(change.role); });
  const bool open = groups_.contains(customer->tenant.text()) || !asked.by_id || by_logs;
  return open ? std::vector<std::string>{"", "false"} : std::vector<std::string>{"false"};
}

void Roles::say(const Sighting& sighting, Family family, Says& says) const {
  const Action& action = *sighting.action;
  const std::string operation = shown(says, "operation");
  if (!of_deeds(family) || operation.starts_with("userlogin") || operation == "userloggedin")
    return;
  if (!sighting.whole) return say_anything(says, "target.privileged");
  const std::string type = shown(says, "target.type");
  const bool itself = type != "Group" && type != "Role";
  const bool by_id = itself && !shown(says, "target.id").empty();
  const bool by_name = itself && is_name(shown(says, "target.name"));
  if (!by_id && !by_name) return;
  const std::string tenant = tenant_of(world_, action.at).text();
  static const Known kNothing;
  const auto found = known_.find({tenant, action.target});
  const Known& known = found == known_.end() ? kNothing : found->second;
  if (known.unsure) return say_anything(says, "target.privileged");
  std::set<std::string> all;
  for (const TimeNs time : {sighting.time, sighting.time - kMoment}) {
    for (const bool given_last : {false, true}) {
      const Asked asked{action, known, time, by_id, type == "User" || by_name, given_last};
      for (const std::string& one : answers(asked)) all.insert(one);
    }
  }
  if (known.passed && !by_id) all.insert("");
  say_one_of(says, "target.privileged", {all.begin(), all.end()});
}

void Roles::learn(const Sighting& sighting, Family family, const Says& says) {
  const Action& action = *sighting.action;
  if (!of_directory(family)) return;
  const std::string tenant = tenant_of(world_, action.at).text();
  const RoleOperation* row = role_operation(action);
  const bool names = action.operation->id == "add-user" || action.operation->id == "delete-user" ||
                     !action.detail("renamed-to").empty();
  if (row == nullptr && !names) return;
  if (shown(says, "target.type") == "Group") {
    if (row != nullptr && row->given) groups_.insert(tenant);
    return;
  }
  Known& known = known_[{tenant, action.target}];
  if (!sighting.whole) known.unsure = true;
  if (!action.detail("error").empty() || !sighting.whole) return;
  known.passed = known.passed || names;
  if (row != nullptr)
    known.changes.push_back({action.detail("role"), row->eligible, row->given, sighting.time});
}

}  // namespace aobo::sim
