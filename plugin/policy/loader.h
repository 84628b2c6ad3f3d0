// Reads the agreed part of aobo.yaml: policy, calendars, customer_groups, operation_sets, scopes
// (docs/policy.md).
#pragma once

#include <memory>
#include <string>

#include "plugin/base/result.h"
#include "plugin/policy/policy.h"

namespace aobo {

// `folder` holds aobo.yaml; names are looked up in the directory loaded from it. Errors name file,
// line and column.
struct AoboYaml;

// `parsed`: what load_directory read of the folder; else the file is read.
Result<std::shared_ptr<const Policy>> load_policy(const std::string& folder,
                                                  const Directory& directory,
                                                  const AoboYaml* parsed = nullptr);
std::shared_ptr<const Policy> empty_policy();

}  // namespace aobo
