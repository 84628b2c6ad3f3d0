#include "simulator/generate/generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "simulator/generate/directory_writer.h"
#include "simulator/scenario/days.h"

namespace aobo::sim {

std::string GenerateOptions::command() const {
  std::string names;
  for (const Story* story : this->stories)
    names += fmt::format("{}{}", names.empty() ? "" : ",", story->name);
  if (this->stories.size() == sim::stories().size()) names = "all";
  std::string text = fmt::format(
      "aobo-sim generate --seed {} --customers {} --people {} --days {} --start {} --activity {} "
      "--story {} --faults {}",
      world.seed, world.customers, world.people, world.days,
      iso_time(world.start, 0, "").substr(0, 10), world.activity, names.empty() ? "none" : names,
      faults);
  if (!ordinary_days) text += " --stories-only";
  // Those that are not what the command takes by itself.
  const Variants usual = Variants::usual(world.seed);
  const Variants chosen = world.variants ? *world.variants : Variants::drawn(world.seed);
  for (const VariantRow& row : variant_rows()) {
    if (chosen[row.variant] != usual[row.variant])
      text += fmt::format(" --variant {}={}", row.name, row.values[chosen[row.variant]]);
  }
  return text;
}

Result<std::vector<const Story*>> chosen_stories(std::string_view text) {
  std::vector<const Story*> chosen;
  if (text == "none") return chosen;
  if (text == "all") return std::vector<const Story*>(stories().begin(), stories().end());
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string_view name = text.substr(at, end - at);
    const Story* story = find_story(name);
    if (story == nullptr) {
      return Error{fmt::format(
          "there is no story \"{}\"; \"aobo-sim generate --list-stories\" explains all of them",
          name)};
    }
    if (std::find(chosen.begin(), chosen.end(), story) == chosen.end()) chosen.push_back(story);
    at = end + 1;
  }
  return chosen;
}

World make_world(const GenerateOptions& options) {
  World world = World::make(options.world);
  for (const Story* story : options.stories) {
    if (story->prepare != nullptr) story->prepare(world);
  }
  // Whoever left before joining a group never joined it.
  for (Group& group : world.groups)
    std::erase_if(group.members, [](const Membership& m) { return m.held.from >= m.held.to; });
  return world;
}

void each_action(const GenerateOptions& options, const World& world, const EachAction& each,
                 const std::function<void(std::uint32_t)>& each_hour) {
  std::vector<Action> of_stories;
  for (const Story* story : options.stories) {
    auto actions = actions_of(world, *story);
    std::move(actions.begin(), actions.end(), std::back_inserter(of_stories));
  }
  const auto earlier = [](const Action& a, const Action& b) { return a.time < b.time; };
  std::stable_sort(of_stories.begin(), of_stories.end(), earlier);
  Days days(world);
  std::size_t at = 0;
  for (std::uint32_t hour = 0; hour < world.options.days * 24; ++hour) {
    const TimeNs end = world.options.start + (hour + 1) * kHourNs;
    std::vector<Action> now;
    if (options.ordinary_days) now = days.hour(hour);
    const bool last = hour + 1 == world.options.days * 24;
    for (; at < of_stories.size() && (of_stories[at].time < end || last); ++at)
      now.push_back(of_stories[at]);
    std::stable_sort(now.begin(), now.end(), earlier);
    for (const Action& action : now) each(action);
    if (each_hour) each_hour(hour + 1);
  }
}

std::vector<Action> all_actions(const GenerateOptions& options, const World& world) {
  std::vector<Action> all;
  each_action(options, world, [&](const Action& action) { all.push_back(action); });
  return all;
}

void write_world_files(const World& world, const Faults& faults, Files& files) {
  write_directory(world, faults.exported_at(), files);
  files.append("aobo.json", plugin_config(world, faults.runs()));
}

}  // namespace aobo::sim
