// relationship_overrun: somebody of a partner's acted after the relationship had expired or been
// terminated. Told once for each person and relationship; the policy's verdict stands at every such
// action.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

class RelationshipOverrun : public Watcher {
 public:
  explicit RelationshipOverrun(const BehaviourOptions& options) : reported_(options.pending) {}

  void observe(const Case& c, const History&, Outbox& outbox) override {
    const bool over = c.standing.status == RelationshipStatus::kExpired ||
                      c.standing.status == RelationshipStatus::kTerminated;
    if (!over || !is_action(c.record()) || c.record().family->partner_center || !c.standing.end)
      return;
    const std::string_view type = c.standing.type ? name(*c.standing.type) : "";
    const std::string which =
        c.standing.relationship != nullptr ? c.standing.relationship->id : std::string(type);
    const std::string key = acting_where(c) + "|" + which;
    if (reported_.find(key) != nullptr) return;
    reported_.at(key) = true;
    Derived derived;
    derived.time = c.record().time;
    derived.basis = Basis::of(c);
    derived.ids = {derived.basis.id};
    derived.text = fmt::format(
        "{} did \"{}\" in {} after the {} relationship had {} at {}.",
        derived.basis.subject.shown(), printable(c.record().operation, 80),
        derived.basis.subject.tenant_name, type,
        c.standing.status == RelationshipStatus::kExpired ? "expired" : "been terminated",
        format_time(*c.standing.end));
    outbox.emit(std::move(derived));
  }

  std::uint64_t evicted() const override { return reported_.evicted(); }
  void save(Writer& writer) const override { writer(reported_); }
  void load(Reader& reader) override { reader(reported_); }

 private:
  Bounded<std::string, bool> reported_;
};

}  // namespace

std::unique_ptr<Watcher> relationship_overrun(const BehaviourOptions& options) {
  return std::make_unique<RelationshipOverrun>(options);
}

}  // namespace aobo::watch
