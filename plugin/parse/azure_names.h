// The names that Azure shows people for operations, "List Storage Account Keys", where an export
// has them in place of the operations: the activity log as the portal writes it to CSV. Known are
// those that operation sets and rules speak of and whose name Microsoft publishes (resource
// providers' operations, `display.operation`). A portal in another language shows other names.
#pragma once

#include <string_view>

namespace aobo {

// The operation of a name in lower case; empty where it is not known.
std::string_view azure_operation_shown_as(std::string_view name);

}  // namespace aobo
