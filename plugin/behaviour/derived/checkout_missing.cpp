// checkout_missing: a shared account was used while, by the vault's log, nobody had its password
// out, also not by what the vault told within the grace. Only where a vault's log is collected;
// once in a spell for each account.
#include <fmt/format.h>

#include "plugin/base/pending.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Use {
  TimeNs time = 0;
  Basis basis;
  std::string account;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis, account);
  }
};

class CheckOutMissing : public Watcher {
 public:
  explicit CheckOutMissing(const BehaviourOptions& options)
      : options_(options), uses_(options.pending), last_(options.pending) {}

  void observe(const Moment& m, Told& told) override {
    if (m.record.check_out.action != CheckOutAction::kNone) {
      collected_ = true;
      return;
    }
    const SharedAccount* account = shared_account_of(m);
    const bool used = account != nullptr &&
                      (is_action(m.record) || (is_sign_in(m.record) && succeeded(m.record)));
    if (!used || !collected_) return;
    const TimeNs time = m.record.time;
    if (!m.around.evidence.holders(account->account, time).empty()) return;
    TimeNs* last = last_.find(account->account);
    const bool goes_on = last != nullptr && *last + options_.spell > time;
    last_.at(account->account) = last == nullptr ? time : std::max(*last, time);
    if (goes_on || uses_.find(account->account) != nullptr) return;
    uses_.at(account->account) = {time, Basis::of(m), account->account};
    told.wake(time + options_.checkout_grace, account->account);
  }

  void due(const std::string& key, const Surroundings& around, Told& told) override {
    const Use* use = uses_.find(key);
    if (use == nullptr) return;
    if (around.evidence.holders(use->account, use->time).empty()) {
      Derived derived;
      derived.time = use->time + options_.checkout_grace;
      derived.basis = use->basis;
      derived.ids = {use->basis.id};
      derived.text = fmt::format(
          "The shared account {} was used in {} while nobody had its password out of the vault.",
          use->account, use->basis.subject.tenant_name);
      told.say(std::move(derived));
    } else {
      last_.erase(key);
    }
    uses_.erase(key);
  }

  std::uint64_t evicted() const override { return uses_.evicted() + last_.evicted(); }
  void save(Writer& writer) const override { writer(uses_, last_, collected_); }
  void load(Reader& reader) override { reader(uses_, last_, collected_); }

 private:
  const BehaviourOptions& options_;
  Pending<Use> uses_;
  Pending<TimeNs> last_;  // use without a check-out
  bool collected_ = false;
};

}  // namespace

std::unique_ptr<Watcher> checkout_missing(const BehaviourOptions& options) {
  return std::make_unique<CheckOutMissing>(options);
}

}  // namespace aobo::watch
