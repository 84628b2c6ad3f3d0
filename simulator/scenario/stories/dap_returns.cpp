// dap-returns: With DAP the whole partner is Global Administrator again.
#include <algorithm>

#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void prepare(World& world) {
  for (Relationship& r : world.relationships) {
    if (r.tie == Tie::kDap && r.partner == 0 && r.valid.to < world.options.end())
      r.ended_by = "terminated";
  }
}

void tell(StoryBuilder& t) {
  const PersonIx who = t.technician(0);
  const TimeNs time = t.at(t.world().options.days - 1, 10, 40);
  const auto lost_dap = [&](const Customer&, CustomerIx i) {
    const auto ties = t.world().ties_of(i);
    return std::any_of(ties.begin(), ties.end(), [&](const Relationship& r) {
      return r.tie == Tie::kDap && r.partner == 0 && r.valid.to <= time &&
             time < r.valid.to + 30 * kDayNs;
    });
  };
  CustomerIx customer = t.customer(lost_dap);
  const bool was_there = customer != kNoIndex;
  if (!was_there) customer = t.customer_with(Tie::kGdap, 4);
  auto told = t.by(time, who, Way::kHome, customer, "approve-dap").wrong("relationship");
  if (was_there) told.expects("dap_returned");
  t.act(time + 30 * kSecondNs, {WhoKind::kMicrosoft, 6}, Way::kMicrosoft, {false, customer},
        "add-partner")
      .wrong("relationship");
  const std::string session = t.sign_in(time + kHourNs, who, Way::kDap, customer);
  t.by(time + kHourNs + kMinuteNs, who, Way::kDap, customer, "add-user")
      .to("user:30")
      .in(session)
      .wrong("relationship");
}

}  // namespace

const Story dap_returns{"dap-returns",
                        "DAP comes back after it had been removed: somebody approves it again.",
                        "dap-returned", prepare, tell};

}  // namespace aobo::sim::story
