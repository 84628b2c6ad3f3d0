// silent-entry: Complained of for years: the entry itself leaves no trace but the sign-in.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  for (std::uint32_t i = 0; i < 3; ++i) {
    const PersonIx who = story.technician(i);
    const CustomerIx customer = story.customer_with(Tie::kGdap, i + 2);
    const TimeNs time = story.at(1 + i, 16, 20 * i);
    story.by(time, who, Way::kGdap, customer, "sign-in")
        .in("silent-entry/visit " + std::to_string(i))
        .wrong("operation");
  }
}

}  // namespace

const Story silent_entry{
    "silent-entry",
    "A technician enters a customer's tenant and does nothing that any log would show.",
    "silent-entry", nullptr, tell};

}  // namespace aobo::sim::story
