// The version of aobo-sim, that of the project.
#pragma once

namespace aobo::sim {
inline constexpr char kVersion[] = AOBO_VERSION;
}  // namespace aobo::sim
