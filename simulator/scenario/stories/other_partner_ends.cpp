// other-partner-ends: A change belongs to the partner that it names.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const CustomerIx dap = story.customer_with(Tie::kDap), gdap = story.customer_with(Tie::kGdap, 3);
  const PersonIx who = story.technician(1), theirs = story.world().staff(2).front();
  const TimeNs time = story.at(1, 12, 0);
  for (const auto& [customer, way, what] :
       {std::tuple{dap, Way::kDap, "end-dap"}, {gdap, Way::kGdap, "end-gdap"}}) {
    if (customer == kNoIndex) continue;
    story.act(time, {WhoKind::kPerson, theirs}, Way::kHome, {false, customer}, what);
    const std::string session = story.sign_in(time + kHourNs, who, way, customer);
    story.by(time + kHourNs + 3 * kMinuteNs, who, way, customer, "reset-password")
        .to("user:1")
        .in(session);
  }
}

}  // namespace

const Story other_partner_ends{"other-partner-ends",
                               "Another partner's relationship with a customer ends; the own "
                               "technicians go on by their own right.",
                               "", nullptr, tell};

}  // namespace aobo::sim::story
