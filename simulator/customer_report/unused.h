// Roles of a right that nothing done could have rested on.
#pragma once

#include <string>
#include <vector>

#include "simulator/customer_report/facts.h"

namespace aobo::sim {

struct UnusedRoles {
  std::vector<std::string> spare, unclear;  // by name; unclear: nobody can say
};
// By what all people of the right's partner did at the customer: which of a relationship's roles
// a record rested on no log tells. Where no log has a record of the customer all is unclear.
UnusedRoles unused_roles(const RightFacts& right, const CustomerFacts& facts);

// Whether somebody acted by it. Unlimited access that ended and was given again is one, as all that
// a partner has of it at a customer is.
bool was_used(const RightFacts& right, const CustomerFacts& facts);

}  // namespace aobo::sim
