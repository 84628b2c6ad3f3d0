// private-address: Everybody comes from 127.0.0.1, and an id of zeros is nobody's.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.shared_customer(1);
  if (customer == kNoIndex) return;
  const PersonIx one = story.technician(0), other = story.technician(3);
  std::uint32_t day = 0;
  for (const char* address : {"127.0.0.1", "10.0.0.5"}) {
    const TimeNs time = story.at(2, 13 + day++, 20);
    story.by(time, one, Way::kHome, kNoIndex, "sign-in").from(address);
    story.by(time + 20 * kMinuteNs, other, Way::kShared, customer, "sign-in")
        .from(address)
        .wrong("person");
  }
  const CustomerIx entered = story.customer_with(Tie::kGdap, 4);
  if (entered == kNoIndex) return;
  story.by(story.at(2, 15, 0), one, Way::kGdap, entered, "sign-in")
      .in("empty id 1")
      .with("uti", "zero");
  story.by(story.at(2, 15, 5), other, Way::kGdap, entered, "graph-list-users")
      .in("empty id 2")
      .with("uti", "zero")
      .wrong("person");
}

}  // namespace

const Story private_address{
    "private-address",
    "A shared account is used from a private address from which a technician has signed in "
    "elsewhere, and two tokens have an id of zeros.",
    "private-address", nullptr, tell};

}  // namespace aobo::sim::story
