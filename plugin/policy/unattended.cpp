#include "plugin/policy/unattended.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// Microsoft's services that run what somebody has set up, with that person's token. The first are
// the connectors of Power Automate and Power Apps, which Microsoft calls "App Service".
struct Service {
  Guid app;
  std::string_view name;
};
constexpr Service kServices[] = {
    {{0x7ab7862c4c57491e, 0x8a45d52a7e023983}, "Power Automate"},
    {{0x7df0a125d3be4c96, 0xaa54591f83ff541c}, "Power Automate"},
    {{0x7cd684f48a7849b0, 0x91ec6a35d38739ba}, "Azure Logic Apps"},
};
constexpr std::size_t kShown = 80;

}  // namespace

VerdictReason unattended_worker(const Case& the_case) {
  const Record& record = the_case.record();
  if (!record.sign_in.agent.empty()) return {ReasonKind::kAgentWorked, {}};
  if (!the_case.app || acts_as_application(record)) return {};
  if (const AutomationApp* tool = the_case.directory().automation_app(*the_case.app))
    return {ReasonKind::kToolWorked, printable(tool->name, kShown)};
  const auto* service = std::ranges::find(kServices, *the_case.app, &Service::app);
  if (service == std::end(kServices)) return {};
  return {ReasonKind::kServiceWorked, std::string(service->name)};
}

void UnattendedTokens::learn(const Case& the_case) {
  const Record& record = the_case.record();
  if (!is_sign_in(record) || record.outcome == Outcome::kFailure) return;
  const VerdictReason worker = unattended_worker(the_case);
  if (worker.kind == ReasonKind::kNone) return;
  for (const auto& token : {record.request, record.token})
    if (token) workers_.at(*token) = worker;
}

VerdictReason UnattendedTokens::worker(const Case& the_case) const {
  VerdictReason found = unattended_worker(the_case);
  const auto& token = the_case.record().token;
  if (found.kind != ReasonKind::kNone || !token) return found;
  const VerdictReason* learned = workers_.find(*token);
  return learned != nullptr ? *learned : VerdictReason();
}

}  // namespace aobo
