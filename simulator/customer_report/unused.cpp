#include "simulator/customer_report/unused.h"

#include <algorithm>
#include <set>

#include "simulator/customer_report/roles.h"

namespace aobo::sim {

bool was_used(const RightFacts& right, const CustomerFacts& facts) {
  if (right.type != "dap") return right.records > 0;
  return std::ranges::any_of(facts.rights, [&](const auto& other) {
    const RightFacts& one = other.second;
    return one.type == "dap" && one.partner_id == right.partner_id && one.records > 0;
  });
}

UnusedRoles unused_roles(const RightFacts& right, const CustomerFacts& facts) {
  std::set<std::string> done;
  for (const PersonFacts& person : facts.people) {
    if (person.partner_id != right.partner_id) continue;
    for (const Deed& deed : person.done) done.insert(deed.operation);
    for (const Deed& deed : person.done_outside) done.insert(deed.operation);
  }
  UnusedRoles found;
  for (const std::string& role : right.roles) {
    const RoleUse use = facts.has_no_record()     ? RoleUse::kUnclear
                        : !was_used(right, facts) ? RoleUse::kUnused
                                                  : use_of_role(role, done);
    if (use == RoleUse::kUnused) found.spare.push_back(shown_role(role));
    if (use == RoleUse::kUnclear) found.unclear.push_back(shown_role(role));
  }
  return found;
}

}  // namespace aobo::sim
