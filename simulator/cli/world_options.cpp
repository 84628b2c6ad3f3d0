#include "simulator/cli/world_options.h"

#include <fmt/format.h>

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr std::uint32_t kMostCustomers = 20'000, kMostPeople = 20'000, kMostDays = 400,
                        kMostActivity = 100'000;

std::optional<Error> within(const char* name, std::uint32_t value, std::uint32_t least,
                            std::uint32_t most) {
  if (least <= value && value <= most) return std::nullopt;
  return Error{fmt::format("--{} must be from {} to {}, found {}", name, least, most, value)};
}

}  // namespace

void WorldArguments::describe(po::options_description& options) {
  options.add_options()(
      "seed", po::value(&seed)->default_value(1),
      "what the world is drawn from; the same seed and options give the same bytes")(
      "customers", po::value(&customers)->default_value(25), "customers of the partner")(
      "people", po::value(&people)->default_value(12), "people of the partner, at least 6")(
      "days", po::value(&days)->default_value(7), "how long it goes")(
      "start", po::value(&start)->default_value("2026-03-02"), "the first day")(
      "activity", po::value(&activity)->default_value(40),
      "records of a customer's own on an ordinary day, about")(
      "story", po::value(&stories)->default_value("none"),
      "stories, separated by commas; all, none; --list-stories explains them")(
      "stories-only", po::bool_switch(&stories_only), "no ordinary days around the stories")(
      "faults", po::value(&faults)->default_value("none"),
      "none, all, swarm (each by the seed on or off), or names; --list-faults")(
      "variant", po::value(&variants)->composing(),
      "NAME=VALUE where Microsoft's documents leave a log's look open; --list-variants");
}

Result<GenerateOptions> WorldArguments::options() const {
  for (const auto& error :
       {within("customers", customers, 1, kMostCustomers), within("people", people, 6, kMostPeople),
        within("days", days, 1, kMostDays), within("activity", activity, 0, kMostActivity)}) {
    if (error) return *error;
  }
  GenerateOptions options;
  options.world = {seed, customers, people, days, 0, activity, std::nullopt};
  const auto first = parse_date(start);
  if (!first)
    return Error{fmt::format("--start must be a date like 2026-03-02, found \"{}\"", start)};
  options.world.start = *first;
  const auto chosen = chosen_stories(stories);
  if (!chosen) return Error{"--story: " + chosen.error().message};
  options.stories = *chosen;
  if (!variants.empty()) {
    Variants all = Variants::drawn(seed);
    for (const std::string& assignment : variants) {
      if (auto error = all.set(assignment)) return Error{"--variant: " + error->message};
    }
    options.world.variants = all;
  }
  if (const auto on = Faults::chosen(faults, options.world); !on)
    return Error{"--faults: " + on.error().message};
  options.faults = faults;
  options.ordinary_days = !stories_only;
  return options;
}

}  // namespace aobo::sim
