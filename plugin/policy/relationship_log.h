// RelationshipLog: what the logs say of relationships: begun and ended, by Partner Center's records
// and the customers' own. It goes before the export, which tells how things stood when it was made.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plugin/base/archive.h"
#include "plugin/base/bounded.h"
#include "plugin/base/limits.h"
#include "plugin/case/case.h"

namespace aobo {

struct RelationshipChange {
  RelationshipType type = RelationshipType::kGdap;
  std::optional<Guid> partner;  // not where the customer's log leaves it open
  TimeNs time = 0;
  bool begun = false;
  bool expired = false;  // ended by its own date
};

template <class Archive>
void serialize(Archive& archive, RelationshipChange& change) {
  archive(change.type, change.partner, change.time, change.begun, change.expired);
}

// What the record says began or ended; nothing where it says none of it.
std::optional<RelationshipChange> relationship_change(const Case& c);

class RelationshipLog {
 public:
  void learn(const Guid& customer, const RelationshipChange& change);
  // The last change of that kind up to the time; changes without a partner concern all.
  const RelationshipChange* last(const Guid& customer, const Guid& partner, RelationshipType type,
                                 TimeNs time) const;
  // Whether any such relationship of that kind ended before, and since when.
  std::optional<TimeNs> ended_before(const Guid& customer, RelationshipType type,
                                     TimeNs time) const;

  void save(Writer& writer) const { writer(changes_); }
  void load(Reader& reader) { reader(changes_); }

 private:
  // By customer, in the order of their times.
  Bounded<Guid, std::vector<RelationshipChange>> changes_{limits::kPending};
};

}  // namespace aobo
