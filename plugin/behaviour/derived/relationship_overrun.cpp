// relationship_overrun: somebody of a partner's acted after the relationship had expired or been
// terminated. Told once for each person and relationship; the policy's verdict stands at every such
// action. The end may be told later than the deed, by a partner's log that comes after the
// customer's: then it is told of the last deed of each. Withdrawn where a later record tells that
// one had begun again before.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/base/latest.h"
#include "plugin/base/limits.h"
#include "plugin/base/quotes.h"
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

// The last deed of somebody by a right that stood, as far as was known.
struct Deed {
  std::string key;  // as Overrun's
  TimeNs time = 0;
  Basis basis;
  std::string type, relationship;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(key, time, basis, type, relationship);
  }
};

std::string_view how_ended(bool expired) { return expired ? "expired" : "been terminated"; }

// Whether GDAP and DAP relationships of the partner's leave none but that one for the time, and the
// change is its end.
bool ends_the_only_right(const Directory& directory, const RelationshipChange& change,
                         const Deed& deed) {
  const Guid& customer = *deed.basis.subject.tenant;
  if (!change.relationship.empty() && !equal_ignoring_case(change.relationship, deed.relationship))
    return false;
  for (const std::size_t index : directory.relationships_with(customer)) {
    const Relationship& one = directory.relationships()[index];
    const bool delegated =
        one.type == RelationshipType::kGdap || one.type == RelationshipType::kDap;
    if (!delegated || directory.partners()[one.partner].tenant != *change.partner) continue;
    const bool same = equal_ignoring_case(one.id, deed.relationship);
    if (same && change.expired && change.time + kDayNs < one.valid.to) return false;
    if (!same && one.valid.holds(deed.time)) return false;
  }
  return true;
}

class RelationshipOverrun : public Watcher {
 public:
  explicit RelationshipOverrun(const BehaviourOptions& options)
      : known_(options.open_questions()),
        reported_(options.open_questions()),
        deeds_(options.open_questions()),
        of_record_(options.open_questions()) {}

  void observe(const Case& the_case, const History& history, Outbox& outbox) override {
    if (const auto change = the_case.tenant ? relationship_change(the_case) : std::nullopt) {
      begin(the_case, *change, outbox);
      end(the_case, *change, history, outbox);
    }
    const Standing& standing = the_case.standing;
    if (!is_action(the_case.record()) || of_partners_own(the_case.record()) || !standing.type)
      return;
    const std::string type(name(*standing.type));
    const std::string relationship = standing.relationship ? standing.relationship->id : "";
    const std::string key =
        acting_where(the_case) + "|" + (relationship.empty() ? type : relationship);
    if (standing.status == RelationshipStatus::kActive) keep(key, the_case, type, relationship);
    const bool over = standing.status == RelationshipStatus::kExpired ||
                      standing.status == RelationshipStatus::kTerminated;
    if (!over || !standing.end || !known_.add(key)) return;
    Overrun overrun;
    overrun.key = key;
    overrun.time = the_case.record().time;
    overrun.end = *standing.end;
    overrun.basis = Basis::of(the_case);
    overrun.type = type;
    overrun.how = how_ended(standing.status == RelationshipStatus::kExpired);
    report(std::move(overrun), outbox);
  }

  // Of the same partner it was an overrun whoever acted.
  void revised(const Revision& revision, Outbox& outbox) override {
    const std::string* where = of_record_.find(revision.number_of_record);
    if (std::vector<Deed>* deeds = where == nullptr ? nullptr : deeds_.find(*where))
      std::erase_if(*deeds,
                    [&](const Deed& one) { return one.basis.record == revision.number_of_record; });
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
    return known_.evicted() + reported_.evicted() + deeds_.evicted() + crowded_out_;
  }
  void save(Writer& writer) const override {
    writer(known_, reported_, deeds_, of_record_, crowded_out_);
  }
  void load(Reader& reader) override {
    reader(known_, reported_, deeds_, of_record_, crowded_out_);
  }

