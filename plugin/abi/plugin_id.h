// The numbers by which hosts tell whose events a capture holds (docs/decisions/0014).
#pragma once

#include <cstdint>

namespace aobo {

// Of the range for registered plugins. The only place that says it.
inline constexpr std::uint32_t kPluginId = 29;

// Of the range for plugins without a registered number: the letters "aobo". Captures made before
// the first release hold it; libaobo-private-id.so (private_id.cpp) lets them be read.
inline constexpr std::uint32_t kPrivatePluginId = 0x616f626f;

}  // namespace aobo
