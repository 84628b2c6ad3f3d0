// Judge: replays a generated world's files through a plugin and holds every answer against the
// truth: what was told at once against what could be known then, and what was told in the end
// against what all records tell.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "plugin/base/result.h"
#include "simulator/host/library.h"
#include "simulator/judge/mutate.h"
#include "simulator/judge/tally.h"

namespace aobo::sim {

struct JudgeOptions {
  std::function<void(std::uint64_t events)> progress;
  Sample* sample = nullptr;  // keeps some of the answers that are right
};

// Calls back for each line of dir/truth.ndjson, with the byte at which the line begins; stops at
// the first error.
using EachTruth = std::function<std::optional<Error>(const Truth& truth, std::uint64_t line_at)>;
std::optional<Error> each_truth(const std::string& dir, const EachTruth& each);

struct Judgement {
  Tally tally;
  DerivedJudge derived;
};
// The error is one of the plugin or of reading the world, not of judging.
Result<Judgement> judge_whole(const std::string& dir, const Library& plugin,
                              const JudgeOptions& options);
Result<Tally> judge_world(const std::string& dir, const Library& plugin,
                          const JudgeOptions& options);

}  // namespace aobo::sim
