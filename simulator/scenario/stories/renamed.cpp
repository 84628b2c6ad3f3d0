// renamed: The export knows only today's name, the partner's own log knows when it changed.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void prepare(World& world) {
  Person& person = world.people[chosen(world, "renamed")];
  person.former_upns.push_back({person.upn, world.options.start + 2 * kDayNs + 8 * kHourNs});
  person.upn = "married." + person.upn;
}

void tell(StoryBuilder& t) {
  const PersonIx who = t.person("renamed");
  const CustomerIx customer = t.customer_with(Tie::kDap);
  if (customer == kNoIndex) return;
  const std::string session = t.sign_in(t.at(0, 11, 0), who, Way::kDap, customer);
  t.by(t.at(0, 11, 5), who, Way::kDap, customer, "update-user").to("user:2").in(session);
  const Person& person = t.world().people[who];
  const TimeNs renamed =
      person.former_upns.empty() ? t.at(2, 8, 0) : person.former_upns.front().until;
  t.act(renamed, {WhoKind::kPerson, t.technician(0)}, Way::kHome, {true, 0}, "update-user")
      .to("person:" + person.upn)
      .with("renamed-to", person.upn);
  const std::string later = t.sign_in(t.at(4, 11, 0), who, Way::kDap, customer);
  t.by(t.at(4, 11, 5), who, Way::kDap, customer, "update-user").to("user:2").in(later);
}

}  // namespace

const Story renamed{"renamed",
                    "A technician marries and is renamed; deeds from before bear the old name.", "",
                    prepare, tell};

}  // namespace aobo::sim::story
