// Random conditions over the probe's fields: some that fit their types, some that need not, some
// with a letter changed.
#pragma once

#include <string>

#include "simulator/random/stream.h"

namespace aobo::test {

// Fields, operators and constants fit; every host of libsinsp 0.23 knows what is in it.
std::string well_typed(sim::Stream& draw);
// Anything with anything, or a condition that was right until a letter was taken out, put in or
// changed.
std::string ill_typed(sim::Stream& draw);

}  // namespace aobo::test
