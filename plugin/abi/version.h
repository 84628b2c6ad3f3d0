// What the plugin says of itself to hosts.
#pragma once

#include <cstdint>

namespace aobo {

inline constexpr char kName[] = "aobo";
inline constexpr char kVersion[] = AOBO_VERSION;  // the project's, of the top CMakeLists.txt
inline constexpr char kEventSource[] = "aobo";
inline constexpr char kContact[] = "github.com/aobo-project/aobo";
inline constexpr char kDescription[] =
    "Names the person behind delegated-admin actions in Microsoft 365, Entra and Azure audit logs";

// The lowest plugin API that has what is used: init's log function came with 3.3. Optional
// functions of later versions (set_config 3.4, get_metrics 3.6) are simply not called by older
// hosts.
inline constexpr char kRequiredApiVersion[] = "3.3.0";

// In the range for unregistered plugins (1073741824 and up): the letters "aobo".
inline constexpr std::uint32_t kPluginId = 0x616f626f;

}  // namespace aobo
