// credit_at_risk: the last access by which a partner earns credit on a subscription was taken away,
// and within the grace no other took its place: a swap of AOBO for Lighthouse raises no alarm, in
// whichever order it is made.
#include <fmt/format.h>

#include "plugin/base/bounded.h"
#include "plugin/behaviour/credit.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Loss {
  TimeNs time = 0;
  Basis basis;
  Guid subscription;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis, subscription);
  }
};

class CreditAtRisk : public Watcher {
 public:
  explicit CreditAtRisk(const BehaviourOptions& options)
      : options_(options), credit_(options), losses_(options.pending) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const auto change = access_change(the_case);
    if (!change) return;
    credit_.learn(*change);
    if (change->added) return;
    const std::string key = change->subscription.text();
    const bool gone =
        at_risk(credit_.state(change->subscription, the_case.directory(), the_case.record().time));
    if (!gone || losses_.find(key) != nullptr) return;
    losses_.at(key) = {the_case.record().time, Basis::of(the_case), change->subscription};
    outbox.wake(the_case.record().time + options_.credit_grace, key);
  }

  void due(const std::string& key, const Knowledge& known, const History&,
           Outbox& outbox) override {
    const Loss* loss = losses_.find(key);
    if (loss == nullptr) return;
    const TimeNs time = loss->time + options_.credit_grace;
    const CreditState state = credit_.state(loss->subscription, *known.directory, time);
    if (at_risk(state)) {
      Derived derived;
      derived.time = time;
      derived.basis = loss->basis;
      derived.ids = {loss->basis.id};
      derived.credit = state.status;
      derived.sentence = {
          "", fmt::format(" took away the last access that earns credit on subscription {} of {}; "
                          "none has taken its place.",
                          state.subscription, loss->basis.subject.tenant_name)};
      outbox.emit(std::move(derived));
    }
    losses_.erase(key);
  }

  bool holds_of_anybody() const override { return true; }
  std::uint64_t evicted() const override { return losses_.evicted(); }
  void save(Writer& writer) const override {
    credit_.save(writer);
    writer(losses_);
  }
  void load(Reader& reader) override {
    credit_.load(reader);
    reader(losses_);
  }

 private:
  static bool at_risk(const CreditState& state) {
    return state.status == CreditStatus::kAtRisk || state.status == CreditStatus::kLost;
  }

  const BehaviourOptions& options_;
  Credit credit_;
  Bounded<std::string, Loss> losses_;
};

}  // namespace

std::unique_ptr<Watcher> credit_at_risk(const BehaviourOptions& options) {
  return std::make_unique<CreditAtRisk>(options);
}

}  // namespace aobo::watch
