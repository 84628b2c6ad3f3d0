// What PowerShell's ConvertTo-Json leaves of an object or a list that lies below its -Depth:
//   @{user=; app=}    System.Object[]    System.Collections.Hashtable
// Its values have lost their ends (they may hold "; " themselves), so that nothing is read out of
// it.
#pragma once

#include <string_view>

namespace aobo {

bool is_cut_object(std::string_view text);

}  // namespace aobo
