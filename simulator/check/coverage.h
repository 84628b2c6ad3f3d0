// Coverage: of each field, for how many in a hundred events of each family it has a value in a
// sample world: what a rule author can count on.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/host/library.h"

namespace aobo::sim {

struct Coverage {
  std::map<std::string, std::uint64_t> events;  // of each family
  std::map<std::string, std::map<std::string, std::uint64_t>>
      values;  // field, family: events in which it has one
};

// Generates the sample world (always the same) into `scratch`, replays it, and removes it.
Result<Coverage> sample_coverage(const Library& library, const std::string& scratch);
std::string coverage_text(const Coverage& coverage, const std::vector<std::string>& fields);

}  // namespace aobo::sim
