// signin_without_twin: a partner's person signed in across tenants, and only one of the two
// tenants' logs holds it: the request id is not in the other. Emitted after the grace period,
// and only if the other log is collected and has passed that moment. Entra writes interactive and
// other sign-ins to logs of their own, which are collected one by one: it is the log in which the
// twins of such sign-ins were seen.
#include <fmt/format.h>

#include "plugin/base/bounded.h"
#include "plugin/behaviour/derived.h"
#include "plugin/behaviour/signin_log.h"

namespace aobo::watch {
namespace {

struct Half {
  TimeNs time = 0;
  bool at_partner = false;
  Guid partner, customer;
  std::string kind;
  Basis basis;
  bool paired = false;
  std::string reported;  // the id of the event that said so; empty: not said
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, at_partner, partner, customer, kind, basis, paired, reported);
  }
};

class SignInWithoutTwin : public Watcher {
 public:
  explicit SignInWithoutTwin(const BehaviourOptions& options)
      : grace_(options.twin_grace),
        halves_(options.open_questions()),
        last_(options.open_questions()),
        twins_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const Record& record = the_case.record();
    if (record.family->sort != Sort::kSignIn || !succeeded(record) || !record.log_tenant) return;
    TimeNs& last = last_.at(signin_log_key(*record.log_tenant, record.kind));
    last = std::max(last, record.time);
    const Attribution& a = the_case.attribution;
    const bool across = a.is_partner && a.tenant && a.partner_tenant && a.path != Path::kGuest &&
                        a.path != Path::kSharedAccount && a.path != Path::kAutomation;
    if (!across || !record.request) return;
    const bool at_partner = record.log_tenant == a.partner_tenant;
    if (!at_partner && record.log_tenant != a.tenant) return;
    const std::string key = record.request->text();
    if (Half* half = halves_.find(key)) {
      if (half->at_partner == at_partner) return;
      half->paired = true;
      const bool reported = !half->reported.empty();
      if (reported)
        outbox.withdraw(half->basis, half->reported, "the other log's copy has turned up");
      twins_.at(pair_of(*half)) = record.kind;
      Half twin = *half;
      twin.at_partner = at_partner;
      twin.kind = record.kind;
      twins_.at(pair_of(twin)) = half->kind;
      if (reported) halves_.erase(key);
      return;
    }
    halves_.at(key) = {record.time,
                       at_partner,
                       *a.partner_tenant,
                       *a.tenant,
                       std::string(record.kind),
                       Basis::of(the_case),
                       false,
                       {}};
    outbox.wake(record.time + grace_, key);
  }

  // Who signed in is known otherwise by now.
  void revised(const Revision& revision, Outbox&) override {
    if (!revision.record().request) return;
    const std::string key = revision.record().request->text();
    Half* half = halves_.find(key);
    if (half == nullptr || half->basis.record != revision.number_of_record) return;
    half->basis.subject = revision.after;
    if (!revision.after.is_partner && half->reported.empty()) halves_.erase(key);
  }

  void due(const std::string& key, const Knowledge&, const History&, Outbox& outbox) override {
    Half* half = halves_.find(key);
    if (half == nullptr) return;
    if (!half->paired && has_come_past(*half)) {
      Derived derived;
      derived.time = half->time + grace_;
      derived.basis = half->basis;
      derived.ids = {half->basis.id};
      derived.sentence = {
          "The sign-in of ",
          fmt::format(" to {} stands in the {}'s log only; the {}'s, which is collected, does not "
                      "hold it.",
                      half->basis.subject.tenant_name, half->at_partner ? "partner" : "customer",
                      half->at_partner ? "customer" : "partner")};
      half->reported = outbox.emit(std::move(derived));
      return;
    }
    halves_.erase(key);
  }

  std::uint64_t evicted() const override {
    return halves_.evicted() + last_.evicted() + twins_.evicted();
  }
  void save(Writer& writer) const override { writer(halves_, last_, twins_); }
  void load(Reader& reader) override { reader(halves_, last_, twins_); }

 private:
  // Partner and customer, and in which log of the two such a sign-in stands.
  static std::string pair_of(const Half& half) {
    return half.partner.text() + "|" + half.customer.text() + "|" +
           (half.at_partner ? "partner|" : "customer|") + half.kind;
  }
  // Whether the log that holds the twins of such sign-ins is known, and has come past this one.
  bool has_come_past(const Half& half) const {
    const std::string* kind = twins_.find(pair_of(half));
    if (kind == nullptr) return false;
    const TimeNs* last =
        last_.find(signin_log_key(half.at_partner ? half.customer : half.partner, *kind));
    return last != nullptr && *last >= half.time;
  }

  TimeNs grace_;
  Bounded<std::string, Half> halves_;
  Bounded<std::string, TimeNs> last_;  // how far each log has come
  // Of partner and customer whose logs were seen to share a sign-in: of what kind its twin was.
  Bounded<std::string, std::string> twins_;
};

}  // namespace

std::unique_ptr<Watcher> signin_without_twin(const BehaviourOptions& options) {
  return std::make_unique<SignInWithoutTwin>(options);
}

}  // namespace aobo::watch
