#include "plugin/identity/membership.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/limits.h"

namespace aobo {
namespace {

// Goes through a group and those within it, each once.
class Walk {
 public:
  // Of any time of these, both included.
  Walk(const Directory& directory, const Evidence& evidence, TimeNs first, TimeNs last)
      : directory_(directory), logs_(evidence.of<Memberships>()), first_(first), last_(last) {}

  // Visits what was directly in it then: member(object, person or null, kind).
  template <typename Visit>
  void each_member(const Guid& group, Visit visit) const {
    const Group* exported = directory_.group(group);
    const std::vector<PersonKey> logged = logs_.members(group);
    std::vector<bool> visited(logged.size());
    if (exported != nullptr) {
      const Guid& tenant = directory_.partners()[exported->partner].tenant;
      for (const Membership& member : exported->members) {
        const auto known = std::ranges::find(logged, PersonKey{tenant, member.object});
        std::optional<bool> logged_state;
        if (known != logged.end()) {
          visited[static_cast<std::size_t>(known - logged.begin())] = true;
          logged_state = logs_.was_in(group, *known, first_, last_);
        }
        if (logged_state.value_or(member.valid.meets(first_, last_)))
          visit(member.object, member.person, member.kind);
      }
    }
    for (std::size_t i = 0; i < logged.size(); ++i) {
      const PersonKey& key = logged[i];
      if (!visited[i] && logs_.was_in(group, key, first_, last_) == true)
        visit(key.object, directory_.person(key.tenant, key.object), MemberKind::kUnknown);
    }
  }

  bool is_group(const Guid& object, MemberKind kind) const {
    return kind == MemberKind::kGroup || directory_.group(object) != nullptr || logs_.knows(object);
  }

  // All groups: the first one, and those within it at that time.
  std::vector<Guid> groups(const Guid& first) const {
    std::vector<Guid> all{first};
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Guid group = all[i];  // the list grows while its members are visited
      each_member(group, [&](const Guid& object, const Person* person, MemberKind kind) {
        if (person == nullptr && is_group(object, kind) && all.size() < limits::kGroupsWithin)
          add_once(all, object);
      });
    }
    return all;
  }

  // Whether anybody said who is in it.
  bool members_known(const Guid& group) const {
    const Group* exported = directory_.group(group);
    return exported != nullptr && exported->members_known;
  }

 private:
  const Directory& directory_;
  const Memberships& logs_;
  TimeNs first_, last_;
};

// What is said of this very membership, by a log or an export.
std::optional<bool> logged_of(const Directory& directory, const Memberships& logs,
                              const Guid& group, const Person& person, TimeNs time) {
  if (const auto logged = logs.was_in(group, PersonKey::of(directory, person), time)) return logged;
  const Group* exported = directory.group(group);
  if (exported == nullptr) return std::nullopt;
  std::optional<bool> was;
  for (const Membership& member : exported->members) {
    if (member.person == &person) was = was.value_or(false) || member.valid.holds(time);
  }
  return was;
}

// Who had not yet come cannot have used a group, nor who had left and has no account any more. A
// day on which somebody is to leave is a plan: as long as the account is enabled, it can be used.
bool may_act(const Person& person, TimeNs first, TimeNs last) {
  if (person.employed.meets(first, last)) return true;
  return person.employed.to <= first && !person.disabled && !person.deleted;
}

}  // namespace

Members members_within(const Directory& directory, const Evidence& evidence, const Group& group,
                       TimeNs first, TimeNs last) {
  const Walk walk(directory, evidence, first, last);
  Members members;
  for (const Guid& within : walk.groups(group.id)) {
    members.others = members.others || !walk.members_known(within);
    walk.each_member(within, [&](const Guid& object, const Person* person, MemberKind kind) {
      if (person != nullptr && person->tool) {
        // A tool acts as any user does: where it may have been, the others are not alone.
        members.others = members.others || may_act(*person, first, last);
      } else if (person != nullptr) {
        add_once(members.people, person);
      } else if (kind == MemberKind::kApplication) {
        members.applications = true;
      } else if (kind != MemberKind::kThing && !walk.is_group(object, kind)) {
        members.others = true;
      }
    });
  }
  std::erase_if(members.people,
                [&](const Person* person) { return !may_act(*person, first, last); });
  return members;
}

std::optional<bool> was_member(const Directory& directory, const Evidence& evidence,
                               const Guid& group, const Person& person, TimeNs time) {
  const auto& logs = evidence.of<Memberships>();
  const Walk walk(directory, evidence, time, time);
  bool all_known = true;
  bool logged = false;
  for (const Guid& within : walk.groups(group)) {
    const auto in = logged_of(directory, logs, within, person, time);
    if (in == true) return true;
    logged = logged || in.has_value();
    all_known = all_known && walk.members_known(within);
  }
  if (logged) return false;
  return all_known && !person.deleted ? std::optional(false) : std::nullopt;
}

std::vector<Guid> groups_within(const Directory& directory, const Evidence& evidence,
                                const Guid& group) {
  std::vector<Guid> all{group};
  const auto add = [&](const Guid& object) {
    if (all.size() < limits::kGroupsWithin) add_once(all, object);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Guid outer = all[i];  // the list grows
    if (const Group* exported = directory.group(outer))
      std::ranges::for_each(exported->groups, add);
    for (const PersonKey& member : evidence.of<Memberships>().members(outer)) {
      if (directory.person(member.tenant, member.object) == nullptr) add(member.object);
    }
  }
  all.erase(all.begin());
  return all;
}

bool gives_rights(const Directory& directory, const Evidence& evidence, const Guid& group) {
  const auto& with_rights = directory.groups_with_rights();
  return with_rights.contains(group) || std::ranges::any_of(with_rights, [&](const Guid& outer) {
           const std::vector<Guid> within = groups_within(directory, evidence, outer);
           return std::ranges::find(within, group) != within.end();
         });
}

}  // namespace aobo
