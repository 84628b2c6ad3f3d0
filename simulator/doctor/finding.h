// Finding: something that the directory or the logs lack, what answers that costs, and what to do.
#pragma once

#include <string>

namespace aobo::sim {

struct Finding {
  std::string what;    // a sentence
  std::string cost;    // what cannot be answered for the want of it
  std::string advice;  // what to do
};

}  // namespace aobo::sim
