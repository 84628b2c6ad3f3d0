// aobo-removed: One person, one evening; each removal alone is what the documentation advises.
#include <algorithm>

#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

constexpr std::string_view kTakenAway = "taken away";

// Every second customer's, six at most: other stories need some that last.
void prepare(World& world) {
  const std::uint32_t day = std::min(3U, world.options.days - 1);
  TimeNs time = world.options.start + day * kDayNs + 23 * kHourNs;
  std::uint32_t found = 0;
  for (Relationship& r : world.relationships) {
    const bool lasts = r.tie == Tie::kAobo && r.partner == 0 && r.valid.to >= world.options.end();
    if (!lasts || ++found % 2 != 0 || found > 12) continue;
    r.valid.to = time;
    r.ended_by = kTakenAway;
    time += 4 * kMinuteNs;
  }
}

void tell(StoryBuilder& story) {
  for (const Relationship& r : story.world().relationships) {
    if (r.ended_by != kTakenAway) continue;
    auto deed = story.own_user(r.valid.to, 0, r.customer, "delete-role-assignment")
                    .to("AdminAgents")
                    .wrong("operation");
    deed.expects("aobo_removed");
    if (!story.tied(0, r.customer, Tie::kLighthouse)) deed.expects("credit_at_risk");
  }
}

}  // namespace

const Story aobo_removed{"aobo-removed",
                         "The foreign principal is removed from the subscriptions of many "
                         "customers, and credit with it.",
                         "aobo-removed", prepare, tell};

}  // namespace aobo::sim::story
