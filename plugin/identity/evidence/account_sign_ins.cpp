#include "plugin/identity/evidence/account_sign_ins.h"

#include <algorithm>

#include "plugin/identity/clocks.h"

namespace aobo {
namespace {

using Entry = AccountSignIns::Entry;

// Two records of one sign-in. A client may choose its correlation id, and keep it.
bool are_one(const Entry& one, const Entry& other) {
  const bool soon =
      one.time <= other.time + kVaultClocksDiffer && other.time <= one.time + kVaultClocksDiffer;
  return one.sign_in == other.sign_in || (soon && one.flow != Guid{} && one.flow == other.flow);
}

}  // namespace

void AccountSignIns::questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                               std::vector<TopicId>& topics) {
  const auto ask = [&](std::string_view key) { topics.push_back(folded_topic(kName, key)); };
  // Whose id alone stands there may be an account's.
  if (lesson.tenant && record.actor.object && record.actor.upn.empty() &&
      !acts_as_application(record))
    ask(TenantKey(*lesson.tenant, *record.actor.object));
  if (lesson.account.empty() || record.check_out.action != CheckOutAction::kNone) return;
  for (const Guid& link : links_of(record)) ask(link.text());
  ask(lesson.account);
}

std::vector<Guid> AccountSignIns::links_of(const Record& record) {
  std::vector<Guid> links;
  for (const auto& link : {parse_id(record.session), record.request, record.token})
    if (link) links.push_back(*link);
  return links;
}

std::optional<AccountSignIns::Session> AccountSignIns::began(const std::vector<Guid>& links,
                                                             TimeNs then) const {
  std::optional<Entry> first;
  const auto take_earlier = [&](const Entry& entry) {
    if (!first || entry.time < first->time) first = entry;
  };
  for (const Guid& link : links) {
    ledger_.each(link.text(), 0, [&](const Entry& entry) {
      take_earlier(entry);
      ledger_.each(entry.session.text(), 0, take_earlier);
    });
  }
  if (!first) return std::nullopt;
  return Session{first->time, then, renewed(*first)};
}

Renewed AccountSignIns::renewed(const Entry& sign_in) const {
  Renewed renewed = sign_in.renewed;
  ledger_.each(sign_in.session.text(), 0, [&](const Entry& copy) {
    const bool knows_better = copy.renewed == Renewed::kYes || renewed == Renewed::kMaybe;
    if (copy.sign_in == sign_in.sign_in && knows_better) renewed = copy.renewed;
  });
  return renewed;
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
    const Renewed how = renewed(first);
    if (!are_one(first, entry) || how != Renewed::kNo)
      sessions.push_back({first.time, entry.time, how});
  });
  return sessions;
}

std::vector<TimeNs> AccountSignIns::signed_in(std::string_view account, TimeNs until,
                                              Renewed most) const {
  std::vector<TimeNs> times;
  ledger_.each(account, 0, [&](const Entry& entry) {
    const bool in_time = entry.time <= until && entry.time + kRemembered >= until;
    if (entry.session == Guid{} || !in_time) return;
    const Renewed how = renewed(entry);
    if (how == Renewed::kNo || how == most) times.push_back(entry.time);
  });
  std::ranges::sort(times, std::ranges::greater());
  return times;
}

std::string AccountSignIns::account_of(const Guid& tenant, const Guid& object) const {
  std::string account;
  ledger_.each(TenantKey(tenant, object), 0, [&](const Entry& entry) { account = entry.account; });
  return account;
}

}  // namespace aobo
