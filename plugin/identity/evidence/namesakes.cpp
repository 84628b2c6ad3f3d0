#include "plugin/identity/evidence/namesakes.h"

#include "plugin/base/deleted_name.h"
#include "plugin/base/text.h"
#include "plugin/event/guest.h"
#include "plugin/event/technician.h"

namespace aobo {

bool Namesakes::is_anothers(std::string_view name) {
  return technician_id(name).has_value() || !home_upn_of_guest(name).empty();
}

void Namesakes::each_name(const Record& record, const VisitName& visit) {
  const std::string_view name = name_before_deletion(record.target_name);
  // A guest is made under that name too, by the same operation.
  const bool made = record.operation == "add user" && technician_id(name).has_value();
  const bool gone = record.operation == "delete user" && is_anothers(name);
  const bool back = record.operation == "restore user" && technician_id(name).has_value();
  if (made || gone || back) visit(name, !gone);
  if (record.operation != "update user") return;
  for (const Change& change : record.changes) {
    if (!equal_ignoring_case(change.name, "UserPrincipalName") ||
        equal_ignoring_case(change.before, change.after))
      continue;
    if (is_anothers(change.before)) visit(change.before, false);
    if (is_anothers(change.after)) visit(change.after, true);
  }
}

Namesake Namesakes::of(const Guid& tenant, const Record& record, RecordNumber asking) const {
  const Actor& actor = record.actor;
  if (!is_anothers(actor.upn)) return Namesake::kNone;
  std::vector<Entry> last;  // of each user
  ledger_.each(TenantKey(tenant, actor.upn), asking, [&](const Entry& entry) {
    if (entry.time > record.time) return;
    const auto known = std::ranges::find(last, entry.object, &Entry::object);
    if (known == last.end()) {
      last.push_back(entry);
    } else if (known->time <= entry.time) {
      *known = entry;
    }
  });
  Namesake answer = Namesake::kNone;
  for (const Entry& entry : last) {
    if (entry.there && actor.object == entry.object) return Namesake::kTheirs;
    const bool open = !actor.object || entry.object == Guid{};
    if (entry.there && open) answer = Namesake::kMaybe;
  }
  return answer;
}

}  // namespace aobo
