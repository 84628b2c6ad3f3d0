// code-of-a-device: somebody shows codes that sign a machine of theirs in, and technicians type
// them in: the session bears the second factor of the one who typed.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

constexpr const char* kPhisher = "192.0.2.71";

void tell(StoryBuilder& story) {
  for (std::uint32_t i = 0; i < 4; ++i) {
    const TimeNs time = story.at(2, 9, 20 + 3 * i);
    const PersonIx victim = story.technician(i);
    const CustomerIx customer = story.customer_with(Tie::kGdap, i);
    if (customer == kNoIndex) return;
    story.by(time, victim, Way::kGdap, customer, "sign-in")
        .in("code-of-a-device/" + std::to_string(i))
        .from(kPhisher)
        .with("protocol", "deviceCode")
        .wrong("person");
  }
}

}  // namespace

const Story code_of_a_device{
    "code-of-a-device",
    "Technicians type the codes that a phisher shows them, and sign in the phisher's machine.",
    "code-of-a-device", nullptr, tell};

}  // namespace aobo::sim::story
