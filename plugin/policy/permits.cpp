#include "plugin/policy/permits.h"

#include <algorithm>
#include <iterator>

#include "plugin/base/text.h"
#include "plugin/base/time_forms.h"

namespace aobo {
namespace {

constexpr std::size_t kPerPerson = 512;

std::string_view parameter(const Record& record, std::string_view name) {
  for (const Parameter& one : record.parameters) {
    if (equal_ignoring_case(one.name, name)) return one.value;
  }
  return {};
}

}  // namespace

void Permits::add(const PersonKey& person, Permit permit) {
  std::deque<Permit>& list = permits_.at(person);
  list.push_back(std::move(permit));
  if (list.size() > kPerPerson) list.pop_front();
}

void Permits::learn(const Case& c) {
  const Record& record = c.record();
  const Attribution& a = c.attribution;
  const Directory& directory = c.directory();
  if (record.family->sort == Sort::kAccessWindow) {
    const Person* person = a.person;
    if (person == nullptr || !record.grant.from || !record.grant.to) return;
    add(PersonKey::of(directory, *person), {a.tenant, *record.grant.from, *record.grant.to,
                                            std::string(record.grant.ticket), "window", c.number});
    return;
  }
  if (a.person == nullptr || record.outcome == Outcome::kFailure) return;
  const PersonKey person = PersonKey::of(directory, *a.person);
  if (record.check_out.action == CheckOutAction::kOut) {
    add(person, {a.tenant, record.time, record.time + options_.check_out_max,
                 std::string(record.check_out.ticket), "vault", c.number});
  } else if (record.check_out.action == CheckOutAction::kIn) {
    std::deque<Permit>* list = permits_.find(person);
    if (list == nullptr) return;
    for (Permit& permit : *list) {
      if (permit.source == "vault" && permit.customer == a.tenant &&
          permit.holds(a.tenant, record.time))
        permit.to = record.time;
    }
  } else if (record.operation == "add member to role completed (pim activation)") {
    const bool at_home = a.tenant && directory.partner(*a.tenant) != nullptr;
    const auto time = [&](std::string_view name) {
      return read_time_form(parameter(record, name), DateOrder::kUnclear).time;
    };
    const auto until = time("ExpirationTime");
    const auto from = time("StartTime");
    add(person, {at_home ? std::nullopt : a.tenant, from.value_or(record.time),
                 until.value_or(record.time + options_.pim_default),
                 std::string(parameter(record, "TicketNumber")), "pim", c.number});
  }
}

void Permits::reassign(std::uint64_t record, const std::optional<PersonKey>& before,
                       const std::optional<PersonKey>& now) {
  std::deque<Permit>* list = before && before != now ? permits_.find(*before) : nullptr;
  if (list == nullptr) return;
  std::vector<Permit> moved;
  std::ranges::copy_if(*list, std::back_inserter(moved),
                       [&](const Permit& permit) { return permit.record == record; });
  std::erase_if(*list, [&](const Permit& permit) { return permit.record == record; });
  if (!now) return;
  for (Permit& permit : moved) add(*now, std::move(permit));
}

std::vector<const Permit*> Permits::holding(const PersonKey& person,
                                            const std::optional<Guid>& customer,
                                            TimeNs time) const {
  std::vector<const Permit*> holding;
  const std::deque<Permit>* list = permits_.find(person);
  if (list == nullptr) return holding;
  for (const Permit& permit : *list) {
    if (permit.holds(customer, time)) holding.push_back(&permit);
  }
  return holding;
}

}  // namespace aobo
