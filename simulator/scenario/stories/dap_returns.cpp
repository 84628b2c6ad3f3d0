// dap-returns: With DAP the whole partner is Global Administrator again.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

TimeNs returns_at(const World& world) {
  const WorldOptions& options = world.options;
  return options.start + (options.days - 1) * kDayNs + 10 * kHourNs + 40 * kMinuteNs;
}

// Whether DAP stood there, and ended not long before.
bool lost_dap(const World& world, CustomerIx customer) {
  const TimeNs time = returns_at(world);
  const auto ties = world.ties_of(customer);
  return std::any_of(ties.begin(), ties.end(), [&](const Relationship& relationship) {
    const bool over = relationship.valid.to <= time && time < relationship.valid.to + 30 * kDayNs;
    return relationship.tie == Tie::kDap && relationship.partner == 0 && over;
  });
}

// A customer that had lost it, or one that never had it.
CustomerIx where(const World& world) {
  std::vector<CustomerIx> lost, others;
  for (CustomerIx i = 0; i < world.customers.size(); ++i) {
    if (lost_dap(world, i)) lost.push_back(i);
    const Relationship* gdap = world.tie(0, i, Tie::kGdap, world.options.start);
    if (gdap != nullptr && gdap->valid.to >= world.options.end()) others.push_back(i);
  }
  if (!lost.empty()) return lost.front();
  return others.empty() ? kNoIndex : others[4 % others.size()];
}

void prepare(World& world) {
  for (Relationship& r : world.relationships) {
    if (r.tie == Tie::kDap && r.partner == 0 && r.valid.to < world.options.end())
      r.ended_by = "terminated";
  }
  const CustomerIx customer = where(world);
  const auto agents = world.group_named(0, "AdminAgents");
  if (customer == kNoIndex || !agents) return;
  Relationship again;
  again.id = world.id(fmt::format("dap returns at {}", customer)).text();
  again.tie = Tie::kDap;
  again.partner = 0;
  again.customer = customer;
  again.valid = {returns_at(world), kForeverNs};
  again.group = *agents;
  // Those of one customer stand together.
  const auto after = std::upper_bound(
      world.relationships.begin(), world.relationships.end(), customer,
      [](CustomerIx wanted, const Relationship& r) { return wanted < r.customer; });
  world.relationships.insert(after, std::move(again));
}

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(0);
  const TimeNs time = returns_at(story.world());
  const CustomerIx customer = where(story.world());
  if (customer == kNoIndex) return;
  const bool was_there = lost_dap(story.world(), customer);
  auto deed = story.by(time, who, Way::kHome, customer, "approve-dap").wrong("relationship");
  if (was_there) deed.expects("dap_returned");
  story
      .act(time + 30 * kSecondNs, {WhoKind::kMicrosoft, 6}, Way::kMicrosoft, {false, customer},
           "add-partner")
      .wrong("relationship");
  const std::string session = story.sign_in(time + kHourNs, who, Way::kDap, customer);
  story.by(time + kHourNs + kMinuteNs, who, Way::kDap, customer, "add-user")
      .to("user:30")
      .in(session)
      .wrong("relationship");
}

}  // namespace

const Story dap_returns{"dap-returns",
                        "DAP comes back after it had been removed: somebody approves it again.",
                        "dap-returned", prepare, tell};

}  // namespace aobo::sim::story
