// What exports leave of an object or a list: PowerShell's ConvertTo-Json of what lies below its
// -Depth, its Export-Csv of each, Power Query of what was not expanded.
//   @{user=; app=}    System.Object[]    System.Collections.Hashtable
//   Microsoft.Graph.PowerShell.Models.MicrosoftGraphSignInStatus    [Record]    [List]
// Its values have lost their ends (they may hold "; " themselves), so that nothing is read out of
// it.
#pragma once

#include <string_view>

namespace aobo {

bool is_cut_object(std::string_view text);

}  // namespace aobo
