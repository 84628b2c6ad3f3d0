// Who holds which role of a tenant's directory, as its logs tell: given and taken away, for a while
// or for good, and the right to take it up. Under the id and under the name of whoever it is; a
// name passes to others when its user is made, renamed or deleted. Groups that got a role stand
// under a key of their own, for each tenant: who is in them no log tells whole.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "plugin/event/role_change.h"
#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/evidence/tenant_key.h"

namespace aobo {

class RoleHolders : public KeepAll {
 public:
  static constexpr std::string_view kName = "role-holder";
  enum class What : std::uint8_t {
    kRole,    // that role was given or taken away
    kPassed,  // the name is another's from then on, or nobody's
  };
  struct Entry {
    TimeNs time = 0;
    TimeNs until = std::numeric_limits<TimeNs>::max();  // of one that was given: not any more then
    What what = What::kRole;
    Guid object;  // of whom; all zero where the record does not tell it
    Guid role;    // all zero: one that is not published
    bool eligible = false;
    bool held = false;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(time, until, what, object, role, eligible, held);
    }
  };

  explicit RoleHolders(const IdentityOptions& options)
      : ledger_(options.evidence(), limits::kRoleChanges) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.tenant) return;
    for (const Keyed& one : entries_by(record, *lesson.tenant)) visit(one.key, one.entry);
  }
  // No answer about who acted hangs on it.
  template <typename Visit>
  static void topics(std::string_view, const Entry&, Visit) {}
  static void questions(const Record&, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>&) {}

  // A role that somebody has, or does not have any more, by the last word before that time, and
  // where there is none by the first one after it.
  struct Hold {
    Guid role;
    bool eligible = false, held = false;
  };
  struct Of {
    Guid tenant;
    NamedTarget whom;
    TimeNs time = 0;
    RecordNumber asking = 0;  // which is no evidence of itself
  };
  std::vector<Hold> of(const Of& asked) const;
  // Whether the logs tell of the name that it passed from one to another, or that two had it.
  bool name_is_doubtful(const Of& asked) const;
  // The same of groups: each role that one of the tenant's has.
  std::vector<Hold> of_groups(const Guid& tenant, TimeNs time) const;
  // Whether some of what was told is forgotten.
  bool has_gaps() const { return ledger_.evicted() > 0; }

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  struct Keyed {
    std::string key;
    Entry entry;
  };
  static std::vector<Keyed> entries_by(const Record& record, const Guid& tenant);
  static std::vector<Keyed> role_entries(const Record& record, const Guid& tenant,
                                         const RoleChange& change);
  std::vector<Entry> entries_of(const Of& asked) const;
  std::vector<Entry> entries_under_name(const Of& asked) const;

  Ledger<std::string, Entry> ledger_;
};

}  // namespace aobo
