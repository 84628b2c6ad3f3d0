// Small worlds for tests, in memory: their files, and their truth by the record.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "simulator/generate/generator.h"
#include "simulator/generate/world_writer.h"

namespace aobo::test {

inline sim::GenerateOptions small_world(std::uint64_t seed, const char* stories = "all",
                                        const char* faults = "none") {
  sim::GenerateOptions options;
  options.world = {seed, 8, 8, 3, *sim::parse_date("2026-03-02"), 6, std::nullopt};
  options.stories = *sim::chosen_stories(stories);
  options.faults = faults;
  return options;
}

struct Made {
  std::map<std::string, std::string> files;
  std::vector<sim::Truth> truths;
  std::uint64_t lost = 0;

  // The bytes of a record, by the truth's word.
  std::string bytes(const sim::Truth& truth) const {
    return files.at(truth.file).substr(truth.offset, truth.length);
  }
  // All records by their names.
  std::map<std::string, std::string> records() const {
    std::map<std::string, std::string> all;
    for (const sim::Truth& truth : truths) all[truth.record] = bytes(truth);
    return all;
  }
};

inline Made make(const sim::GenerateOptions& options, const std::vector<sim::Action>& actions) {
  Made made;
  const sim::World world = sim::make_world(options);
  const sim::Faults faults = *sim::Faults::chosen(options.faults, options.world);
  sim::MemoryFiles files;
  sim::WorldWriter scribe(world, faults, files,
                          [&](const sim::Truth& truth) { made.truths.push_back(truth); });
  for (const sim::Action& action : actions) {
    scribe.advance(action.time);
    scribe.act(action);
  }
  scribe.finish();
  sim::write_world_files(world, faults, files);
  made.files = files.all();
  made.lost = scribe.lost();
  return made;
}

inline Made make(const sim::GenerateOptions& options) {
  return make(options, sim::all_actions(options, sim::make_world(options)));
}

}  // namespace aobo::test
