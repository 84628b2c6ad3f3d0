// The names that Azure shows people for operations, "List Storage Account Keys", where an export
// has them in place of the operations: the activity log as the portal writes it to CSV. Known are
// those that operation sets and rules speak of and whose name Microsoft publishes (resource
// providers' operations, `display.operation`). A portal in another language shows other names.
#pragma once

#include <string_view>

#include "plugin/event/record.h"

namespace aobo {

// The operation of a name in lower case; empty where it is not known.
std::string_view azure_operation_shown_as(std::string_view name);

// The category of what somebody did.
inline constexpr std::string_view kAzureAdministrative = "Administrative";
// Get-AzActivityLog shows all but the action in its reader's language. A word that is not known
// says nothing of how it ended.
void read_azure_words(Record& record);

}  // namespace aobo
