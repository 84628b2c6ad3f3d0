#include "simulator/truth/tickets.h"

#include <algorithm>
#include <set>

#include "plugin/base/number.h"
#include "simulator/truth/people.h"

namespace aobo::sim {
namespace {

// By how much clocks may differ, and what takes long is of the moment when it was begun.
constexpr TimeNs kSlack = kHourNs;

}  // namespace

void Tickets::learn(const Action& action, bool damaged) {
  const std::string_view id = action.operation->id;
  const std::string& ticket = action.detail("ticket");
  const bool window = id == "access-window";
  if (ticket.empty() || action.who.kind != WhoKind::kPerson || (!window && id != "check-out"))
    return;
  const TimeNs length =
      window ? whole_number<TimeNs>(action.detail("hours")).value_or(1) * kHourNs : kLongestLoan;
  leaves_[action.at.index].push_back(
      {action.who.index, action.time - kSlack, action.time + length + kSlack, ticket, damaged});
}

void Tickets::say(const Sighting& sighting, const Knowable& answer, Says& says) const {
  const Action& action = *sighting.action;
  if (says.contains("ticket") || action.at.home) return;
  std::set<std::string> may;
  bool any = answer.answer == Answer::kMisled;
  const auto found = leaves_.find(action.at.index);
  if (found == leaves_.end()) return;
  for (const Leave& leave : found->second) {
    // Where it hangs on a damaged record who it was, anybody's may be told.
    const bool of_them =
        answer.persons.empty() || std::ranges::count(answer.persons, leave.person) > 0;
    if (!of_them || sighting.time < leave.from || leave.to <= sighting.time) continue;
    may.insert(leave.ticket);
    any = any || leave.damaged;
  }
  if (any)
    say_anything(says, "ticket");
  else if (!may.empty())
    say_one_of(says, "ticket", {list_of({}, {may.begin(), may.end()})});
}

}  // namespace aobo::sim
