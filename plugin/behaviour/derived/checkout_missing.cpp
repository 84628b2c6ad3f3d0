// checkout_missing: a shared account was used while, by the vault's log, nobody had its password
// out, also not by what the vault told within the grace. Only where a vault's log is collected;
// once in a spell for each account.
#include <fmt/format.h>

#include "plugin/base/bounded.h"
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

  void observe(const Case& c, const History& history, Outbox& outbox) override {
    if (c.record().check_out.action != CheckOutAction::kNone) {
      collected_ = true;
      return;
    }
    const SharedAccount* account = c.shared;
    const bool used = account != nullptr &&
                      (is_action(c.record()) || (is_sign_in(c.record()) && succeeded(c.record())));
    if (!used || !collected_) return;
    const TimeNs time = c.record().time;
    if (!history.evidence.of<CheckOuts>().holders(account->account, time).empty()) return;
    TimeNs* last = last_.find(account->account);
    const bool goes_on = last != nullptr && *last + options_.spell > time;
    last_.at(account->account) = last == nullptr ? time : std::max(*last, time);
    if (goes_on || uses_.find(account->account) != nullptr) return;
    uses_.at(account->account) = {time, Basis::of(c), account->account};
    outbox.wake(time + options_.checkout_grace, account->account);
  }

  void due(const std::string& key, const Knowledge&, const History& history,
           Outbox& outbox) override {
    const Use* use = uses_.find(key);
    if (use == nullptr) return;
    if (history.evidence.of<CheckOuts>().holders(use->account, use->time).empty()) {
      Derived derived;
      derived.time = use->time + options_.checkout_grace;
      derived.basis = use->basis;
      derived.ids = {use->basis.id};
      derived.text = fmt::format(
          "The shared account {} was used in {} while nobody had its password out of the vault.",
          use->account, use->basis.subject.tenant_name);
      outbox.emit(std::move(derived));
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
  Bounded<std::string, Use> uses_;
  Bounded<std::string, TimeNs> last_;  // use without a check-out
  bool collected_ = false;
};

}  // namespace

std::unique_ptr<Watcher> checkout_missing(const BehaviourOptions& options) {
  return std::make_unique<CheckOutMissing>(options);
}

}  // namespace aobo::watch
