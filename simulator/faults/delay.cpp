// delay: a family comes late, each in its own time: sign-ins by minutes, the unified log by up to
// an hour and a half.
#include "simulator/faults/fault.h"

namespace aobo::sim::fault {
namespace {

struct Lag {
  Family family;
  int least_minutes, most_minutes;
};
constexpr Lag kLags[] = {
    {Family::kSignIn, 2, 15},        {Family::kEntraAudit, 2, 20}, {Family::kM365, 15, 80},
    {Family::kAzure, 1, 15},         {Family::kIntune, 5, 30},     {Family::kGraph, 5, 30},
    {Family::kPartnerCenter, 1, 20}, {Family::kVault, 0, 1},
};

bool strike(const FaultSetting& setting, Draft& draft) {
  for (const Lag& lag : kLags) {
    if (lag.family != draft.log->family) continue;
    Stream draw(setting.seed, "delay of " + draft.name);
    draft.arrival += draw.between(lag.least_minutes, lag.most_minutes) * kMinuteNs;
  }
  return true;
}

}  // namespace

const Fault delay{
    "delay", "records come late, each family in its own time", nullptr, nullptr, strike, nullptr};

}  // namespace aobo::sim::fault
