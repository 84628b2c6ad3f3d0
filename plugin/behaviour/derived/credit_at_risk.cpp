// credit_at_risk: the last access by which a partner earns credit on a subscription was taken away,
// and within the grace no other took its place: a swap of AOBO for Lighthouse raises no alarm, in
// whichever order it is made. Withdrawn where the record of what took its place comes late.
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
  std::string reported;  // the id of the event that said so; empty: not yet
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis, subscription, reported);
  }
};

class CreditAtRisk : public Watcher {
 public:
  explicit CreditAtRisk(const BehaviourOptions& options)
      : options_(options), credit_(options), losses_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const auto change = access_change(the_case);
    if (!change) return;
    credit_.learn(*change);
    const std::string key = change->subscription.text();
    const Loss* known = losses_.find(key);
    if (change->added) {
      if (known != nullptr && !known->reported.empty() &&
          !at_risk(state_after(*known, the_case.directory()))) {
        outbox.withdraw(known->basis, known->reported,
                        "another access took its place within the grace");
        losses_.erase(key);
      }
      return;
    }
    const bool gone =
        at_risk(credit_.state(change->subscription, the_case.directory(), the_case.record().time));
    if (!gone || (known != nullptr && known->reported.empty())) return;
    losses_.at(key) = {the_case.record().time, Basis::of(the_case), change->subscription, {}};
    outbox.wake(the_case.record().time + options_.credit_grace, key);
  }

  void due(const std::string& key, const Knowledge& known, const History&,
           Outbox& outbox) override {
    Loss* loss = losses_.find(key);
    if (loss == nullptr || !loss->reported.empty()) return;
    const CreditState state = state_after(*loss, *known.directory);
    if (at_risk(state)) {
      Derived derived;
      derived.time = loss->time + options_.credit_grace;
      derived.basis = loss->basis;
      derived.ids = {loss->basis.id};
      derived.credit = state.status;
      derived.sentence = {
          "", fmt::format(" took away the last access that earns credit on subscription {} of {}; "
                          "none has taken its place.",
                          state.subscription, loss->basis.subject.tenant_name)};
      loss->reported = outbox.emit(std::move(derived));
    } else {
      losses_.erase(key);
    }
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
  CreditState state_after(const Loss& loss, const Directory& directory) const {
    return credit_.state(loss.subscription, directory, loss.time + options_.credit_grace);
  }
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
