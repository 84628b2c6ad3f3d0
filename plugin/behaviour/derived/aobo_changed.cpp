// aobo_removed and aobo_added: a group of a partner, the foreign principal, lost its role of owner
// on a subscription, or got a role on it or within it. Who loses another role, or one within, is as
// much an owner as before. The customer may do so at any time; what it means for the partner's
// credit is credit_at_risk's to say.
#include <fmt/format.h>

#include "plugin/base/text.h"
#include "plugin/behaviour/credit.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

constexpr std::size_t kShownScope = 120;

class AoboChanged : public Watcher {
 public:
  explicit AoboChanged(bool added) : added_(added) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const auto change = access_change(the_case);
    if (!change || change->added != added_ || change->how != AccessWay::kAobo) return;
    if (!change->added && !change->takes_ownership()) return;
    Derived derived;
    derived.time = the_case.record().time;
    derived.basis = Basis::of(the_case);
    derived.ids = {derived.basis.id};
    derived.sentence = {
        "",
        fmt::format(
            " {} a partner's group ({}) a role on {}subscription {} of {}.",
            added_ ? "gave" : "took from", change->principal.text(),
            change->scope.empty() ? "" : printable(change->scope.substr(1), kShownScope) + " of ",
            change->subscription.text(), derived.basis.subject.tenant_name)};
    outbox.emit(std::move(derived));
  }

  bool holds_of_anybody() const override { return true; }
  void save(Writer&) const override {}
  void load(Reader&) override {}

 private:
  bool added_;
};

}  // namespace

std::unique_ptr<Watcher> aobo_removed(const BehaviourOptions&) {
  return std::make_unique<AoboChanged>(false);
}
std::unique_ptr<Watcher> aobo_added(const BehaviourOptions&) {
  return std::make_unique<AoboChanged>(true);
}

}  // namespace aobo::watch
