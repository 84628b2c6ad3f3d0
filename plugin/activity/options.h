// When two records tell one activity, key "activity" of the configuration; docs/identity.md says
// what an activity is in each family.
#pragma once

#include <cstddef>

#include "plugin/base/limits.h"
#include "plugin/base/memory.h"
#include "plugin/base/time.h"

namespace aobo {

struct ActivityOptions {
  // How far apart records may lie that share no id: the logs write one moment with other delays.
  TimeNs window = 3 * kSecondNs;
  // How long after its first record an activity may be told of once more.
  TimeNs kept = kDayNs;
  // Activities remembered; the oldest goes first.
  std::size_t entries = limits::kActivities;
  Account* account = nullptr;  // whose bytes they are
};

}  // namespace aobo
