#include "plugin/identity/evidence/account_sign_ins.h"

#include <algorithm>

namespace aobo {

void AccountSignIns::questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                               std::vector<TopicId>& topics) {
  const auto ask = [&](std::string_view key) { topics.push_back(folded_topic(kName, key)); };
  // Whose id alone stands there may be an account's.
  if (lesson.tenant && record.actor.object && record.actor.upn.empty() &&
      !acts_as_application(record))
    ask(tenant_key(*lesson.tenant, *record.actor.object));
  if (lesson.account.empty() || record.check_out.action != CheckOutAction::kNone) return;
  const auto session = parse_id(record.session);
  for (const auto& link : {session, record.request, record.token})
    if (link) ask(link->text());
  if (!session && !record.token && !is_sign_in(record)) ask(lesson.account);
}

std::optional<TimeNs> AccountSignIns::began(const Record& record) const {
  std::optional<TimeNs> first;
  const auto take_earlier = [&](const Entry& entry) {
    first = std::min(first.value_or(entry.time), entry.time);
  };
  for (const auto& link : {parse_id(record.session), record.request, record.token}) {
    if (!link) continue;
    ledger_.each(link->text(), 0, [&](const Entry& entry) {
      take_earlier(entry);
      ledger_.each(entry.session.text(), 0, take_earlier);
    });
  }
  return first;
}

std::vector<AccountSignIns::Session> AccountSignIns::going_on(std::string_view account,
                                                              TimeNs time) const {
  std::vector<Session> sessions;
  ledger_.each(account, 0, [&](const Entry& entry) {
    if (entry.session == Guid{} || entry.time > time || entry.time + kTokenLives < time) return;
    Entry first = entry;
    ledger_.each(entry.session.text(), 0, [&](const Entry& other) {
      if (other.time < first.time) first = other;
    });
    if (first.sign_in != entry.sign_in) sessions.push_back({first.time, entry.time});
  });
  return sessions;
}

std::string AccountSignIns::account_of(const Guid& tenant, const Guid& object) const {
  std::string account;
  ledger_.each(tenant_key(tenant, object), 0, [&](const Entry& entry) { account = entry.account; });
  return account;
}

}  // namespace aobo
