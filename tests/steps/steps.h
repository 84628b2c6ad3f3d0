// Steps of the code under test, which is compiled so that each stretch of it without a branch
// counts one.
#pragma once

#include <cstdint>

namespace aobo::test {

extern std::uint64_t steps;

}  // namespace aobo::test
