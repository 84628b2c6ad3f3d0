// device-tour: Management is code on every machine.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"create-device-script", "Update helper", {}},
    {"create-app", "Remote tool", {}},
    {"delete-device-policy", "Baseline", {}},
    {"delete-compliance-policy", "Compliance", {}},
    {"wipe-device", "laptop-7", {}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 7);
  if (customer != kNoIndex)
    story.tour(story.at(2, 16, 3), story.technician(4), Way::kGdap, customer, kSteps);
}

}  // namespace

const Story device_tour{
    "device-tour",
    "Scripts and applications are pushed to devices, policies deleted, devices wiped.",
    "devices-harmed", nullptr, tell};

}  // namespace aobo::sim::story
