#include "plugin/identity/evidence/role_holders.h"

#include <algorithm>
#include <iterator>

#include "plugin/base/deleted_name.h"
#include "plugin/base/distinct.h"
#include "plugin/base/text.h"
#include "plugin/identity/evidence/around.h"

namespace aobo {
namespace {

using Entry = RoleHolders::Entry;
using What = RoleHolders::What;

constexpr TimeNs kEver = std::numeric_limits<TimeNs>::max();

// No user has such a name.
TenantKey key_of_groups(const Guid& tenant) { return {tenant, "|groups"}; }

bool is_of_same(const Entry& one, const Entry& other) {
  return one.role == other.role && one.eligible == other.eligible;
}

// By the last word before, and where there is none by the first one after.
std::optional<bool> was_held(const std::vector<Entry>& entries, const Entry& of, TimeNs time) {
  Around<Entry> around(time);
  for (const Entry& entry : entries) {
    if (is_of_same(entry, of)) around.add(entry, entry.held);
  }
  if (!around.before) return around.after ? std::optional(!around.after->held) : std::nullopt;
  // Of two that were given within one second the longer one lasts.
  return std::ranges::any_of(entries, [&](const Entry& entry) {
    return is_of_same(entry, of) && entry.time == around.before->time && entry.held &&
           time < entry.until;
  });
}

// One for each role, in the order in which they were told first.
std::vector<RoleHolders::Hold> holds_by(const std::vector<Entry>& entries, TimeNs time) {
  std::vector<RoleHolders::Hold> holds;
  for (const Entry& entry : entries) {
    const bool known = std::ranges::any_of(holds, [&](const RoleHolders::Hold& hold) {
      return hold.role == entry.role && hold.eligible == entry.eligible;
    });
    if (known) continue;
    if (const auto held = was_held(entries, entry, time))
      holds.push_back({entry.role, entry.eligible, *held});
  }
  return holds;
}

// A copy that does not tell the role is learned as it came, and again when another record of its
// activity has told it: what is told of the same moment is the same change.
void drop_untold(std::vector<Entry>& entries) {
  const std::vector<Entry> with_role = [&] {
    std::vector<Entry> those;
    std::ranges::copy_if(entries, std::back_inserter(those),
                         [](const Entry& entry) { return !entry.role.is_zero(); });
    return those;
  }();
  std::erase_if(entries, [&](const Entry& entry) {
    return entry.role.is_zero() && std::ranges::any_of(with_role, [&](const Entry& one) {
             return one.time == entry.time && one.object == entry.object &&
                    one.eligible == entry.eligible && one.held == entry.held;
           });
  });
}

bool makes_or_deletes(std::string_view operation) {
  return operation == "add user" || operation == "delete user" || operation == "hard delete user";
}

}  // namespace

std::vector<RoleHolders::Keyed> RoleHolders::role_entries(const Record& record, const Guid& tenant,
                                                          const RoleChange& change) {
  const NamedTarget whom = named_target(record);
  Entry entry{record.time, change.ends.value_or(kEver),
              What::kRole, whom.object.value_or(Guid{}),
              change.role, change.eligible,
              change.given};
  std::vector<Keyed> all;
  if (goes_to_group(record)) {
    entry.object = record.target_group.value_or(Guid{});
    all.push_back({std::string(key_of_groups(tenant)), entry});
    return all;
  }
  if (whom.object) all.push_back({std::string(TenantKey(tenant, *whom.object)), entry});
  if (!whom.upn.empty()) all.push_back({std::string(TenantKey(tenant, whom.upn)), entry});
  return all;
}

std::vector<RoleHolders::Keyed> RoleHolders::entries_by(const Record& record, const Guid& tenant) {
  if (const auto change = role_change(record)) return role_entries(record, tenant, *change);
  std::vector<Keyed> all;
  if (record.outcome != Outcome::kSuccess && record.outcome != Outcome::kNone) return all;
  const auto passed = [&](std::string_view name) {
    if (name.find('@') == std::string_view::npos) return;
    all.push_back(
        {std::string(TenantKey(tenant, name)), {record.time, kEver, What::kPassed, {}, {}}});
  };
  if (makes_or_deletes(record.operation)) passed(named_target(record).upn);
  if (record.operation != "update user") return all;
  for (const Change& change : record.changes) {
    const bool renames = equal_ignoring_case(change.name, "UserPrincipalName") &&
                         !equal_ignoring_case(change.before, change.after);
    if (!renames) continue;
    passed(change.before);
    passed(change.after);
  }
  return all;
}

// What was told under the name of whoever has it at that time: nothing from before it came to them,
// nothing from after it passed on. What names their id is of them whenever it was all.
std::vector<Entry> RoleHolders::entries_under_name(const Of& asked) const {
  std::vector<Entry> all;
  ledger_.each(TenantKey(asked.tenant, asked.whom.upn), asked.asking,
               [&](const Entry& entry) { all.push_back(entry); });
  TimeNs from = std::numeric_limits<TimeNs>::min(), to = kEver;
  for (const Entry& entry : all) {
    if (entry.what != What::kPassed) continue;
    if (entry.time <= asked.time) from = std::max(from, entry.time);
    if (entry.time > asked.time) to = std::min(to, entry.time);
  }
  std::erase_if(all, [&](const Entry& entry) {
    if (entry.what == What::kPassed) return true;
    if (asked.whom.object && !entry.object.is_zero()) return entry.object != *asked.whom.object;
    return entry.time < from || entry.time >= to;
  });
  return all;
}

std::vector<Entry> RoleHolders::entries_of(const Of& asked) const {
  std::vector<Entry> all;
  if (asked.whom.object)
    ledger_.each(TenantKey(asked.tenant, *asked.whom.object), asked.asking,
                 [&](const Entry& entry) { all.push_back(entry); });
  if (!asked.whom.upn.empty())
    std::ranges::copy(entries_under_name(asked), std::back_inserter(all));
  drop_untold(all);
  std::ranges::stable_sort(all, {}, &Entry::time);
  return all;
}

// Of two who bore one name, and nobody told when it passed, it is not known which is meant.
std::vector<RoleHolders::Hold> RoleHolders::of(const Of& asked) const {
  const std::vector<Entry> entries = entries_of(asked);
  std::vector<Guid> objects;
  for (const Entry& entry : entries) {
    if (!entry.object.is_zero()) add_once(objects, entry.object);
  }
  if (objects.size() > 1) return {};
  return holds_by(entries, asked.time);
}

bool RoleHolders::name_is_doubtful(const Of& asked) const {
  if (asked.whom.upn.empty()) return false;
  std::vector<Guid> objects;
  bool passed = false;
  ledger_.each(TenantKey(asked.tenant, asked.whom.upn), asked.asking, [&](const Entry& entry) {
    passed = passed || entry.what == What::kPassed;
    if (!entry.object.is_zero()) add_once(objects, entry.object);
  });
  return passed || objects.size() > 1;
}

std::vector<RoleHolders::Hold> RoleHolders::of_groups(const Guid& tenant, TimeNs time) const {
  std::vector<Hold> all;
  std::vector<Guid> groups;
  std::vector<Entry> entries;
  ledger_.each(key_of_groups(tenant), 0, [&](const Entry& entry) {
    add_once(groups, entry.object);
    entries.push_back(entry);
  });
  for (const Guid& group : groups) {
    std::vector<Entry> own;
    std::ranges::copy_if(entries, std::back_inserter(own),
                         [&](const Entry& entry) { return entry.object == group; });
    std::ranges::copy(holds_by(own, time), std::back_inserter(all));
  }
  return all;
}

}  // namespace aobo
