// The floor that the benchmark is held against: simdjson's on-demand reading of every key and
// value. In a file of its own, because it is compiled for the processor at hand, as simdjson's
// documents advise for on-demand.
#pragma once

#include <simdjson.h>

#include <cstddef>

namespace aobo::bench {

// Bytes of all keys and strings, and a bit for every other value, so that nothing can be left out.
std::size_t traverse(const simdjson::padded_string& json);

}  // namespace aobo::bench
