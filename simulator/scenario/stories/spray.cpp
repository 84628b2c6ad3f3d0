// spray: Every one fails; the names in the records are the tried ones, not the tryer's.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const auto staff = story.world().staff(0);
  for (std::uint32_t i = 0; i < staff.size(); ++i) {
    story.outsider(story.at(1, 4, 0) + i * 7 * kSecondNs, {true, 0},
                   "person:" + story.world().people[staff[i]].upn, 50126);
  }
  const CustomerIx customer = story.shared_customer();
  if (customer != kNoIndex) story.outsider(story.at(1, 4, 20), {false, customer}, "shared", 50126);
}

}  // namespace

const Story spray{"spray",
                  "Passwords are tried against the partner's people from one address, and against "
                  "shared accounts.",
                  "spray", nullptr, tell};

}  // namespace aobo::sim::story
