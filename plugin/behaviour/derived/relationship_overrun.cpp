// relationship_overrun: somebody of a partner's acted after the relationship had expired or been
// terminated. Told once for each person and relationship; the policy's verdict stands at every such
// action.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/pending.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

class RelationshipOverrun : public Watcher {
 public:
  explicit RelationshipOverrun(const BehaviourOptions& options) : told_(options.pending) {}

  void observe(const Moment& m, Told& told) override {
    const bool over = m.standing.status == RelationshipStatus::kExpired ||
                      m.standing.status == RelationshipStatus::kTerminated;
    if (!over || !is_action(m.record) || m.record.family->partner_center || !m.standing.end) return;
    const std::string_view type = m.standing.type ? name(*m.standing.type) : "";
    const std::string which =
        m.standing.relationship != nullptr ? m.standing.relationship->id : std::string(type);
    const std::string key = m.who_where() + "|" + which;
    if (told_.find(key) != nullptr) return;
    told_.at(key) = true;
    Derived derived;
    derived.time = m.record.time;
    derived.basis = Basis::of(m);
    derived.ids = {derived.basis.id};
    derived.text = fmt::format(
        "{} did \"{}\" in {} after the {} relationship had {} at {}.", derived.basis.subject.told(),
        printable(m.record.operation, 80), derived.basis.subject.tenant_name, type,
        m.standing.status == RelationshipStatus::kExpired ? "expired" : "been terminated",
        format_time(*m.standing.end));
    told.say(std::move(derived));
  }

  std::uint64_t evicted() const override { return told_.evicted(); }
  void save(Writer& writer) const override { writer(told_); }
  void load(Reader& reader) override { reader(told_); }

 private:
  Pending<bool> told_;
};

}  // namespace

std::unique_ptr<Watcher> relationship_overrun(const BehaviourOptions& options) {
  return std::make_unique<RelationshipOverrun>(options);
}

}  // namespace aobo::watch