 private:
  static std::string where_of(const std::optional<Guid>& tenant,
                              const std::optional<Guid>& partner) {
    return tenant.value_or(Guid{}).text() + "|" + partner.value_or(Guid{}).text();
  }

  // Of a deed that is not told yet.
  void report(Overrun overrun, Outbox& outbox) {
    emit_report(overrun, overrun.time, {}, outbox);
    const Subject& subject = overrun.basis.subject;
    const std::string where = where_of(subject.tenant, subject.partner_tenant);
    of_record_.at(overrun.basis.record) = where;
    crowded_out_ += add_latest(reported_.at(where), std::move(overrun), limits::kReported);
  }

  void keep(const std::string& key, const Case& the_case, const std::string& type,
            const std::string& relationship) {
    const auto kind = *the_case.standing.type;
    if (kind != RelationshipType::kGdap && kind != RelationshipType::kDap) return;
    Deed deed{key, the_case.record().time, Basis::of(the_case), type, relationship};
    const std::string where =
        where_of(deed.basis.subject.tenant, deed.basis.subject.partner_tenant);
    std::vector<Deed>& deeds = deeds_.at(where);
    const auto known = std::ranges::find(deeds, key, &Deed::key);
    if (known != deeds.end()) {
      if (known->time >= deed.time) return;
      deeds.erase(known);
    }
    of_record_.at(deed.basis.record) = where;
    crowded_out_ += add_latest(deeds, std::move(deed), limits::kReported);
  }

  // What ended before a deed that went out already.
  void end(const Case& the_case, const RelationshipChange& change, const History& history,
           Outbox& outbox) {
    if (change.begun || !change.partner || change.principal) return;
    std::vector<Deed>* deeds = deeds_.find(where_of(the_case.tenant, change.partner));
    if (deeds == nullptr) return;
    std::vector<Deed> ended;
    std::erase_if(*deeds, [&](Deed& deed) {
      if (deed.time <= change.time || deed.type != name(change.type) ||
          !ends_the_only_right(the_case.directory(), change, deed))
        return false;
      const auto changes =
          history.relationships.changes(*the_case.tenant, *change.partner, change.type, deed.time);
      const bool again = std::ranges::any_of(changes, [&](const RelationshipChange* other) {
        return other->begun && other->time >= change.time;
      });
      if (again || !known_.add(deed.key)) return false;
      ended.push_back(std::move(deed));
      return true;
    });
    for (Deed& deed : ended) {
      Overrun overrun;
      overrun.key = std::move(deed.key);
      overrun.time = deed.time;
      overrun.end = change.time;
      overrun.basis = std::move(deed.basis);
      overrun.type = std::move(deed.type);
      overrun.how = how_ended(change.expired);
      report(std::move(overrun), outbox);
    }
  }

  static void emit_report(Overrun& overrun, TimeNs time, std::string serial, Outbox& outbox) {
    const Subject& subject = overrun.basis.subject;
    Derived derived;
    derived.time = time;
    derived.basis = overrun.basis;
    derived.ids = {overrun.basis.id};
    derived.serial = std::move(serial);
    derived.sentence = {"",
                        fmt::format(" did {} in {} after the {} relationship had {} at {}.",
                                    plain_or_in_quotes(subject.operation, 80), subject.tenant_name,
                                    overrun.type, overrun.how, format_time(overrun.end))};
    overrun.reported_of = subject.user_id;
    overrun.reported = outbox.emit(std::move(derived));
  }

  // What ended before and began again before the deed was there at the deed.
  void begin(const Case& the_case, const RelationshipChange& change, Outbox& outbox) {
    if (!change.begun || !change.partner || change.principal) return;
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
  Bounded<std::string, std::vector<Deed>> deeds_;        // the same, the last of each right
  Bounded<std::uint64_t, std::string> of_record_;        // under which of these
  std::uint64_t crowded_out_ = 0;                        // of a customer with too many reports
};

}  // namespace

std::unique_ptr<Watcher> relationship_overrun(const BehaviourOptions& options) {
  return std::make_unique<RelationshipOverrun>(options);
}

}  // namespace aobo::watch
