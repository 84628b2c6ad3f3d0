#include "simulator/report/alert_writer.h"

#include <algorithm>

namespace aobo::sim {

// clang-format off
// A form a row: its name, which make_…_alerts has as well, and whether it can hold mere events.
#define AOBO_ALERT_FORMS(FORM) \
  FORM(text, false) \
  FORM(json, true) \
  FORM(ecs, true) \
  FORM(ocsf, true)
// clang-format on

#define AOBO_DECLARE(name, events)                                                           \
  std::unique_ptr<AlertWriter> make_##name##_alerts(const RuleSet& rules, std::ostream& out, \
                                                    const Zone& zone);
AOBO_ALERT_FORMS(AOBO_DECLARE)
#undef AOBO_DECLARE

namespace {

#define AOBO_ROW(name, events) {#name, events, make_##name##_alerts},
constexpr AlertForm kForms[] = {AOBO_ALERT_FORMS(AOBO_ROW)};
#undef AOBO_ROW

}  // namespace

std::span<const AlertForm> alert_forms() { return kForms; }

const AlertForm* find_alert_form(std::string_view name) {
  const auto* row = std::ranges::find(kForms, name, &AlertForm::name);
  return row == std::end(kForms) ? nullptr : row;
}

}  // namespace aobo::sim
