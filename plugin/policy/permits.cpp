#include "plugin/policy/permits.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "plugin/base/latest.h"
#include "plugin/base/text.h"
#include "plugin/base/time_forms.h"
#include "plugin/event/ticket.h"

namespace aobo {
namespace {

std::string account_of(const Record& record, const Lesson& lesson) {
  return lower(lesson.account.empty() ? record.check_out.account
                                      : std::string_view(lesson.account));
}

bool is_of(const Return& given_back, const Permit& permit) {
  return given_back.source == permit.source && given_back.what == permit.what;
}

// Whether another one of the same, begun no earlier than the last end before this one, was open
// when this one began.
bool renews(const Permit& permit, TimeNs last_end, const std::deque<Permit>& permits) {
  return std::ranges::any_of(permits, [&](const Permit& before) {
    return before.from < permit.from && before.from >= last_end && before.to >= permit.from &&
           before.source == permit.source && before.what == permit.what;
  });
}

// Of the same second the record that was read later counts as later; but where another one of the
// same was open until then, that one was given back.
bool is_given_back(const Permit& permit, const std::deque<Permit>& permits,
                   const std::deque<Return>& returns, TimeNs time) {
  TimeNs last_end = std::numeric_limits<TimeNs>::min();
  bool in_its_second = false;
  for (const Return& one : returns) {
    if (one.time > time || !is_of(one, permit)) continue;
    if (one.time > permit.from) return true;
    if (one.time < permit.from) last_end = std::max(last_end, one.time);
    in_its_second = in_its_second || (one.time == permit.from && one.record > permit.record);
  }
  return in_its_second && !renews(permit, last_end, permits);
}

// Which role, as the record calls it; the same in the record of its activation and of its end.
std::string role_of(const Record& record) {
  if (!equal_ignoring_case(record.target_type, "Role")) return {};
  return lower(record.target_name.empty() ? record.target_id : record.target_name);
}

// "Remove member from role (PIM deactivate)", "… completed (PIM deactivate)", "… (PIM activation
// expired)"; without that word it may be a role that was not activated.
bool ends_activation(const Record& record) {
  return record.operation.starts_with("remove member from role") &&
         record.operation.find("requested") == std::string_view::npos &&
         record.outcome != Outcome::kFailure;
}
bool names_pim(const Record& record) {
  return record.operation.find("(pim ") != std::string_view::npos;
}

}  // namespace

std::optional<Permit> Permits::permit_of(const Record& record, const Lesson& lesson) const {
  if (record.family->sort == Sort::kAccessWindow) {
    if (!record.grant.from || !record.grant.to || record.outcome == Outcome::kFailure)
      return std::nullopt;
    const bool names_customer = record.tenant || !record.tenant_name.empty();
    if (names_customer && !lesson.tenant) return std::nullopt;  // for somebody whom nobody knows
    return Permit{PermitSource::kWindow,
                  lesson.at_partner && !names_customer ? std::nullopt : lesson.tenant,
                  *record.grant.from,
                  *record.grant.to,
                  std::string(record.grant.ticket),
                  lower(record.id),
                  0};
  }
  if (record.outcome == Outcome::kFailure) return std::nullopt;
  if (record.check_out.action == CheckOutAction::kOut) {
    if (lesson.account.empty()) return std::nullopt;  // of an account that is shared nowhere
    return Permit{PermitSource::kVault,
                  lesson.tenant,
                  record.time,
                  record.time + options_.check_out_max,
                  std::string(record.check_out.ticket),
                  account_of(record, lesson),
                  0};
  }
  if (record.operation != kPimActivation) return std::nullopt;
  const auto time = [&](std::string_view name) {
    return read_time_form(parameter(record, name), DateOrder::kUnclear).time;
  };
  const auto until = time(kPimEnd);
  const auto from = time(kPimStart);
  return Permit{PermitSource::kPim,
                lesson.at_partner ? std::nullopt : lesson.tenant,
                from.value_or(record.time),
                until.value_or(record.time + options_.pim_default),
                std::string(ticket_in(parameter(record, kPimTicket))),
                role_of(record),
                0};
}

// An end that does not name the role is that of the only one there is.
std::optional<Return> Permits::return_of(const Record& record, const Lesson& lesson,
                                         const Page& page) {
  const auto end = [&](PermitSource source, std::string what) {
    return Return{source, std::move(what), record.time, 0};
  };
  const bool failed = record.outcome == Outcome::kFailure;
  if (record.family->sort == Sort::kAccessWindow && failed && !record.id.empty())
    return end(PermitSource::kWindow, lower(record.id));
  const CheckOutAction vault = record.check_out.action;
  if ((vault == CheckOutAction::kIn || vault == CheckOutAction::kRotated) && !failed)
    return end(PermitSource::kVault, account_of(record, lesson));
  if (!ends_activation(record)) return std::nullopt;
  std::vector<std::string_view> open;
  for (const Permit& permit : page.permits) {
    if (permit.source == PermitSource::kPim && permit.from <= record.time &&
        record.time < permit.to)
      open.push_back(permit.what);
  }
  const std::string role = role_of(record);
  const bool named = !role.empty() && std::ranges::find(open, role) != open.end();
  if (named) return end(PermitSource::kPim, role);
  const bool only = role.empty() && open.size() == 1 && names_pim(record);
  return only ? std::optional(end(PermitSource::kPim, std::string(open.front()))) : std::nullopt;
}

void Permits::learn(const Record& record, const Lesson& lesson, RecordNumber number) {
  if (!lesson.person) return;
  if (auto permit = permit_of(record, lesson)) {
    permit->record = number;
    crowded_out_ += add_latest(people_.at(*lesson.person).permits, std::move(*permit),
                               limits::kPermitsPerPerson);
    return;
  }
  const Page* known = std::as_const(people_).find(*lesson.person);
  auto given_back = return_of(record, lesson, known != nullptr ? *known : Page());
  if (!given_back) return;
  given_back->record = number;
  crowded_out_ += add_latest(people_.at(*lesson.person).returns, std::move(*given_back),
                             limits::kPermitsPerPerson);
}

void Permits::take_back(const Lesson& lesson, RecordNumber number) {
  Page* page = lesson.person ? people_.find(*lesson.person) : nullptr;
  if (page == nullptr) return;
  std::erase_if(page->permits, [&](const Permit& one) { return one.record == number; });
  std::erase_if(page->returns, [&](const Return& one) { return one.record == number; });
  if (page->permits.empty() && page->returns.empty()) people_.erase(*lesson.person);
}

std::vector<const Permit*> Permits::holding(const PersonKey& person,
                                            const std::optional<Guid>& customer,
                                            TimeNs time) const {
  std::vector<const Permit*> holding;
  const Page* page = people_.find(person);
  if (page == nullptr) return holding;
  for (const Permit& permit : page->permits) {
    if (permit.holds(customer, time) && !is_given_back(permit, page->permits, page->returns, time))
      holding.push_back(&permit);
  }
  return holding;
}

}  // namespace aobo
