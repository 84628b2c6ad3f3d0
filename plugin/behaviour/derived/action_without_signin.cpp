// action_without_signin: somebody of a partner's acted in a customer's tenant, and neither before,
// as far back as is looked, nor in the grace after it is there a sign-in of theirs to that tenant.
// A token from elsewhere, or a log that is not collected: only where sign-ins of the customer or of
// the partner are collected is it told. Once in a spell for each person and customer.
#include <fmt/format.h>

#include "plugin/base/pending.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Deed {
  TimeNs time = 0;
  Basis basis;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis);
  }
};

class ActionWithoutSignIn : public Watcher {
 public:
  explicit ActionWithoutSignIn(const BehaviourOptions& options)
      : options_(options),
        sign_ins_(options.pending),
        deeds_(options.pending),
        told_(options.pending),
        collected_(options.pending) {}

  void observe(const Moment& m, Told& told) override {
    if (is_sign_in(m.record)) {
      if (succeeded(m.record)) sign_in(m);
      return;
    }
    const bool inside = !m.record.family->partner_center && is_action(m.record);
    const bool person =
        m.attribution.is_partner && m.attribution.path != Path::kAutomation && m.attribution.tenant;
    if (!inside || !person || !collected(m)) return;
    const TimeNs time = m.record.time;
    for (const std::string& key : keys(m)) {
      const TimeNs* last = sign_ins_.find(key);
      if (last != nullptr && *last + options_.signin_lookback > time &&
          *last <= time + options_.signin_grace)
        return;
    }
    const std::string key = m.who_where();
    const TimeNs* quiet = told_.find(key);
    if (quiet != nullptr && *quiet + options_.signin_lookback > time) return;
    if (deeds_.find(key) != nullptr) return;
    deeds_.at(key) = {time, Basis::of(m)};
    told.wake(time + options_.signin_grace, key);
  }

  void due(const std::string& key, const Surroundings&, Told& told) override {
    const Deed* deed = deeds_.find(key);
    if (deed == nullptr) return;
    Derived derived;
    derived.time = deed->time + options_.signin_grace;
    derived.basis = deed->basis;
    derived.ids = {deed->basis.id};
    derived.text = fmt::format(
        "{} did \"{}\" in {}, and no sign-in to it is to be found.", deed->basis.subject.told(),
        printable(deed->basis.subject.operation, 80), deed->basis.subject.tenant_name);
    told_.at(key) = deed->time;
    told.say(std::move(derived));
    deeds_.erase(key);
  }

  std::uint64_t evicted() const override {
    return sign_ins_.evicted() + deeds_.evicted() + told_.evicted() + collected_.evicted();
  }
  void save(Writer& writer) const override { writer(sign_ins_, deeds_, told_, collected_); }
  void load(Reader& reader) override { reader(sign_ins_, deeds_, told_, collected_); }

 private:
  // Under the person, and under the account as written: of one sign-in and one deed not both need
  // be named.
  static std::vector<std::string> keys(const Moment& m) {
    const std::string where = "|" + m.attribution.tenant->text();
    std::vector<std::string> keys = {m.who() + where, lower(m.record.actor.text) + where};
    if (m.record.token) keys.push_back(m.record.token->text());
    if (const auto session = parse_id(m.record.session)) keys.push_back(session->text());
    return keys;
  }

  bool collected(const Moment& m) const {
    const auto of = [&](const Guid& tenant) { return collected_.find(tenant.text()) != nullptr; };
    return of(*m.attribution.tenant) ||
           (m.attribution.partner_tenant && of(*m.attribution.partner_tenant));
  }

  void sign_in(const Moment& m) {
    if (m.record.log_tenant) collected_.at(m.record.log_tenant->text()) = true;
    if (!m.attribution.tenant) return;
    std::vector<std::string> all = keys(m);
    if (m.record.request) all.push_back(m.record.request->text());
    for (const std::string& key : all) {
      TimeNs& last = sign_ins_.at(key);
      last = std::max(last, m.record.time);
      told_.erase(key);
      const Deed* deed = deeds_.find(key);
      const bool explains = deed != nullptr &&
                            m.record.time <= deed->time + options_.signin_grace &&
                            m.record.time + options_.signin_lookback > deed->time;
      if (explains) deeds_.erase(key);
    }
  }

  const BehaviourOptions& options_;
  Pending<TimeNs> sign_ins_;
  Pending<Deed> deeds_;
  Pending<TimeNs> told_;
  Pending<bool> collected_;  // whose sign-ins were ever seen
};

}  // namespace

std::unique_ptr<Watcher> action_without_signin(const BehaviourOptions& options) {
  return std::make_unique<ActionWithoutSignIn>(options);
}

}  // namespace aobo::watch
