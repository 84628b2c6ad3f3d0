// SeenInLogs: which tenants the logs are of, and which partners acted in them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>

#include "plugin/base/guid.h"
#include "simulator/host/session.h"

namespace aobo::sim {

struct SeenInLogs {
  std::set<Guid> places;                   // tenants in which something happened
  std::set<Guid> tenants;                  // whose logs these are
  std::set<Guid> sign_ins;                 // whose own logs of sign-ins are among them
  std::map<Guid, std::uint64_t> partners;  // records by each; those that are known by id
  std::uint64_t records = 0, nowhere = 0;  // nowhere: of no tenant that can be told

  bool any() const { return records > 0; }
};

// Reads all that the session, which has been opened, gives, or up to where it is stopped. Calls
// `each` with every event.
Result<SeenInLogs> read_seen(Session& session, const std::function<void()>& each);

}  // namespace aobo::sim
