#include "simulator/customer_report/agreed_hours.h"

#include <algorithm>

#include "plugin/directory/aobo_yaml.h"
#include "plugin/policy/loader.h"

namespace aobo::sim {
namespace {

bool is_for_people(const Scope& scope) {
  return scope.everybody || !scope.people.empty() || !scope.groups.empty() ||
         !scope.partners.empty();
}

}  // namespace

AgreedHours::AgreedHours() : policy_(empty_policy()) {}

Result<AgreedHours> AgreedHours::read(const std::string& folder, const Directory& directory,
                                      const AoboYaml& parsed) {
  auto policy = load_policy(folder, directory, &parsed);
  if (!policy) return policy.error();
  AgreedHours hours;
  hours.policy_ = *policy;
  return hours;
}

std::map<std::string, AgreedTerms> AgreedHours::terms() const {
  std::map<std::string, AgreedTerms> all;
  for (const Scope& scope : policy_->scopes) {
    const std::string_view needs = scope.needs == Need::kTicket   ? "ticket"
                                   : scope.needs == Need::kWindow ? "window"
                                                                  : "";
    all[scope.name] = {scope.hours.value_or(""), std::string(needs)};
  }
  return all;
}

std::vector<const Calendar*> AgreedHours::calendars_at(const Guid& customer) const {
  std::vector<const Calendar*> calendars;
  for (const Scope& scope : policy_->scopes) {
    const bool here = scope.customers.empty() || std::ranges::count(scope.customers, customer) > 0;
    if (!here || !is_for_people(scope)) continue;
    if (!scope.hours) return {};  // by that one at any time
    calendars.push_back(&policy_->calendars.at(*scope.hours));
  }
  return calendars;
}

}  // namespace aobo::sim
