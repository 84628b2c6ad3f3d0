// shared-without-check-out: The password was written down somewhere. An address that only one
// person uses may hint at who.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer(1);
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(2);
  const std::string home = story.world().people[who].home_address;
  story.sign_in(story.at(1, 18, 30), who, Way::kHome, kNoIndex, home);
  const std::string session = story.sign_in(story.at(1, 20, 5), who, Way::kShared, customer, home);
  story.by(story.at(1, 20, 8), who, Way::kShared, customer, "add-role-member")
      .to("user:3")
      .in(session)
      .from(home)
      .with("role", "62e90394-69f5-4237-9190-012177145e10")
      .with("role-name", "Global Administrator")
      .wrong("person");
  const std::string other =
      story.sign_in(story.at(2, 3, 5), who, Way::kShared, customer, "192.0.2.90");
  story.by(story.at(2, 3, 9), who, Way::kShared, customer, "delete-user")
      .to("user:5")
      .in(other)
      .from("192.0.2.90")
      .wrong("person");
}

}  // namespace

const Story shared_without_check_out{"shared-without-check-out",
                                     "A shared account is used though nobody has its password out.",
                                     "shared-without-check-out", nullptr, tell};

}  // namespace aobo::sim::story
