// What the plugin says of itself to hosts.
#pragma once

namespace aobo {

inline constexpr char kName[] = "aobo";
inline constexpr char kVersion[] = AOBO_VERSION;  // the project's, of the top CMakeLists.txt
inline constexpr char kEventSource[] = "aobo";
// Where help is: what is installed with the plugin, README.md, SECURITY.md and CONTRIBUTING.md.
inline constexpr char kContact[] =
    "the documentation that is installed with aobo, in share/doc/aobo";
inline constexpr char kDescription[] =
    "Names the person behind delegated-admin actions in Microsoft 365, Entra and Azure audit logs";

// The lowest plugin API that has what is used: init's log function came with 3.3. Optional
// functions of later versions (set_config 3.4, get_metrics 3.6) are simply not called by older
// hosts.
inline constexpr char kRequiredApiVersion[] = "3.3.0";

}  // namespace aobo
