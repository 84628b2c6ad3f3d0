// licence-fraud: Anyone with access to Partner Center can order.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(3);
  for (std::uint32_t i = 0; i < 5; ++i) {
    const CustomerIx customer = story.customer_with(Tie::kGdap, i);
    story.by(story.at(1, 17, 40 + i), who, Way::kHome, customer, "place-order")
        .with("set.Quantity", "250")
        .wrong("operation");
    story.by(story.at(1, 17, 50 + i), who, Way::kHome, customer, "change-subscription")
        .with("set.Quantity", "400")
        .wrong("operation");
  }
}

}  // namespace

const Story licence_fraud{"licence-fraud",
                          "Licences are ordered for customers that asked for none.",
                          "licence-fraud", nullptr, tell};

}  // namespace aobo::sim::story
