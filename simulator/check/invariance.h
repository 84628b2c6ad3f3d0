// What must not change what alerts: the order in which files are named, that everything is
// delivered twice, what the customers are called.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "simulator/check/stage.h"

namespace aobo::sim {

struct InvarianceBreach {
  std::size_t rule = 0;
  std::string text;
};

// `fire` gives, rule by rule, the events of a scene for which it fires.
using Fire = std::function<std::vector<std::vector<std::size_t>>(const Scene& scene)>;
Result<std::vector<InvarianceBreach>> check_invariance(Stage& stage, const GenerateOptions& options,
                                                       const Fire& fire);

}  // namespace aobo::sim
