// RelationshipLog: what the logs say of relationships: begun and ended, by Partner Center's records
// and the customers' own. It goes before the export, which tells how things stood when it was made.
// A change belongs to its partner; one of whom no partner is known is nobody's, until a later
// answer to who acted tells whose it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/limits.h"
#include "plugin/case/case.h"
#include "plugin/identity/revisions.h"

namespace aobo {

struct RelationshipChange {
  RelationshipType type = RelationshipType::kGdap;
  std::optional<Guid> partner;  // tenant; not where the record leaves it open
  std::string relationship;     // its id, where the record names it
  // ---- of AOBO and Lighthouse: where, none: on a management group; whose, and the role of an
  // assignment
  std::optional<Guid> subscription, principal, role;
  std::string scope;  // below the subscription, or the management group; empty: the whole
  TimeNs time = 0;
  bool begun = false;
  bool expired = false;  // ended by its own date
  bool shown = false;    // the customer's log shows no more than that one is put into effect
  // Whose it is the record leaves to who acted; and which record taught it.
  bool by_answer = false;
  RecordNumber record = 0;
};

template <class Archive>
void serialize(Archive& archive, RelationshipChange& change) {
  archive(change.type, change.partner, change.relationship, change.subscription, change.principal,
          change.role, change.scope, change.time, change.begun, change.expired, change.shown,
          change.by_answer, change.record);
}

// What the record says began or ended; nothing where it says none of it.
std::optional<RelationshipChange> relationship_change(const Case& the_case);

class RelationshipLog {
 public:
  explicit RelationshipLog(Account* account = nullptr) : changes_({limits::kPending, account}) {}

  void learn(const Guid& customer, const RelationshipChange& change);
  // Who acted is answered otherwise by now, and with it whose the change is that the record tells.
  void revise(const Revision& revision, const Directory& directory);
  // The partner's changes of that kind up to the time, in their order.
  std::vector<const RelationshipChange*> changes(const Guid& customer, const Guid& partner,
                                                 RelationshipType type, TimeNs time) const;

  std::uint64_t evicted() const { return changes_.evicted() + crowded_out_; }

  void save(Writer& writer) const { writer(changes_, crowded_out_); }
  void load(Reader& reader) { reader(changes_, crowded_out_); }

 private:
  // By customer, in the order of their times.
  Bounded<Guid, std::vector<RelationshipChange>> changes_;
  std::uint64_t crowded_out_ = 0;  // of a customer with too many
};

}  // namespace aobo
