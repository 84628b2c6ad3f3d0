// microsofts-namesakes: Who may name an account must not vanish as Microsoft.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

// Fewer people have other parts to play.
constexpr std::size_t kEnough = 9;

void prepare(World& world) {
  if (world.staff(0).size() < kEnough) return;
  Person& who = world.people[chosen(world, "namesake")];
  who.upn = "serviceoperator@" + world.partners[0].domain;
}

void tell(StoryBuilder& story) {
  if (story.world().staff(0).size() < kEnough) return;
  const CustomerIx customer = story.customer_with(Tie::kDap);
  const PersonIx who = story.person("namesake");
  const TimeNs time = story.at(1, 11, 0);
  story.by(time, who, Way::kHome, kNoIndex, "sign-in").in("namesake at home");
  const CustomerIx any = customer == kNoIndex ? 0 : customer;
  story.own_user(time + 20 * kMinuteNs, 2, any, "read-file")
      .with("as", "app@sharepoint-tools.example");
  story.own_user(time + 22 * kMinuteNs, 2, any, "update-user")
      .to("user:3")
      .with("as", "app@sharepoint-tools.example");
  if (customer == kNoIndex) return;
  const std::string session = story.sign_in(time + 5 * kMinuteNs, who, Way::kDap, customer);
  story.by(time + 8 * kMinuteNs, who, Way::kDap, customer, "reset-password")
      .to("user:1")
      .in(session);
}

}  // namespace

const Story microsofts_namesakes{
    "microsofts-namesakes",
    "A technician and a user of a customer have names that look like Microsoft's own accounts.", "",
    prepare, tell};

}  // namespace aobo::sim::story
