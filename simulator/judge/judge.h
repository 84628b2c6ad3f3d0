// Judge: replays a generated world through a plugin and holds every answer against the truth.
#pragma once

#include <functional>
#include <string>

#include "plugin/base/result.h"
#include "simulator/host/library.h"
#include "simulator/judge/tally.h"

namespace aobo::sim {

struct JudgeOptions {
  // The world's files as they lie there, folder by folder, in place of one record after another in the order of their times:
  // shows faults of framing and of offsets. Missed names are not judged then, for evidence counts from when it is read.
  bool as_files = false;
  std::function<void(std::uint64_t records)> progress;
};

// The error is one of the plugin or of reading the world, not of judging.
Result<Tally> judge_world(const std::string& dir, const Library& plugin, const JudgeOptions& options);

}  // namespace aobo::sim
