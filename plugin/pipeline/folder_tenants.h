// FolderTenants: whose logs an input holds, told by a folder in its path: one named by a tenant id,
// or one that the configuration names. Only for records that do not say it themselves, as Graph's
// audit pages do not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/config/config.h"
#include "plugin/event/record.h"

namespace aobo {

class FolderTenants {
 public:
  explicit FolderTenants(std::vector<FolderTenant> tenants) : tenants_(std::move(tenants)) {}

  // Sets the record's tenants where it has none.
  void complete(std::string_view origin, Record& record);

 private:
  std::optional<Guid> find(std::string_view origin) const;

  std::vector<FolderTenant> tenants_;
  std::string origin_;  // of the record before: inputs are read one after another
  std::optional<Guid> tenant_;
};

}  // namespace aobo
