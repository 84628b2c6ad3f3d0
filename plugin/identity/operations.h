// Which operation of Partner Center appears as which operation in the customer's own logs.
// Sources: Partner Center's page "auditing-resources" and the Entra page
// "reference-audit-activities".
#pragma once

#include <string_view>

namespace aobo {

// The Partner Center operation that causes the given (normalised) operation in a customer's Entra
// audit log; empty where there is none.
std::string_view partner_center_operation_of(std::string_view operation);

}  // namespace aobo
