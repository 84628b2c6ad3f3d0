// signin_without_twin: a partner's person signed in across tenants, and only one of the two
// tenants' logs holds it: the request id is not in the other. Emitted after the grace period,
// and only if the other log is collected and has passed that moment.
#include <fmt/format.h>

#include "plugin/base/bounded.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Half {
  TimeNs time = 0;
  bool at_partner = false;
  Guid partner, customer;
  Basis basis;
  bool paired = false;
  std::string reported;  // the id of the event that said so; empty: not said
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, at_partner, partner, customer, basis, paired, reported);
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
    TimeNs& last = last_.at(record.log_tenant->text());
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
      if (!half->reported.empty()) {
        outbox.withdraw(half->basis, half->reported, "the other log's copy has turned up");
        halves_.erase(key);
      }
      twins_.at(pair_of(*a.partner_tenant, *a.tenant)) = true;
      return;
    }
    halves_.at(key) = {record.time, at_partner, *a.partner_tenant, *a.tenant, Basis::of(the_case),
                       false,       {}};
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
    const TimeNs* last = last_.find((half->at_partner ? half->customer : half->partner).text());
    const bool come_past = last != nullptr && *last >= half->time;
    if (!half->paired && come_past &&
        twins_.find(pair_of(half->partner, half->customer)) != nullptr) {
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
  static std::string pair_of(const Guid& partner, const Guid& customer) {
    return partner.text() + "|" + customer.text();
  }

  TimeNs grace_;
  Bounded<std::string, Half> halves_;
  Bounded<std::string, TimeNs> last_;  // how far each log has come
  Bounded<std::string, bool>
      twins_;  // partner and customer whose logs were seen to share a sign-in
};

}  // namespace

std::unique_ptr<Watcher> signin_without_twin(const BehaviourOptions& options) {
  return std::make_unique<SignInWithoutTwin>(options);
}

}  // namespace aobo::watch
