// role-to-itself: Created and privileged within minutes.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(2);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 7);
  const TimeNs time = story.at(1, 21, 14);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + 2 * kMinuteNs, who, Way::kGdap, customer, "add-user")
      .to("user:900")
      .in(session)
      .wrong("operation");
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "add-role-member")
      .to("user:900")
      .in(session)
      .with("role", "62e90394-69f5-4237-9190-012177145e10")
      .with("role-name", "Global Administrator")
      .wrong("operation")
      .expects("user_created_and_privileged");
  story.by(time + 50 * kMinuteNs, who, Way::kGdap, customer, "delete-user")
      .to("user:900")
      .in(session)
      .wrong("operation")
      .expects("created_and_deleted");
}

}  // namespace

const Story role_to_itself{"role-to-itself",
                           "A technician makes an account of the customer's, created a minute ago, "
                           "a global administrator.",
                           "role-to-itself", nullptr, tell};

}  // namespace aobo::sim::story
