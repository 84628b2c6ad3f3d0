// shared-desk: Whoever came from an address last is not who comes from it next.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

constexpr const char* kDesk = "203.0.113.201";

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer(2);
  if (customer == kNoIndex || story.world().options.days < 2) return;
  const PersonIx first = story.technician(1), last = story.technician(2);
  story.by(story.at(0, 9, 10), first, Way::kHome, kNoIndex, "sign-in")
      .from(kDesk)
      .in("first at the desk");
  story.by(story.at(1, 18, 10), last, Way::kHome, kNoIndex, "sign-in")
      .from(kDesk)
      .in("last at the desk");
  const std::string session =
      story.sign_in(story.at(1, 22, 30), first, Way::kShared, customer, kDesk);
  story.by(story.at(1, 22, 34), first, Way::kShared, customer, "delete-user")
      .to("user:4")
      .in(session)
      .from(kDesk)
      .wrong("person");
}

}  // namespace

const Story shared_desk{"shared-desk",
                        "A shared account is used from a desk at which two technicians were seen, "
                        "and not by the one who was there last.",
                        "shared-desk", nullptr, tell};

}  // namespace aobo::sim::story
