// relationship_overrun: somebody of a partner's acted after the relationship had expired or been
// terminated. Told once for each person and relationship; the policy's verdict stands at every such
// action. Withdrawn where a later record tells that one had begun again before.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/behaviour/derived.h"
#include "plugin/policy/relationship_log.h"

namespace aobo::watch {
namespace {

struct Overrun {
  std::string key;  // the person and the relationship
  TimeNs time = 0;
  TimeNs end = 0;  // of the relationship
  Basis basis;
  std::string type, how;
  std::string reported;     // the id of the event that said so
  std::string reported_of;  // and the person whom it named
  template <class Archive>
  void serialize(Archive& archive) {
    archive(key, time, end, basis, type, how, reported, reported_of);
  }
};

class RelationshipOverrun : public Watcher {
 public:
  explicit RelationshipOverrun(const BehaviourOptions& options)
      : known_(options.open_questions()),
        reported_(options.open_questions()),
        of_record_(options.open_questions()) {}

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
    overrun.key = acting_where(the_case) + "|" +
                  (the_case.standing.relationship != nullptr ? the_case.standing.relationship->id
                                                             : overrun.type);
    if (!known_.add(overrun.key)) return;
    emit_report(overrun, overrun.time, {}, outbox);
    const std::string where = where_of(the_case.tenant, overrun.basis.subject.partner_tenant);
    of_record_.at(overrun.basis.record) = where;
    crowded_out_ += add_latest(reported_.at(where), std::move(overrun), limits::kReported);
  }

  // Of the same partner it was an overrun whoever acted.
  void revised(const Revision& revision, Outbox& outbox) override {
    const std::string* where = of_record_.find(revision.number_of_record);
    std::vector<Overrun>* reported = where == nullptr ? nullptr : reported_.find(*where);
    if (reported == nullptr) return;
    std::erase_if(*reported, [&](Overrun& one) {
      if (!is_withdrawn_by(revision, one.basis, one.reported_of)) return false;
      const bool same_partner = revision.after.is_partner &&
                                revision.after.partner_tenant == one.basis.subject.partner_tenant;
      one.basis.subject = revision.after;
      if (same_partner) emit_report(one, outbox.now(), serial_after(revision), outbox);
      return !same_partner;
    });
    if (reported->empty()) reported_.erase(*where);
  }

  std::uint64_t evicted() const override {
    return known_.evicted() + reported_.evicted() + crowded_out_;
  }
  void save(Writer& writer) const override { writer(known_, reported_, of_record_, crowded_out_); }
  void load(Reader& reader) override { reader(known_, reported_, of_record_, crowded_out_); }

 private:
  static std::string where_of(const std::optional<Guid>& tenant,
                              const std::optional<Guid>& partner) {
    return tenant.value_or(Guid{}).text() + "|" + partner.value_or(Guid{}).text();
  }

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
    const std::string where = where_of(the_case.tenant, change.partner);
    std::vector<Overrun>* reported = reported_.find(where);
    if (reported == nullptr) return;
    std::erase_if(*reported, [&](const Overrun& one) {
      if (one.end > change.time || change.time > one.time) return false;
      outbox.withdraw(one.basis, one.reported, "by a later record it had begun again before");
      known_.erase(one.key);
      return true;
    });
    if (reported->empty()) reported_.erase(where);
  }

  Bounded<std::string, bool> known_;                     // people and relationships
  Bounded<std::string, std::vector<Overrun>> reported_;  // by customer and partner
  Bounded<std::uint64_t, std::string> of_record_;        // under which of these
  std::uint64_t crowded_out_ = 0;                        // of a customer with too many reports
};

}  // namespace

std::unique_ptr<Watcher> relationship_overrun(const BehaviourOptions& options) {
  return std::make_unique<RelationshipOverrun>(options);
}

}  // namespace aobo::watch
