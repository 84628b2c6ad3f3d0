#include "plugin/identity/evidence/tool_actions.h"

#include <cstdlib>

#include "plugin/base/distinct.h"
#include "plugin/identity/tool_operations.h"

namespace aobo {

ToolActions::Users ToolActions::users(const Guid& customer, const Record& record,
                                      RecordNumber asking) const {
  Users users;
  const std::string id = lower(record.target_id), name = lower(record.target_name);
  ledger_.each(customer, asking, [&](const Entry& entry) {
    const bool near = std::abs(entry.time - record.time) <= window_;
    const bool same_target = (!id.empty() && (entry.target_id == id || entry.target_name == id)) ||
                             (!name.empty() && entry.target_name == name);
    if (!near || !same_target || !may_explain(entry.operation, record)) return;
    if (entry.person) {
      add_once(users.people, *entry.person);
    } else {
      users.others = true;
    }
  });
  // Somebody else may have done the same, and that was forgotten.
  const bool forgotten = record.time - window_ <= ledger_.forgotten_until(customer);
  users.others = users.others || (!users.people.empty() && forgotten);
  return users;
}

}  // namespace aobo
