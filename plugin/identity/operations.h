// Which operation of Partner Center appears as which operation in the customer's own logs.
// Sources: Partner Center's page "auditing-resources" and the Entra page
// "reference-audit-activities".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/case/case.h"
#include "plugin/identity/evidence/topic.h"

namespace aobo {

// The Partner Center operation that causes the given (normalised) operation in a customer's Entra
// audit log; empty where there is none.
std::string_view partner_center_operation_of(std::string_view operation);

// Whether the customer's log shows something that may have been done in Partner Center, and not who
// did it.
bool may_be_of_partner_center(const Case& the_case);

// What was done to whom at which customer, as Partner Center calls it; and that, as a topic, in one
// span of time.
std::string deed_key(const Guid& customer, std::string_view operation, std::string_view target);
TopicId deed_topic(std::string_view key, std::int64_t span);

}  // namespace aobo
