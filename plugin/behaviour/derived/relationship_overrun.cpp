// relationship_overrun: somebody of a partner's acted after the relationship had expired or been
// terminated. Told once for each person and relationship; the policy's verdict stands at every such
// action. The end may be told later than the deed, by a partner's log that comes after the
// customer's: then it is told of the last deed of each. Withdrawn where a later record tells that
// one had begun again before.
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

// The last deed of somebody by a right that stood, as far as was known.
struct Deed {
  TimeNs time = 0;
  Basis basis;
  std::string type, relationship;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(time, basis, type, relationship);
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
      : reported_(options.open_questions()), deeds_(options.open_questions()) {}

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
    if (!over || !standing.end || reported_.contains(key)) return;
    Overrun overrun;
    overrun.time = the_case.record().time;
    overrun.end = *standing.end;
    overrun.basis = Basis::of(the_case);
    overrun.type = type;
    overrun.how = how_ended(standing.status == RelationshipStatus::kExpired);
    emit_report(overrun, overrun.time, {}, outbox);
    reported_.at(key) = std::move(overrun);
  }

  // Of the same partner it was an overrun whoever acted.
  void revised(const Revision& revision, Outbox& outbox) override {
    std::vector<std::string> moved;
    deeds_.each([&](const std::string& key, Deed& one) {
      if (one.basis.record == revision.number_of_record) moved.push_back(key);
    });
    for (const std::string& key : moved) deeds_.erase(key);
    reported_.each([&](const std::string&, Overrun& one) {
      if (!is_withdrawn_by(revision, one.basis, one.reported_of)) return;
      const bool same_partner = revision.after.is_partner &&
                                revision.after.partner_tenant == one.basis.subject.partner_tenant;
      one.basis.subject = revision.after;
      if (same_partner) emit_report(one, outbox.now(), serial_after(revision), outbox);
    });
  }

  std::uint64_t evicted() const override { return reported_.evicted() + deeds_.evicted(); }
  void save(Writer& writer) const override { writer(reported_, deeds_); }
  void load(Reader& reader) override { reader(reported_, deeds_); }

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

  void keep(const std::string& key, const Case& the_case, const std::string& type,
            const std::string& relationship) {
    const auto kind = *the_case.standing.type;
    if (kind != RelationshipType::kGdap && kind != RelationshipType::kDap) return;
    Deed& deed = deeds_.at(key);
    if (deed.time < the_case.record().time)
      deed = {the_case.record().time, Basis::of(the_case), type, relationship};
  }

  // What ended before a deed that is told already.
  void end(const Case& the_case, const RelationshipChange& change, const History& history,
           Outbox& outbox) {
    if (change.begun || !change.partner || change.principal) return;
    std::vector<std::string> ended;
    deeds_.each([&](const std::string& key, Deed& deed) {
      const Subject& subject = deed.basis.subject;
      if (deed.time <= change.time || deed.type != name(change.type) ||
          subject.tenant != the_case.tenant || subject.partner_tenant != change.partner ||
          reported_.contains(key) || !ends_the_only_right(the_case.directory(), change, deed))
        return;
      const auto changes =
          history.relationships.changes(*the_case.tenant, *change.partner, change.type, deed.time);
      const bool again = std::ranges::any_of(changes, [&](const RelationshipChange* other) {
        return other->begun && other->time >= change.time;
      });
      if (!again) ended.push_back(key);
    });
    for (const std::string& key : ended) {
      Deed deed = std::move(*deeds_.find(key));
      deeds_.erase(key);
      Overrun overrun{deed.time,
                      change.time,
                      std::move(deed.basis),
                      std::move(deed.type),
                      std::string(how_ended(change.expired)),
                      {},
                      {}};
      emit_report(overrun, overrun.time, {}, outbox);
      reported_.at(key) = std::move(overrun);
    }
  }

  // What ended before and began again before the deed was there at the deed.
  void begin(const Case& the_case, const RelationshipChange& change, Outbox& outbox) {
    if (!change.begun || !change.partner || change.principal) return;
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
  Bounded<std::string, Deed> deeds_;  // the last of each by what gives the right
};

}  // namespace

std::unique_ptr<Watcher> relationship_overrun(const BehaviourOptions& options) {
  return std::make_unique<RelationshipOverrun>(options);
}

}  // namespace aobo::watch
