// shared-without-check-out: The password was written down somewhere. An address that only one
// person uses may hint at who.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx customer = t.shared_customer(1);
  if (customer == kNoIndex) return;
  const PersonIx who = t.technician(2);
  const std::string home = t.world().people[who].home_address;
  t.sign_in(t.at(1, 18, 30), who, Way::kHome, kNoIndex, home);
  const std::string session = t.sign_in(t.at(1, 20, 5), who, Way::kShared, customer, home);
  t.by(t.at(1, 20, 8), who, Way::kShared, customer, "add-role-member")
      .to("user:3")
      .in(session)
      .from(home)
      .with("role", "62e90394-69f5-4237-9190-012177145e10")
      .with("role-name", "Global Administrator")
      .wrong("person");
  const std::string other = t.sign_in(t.at(2, 3, 5), who, Way::kShared, customer, "192.0.2.90");
  t.by(t.at(2, 3, 9), who, Way::kShared, customer, "delete-user")
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
