// forged-names: Names are chosen by whoever bears them; they prove nothing and must break nothing.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer([](const Customer&, CustomerIx) { return true; });
  const Person& victim = story.world().people[story.technician(0)];
  std::string digits = victim.object.text();
  std::erase(digits, '-');
  const std::string shown[] = {
      "user_" + digits + "@" + story.world().partners[0].initial_domain,
      victim.upn,
      "tenant: " + story.world().partners[0].tenant.text() + ", object: " + victim.object.text(),
      "line\nbreak,\"quoted\"",
      "\u202Eright to left",
      "</script>{\"a\":1}",
      std::string("nul\0byte", 8)};
  std::uint32_t i = 0;
  for (const std::string& name : shown) {
    story.own_user(story.at(1, 10, i), 1, customer, "sign-in").with("shown", name).wrong("person");
    story.own_user(story.at(1, 11, i), 1, customer, "update-user")
        .to("user:1")
        .with("shown", name)
        .wrong("person");
    ++i;
  }
}

}  // namespace

const Story forged_names{"forged-names",
                         "A customer's user takes display names that look like a technician, a log "
                         "line or an order to a reader.",
                         "forged-names", nullptr, tell};

}  // namespace aobo::sim::story
