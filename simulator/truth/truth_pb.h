// The truth as protobuf (truth.proto).
#pragma once

#include <string>

#include "simulator/truth/truth.h"

namespace aobo::sim {

// One message behind its length, as protobuf's delimited streams have them.
std::string delimited_truth(const Truth& truth);

}  // namespace aobo::sim
