#include "plugin/policy/permits.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::size_t kPerPerson = 512;

std::string_view parameter(const Record& record, std::string_view name) {
  for (const Parameter& one : record.parameters) {
    if (equal_ignoring_case(one.name, name)) return one.value;
  }
  return {};
}

PersonKey key_of(const Directory& directory, const Person& person) {
  return {directory.partner_of(person).tenant, person.object};
}

}  // namespace

void Permits::add(const PersonKey& person, Permit permit) {
  std::deque<Permit>& list = permits_[{person.tenant, person.object}];
  list.push_back(std::move(permit));
  if (list.size() > kPerPerson) list.pop_front();
}

void Permits::learn(const Record& record, const Attribution& a, const Directory& directory) {
  if (record.family->sort == Sort::kAccessWindow) {
    const Person* person = a.person;
    if (person == nullptr || !record.grant.from || !record.grant.to) return;
    add(key_of(directory, *person), {a.tenant, *record.grant.from, *record.grant.to,
                                     std::string(record.grant.ticket), "window"});
    return;
  }
  if (a.person == nullptr || record.outcome == Outcome::kFailure) return;
  const PersonKey person = key_of(directory, *a.person);
  if (record.check_out.action == CheckOutAction::kOut) {
    add(person, {a.tenant, record.time, record.time + options_.check_out_max,
                 std::string(record.check_out.ticket), "vault"});
  } else if (record.check_out.action == CheckOutAction::kIn) {
    const auto list = permits_.find({person.tenant, person.object});
    if (list == permits_.end()) return;
    for (Permit& permit : list->second) {
      if (permit.source == "vault" && permit.customer == a.tenant &&
          permit.holds(a.tenant, record.time))
        permit.to = record.time;
    }
  } else if (record.operation == "add member to role completed (pim activation)") {
    const bool at_home = a.tenant && directory.partner(*a.tenant) != nullptr;
    const auto until = parse_time(parameter(record, "ExpirationTime"));
    const auto from = parse_time(parameter(record, "StartTime"));
    add(person, {at_home ? std::nullopt : a.tenant, from.value_or(record.time),
                 until.value_or(record.time + options_.pim_default),
                 std::string(parameter(record, "TicketNumber")), "pim"});
  }
}

std::vector<const Permit*> Permits::holding(const PersonKey& person,
                                            const std::optional<Guid>& customer,
                                            TimeNs time) const {
  std::vector<const Permit*> holding;
  const auto list = permits_.find({person.tenant, person.object});
  if (list == permits_.end()) return holding;
  for (const Permit& permit : list->second) {
    if (permit.holds(customer, time)) holding.push_back(&permit);
  }
  return holding;
}

}  // namespace aobo
