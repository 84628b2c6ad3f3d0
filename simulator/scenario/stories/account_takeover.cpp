// account-takeover: The helpdesk may do each of it, on a ticket.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

const Step kSteps[] = {
    {"create-pass", "user:21", {}},          {"register-security-info", "user:21", {}},
    {"delete-security-info", "user:21", {}}, {"disable-strong-auth", "user:21", {}},
    {"change-password", "user:21", {}},      {"read-bitlocker", "laptop-21", {}},
    {"read-laps", "laptop-21", {}},          {"register-device", "laptop-99", {}},
    {"dismiss-risk", "user:21", {}},
};

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap, 3);
  if (customer != kNoIndex)
    story.tour(story.at(2, 11, 3), story.technician(3), Way::kGdap, customer, kSteps);
}

}  // namespace

const Story account_takeover{
    "account-takeover",
    "An account of the customer's is taken over: a pass, a new factor, keys of its device.",
    "account-takeover", nullptr, tell};

}  // namespace aobo::sim::story
