#include "simulator/customer_report/tally.h"

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

// Microsoft Graph's documentation of clientAppUsed: what is neither of these two signs in by legacy
// authentication.
bool is_legacy(const std::string& client) {
  return !client.empty() && !equal_ignoring_case(client, "Browser") &&
         !equal_ignoring_case(client, "Mobile Apps and Desktop clients");
}

// As Microsoft names its own: Microsoft Azure PowerShell, Microsoft Graph Command Line Tools.
bool is_command_line(const std::string& app) {
  constexpr std::size_t kNone = std::string::npos;
  return find_ignoring_case(app, "powershell") != kNone ||
         find_ignoring_case(app, "command line") != kNone ||
         find_ignoring_case(app, "azure cli") != kNone;
}

// By the code of the sign-in; where there is none, by what Conditional Access came to. A wrong
// password is stopped by no rule, whatever else its record holds.
bool is_blocked(const AskedEvent& event) {
  if (!event.is_sign_in()) return false;
  if (!event.outcome.empty()) return event.outcome == "blocked";
  return event.failed() && event.ca_status == "failure";
}

}  // namespace

Doer doer_of(const AskedEvent& event) {
  if (event.named()) return Doer::kNamed;
  return event.path == "automation" ? Doer::kProgram : Doer::kUnnamed;
}

// Which row has it, and whether another person has it too.
void ActivityTally::own(Deed& deed, bool added, Doer doer, std::size_t row) {
  const auto weight = [](Doer one) {
    return one == Doer::kNamed ? 2 : one == Doer::kProgram ? 1 : 0;
  };
  const bool another = !added && doer == deed.doer && row != deed.row;
  if (another && doer == Doer::kNamed && !deed.several) {
    deed.several = true;
    ++of_several_;
  }
  if (!added && weight(doer) <= weight(deed.doer)) return;
  deed.doer = doer;
  deed.row = row;
}

void ActivityTally::add(const AskedEvent& event, std::size_t row) {
  const auto [at, added] = deeds_.try_emplace(event.activity_key());
  Deed& deed = at->second;
  const Doer doer = doer_of(event);
  own(deed, added, doer, row);
  deed.entry |= event.is_entry();
  deed.sign_in |= event.is_sign_in();
  deed.came_in |= event.is_sign_in() && !event.failed();
  deed.blocked |= is_blocked(event);
  deed.ticket |= !event.ticket.empty();
  deed.shows_mfa |= !event.mfa.empty() && doer != Doer::kProgram;  // which has no telephone
  deed.strong |= event.mfa == "multiFactorAuthentication";
  deed.legacy |= event.is_sign_in() && is_legacy(event.client);
  deed.command_line |= event.is_sign_in() && is_command_line(event.app);
}

void ActivityTally::count(const Deed& deed, DeedCounts& into) {
  into.actions += deed.entry ? 0U : 1U;
  into.no_ticket += !deed.entry && !deed.ticket ? 1U : 0U;
  into.blocked += deed.blocked ? 1U : 0U;
  if (!deed.came_in) return;
  ++into.entries;
  into.sign_ins += deed.shows_mfa ? 1U : 0U;
  into.strong += deed.strong ? 1U : 0U;
  into.legacy += deed.legacy ? 1U : 0U;
  into.command_line += deed.command_line ? 1U : 0U;
}

DeedCounts ActivityTally::counts(Doer doer) const {
  DeedCounts counts;
  for (const auto& [activity, deed] : deeds_) {
    if (deed.doer == doer) count(deed, counts);
  }
  return counts;
}

DeedCounts ActivityTally::counts() const {
  DeedCounts counts;
  for (const auto& [activity, deed] : deeds_) count(deed, counts);
  return counts;
}

std::vector<DeedCounts> ActivityTally::by_row(std::size_t rows) const {
  std::vector<DeedCounts> counts(rows);
  for (const auto& [activity, deed] : deeds_) count(deed, counts.at(deed.row));
  return counts;
}

}  // namespace aobo::sim
