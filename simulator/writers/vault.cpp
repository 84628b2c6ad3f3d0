// vault.checkout: who took a shared account's password out of the vault, as JSON Lines or as lines
// of a log of text.
#include <fmt/format.h>

#include "simulator/writers/common.h"

namespace aobo::sim::written {

namespace {

// As this vault calls the person.
std::string borrower(const Job& job) {
  if (job.world.variants.is(Variant::kVaultPerson, "upn")) return own_upn(job);
  return job.world.variants.is(Variant::kVaultPerson, "domain")
             ? account_in_domain(job.world, job.action.who.index)
             : account_name(job.action.who.index);
}

}  // namespace

Written vault(const Job& job) {
  Written written;
  const Person& person = job.person();
  const SharedAccount& account = *job.customer().shared;
  const bool out = job.action.operation->id == "check-out";
  const std::string& ticket = job.action.detail("ticket");
  // The vault itself may take a password back: under a name of its own, or under none.
  const std::string& holder = job.action.detail("holder");
  const std::string& called = job.action.detail("word");
  const std::string word = out ? "check-out" : called.empty() ? "check-in" : called;
  const std::string who = holder.empty() ? borrower(job) : holder == "nobody" ? "" : holder;
  if (job.style.envelope->framing == Framing::kText) {
    written.shown = cut_to(job.clock, 0);
    written.text =
        fmt::format("{} vault01 {} acct={} by={} case={}", iso_time(job.clock, 0, "", ' '),
                    out ? "CHECKOUT" : "CHECKIN", account.vault_name, who.empty() ? "-" : who,
                    ticket.empty() ? "-" : ticket);
  } else {
    written.shown = cut_to(job.clock, 3);
    written.id = record_id(job, "vault").text();
    Json json(job.style.loose);
    json.exact("id", written.id)
        .exact("time", iso_time(job.clock, 3))
        .exact("account", account.vault_name);
    json.text("person", who).exact("action", word).text("ticket", ticket);
    written.text = json.text("reason", job.action.detail("reason")).done();
  }
  Says& says = written.says;
  say_operation(says, out ? "check-out" : "check-in", "Vault", "success");
  if (job.style.envelope->framing == Framing::kText)
    say(says, "operation.raw", out ? "CHECKOUT" : "CHECKIN");
  else
    say(says, "operation.raw", word);
  say(says, "kind", out ? "check-out" : "check-in");
  say(says, "actor", who);
  if (holder.empty()) {
    say(says, "actor.type", "user");
  } else {  // a machine's name, or a dash, may be shown as it stands
    say_one_of(says, "actor.type", {"", "user", "system"});
    say_one_of(says, "actor", {who, "", "-"});
  }
  const std::string tenant = tenant_of(job.world, job.planned.log).text();
  say_one_of(says, "tenant.id", {"", tenant});
  say(says, "target.name", account.vault_name);
  say(says, "target.type", "Account");
  say(says, "param[ticket]", ticket);
  say(says, "ticket", ticket);
  if (job.style.envelope->framing != Framing::kText)
    say(says, "param[reason]", job.action.detail("reason"));

  const bool by_upn = job.world.variants.is(Variant::kVaultPerson, "upn");
  if (holder.empty()) (by_upn ? written.clues.upn : written.clues.account) = job.action.who.index;
  if (holder.empty()) written.clues.partner = person.partner;
  written.clues.some_partner = holder.empty();
  written.clues.shared = job.action.at.index;
  written.clues.teaches = out ? Teaches::kCheckOut : Teaches::kCheckIn;
  return written;
}

}  // namespace aobo::sim::written
