#include "plugin/policy/leave.h"

#include <algorithm>
#include <set>

#include "plugin/base/text.h"
#include "plugin/event/ticket.h"
#include "plugin/policy/demands.h"

namespace aobo {
namespace {

constexpr std::size_t kMostTickets = 8;  // that are told; that there are more is told as "…"

// What the person gave back by name the permits know; what the vault ended, its log.
bool is_taken_back(const Permit& permit, const History& history, TimeNs time) {
  return permit.source == PermitSource::kVault &&
         history.evidence.of<CheckOuts>().ended_by_nobody(permit.what, permit.from, time);
}

std::string_view own_ticket(const Record& record) {
  if (record.check_out.action != CheckOutAction::kNone) return record.check_out.ticket;
  if (record.family->sort == Sort::kAccessWindow) return record.grant.ticket;
  return record.operation == kPimActivation ? ticket_in(parameter(record, kPimTicket))
                                            : std::string_view();
}

std::set<std::string> tickets_of(const Case& the_case, const History& history,
                                 const Person& person) {
  std::set<std::string> tickets;
  for (const Permit* permit : leave_of(the_case, history, person)) {
    // What is done with one shared account is not done under the ticket of another's loan.
    const bool anothers = the_case.shared != nullptr && permit->source == PermitSource::kVault &&
                          !equal_ignoring_case(permit->what, the_case.shared->account);
    if (!permit->ticket.empty() && !anothers) tickets.insert(permit->ticket);
  }
  return tickets;
}

}  // namespace

TimeNs begun_at(const Case& the_case) {
  const TimeNs time = the_case.record().time;
  return the_case.activity.begun ? std::min(*the_case.activity.begun, time) : time;
}

std::vector<const Permit*> leave_of(const Case& the_case, const History& history,
                                    const Person& person) {
  const PersonKey key = PersonKey::of(the_case.directory(), person);
  const TimeNs time = begun_at(the_case);
  std::vector<const Permit*> leave =
      history.permits.holding(key, the_case.attribution.tenant, time);
  std::erase_if(leave, [&](const Permit* permit) { return is_taken_back(*permit, history, time); });
  return leave;
}

std::string tickets_of(const Case& the_case, const History& history) {
  const Record& record = the_case.record();
  if (record.check_out.action != CheckOutAction::kNone || !own_ticket(record).empty())
    return std::string(own_ticket(record));
  const Attribution& answer = the_case.attribution;
  // A hint leads to one, and it may have been somebody who had no leave.
  const bool may_be_another = answer.confidence == Confidence::kWeak || answer.others;
  if (!answer.is_partner || may_be_another || answer.candidates.empty() ||
      why_nobody_is_asked(the_case) != ReasonKind::kNone)
    return {};
  std::set<std::string> common = tickets_of(the_case, history, *answer.candidates.front());
  for (std::size_t i = 1; i < answer.candidates.size() && !common.empty(); ++i) {
    const std::set<std::string> theirs = tickets_of(the_case, history, *answer.candidates[i]);
    std::erase_if(common, [&](const std::string& one) { return !theirs.contains(one); });
  }
  std::string text;
  std::size_t shown = 0;
  for (const std::string& one : common) {
    if (shown++ == kMostTickets) return text + ", …";
    text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

}  // namespace aobo
