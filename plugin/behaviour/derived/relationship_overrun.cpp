// relationship_overrun: somebody of a partner's acted after the relationship had expired or been
// terminated. Told once for each person and relationship; the policy's verdict stands at every such
// action. Withdrawn where a later record tells that one had begun again before.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/derived.h"
#include "plugin/policy/relationship_log.h"

namespace aobo::watch {
namespace {

struct Overrun {
  TimeNs time = 0;
  TimeNs end = 0;  // of the relationship
  Basis basis;
  std::string type, how;
  std::string reported;     // the id of the event that said so
  std::string reported_of;  // and the person whom it named
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, end, basis, type, how, reported, reported_of);
  }
};

class RelationshipOverrun : public Watcher {
 public:
  explicit RelationshipOverrun(const BehaviourOptions& options)
      : reported_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    if (const auto change = the_case.tenant ? relationship_change(the_case) : std::nullopt)
      begin(the_case, *change, outbox);
    const bool over = the_case.standing.status == RelationshipStatus::kExpired ||
                      the_case.standing.status == RelationshipStatus::kTerminated;
    if (!over || !is_action(the_case.record()) || of_partners_own(the_case.record()) ||
        !the_case.standing.end)
      return;
    Overrun overrun;
    overrun.time = the_case.record().time;
    overrun.end = *the_case.standing.end;
    overrun.basis = Basis::of(the_case);
    overrun.type = the_case.standing.type ? name(*the_case.standing.type) : "";
    overrun.how =
        the_case.standing.status == RelationshipStatus::kExpired ? "expired" : "been terminated";
    const std::string key =
        acting_where(the_case) + "|" +
        (the_case.standing.relationship != nullptr ? the_case.standing.relationship->id
                                                   : overrun.type);
    if (reported_.find(key) != nullptr) return;
    emit_report(overrun, overrun.time, {}, outbox);
    reported_.at(key) = std::move(overrun);
  }

  // Of the same partner it was an overrun whoever acted.
  void revised(const Revision& revision, Outbox& outbox) override {
    reported_.each([&](const std::string&, Overrun& one) {
      if (!is_withdrawn_by(revision, one.basis, one.reported_of)) return;
      const bool same_partner = revision.after.is_partner &&
                                revision.after.partner_tenant == one.basis.subject.partner_tenant;
      one.basis.subject = revision.after;
      if (same_partner) emit_report(one, outbox.now(), serial_after(revision), outbox);
    });
  }

  std::uint64_t evicted() const override { return reported_.evicted(); }
  void save(Writer& writer) const override { writer(reported_); }
  void load(Reader& reader) override { reader(reported_); }

 private:
  static void emit_report(Overrun& overrun, TimeNs time, std::string serial, Outbox& outbox) {
    const Subject& subject = overrun.basis.subject;
    Derived derived;
    derived.time = time;
    derived.basis = overrun.basis;
    derived.ids = {overrun.basis.id};
    derived.serial = std::move(serial);
    derived.sentence = {"", fmt::format(" did \"{}\" in {} after the {} relationship had {} at {}.",
                                        printable(subject.operation, 80), subject.tenant_name,
                                        overrun.type, overrun.how, format_time(overrun.end))};
    overrun.reported_of = subject.user_id;
    overrun.reported = outbox.emit(std::move(derived));
  }

  // What ended before and began again before the deed was there at the deed.
  void begin(const Case& the_case, const RelationshipChange& change, Outbox& outbox) {
    if (!change.begun || !change.partner || change.subscription) return;
    std::vector<std::string> refuted;
    reported_.each([&](const std::string& key, Overrun& one) {
      const Subject& subject = one.basis.subject;
      const bool between = one.end <= change.time && change.time <= one.time;
      if (!between || subject.tenant != the_case.tenant || subject.partner_tenant != change.partner)
        return;
      outbox.withdraw(one.basis, one.reported, "by a later record it had begun again before");
      refuted.push_back(key);
    });
    for (const std::string& key : refuted) reported_.erase(key);
  }

  Bounded<std::string, Overrun> reported_;
};

}  // namespace

std::unique_ptr<Watcher> relationship_overrun(const BehaviourOptions& options) {
  return std::make_unique<RelationshipOverrun>(options);
}

}  // namespace aobo::watch
