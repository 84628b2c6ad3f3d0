// The words that Azure shows people, where an export has them in place of its own. Operations by
// their names, "List Storage Account Keys", as the portal writes the activity log to CSV: known are
// those that operation sets and rules speak of and whose name Microsoft publishes (resource
// providers' operations, `display.operation`); a portal in another language shows other names. And
// how something ended, in the language of whoever ran Get-AzActivityLog.
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
