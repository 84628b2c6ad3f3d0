#include "simulator/cli/world_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/random/stream.h"

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

// A number that makes a world, and between what a sweep draws it: small, for there are many worlds.
struct Size {
  const char* name;
  std::uint32_t WorldArguments::*number;
  std::uint32_t unset;
  std::int64_t least_drawn, most_drawn;
  const char* text;
};
constexpr Size kSizes[] = {
    {"customers", &WorldArguments::customers, 25, 1, 24, "customers of the partner"},
    {"people", &WorldArguments::people, 12, 6, 16, "people of the partner, at least 6"},
    {"days", &WorldArguments::days, 7, 1, 6, "how many days it lasts"},
    {"activity", &WorldArguments::activity, 40, 0, 16,
     "about how many records of its own a customer has on an ordinary day"},
};
// Of so many seeds one has a world that lasts longer: what needs a week to be learned is seen there
// alone.
constexpr std::uint64_t kLongOneIn = 8;
constexpr std::int64_t kLongLeast = 8, kLongMost = 10;
constexpr const char* kDrawnStories = "all";
constexpr const char* kDrawnFaults = "swarm";
constexpr std::string_view kAllDrawn = "drawn";  // of variants: by the seed, documented or not

}  // namespace

void WorldArguments::describe(po::options_description& options, bool drawn) {
  draws_all = drawn;
  if (!drawn)
    options.add_options()("seed", po::value(&seed)->value_name("N")->default_value(1),
                          "what the world is drawn from: the same seed and options give the same "
                          "bytes");
  for (const Size& size : kSizes) {
    const bool length = size.number == &WorldArguments::days;
    const std::string unset =
        drawn ? fmt::format("drawn, {} to {}{}", size.least_drawn, size.most_drawn,
                            length ? fmt::format(", at times {} to {}", kLongLeast, kLongMost) : "")
              : std::to_string(size.unset);
    options.add_options()(
        size.name,
        po::value(&(this->*size.number))->value_name("N")->default_value(size.unset, unset),
        size.text);
  }
  options.add_options()("start", po::value(&start)->value_name("DATE")->default_value("2026-03-02"),
                        "the first day")(
      "story",
      po::value(&stories)->value_name("STORIES")->default_value(drawn ? kDrawnStories : "none"),
      "stories to tell, separated by commas; all, none; generate --list-stories explains them")(
      "stories-only", po::bool_switch(&stories_only), "no ordinary days around the stories")(
      "faults",
      po::value(&faults)->value_name("FAULTS")->default_value(drawn ? kDrawnFaults : "none"),
      "faults of the logs, separated by commas; none, all, swarm (each on or off by the seed); "
      "generate --list-faults explains them")(
      "variant", po::value(&variants)->value_name("NAME=VALUE")->composing(),
      drawn ? "how a log looks, documented or not; generate --list-variants explains them"
            : "how a log looks where Microsoft's documents leave it open, or otherwise than they "
              "have it; generate --list-variants explains them; drawn: all by the seed");
}

void WorldArguments::draw_sizes(const po::variables_map& given) {
  Stream draw(seed, "sizes of a sweep");
  for (const Size& size : kSizes) {
    const auto drawn = static_cast<std::uint32_t>(draw.between(size.least_drawn, size.most_drawn));
    if (given[size.name].defaulted()) this->*size.number = drawn;
  }
  Stream length(seed, "length of a sweep's world");
  if (given["days"].defaulted() && length.chance(1, kLongOneIn))
    days = static_cast<std::uint32_t>(length.between(kLongLeast, kLongMost));
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
  const bool by_seed = draws_all || std::ranges::count(variants, kAllDrawn) > 0;
  Variants all = by_seed ? Variants::drawn(seed) : Variants::usual(seed);
  for (const std::string& assignment : variants) {
    if (assignment == kAllDrawn) continue;
    if (auto error = all.set(assignment)) return Error{"--variant: " + error->message};
  }
  options.world.variants = all;
  if (const auto on = Faults::chosen(faults, options.world); !on)
    return Error{"--faults: " + on.error().message};
  options.faults = faults;
  options.ordinary_days = !stories_only;
  return options;
}

}  // namespace aobo::sim
