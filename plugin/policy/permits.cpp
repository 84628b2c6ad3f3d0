#include "plugin/policy/permits.h"

#include <algorithm>
#include <utility>

#include "plugin/base/latest.h"
#include "plugin/base/text.h"
#include "plugin/base/time_forms.h"

namespace aobo {
namespace {

std::string account_of(const Record& record, const Lesson& lesson) {
  return lower(lesson.account.empty() ? record.check_out.account
                                      : std::string_view(lesson.account));
}

// Of the same second the record that was read later counts as later.
bool ends(const Return& given_back, const Permit& permit, TimeNs until) {
  if (permit.source != PermitSource::kVault || given_back.time > until) return false;
  const bool after = given_back.time != permit.from ? given_back.time > permit.from
                                                    : given_back.record > permit.record;
  return after && given_back.account == permit.account;
}

}  // namespace

std::optional<Permit> Permits::permit_of(const Record& record, const Lesson& lesson) const {
  if (record.family->sort == Sort::kAccessWindow) {
    if (!record.grant.from || !record.grant.to) return std::nullopt;
    return Permit{PermitSource::kWindow,
                  lesson.tenant,
                  *record.grant.from,
                  *record.grant.to,
                  std::string(record.grant.ticket),
                  {},
                  0};
  }
  if (record.outcome == Outcome::kFailure) return std::nullopt;
  if (record.check_out.action == CheckOutAction::kOut) {
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
                std::string(parameter(record, kPimTicket)),
                {},
                0};
}

void Permits::learn(const Record& record, const Lesson& lesson, RecordNumber number) {
  if (!lesson.person) return;
  if (auto permit = permit_of(record, lesson)) {
    permit->record = number;
    crowded_out_ += add_latest(people_.at(*lesson.person).permits, std::move(*permit),
                               limits::kPermitsPerPerson);
  } else if ((record.check_out.action == CheckOutAction::kIn ||
              record.check_out.action == CheckOutAction::kRotated) &&
             record.outcome != Outcome::kFailure) {
    crowded_out_ += add_latest(people_.at(*lesson.person).returns,
                               Return{account_of(record, lesson), record.time, number},
                               limits::kPermitsPerPerson);
  }
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
    if (!permit.holds(customer, time)) continue;
    const bool given_back = std::ranges::any_of(
        page->returns, [&](const Return& one) { return ends(one, permit, time); });
    if (!given_back) holding.push_back(&permit);
  }
  return holding;
}

}  // namespace aobo
