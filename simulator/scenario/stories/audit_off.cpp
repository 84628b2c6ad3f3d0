// audit-off: What happens next happens in the dark.
#include "simulator/scenario/stories/all.h"

namespace aobo::sim::story {
namespace {

void tell(StoryBuilder& story) {
  const PersonIx who = story.technician(1);
  const CustomerIx customer = story.customer_with(Tie::kGdap, 5);
  const TimeNs time = story.at(3, 1, 50);
  const std::string session = story.sign_in(time, who, Way::kGdap, customer, "192.0.2.71");
  story.by(time + kMinuteNs, who, Way::kGdap, customer, "set-audit-config")
      .to("Admin Audit Log Settings")
      .in(session)
      .with("set.UnifiedAuditLogIngestionEnabled", "False")
      .wrong("operation");
  const CustomerIx azure = story.customer_with(Tie::kAobo, 2);
  if (azure != kNoIndex)
    story.by(time + 9 * kMinuteNs, who, Way::kAobo, azure, "delete-diagnostics")
        .to("export")
        .from("192.0.2.71")
        .wrong("operation");
}

}  // namespace

const Story audit_off{
    "audit-off",
    "The unified audit log is switched off, and the diagnostic settings of a subscription with it.",
    "audit-off", nullptr, tell};

}  // namespace aobo::sim::story
