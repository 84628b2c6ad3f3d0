// wrong-operation: The right is there; the agreement is not.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(4);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 5);
  const TimeNs time = story.at(1, 11, 35);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer);
  story.by(time + 3 * kMinuteNs, who, Way::kGdap, customer, "add-role-member")
      .to("user:1")
      .in(session)
      .with("role", "62e90394-69f5-4237-9190-012177145e10")
      .with("role-name", "Global Administrator")
      .wrong("operation");
  story.by(time + 9 * kMinuteNs, who, Way::kGdap, customer, "graph-list-users")
      .in(session)
      .wrong("operation");
}

}  // namespace

const Story wrong_operation{"wrong-operation", "A helpdesk technician grants a directory role.",
                            "out-of-scope", nullptr, tell};

}  // namespace aobo::sim::story
