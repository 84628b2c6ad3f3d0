#include "simulator/generate/readme.h"

#include <fmt/format.h>

namespace aobo::sim {
namespace {

std::string counted(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
  return text.empty() ? "none" : text;
}

}  // namespace

void Readme::tell(const Action& action) {
  if (action.story.empty() || ++shown_ > kShownActions) return;
  stories_[action.story].push_back(in_words(world_, action));
}

void Readme::count(const Truth& truth) {
  ++families_[truth.family];
  ++answers_[std::string(name(truth.knowable.answer))];
  ++ways_[truth.way];
}

std::string Readme::text(const Generated& made) const {
  std::string text = fmt::format(
      "# A synthetic world\n\nNothing here is real: people, companies, ids and addresses are "
      "invented. Made by\n\n```\n{}\n```\n\n"
      "{} actions left {} records; {} more were lost on the way.\n\n- families: {}\n- ways in: "
      "{}\n- what can be known: {}\n- faults: {}\n",
      options_.command(), made.actions, made.records, made.lost, counted(families_), counted(ways_),
      counted(answers_), faults_.text());
  text += fmt::format("- variants: {}\n", world_.variants.text());
  text +=
      "\n`aobo.json` configures the plugin, `directory/` is what the partner's administrator "
      "exported, `logs/` holds a folder for each\n"
      "tenant, `truth.ndjson` (and `truth.pb`) says of each record who really acted and what can "
      "be known of it, `actions.ndjson`\n"
      "is what happened, a line each: take lines out and generate again with `--actions`.\n\n```\n"
      "aobo-sim replay --config aobo.json --only partner\naobo-sim judge .\n```\n\n## Who is "
      "who\n\n| person | partner | working hours (UTC) | here |\n|---|---|---|---|\n";
  for (const Person& person : world_.people) {
    const auto day = [&](TimeNs time) { return iso_time(time, 0, "").substr(0, 10); };
    const bool joins = person.employed.from > world_.options.start,
               leaves = person.employed.to < world_.options.end();
    text += fmt::format("| {} `{}` | {} | {} to {} | {}{} |\n", person.name, person.upn,
                        world_.partners[person.partner].name, person.works_from, person.works_to,
                        joins ? "from " + day(person.employed.from) + " " : "",
                        leaves ? "until " + day(person.employed.to) : "");
  }
  text += "\n## What happened\n";
  if (stories_.empty()) text += "\nOrdinary days.\n";
  for (const auto& [name, lines] : stories_) {
    const Story* story = find_story(name);
    text += fmt::format("\n### {}\n\n{}\n\n", name,
                        story == nullptr ? std::string_view() : story->text);
    for (const std::string& line : lines) text += "- " + line + "\n";
  }
  if (shown_ > kShownActions)
    text += fmt::format("\nand {} actions more.\n", shown_ - kShownActions);
  return text;
}

}  // namespace aobo::sim
