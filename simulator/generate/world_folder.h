// World folder: all of a generated world on disk, as a user opens it: aobo.json, directory/, logs/,
// truth.ndjson, truth.pb, actions.ndjson and a README of what happened.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulator/generate/generator.h"
#include "simulator/generate/world_writer.h"

namespace aobo::sim {

struct FolderOptions {
  bool keep_actions = true;
  // Told how many hours of how many are done, and how many records and bytes that made.
  std::function<void(std::uint32_t hours, std::uint64_t records, std::uint64_t bytes)> progress;
  std::set<std::string> left_out;  // records that are not written, by their names in the truth
};

struct FolderResult {
  Generated made;
  std::uint64_t bytes = 0;
};

// Into `dir`, which must not hold anything. With `actions` those, in place of the days and the
// stories.
Result<FolderResult> write_world(const GenerateOptions& options, const std::vector<Action>* actions,
                                 const std::string& dir, const FolderOptions& folder);

// How the world in `dir` was made, from its world.json: a command line without --out. Empty where
// it does not say.
std::string command_of(const std::string& dir);

// The lines of an actions.ndjson. The error names file, line and part.
Result<std::vector<Action>> read_actions(const World& world, const std::string& path);

}  // namespace aobo::sim
