// other-partner-ends: A change belongs to the partner that it names.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& t) {
  const CustomerIx dap = t.customer_with(Tie::kDap), gdap = t.customer_with(Tie::kGdap, 3);
  const PersonIx who = t.technician(1), theirs = t.world().staff(2).front();
  const TimeNs time = t.at(1, 12, 0);
  for (const auto& [customer, way, what] :
       {std::tuple{dap, Way::kDap, "end-dap"}, {gdap, Way::kGdap, "end-gdap"}}) {
    if (customer == kNoIndex) continue;
    t.act(time, {WhoKind::kPerson, theirs}, Way::kHome, {false, customer}, what);
    const std::string session = t.sign_in(time + kHourNs, who, way, customer);
    t.by(time + kHourNs + 3 * kMinuteNs, who, way, customer, "reset-password")
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
