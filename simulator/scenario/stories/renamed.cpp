// renamed: The export knows only today's name, the partner's own log knows when it changed.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void prepare(World& world) {
  Person& person = world.people[chosen(world, "renamed")];
  person.former_upns.push_back({person.upn, world.options.start + 2 * kDayNs + 8 * kHourNs});
  person.upn = "married." + person.upn;
}

void tell(StoryBuilder& story) {
  const PersonIx who = story.person("renamed");
  const CustomerIx customer = story.customer_with(Tie::kDap);
  if (customer == kNoIndex) return;
  const std::string session = story.sign_in(story.at(0, 11, 0), who, Way::kDap, customer);
  story.by(story.at(0, 11, 5), who, Way::kDap, customer, "update-user").to("user:2").in(session);
  const Person& person = story.world().people[who];
  const TimeNs renamed =
      person.former_upns.empty() ? story.at(2, 8, 0) : person.former_upns.front().until;
  story.act(renamed, {WhoKind::kPerson, story.technician(0)}, Way::kHome, {true, 0}, "update-user")
      .to("person:" + person.upn)
      .with("renamed-to", person.upn);
  const std::string later = story.sign_in(story.at(4, 11, 0), who, Way::kDap, customer);
  story.by(story.at(4, 11, 5), who, Way::kDap, customer, "update-user").to("user:2").in(later);
}

}  // namespace

const Story renamed{"renamed",
                    "A technician marries and is renamed; deeds from before bear the old name.", "",
                    prepare, tell};

}  // namespace aobo::sim::story
