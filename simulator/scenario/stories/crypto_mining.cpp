// crypto-mining: Whoever pays the bill is not whoever clicked.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kAobo, 1);
  if (customer == kNoIndex) return;
  const PersonIx who = story.technician(0);
  const TimeNs time = story.at(2, 22, 0);
  const std::string session = story.sign_in(time, who, Way::kAobo, customer, "192.0.2.72");
  story.by(time + kMinuteNs, who, Way::kAobo, customer, "raise-quota")
      .to("standardNCFamily")
      .in(session)
      .from("192.0.2.72")
      .wrong("operation");
  for (std::uint32_t i = 0; i < 12; ++i) {
    story.by(time + (3 + i) * kMinuteNs, who, Way::kAobo, customer, "write-vm")
        .to("worker-" + std::to_string(i))
        .in(session)
        .from("192.0.2.72")
        .wrong("operation");
  }
}

}  // namespace

const Story crypto_mining{
    "crypto-mining",
    "Quota is raised and many large machines appear in a customer's subscription, by AOBO.",
    "crypto-mining", nullptr, tell};

}  // namespace aobo::sim::story
