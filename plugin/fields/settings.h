// Settings: of the parameters and new values of a record those that decide what a deed means, for
// people: where mail goes, who may read, which permission:
//   ForwardTo "drop@mail.example", DeleteMessage "True"
#pragma once

#include <string>

#include "plugin/payload/event.pb.h"

namespace aobo {

// Empty where none of them is there.
std::string settings(const payload::Event& event);

}  // namespace aobo
