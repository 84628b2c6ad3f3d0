// legacy-entry: IMAP and a resource owner password.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(2);
  const CustomerIx customer = story.customer_with(Tie::kDap);
  if (customer == kNoIndex) return;
  story.by(story.at(2, 7, 3), who, Way::kDap, customer, "sign-in")
      .in("legacy-entry/1")
      .with("client", "IMAP4")
      .with("mfa", "single")
      .with("protocol", "ropc")
      .with("agent", "BAV2ROPC")
      .wrong("operation");
}

}  // namespace

const Story legacy_entry{
    "legacy-entry", "A partner's person signs in by an old protocol that knows no second factor.",
    "legacy-entry", nullptr, tell};

}  // namespace aobo::sim::story
