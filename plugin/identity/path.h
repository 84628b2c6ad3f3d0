// Which way in an action took: rules in order, each a few lines, the first that knows decides.
#pragma once

#include <optional>

#include "plugin/case/case.h"
#include "plugin/identity/evidence.h"

namespace aobo {

struct PathAnswer {
  Path path = Path::kUnknown;
  bool is_partner = false;
  std::optional<Guid> partner_tenant;  // where the path itself tells whose it is
};

PathAnswer find_path(const Case& the_case, const Evidence& evidence);

// GDAP or DAP, whichever the partner had with the tenant of the case then; unknown where it had
// neither.
Path relationship_path(const Case& the_case, const Guid& partner_tenant);

}  // namespace aobo
