// missing-partner-log: one of the partner's own logs is not collected.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

bool strike(const FaultSetting& setting, Draft& draft) {
  constexpr Family kFamilies[] = {Family::kSignIn,        Family::kEntraAudit, Family::kM365,
                                  Family::kPartnerCenter, Family::kVault,      Family::kTool};
  Stream draw(setting.seed, "which of the partner's logs is missing");
  draft.lost = draft.log->partner() && draft.log->family == draw.pick(kFamilies);
  return draft.lost;
}

}  // namespace

const Fault missing_partner_log{"missing-partner-log",
                                "one of the partner's own logs is not collected",
                                nullptr,
                                nullptr,
                                strike,
                                nullptr};

}  // namespace aobo::sim::fault
