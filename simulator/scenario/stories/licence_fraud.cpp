// licence-fraud: Anyone with access to Partner Center can order.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const PersonIx who = t.technician(3);
  for (std::uint32_t i = 0; i < 5; ++i) {
    const CustomerIx customer = t.customer_with(Tie::kGdap, i);
    t.by(t.at(1, 17, 40 + i), who, Way::kHome, customer, "place-order")
        .with("set.Quantity", "250")
        .wrong("operation");
    t.by(t.at(1, 17, 50 + i), who, Way::kHome, customer, "change-subscription")
        .with("set.Quantity", "400")
        .wrong("operation");
  }
}

}  // namespace

const Story licence_fraud{"licence-fraud",
                          "Licences are ordered for customers that asked for none.",
                          "licence-fraud", nullptr, tell};

}  // namespace aobo::sim::story
