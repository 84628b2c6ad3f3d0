// other-home: A UPN, a mail address or a guest's name is a claim; the home tenant refutes it.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx customer = story.customer_with(Tie::kGdap);
  const PersonIx victim = story.technician(1);
  const std::string tried = "person:" + story.world().people[victim].upn;
  const Who outsider{WhoKind::kOutsider, 0};
  if (customer == kNoIndex) return;
  const TimeNs time = story.at(1, 15, 0);
  for (const auto& [after, cross] : {std::pair{0, "b2bCollaboration"}, {2, "serviceProvider"}}) {
    story.act(time + after * kMinuteNs, outsider, Way::kOutside, {false, customer}, "sign-in")
        .to(tried)
        .from("192.0.2.91")
        .with("cross", cross)
        .with("home", "elsewhere")
        .wrong("person");
  }
  story.act(time + 4 * kMinuteNs, outsider, Way::kOutside, {false, customer}, "update-user")
      .to("user:1")
      .from("192.0.2.91")
      .with("bears", story.world().people[victim].upn)
      .with("home", "elsewhere")
      .wrong("person");
  story.own_user(time + 6 * kMinuteNs, 1, customer, "sign-in")
      .with("hex-of", story.world().people[victim].upn);
  // Where the home tenant is left out, that the sign-in crossed no boundary says the same.
  story.own_user(time + 7 * kMinuteNs, 1, customer, "sign-in")
      .with("hex-of", story.world().people[victim].upn)
      .with("states", "cross");
  const CustomerIx azure = story.customer_with(Tie::kAobo);
  if (azure == kNoIndex) return;
  TimeNs after = 8 * kMinuteNs;
  for (const char* provider : {"", "v2", "live.com", "google.com", "mail"}) {
    story.act(time + after, outsider, Way::kOutside, {false, azure}, "start-vm")
        .to("web-1")
        .from("192.0.2.91")
        .with("bears", story.world().people[victim].upn)
        .with("home", "elsewhere")
        .with("provider", provider)
        .wrong("person");
    after += kMinuteNs;
  }
}

}  // namespace

const Story other_home{"other-home",
                       "A guest from another tenant bears the mail address of a technician, and a "
                       "user of the customer the technician's hex form.",
                       "other-home", nullptr, tell};

}  // namespace aobo::sim::story
