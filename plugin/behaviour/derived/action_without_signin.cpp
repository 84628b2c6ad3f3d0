// action_without_signin: a person of a partner's who is named acted in a customer's tenant, and
// neither before, as far back as is looked, nor in the grace after it is there a sign-in of theirs
// to that tenant. A token from elsewhere, or a log that is not collected: only where all sign-ins
// of the customer or of the partner are collected is it reported. Who goes on with the session of
// the day before, or comes from home without being asked anything, does so by sign-ins that are not
// interactive, and Entra writes these to a log of their own. Who comes by Lighthouse or works in
// Partner Center signs in at home and nowhere else; whom a tool works for, nowhere that is known.
// Of whom nobody is known it cannot be said that they did not sign in, and a sign-in of one of
// several, or of nobody known, may be theirs. Once in a spell for each person and customer.
// Withdrawn where a sign-in turns up later.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/base/quotes.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/derived.h"
#include "plugin/behaviour/may_be.h"
#include "plugin/behaviour/signin_log.h"
#include "plugin/identity/method.h"
#include "plugin/identity/token_life.h"

namespace aobo::watch {
namespace {

struct Deed {
  TimeNs time = 0;
  Basis basis;
  std::vector<std::string> links;   // by which a sign-in of another key belongs to it
  std::vector<std::string> may_be;  // by which one of somebody who is not named may
  std::string reported;             // the id of the event that said so; empty: not yet
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis, links, may_be, reported);
  }
};

// Whether what names its person is the sign-in of its token or of its session, whenever that was;
// or another record of the same change, of which that is asked itself.
bool knows_sign_in(const Subject& subject) {
  if (subject.method == method_name::activity) return true;
  return std::ranges::any_of(subject.evidence, [](const Proof& proof) {
    return proof.kind == ProofKind::kToken || proof.kind == ProofKind::kSession;
  });
}

// Whether its person signed in at home for it, and nowhere else.
bool comes_from_home(const Subject& subject) {
  return subject.path == Path::kLighthouse || subject.method == method_name::partner_center;
}

