// Which way in an action took: rules in order, each a few lines, the first that knows decides.
#pragma once

#include <optional>

#include "plugin/identity/attribution.h"
#include "plugin/identity/method.h"

namespace aobo {

struct PathAnswer {
  Path path = Path::kUnknown;
  bool is_partner = false;
  std::optional<Guid> partner_tenant;  // where the path itself tells whose it is
};

PathAnswer find_path(const Case& c);

}  // namespace aobo
