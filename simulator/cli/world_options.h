// The options that make a world, for every command that makes one.
#pragma once

#include <boost/program_options.hpp>
#include <string>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/generate/generator.h"

namespace aobo::sim {

struct WorldArguments {
  std::uint64_t seed = 1;
  std::uint32_t customers = 25, people = 12, days = 7, activity = 40;
  std::string start, stories, faults;
  bool draws_all = false;  // what is not given, variants too
  std::vector<std::string> variants;
  bool stories_only = false;

  // `drawn`: for many worlds, each of which draws from its own seed what is not given.
  void describe(boost::program_options::options_description& options, bool drawn);
  // Draws from the seed the sizes that the command line did not set.
  void draw_sizes(const boost::program_options::variables_map& given);
  // The error says which option is wrong, what was found and what was expected.
  Result<GenerateOptions> options() const;
};

}  // namespace aobo::sim
