// checkout_unused: somebody took a shared account's password out of the vault, and nobody used the
// account until it was given back, or until the longest time for which a check-out counts.
// Passwords looked at for no reason are copied.
#include <fmt/format.h>

#include "plugin/base/bounded.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Loan {
  TimeNs from = 0;
  Basis basis;
  bool used = false;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(from, basis, used);
  }
};

class CheckOutUnused : public Watcher {
 public:
  explicit CheckOutUnused(const BehaviourOptions& options)
      : longest_(options.checkout_max), loans_(options.pending) {}

  void observe(const Case& c, const History&, Outbox& outbox) override {
    const SharedAccount* account = c.shared;
    if (account == nullptr) return;
    const std::string key = account->account + "|" + acting_key(c);
    switch (c.record().check_out.action) {
      case CheckOutAction::kOut:
        if (loans_.find(key) != nullptr) return;
        loans_.at(key) = {c.record().time, Basis::of(c), false};
        outbox.wake(c.record().time + longest_, key);
        return;
      case CheckOutAction::kIn: {
        const Loan* loan = loans_.find(key);
        if (loan == nullptr || c.record().time < loan->from) return;
        if (!loan->used) report(*loan, c.record().time, {loan->basis.id, c.reference()}, outbox);
        loans_.erase(key);
        return;
      }
      case CheckOutAction::kNone:
        break;
    }
    loans_.each([&](const std::string& other, Loan& loan) {
      const bool same = other.starts_with(account->account + "|");
      if (same && c.record().time >= loan.from && c.record().time < loan.from + longest_)
        loan.used = true;
    });
  }

  void due(const std::string& key, const Knowledge&, const History&, Outbox& outbox) override {
    const Loan* loan = loans_.find(key);
    if (loan == nullptr || loan->from + longest_ > outbox.now()) return;
    if (!loan->used) report(*loan, loan->from + longest_, {loan->basis.id}, outbox);
    loans_.erase(key);
  }

  std::uint64_t evicted() const override { return loans_.evicted(); }
  void save(Writer& writer) const override { writer(loans_); }
  void load(Reader& reader) override { reader(loans_); }

 private:
  static void report(const Loan& loan, TimeNs time, std::vector<std::string> ids, Outbox& outbox) {
    Derived derived;
    derived.time = std::max(time, loan.from);
    derived.basis = loan.basis;
    derived.ids = std::move(ids);
    derived.text =
        fmt::format("{} took the password of {} out of the vault, and the account was not used.",
                    loan.basis.subject.shown(), loan.basis.subject.target_name);
    outbox.emit(std::move(derived));
  }

  TimeNs longest_;
  Bounded<std::string, Loan> loans_;
};

}  // namespace

std::unique_ptr<Watcher> checkout_unused(const BehaviourOptions& options) {
  return std::make_unique<CheckOutUnused>(options);
}

}  // namespace aobo::watch
