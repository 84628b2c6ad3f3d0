// FolderTenants: whose logs an input holds, told by its path: a folder named by a tenant id, alone
// or as Azure Monitor's tenantId=<id>, or a folder or file that the configuration names, by globs
// too. resourceId=/SUBSCRIPTIONS/<id> names the subscription of Azure's records. Only for records
// that do not say it themselves, as Graph's audit pages do not. A bare id tells nothing in the part
// of the path that lies above the input: what a machine or a job is called is no tenant.
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
  // `above`: the folders above the inputs (source/inputs.h).
  explicit FolderTenants(std::vector<FolderTenant> tenants, std::vector<std::string> above = {})
      : tenants_(std::move(tenants)), above_(std::move(above)) {}

  // Sets the record's tenants where it has none.
  void complete(std::string_view origin, Record& record);
  // The names of which none of the inputs is meant: they may be mistyped.
  std::vector<std::string> of_no_input(const std::vector<std::string>& inputs) const;

 private:
  std::optional<Guid> find(std::string_view origin) const;
  std::string_view within_input(std::string_view origin) const;

  std::vector<FolderTenant> tenants_;
  std::vector<std::string> above_;
  std::string origin_;  // of the record before: inputs are read one after another
  std::optional<Guid> tenant_;
  std::optional<Guid> subscription_;
};

}  // namespace aobo
