// Worlds as "aobo-sim sweep" draws them.
#pragma once

#include "simulator/cli/world_options.h"

namespace aobo::test {

// The world that a sweep draws from the seed.
inline sim::GenerateOptions swept_world(std::uint64_t seed) {
  namespace po = boost::program_options;
  sim::WorldArguments drawn;
  po::options_description options;
  drawn.describe(options, true);
  po::variables_map given;
  po::store(po::command_line_parser(std::vector<std::string>()).options(options).run(), given);
  po::notify(given);
  drawn.seed = seed;
  drawn.draw_sizes(given);
  return *drawn.options();
}

}  // namespace aobo::test