class ActionWithoutSignIn : public Watcher {
 public:
  explicit ActionWithoutSignIn(const BehaviourOptions& options)
      : options_(options),
        sign_ins_(options.open_questions()),
        deeds_(options.open_questions()),
        reported_(options.open_questions()),
        collected_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const Record& record = the_case.record();
    if (is_sign_in(record)) {
      if (succeeded(record)) enter(the_case, outbox);
      return;
    }
    // Most records are no partner's: nothing is made of them.
    if (the_case.attribution.is_partner && the_case.attribution.tenant)
      act(record, Basis::of(the_case), outbox);
  }

  // Who acted, or who signed in, is known otherwise by now.
  void revised(const Revision& revision, Outbox& outbox) override {
    const std::string before = acting_where(revision.before), after = acting_where(revision.after);
    if (before == after) return;
    if (is_sign_in(revision.record())) {
      if (!succeeded(revision.record())) return;
      explain(after, revision.record().time, outbox);
      if (!revision.after.is_partner) return;
      for (const std::string& key : noted_as(revision.after))
        explain(key, revision.record().time, outbox);
      return;
    }
    const Deed* deed = deeds_.find(before);
    const bool known = deed != nullptr && deed->basis.record == revision.number_of_record;
    // Nobody took it for a partner's then; of a deed long past the sign-ins before it are not kept.
    const bool open = revision.record().time + options_.signin_grace > outbox.now();
    if (!known && !revision.before.is_partner && open)
      act(revision.record(), Basis::of(revision), outbox);
    if (!known) return;
    Deed moved = *deed;
    deeds_.erase(before);
    moved.basis.subject = revision.after;
    if (revision.after.is_partner) wait(after, std::move(moved), outbox);
  }

  void due(const std::string& key, const Knowledge&, const History&, Outbox& outbox) override {
    Deed* deed = deeds_.find(key);
    if (deed == nullptr || deed->time + options_.signin_grace > outbox.now()) return;
    if (!deed->basis.subject.user_id.empty() && !is_explained(key, *deed)) {
      Derived derived;
      derived.time = deed->time + options_.signin_grace;
      derived.basis = deed->basis;
      derived.ids = {deed->basis.id};
      derived.sentence = {"", fmt::format(" did {} in {}, and no sign-in to it is to be found.",
                                          plain_or_in_quotes(deed->basis.subject.operation, 80),
                                          place_of(deed->basis.subject))};
      deed->reported = outbox.emit(std::move(derived));
      crowded_out_ += add_latest(reported_.at(key), std::move(*deed), limits::kReported);
    }
    deeds_.erase(key);
  }

  std::uint64_t evicted() const override {
    return sign_ins_.evicted() + deeds_.evicted() + reported_.evicted() + collected_.evicted() +
           crowded_out_;
  }
  void save(Writer& writer) const override {
    writer(sign_ins_, deeds_, reported_, collected_, crowded_out_);
  }
  void load(Reader& reader) override {
    reader(sign_ins_, deeds_, reported_, collected_, crowded_out_);
  }

 private:
  static std::vector<std::string> links_of(const Record& record) {
    std::vector<std::string> links;
    if (record.token) links.push_back(record.token->text());
    if (const auto session = parse_id(record.session)) links.push_back(session->text());
    return links;
  }

  void act(const Record& record, Basis basis, Outbox& outbox) {
    const Subject& subject = basis.subject;
    const bool inside = !of_partners_own(record) && is_action(record);
    const bool by_tool = !subject.tool.empty() || subject.method == method_name::tool_log;
    const bool person = subject.is_partner && subject.path != Path::kAutomation && !by_tool;
    if (!inside || !person || !subject.tenant || !collected(subject)) return;
    if (knows_sign_in(subject)) return;
    std::vector<std::string> links = links_of(record);
    links.push_back(lower(record.actor.text) + "|" + subject.tenant->text());
    if (comes_from_home(subject))
      links.push_back(acting_key(subject) + "|" + subject.partner_tenant->text());
    const std::string key = acting_where(subject);
    std::vector<std::string> may_be = sought_as(subject);
    wait(key, {record.time, std::move(basis), std::move(links), std::move(may_be), {}}, outbox);
  }

  bool collected(const Subject& subject) const {
    const auto of = [&](const Guid& tenant) {
      return collected_.contains(signin_log_key(tenant, kInteractiveKind)) &&
             collected_.contains(signin_log_key(tenant, kNonInteractiveKind));
    };
    const bool at_home = subject.partner_tenant && of(*subject.partner_tenant);
    return comes_from_home(subject) ? at_home : of(*subject.tenant) || at_home;
  }

  bool explains(TimeNs sign_in, TimeNs deed, TimeNs back) const {
    return sign_in <= deed + options_.signin_grace && sign_in + back > deed;
  }
  bool explains(TimeNs sign_in, TimeNs deed) const {
    return explains(sign_in, deed, options_.signin_lookback);
  }
  bool was_seen(const std::string& key, TimeNs deed, TimeNs back) const {
    const TimeNs* last = sign_ins_.find(key);
    return last != nullptr && explains(*last, deed, back);
  }
  // Under the person, and under the account as written: of one sign-in and one deed not both need
  // be named.
  bool is_explained(const std::string& key, const Deed& deed) const {
    const auto any_seen = [&](const std::vector<std::string>& keys, TimeNs back) {
      return std::ranges::any_of(
          keys, [&](const std::string& one) { return was_seen(one, deed.time, back); });
    };
    const TimeNs back = options_.signin_lookback;
    return was_seen(key, deed.time, back) || any_seen(deed.links, back) ||
           any_seen(deed.may_be, std::min(back, kTokenLives));
  }

  void wait(const std::string& key, Deed deed, Outbox& outbox) {
    const std::vector<Deed>* quiet = reported_.find(key);
    const TimeNs* last = sign_ins_.find(key);
    const bool reported = quiet != nullptr &&
                          quiet->back().time + options_.signin_lookback > deed.time &&
                          (last == nullptr || *last < quiet->back().time);
    if (reported || deeds_.contains(key) || is_explained(key, deed)) return;
    outbox.wake(deed.time + options_.signin_grace, key);
    deeds_.at(key) = std::move(deed);
  }

  void enter(const Case& the_case, Outbox& outbox) {
    const Record& record = the_case.record();
    if (record.log_tenant) collected_.at(signin_log_key(*record.log_tenant, record.kind)) = true;
    if (!the_case.tenant) return;
    const std::string where = "|" + the_case.tenant->text();
    std::vector<std::string> keys = links_of(record);
    // Whom nobody knows may be a partner's person only where a partner's came in.
    if (the_case.attribution.is_partner) {
      for (std::string& key : noted_as(the_case)) keys.push_back(std::move(key));
    } else {
      keys.push_back(acting_where(the_case));
    }
    keys.push_back(lower(record.actor.text) + where);
    if (record.request) keys.push_back(record.request->text());
    for (const std::string& key : keys) explain(key, record.time, outbox);
  }

  void explain(const std::string& key, TimeNs time, Outbox& outbox) {
    TimeNs& last = sign_ins_.at(key);
    last = std::max(last, time);
    if (const Deed* deed = deeds_.find(key); deed != nullptr && explains(time, deed->time))
      deeds_.erase(key);
    std::vector<Deed>* reported = reported_.find(key);
    if (reported == nullptr) return;
    std::erase_if(*reported, [&](const Deed& one) {
      if (!explains(time, one.time)) return false;
      outbox.withdraw(one.basis, one.reported, "a sign-in to it has turned up");
      return true;
    });
    if (reported->empty()) reported_.erase(key);
  }

  const BehaviourOptions& options_;
  Bounded<std::string, TimeNs> sign_ins_;
  Bounded<std::string, Deed> deeds_;
  Bounded<std::string, std::vector<Deed>> reported_;
  Bounded<std::string, bool> collected_;  // whose sign-ins of which kind were ever seen
  std::uint64_t crowded_out_ = 0;         // of a person with too many reports
};

}  // namespace

std::unique_ptr<Watcher> action_without_signin(const BehaviourOptions& options) {
  return std::make_unique<ActionWithoutSignIn>(options);
}

}  // namespace aobo::watch
