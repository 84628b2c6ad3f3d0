// aobo-sim sweep: many worlds, one seed after another, each generated and judged; the first that
// fails is made as small as it gets.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <charconv>
#include <filesystem>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/world_options.h"
#include "simulator/shrink/shrink.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp =
    "aobo-sim sweep [OPTIONS] --seeds FROM-TO\n"
    "Generates and judges a world for every seed, in the order of the records' times and as files. "
    "At the first that fails it leaves out\n"
    "faults, actions and records as long as it still fails in the same class, tells the smallest "
    "as a story and writes it to DIR.\n\n"
    "Exit codes: those of aobo-sim judge.\n\n";

struct Seeds {
  std::uint64_t from = 0, to = 0;
};
std::optional<Seeds> read_seeds(const std::string& text) {
  Seeds seeds;
  const char* end = text.data() + text.size();
  auto at = std::from_chars(text.data(), end, seeds.from);
  seeds.to = seeds.from;
  if (at.ec == std::errc() && at.ptr != end && *at.ptr == '-')
    at = std::from_chars(at.ptr + 1, end, seeds.to);
  return at.ec == std::errc() && at.ptr == end && seeds.from <= seeds.to ? std::optional(seeds)
                                                                         : std::nullopt;
}

// The sizes of the seed's world, where the command line does not set them: small, for there will be
// many.
void draw_sizes(const po::variables_map& given, WorldArguments& world) {
  Stream draw(world.seed, "sizes of a sweep");
  const auto set = [&](const char* name, std::uint32_t& value, std::int64_t low,
                       std::int64_t high) {
    const auto drawn = static_cast<std::uint32_t>(draw.between(low, high));
    if (given[name].defaulted()) value = drawn;
  };
  set("customers", world.customers, 1, 24);
  set("people", world.people, 6, 16);
  set("days", world.days, 1, 6);
  set("activity", world.activity, 0, 16);
  if (given["story"].defaulted()) world.stories = "all";
  if (given["faults"].defaulted()) world.faults = "swarm";
}

Exit report(const GenerateOptions& options, Case failing, const CaseResult& result,
            const Library& plugin, const std::string& out) {
  std::cout << fmt::format(
                   "\nseed {} failed: {}\nto repeat it:\n  {} --out DIR\n  aobo-sim judge DIR\n",
                   options.world.seed, name(result.worst), options.command())
            << std::flush;
  Progress progress(true);
  const Case least = shrunk(
      std::move(failing), result.worst, plugin, out, [&](std::size_t tries, std::size_t actions) {
        progress.show(fmt::format("{} smaller worlds tried, {} actions left", tries, actions));
      });
  progress.end();
  const auto again = judge_case(least, plugin, out);
  if (!again) return fail(Exit::kFailed, again.error().message);
  std::cout << "\nThe smallest world that fails so, written to " << out << ", is made by\n  "
            << command_of(out) << " --out DIR\n"
            << told(least, *again) << std::flush;
  return exit_of(result.worst);
}

}  // namespace

Exit run_sweep(const std::vector<std::string>& arguments) {
  WorldArguments world;
  std::string seeds_text, plugin, out;
  po::options_description options("Options");
  options.add_options()("seeds", po::value(&seeds_text)->default_value("1-20"),
                        "a seed, or the first and the last")(
      "plugin", po::value(&plugin)->default_value(default_plugin(), "beside aobo-sim"),
      "the plugin to judge")(
      "out", po::value(&out)->default_value("aobo-smallest"),
      "the folder for the smallest world that fails; what is in it is removed")("help",
                                                                                "this text");
  po::options_description sizes("Options of the worlds; what is not given is drawn by each seed");
  world.describe(sizes);
  options.add(sizes);
  po::variables_map given;
  if (const auto done = read_arguments(arguments, {"sweep", kHelp, options, {}}, {}, given))
    return *done;
  const auto seeds = read_seeds(seeds_text);
  if (!seeds)
    return fail(Exit::kUsage,
                "sweep: --seeds must be like 7 or 1-20, found \"" + seeds_text + "\"");
  const auto library = Library::load(plugin);
  if (!library) return fail(Exit::kPlugin, library.error().message);
  if (!may_be_replaced(out))
    return fail(Exit::kOutput, out + ": not a folder of an earlier sweep; name another with --out");
  Progress progress(true);
  for (std::uint64_t seed = seeds->from; seed <= seeds->to; ++seed) {
    WorldArguments own = world;
    own.seed = seed;
    draw_sizes(given, own);
    const auto chosen = own.options();
    if (!chosen) return fail(Exit::kUsage, "sweep: " + chosen.error().message);
    progress.show(fmt::format("seed {} of {} to {}", seed, seeds->from, seeds->to));
    Case c = case_of(*chosen);
    const auto result = judge_case(c, **library, out);
    if (!result) return fail(Exit::kFailed, result.error().message + "; " + chosen->command());
    progress.end();
    std::cout << fmt::format("seed {}: {} actions, {}\n", seed, c.actions.size(),
                             result->worst == Verdict::kRight ? "right" : name(result->worst))
              << std::flush;
    if (result->worst != Verdict::kRight)
      return report(*chosen, std::move(c), *result, **library, out);
  }
  std::error_code ignored;
  std::filesystem::remove_all(out, ignored);
  return Exit::kOk;
}

}  // namespace aobo::sim
