#include "plugin/identity/privileged.h"

#include <algorithm>

#include "plugin/base/published.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

using Hold = RoleHolders::Hold;

bool is_privileged(const Guid& role) { return is_privileged_role(role.text()); }
// A role of the tenant's own may hold any right.
bool may_be_privileged(const Guid& role) {
  return role.is_zero() || role_name(role.text()).empty() || is_privileged(role);
}

class Question {
 public:
  Question(const Case& the_case, const Evidence& evidence)
      : record_(the_case.record()),
        logs_(evidence.of<RoleHolders>()),
        own_change_(role_change(record_)),
        exported_(the_case.directory().roles_of(*the_case.tenant)),
        asked_{*the_case.tenant, named_target(record_), record_.time, the_case.number},
        holds_(logs_.of(asked_)) {}

  std::optional<bool> answer() const {
    if (!asked_.whom.is_named()) return std::nullopt;
    const bool logged = std::ranges::any_of(
        holds_, [&](const Hold& hold) { return counts(hold) && is_privileged(hold.role); });
    if (logged || exported_as([](const Guid& role) { return is_privileged(role); })) return true;
    return all_is_known() ? std::optional(false) : std::nullopt;
  }

 private:
  bool is_own_change(const Guid& role, bool eligible) const {
    return own_change_ && own_change_->role == role && own_change_->eligible == eligible;
  }
  bool counts(const Hold& hold) const {
    return hold.held && !is_own_change(hold.role, hold.eligible);
  }
  bool is_target(const RoleHolder& holder) const {
    if (asked_.whom.object) return holder.object == *asked_.whom.object;
    return !logs_.name_is_doubtful(asked_) && equal_ignoring_case(holder.upn, asked_.whom.upn);
  }
  // Whether an export says so of such a role, and no log says otherwise.
  template <typename Wanted>
  bool exported_as(Wanted wanted) const {
    if (exported_ == nullptr) return false;
    return std::ranges::any_of(exported_->holders, [&](const RoleHolder& holder) {
      if (!is_target(holder) || !holder.valid.holds(record_.time) || !wanted(holder.role) ||
          is_own_change(holder.role, holder.eligible))
        return false;
      const auto logged = std::ranges::find_if(holds_, [&](const Hold& hold) {
        return hold.role == holder.role && hold.eligible == holder.eligible;
      });
      return logged == holds_.end() || logged->held;
    });
  }
  // A group that has a role gives it to its members, and whoever is not told to be none may be one.
  bool by_group() const {
    const auto logged = logs_.of_groups(asked_.tenant, record_.time);
    return std::ranges::any_of(
               logged,
               [](const Hold& hold) { return hold.held && may_be_privileged(hold.role); }) ||
           std::ranges::any_of(exported_->holders, [](const RoleHolder& holder) {
             return holder.kind == MemberKind::kGroup || holder.kind == MemberKind::kUnknown;
           });
  }
  bool all_is_known() const {
    const bool whole = exported_ != nullptr && exported_->assigned_whole &&
                       exported_->eligible_whole && !logs_.has_gaps();
    // A tenant without any administrator is none: that list was filtered, or not allowed to be
    // seen.
    if (!whole || exported_->holders.empty() || by_group()) return false;
    // A name may have been another's, and who holds a role is told by id.
    const bool user = equal_ignoring_case(record_.target_type, "User") || !asked_.whom.upn.empty();
    if (!asked_.whom.object || !user) return false;
    // What was taken away may be held all the same: in another scope, for longer, by another right.
    const bool logged = std::ranges::any_of(holds_, [&](const Hold& hold) {
      return !is_own_change(hold.role, hold.eligible) && may_be_privileged(hold.role);
    });
    return !logged && !exported_as([](const Guid& role) { return may_be_privileged(role); });
  }

  const Record& record_;
  const RoleHolders& logs_;
  std::optional<RoleChange> own_change_;
  const TenantRoles* exported_;
  RoleHolders::Of asked_;
  std::vector<Hold> holds_;
};

}  // namespace

std::optional<bool> target_privileged(const Case& the_case, const Evidence& evidence) {
  const Record& record = the_case.record();
  if (!the_case.tenant || record.family->sort != Sort::kAction || is_sign_in(record))
    return std::nullopt;
  return Question(the_case, evidence).answer();
}

}  // namespace aobo
