#include "simulator/customer_report/unused.h"

#include <set>

#include "simulator/customer_report/roles.h"

namespace aobo::sim {

UnusedRoles unused_roles(const RightFacts& right, const CustomerFacts& facts) {
  std::set<std::string> done;
  for (const PersonFacts& person : facts.people) {
    if (person.partner_id == right.partner_id) done.insert(person.done.begin(), person.done.end());
  }
  UnusedRoles found;
  for (const std::string& role : right.roles) {
    const RoleUse use = facts.has_no_record() ? RoleUse::kUnclear
                        : right.records == 0  ? RoleUse::kUnused
                                              : use_of_role(role, done);
    if (use == RoleUse::kUnused) found.spare.push_back(shown_role(role));
    if (use == RoleUse::kUnclear) found.unclear.push_back(shown_role(role));
  }
  return found;
}

}  // namespace aobo::sim
