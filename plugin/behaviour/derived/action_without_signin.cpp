// action_without_signin: somebody of a partner's acted in a customer's tenant, and neither before,
// as far back as is looked, nor in the grace after it is there a sign-in of theirs to that tenant.
// A token from elsewhere, or a log that is not collected: only where sign-ins of the customer or of
// the partner are collected is it told. Once in a spell for each person and customer.
#include <fmt/format.h>

#include "plugin/base/bounded.h"
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
        reported_(options.pending),
        collected_(options.pending) {}

  void observe(const Case& c, const History&, Outbox& outbox) override {
    if (is_sign_in(c.record())) {
      if (succeeded(c.record())) sign_in(c);
      return;
    }
    const bool inside = !c.record().family->partner_center && is_action(c.record());
    const bool person =
        c.attribution.is_partner && c.attribution.path != Path::kAutomation && c.attribution.tenant;
    if (!inside || !person || !collected(c)) return;
    const TimeNs time = c.record().time;
    for (const std::string& key : keys(c)) {
      const TimeNs* last = sign_ins_.find(key);
      if (last != nullptr && *last + options_.signin_lookback > time &&
          *last <= time + options_.signin_grace)
        return;
    }
    const std::string key = acting_where(c);
    const TimeNs* quiet = reported_.find(key);
    if (quiet != nullptr && *quiet + options_.signin_lookback > time) return;
    if (deeds_.find(key) != nullptr) return;
    deeds_.at(key) = {time, Basis::of(c)};
    outbox.wake(time + options_.signin_grace, key);
  }

  void due(const std::string& key, const Knowledge&, const History&, Outbox& outbox) override {
    const Deed* deed = deeds_.find(key);
    if (deed == nullptr) return;
    Derived derived;
    derived.time = deed->time + options_.signin_grace;
    derived.basis = deed->basis;
    derived.ids = {deed->basis.id};
    derived.text = fmt::format(
        "{} did \"{}\" in {}, and no sign-in to it is to be found.", deed->basis.subject.shown(),
        printable(deed->basis.subject.operation, 80), deed->basis.subject.tenant_name);
    reported_.at(key) = deed->time;
    outbox.emit(std::move(derived));
    deeds_.erase(key);
  }

  std::uint64_t evicted() const override {
    return sign_ins_.evicted() + deeds_.evicted() + reported_.evicted() + collected_.evicted();
  }
  void save(Writer& writer) const override { writer(sign_ins_, deeds_, reported_, collected_); }
  void load(Reader& reader) override { reader(sign_ins_, deeds_, reported_, collected_); }

 private:
  // Under the person, and under the account as written: of one sign-in and one deed not both need
  // be named.
  static std::vector<std::string> keys(const Case& c) {
    const std::string where = "|" + c.attribution.tenant->text();
    std::vector<std::string> keys = {acting_key(c) + where, lower(c.record().actor.text) + where};
    if (c.record().token) keys.push_back(c.record().token->text());
    if (const auto session = parse_id(c.record().session)) keys.push_back(session->text());
    return keys;
  }

  bool collected(const Case& c) const {
    const auto of = [&](const Guid& tenant) { return collected_.find(tenant.text()) != nullptr; };
    return of(*c.attribution.tenant) ||
           (c.attribution.partner_tenant && of(*c.attribution.partner_tenant));
  }

  void sign_in(const Case& c) {
    if (c.record().log_tenant) collected_.at(c.record().log_tenant->text()) = true;
    if (!c.attribution.tenant) return;
    std::vector<std::string> all = keys(c);
    if (c.record().request) all.push_back(c.record().request->text());
    for (const std::string& key : all) {
      TimeNs& last = sign_ins_.at(key);
      last = std::max(last, c.record().time);
      reported_.erase(key);
      const Deed* deed = deeds_.find(key);
      const bool explains = deed != nullptr &&
                            c.record().time <= deed->time + options_.signin_grace &&
                            c.record().time + options_.signin_lookback > deed->time;
      if (explains) deeds_.erase(key);
    }
  }

  const BehaviourOptions& options_;
  Bounded<std::string, TimeNs> sign_ins_;
  Bounded<std::string, Deed> deeds_;
  Bounded<std::string, TimeNs> reported_;
  Bounded<std::string, bool> collected_;  // whose sign-ins were ever seen
};

}  // namespace

std::unique_ptr<Watcher> action_without_signin(const BehaviourOptions& options) {
  return std::make_unique<ActionWithoutSignIn>(options);
}

}  // namespace aobo::watch
