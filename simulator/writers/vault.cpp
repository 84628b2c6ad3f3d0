// vault.checkout: who took a shared account's password out of the vault, as JSON Lines or as lines
// of a log of text.
#include <fmt/format.h>

#include "simulator/writers/common.h"

namespace aobo::sim::written {

Written vault(const Job& job) {
  Written written;
  const Person& person = job.person();
  const SharedAccount& account = *job.customer().shared;
  const bool out = job.action.operation->id == "check-out";
  const std::string& ticket = job.action.detail("ticket");
  const std::string upn = own_upn(job);
  if (job.style.envelope->framing == Framing::kText) {
    written.shown = cut_to(job.clock, 0);
    written.text = fmt::format("{} vault01 {} acct={} by={} case={}",
                               iso_time(job.clock, 0, "", ' '), out ? "CHECKOUT" : "CHECKIN",
                               account.vault_name, upn, ticket.empty() ? "-" : ticket);
  } else {
    written.shown = cut_to(job.clock, 3);
    written.id = record_id(job, "vault").text();
    Json json(job.style.loose);
    json.exact("id", written.id)
        .exact("time", iso_time(job.clock, 3))
        .exact("account", account.vault_name);
    json.exact("person", upn)
        .exact("action", out ? "check-out" : "check-in")
        .text("ticket", ticket);
    written.text = json.text("reason", job.action.detail("reason")).done();
  }
  Says& says = written.says;
  say_operation(says, out ? "check-out" : "check-in", "Vault", "success");
  if (job.style.envelope->framing == Framing::kText)
    say(says, "operation.raw", out ? "CHECKOUT" : "CHECKIN");
  say(says, "kind", out ? "check-out" : "check-in");
  say(says, "actor", upn);
  say(says, "actor.type", "user");
  say(says, "target.name", account.vault_name);
  say(says, "target.type", "Account");
  say(says, "param[ticket]", ticket);
  if (job.style.envelope->framing != Framing::kText)
    say(says, "param[reason]", job.action.detail("reason"));

  written.clues.upn = job.action.who.index;
  written.clues.partner = person.partner;
  written.clues.some_partner = true;
  written.clues.shared = job.action.at.index;
  written.clues.teaches = out ? Teaches::kCheckOut : Teaches::kCheckIn;
  return written;
}

}  // namespace aobo::sim::written
