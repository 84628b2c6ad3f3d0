// Sign-ins of shared accounts, whoever works with them: when a session or a token began, which
// sessions go on, and which object id is the account's. Who had the password then signed in; who
// has it out later did not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/evidence/tenant_key.h"
#include "plugin/identity/token_life.h"

namespace aobo {

class AccountSignIns {
 public:
  static constexpr std::string_view kName = "account-sign-in";
  struct Entry {
    std::string account;
    Guid session;  // its id; of a sign-in without one the sign-in's own
    TimeNs time = 0;
    Guid sign_in = {};  // its request id: the same of all copies of one
    Guid flow = {};     // its correlation id, which copies share that have ids of their own
    Renewed renewed = Renewed::kNo;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(account, session, time, sign_in, flow, renewed);
    }
  };

  explicit AccountSignIns(const IdentityOptions& options)
      : ledger_(options.evidence(), options.entries_per_key) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (lesson.account.empty() || !lesson.tenant || !is_sign_in(record) ||
        record.outcome != Outcome::kSuccess || record.check_out.action != CheckOutAction::kNone)
      return;
    if (record.actor.object && !record.actor.upn.empty())
      visit(TenantKey(*lesson.tenant, *record.actor.object),
            Entry{lesson.account, {}, 0, {}, {}, Renewed::kNo});
    const auto session = parse_id(record.session);
    const auto id = session ? session : record.request;
    if (!id) return;
    const Guid sign_in = record.request.value_or(*id);
    const Renewed renewed = record.sign_in.renewed;
    const Guid flow = parse_id(record.correlation).value_or(Guid{});
    visit(lesson.account, Entry{lesson.account, *id, record.time, sign_in, flow, renewed});
    for (const auto& link : {session, record.request, record.token})
      if (link) visit(link->text(), Entry{{}, *id, record.time, sign_in, flow, renewed});
  }
  // Of a session one entry in a while tells that it goes on; the earliest, when it began; and a
  // copy, whether it was renewed, where another does not know.
  template <typename Entries>
  static bool keep(const Entries& entries, const Entry& entry) {
    bool earliest = true, only_one = true, unsure = false, known_so = false;
    for (const auto& [known, teachers] : entries) {
      if (known.session != entry.session) continue;
      earliest = earliest && entry.time < known.time;
      only_one = only_one && entry.time / kWhile != known.time / kWhile;
      if (known.sign_in != entry.sign_in) continue;
      unsure = unsure || known.renewed == Renewed::kMaybe;
      known_so = known_so || known.renewed == entry.renewed;
    }
    return earliest || only_one || (unsure && !known_so);
  }
  template <typename Visit>
  static void topics(std::string_view key, const Entry&, Visit visit) {
    visit(folded_topic(kName, key));
  }
  // What began a session matters to all that is done with it; that one goes on, to what comes soon.
  static Affected affected(const Entry& entry, TopicId about) {
    if (entry.session == Guid{}) return {.about = about};
    if (entry.account.empty()) return {.about = about, .from = entry.time};
    return {about, entry.time,
            entry.time + (entry.renewed == Renewed::kNo ? kRemembered : kTokenLives)};
  }
  static void questions(const Record& record, const Lesson& lesson, const IdentityOptions&,
                        std::vector<TopicId>& topics);

  struct Session {
    TimeNs began = 0, seen = 0;
    Renewed renewed = Renewed::kNo;  // kYes: what began then only went on; nobody saw it begin
  };
  // The ids that a record shares with the sign-in by which it was done: of its session, its request
  // and its token.
  static std::vector<Guid> links_of(const Record& record);
  // When what was done then with one of them began: its token's or its session's first sign-in.
  // Nothing where no sign-in tells.
  std::optional<Session> began(const std::vector<Guid>& links, TimeNs then) const;
  std::optional<Session> began(const Record& record) const {
    return began(links_of(record), record.time);
  }
  // The account's sessions that are seen to go on shortly before that time, each as often as it is
  // seen.
  std::vector<Session> going_on(std::string_view account, TimeNs time) const;
  // When the account's password was given, the latest time first: within a day until then. With
  // kMaybe also when it may have been.
  std::vector<TimeNs> signed_in(std::string_view account, TimeNs until, Renewed most) const;
  // The account whose object id it is; empty where no sign-in shows it.
  std::string account_of(const Guid& tenant, const Guid& object) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  // By all copies of that sign-in.
  Renewed renewed(const Entry& sign_in) const;

  static constexpr TimeNs kWhile = 10 * 60 * kSecondNs;
  static constexpr TimeNs kRemembered = 24 * 60 * 60 * kSecondNs;

  Ledger<std::string, Entry, KeyedFoldedHash, FoldedEqual> ledger_;
};

}  // namespace aobo
