#include "plugin/pipeline/folder_tenants.h"

namespace aobo {

void FolderTenants::complete(std::string_view origin, Record& record) {
  if (record.tenant && record.log_tenant) return;
  if (origin != origin_) {
    origin_ = origin;
    tenant_ = find(origin);
  }
  if (!tenant_) return;
  if (!record.log_tenant) record.log_tenant = tenant_;
  // Partner Center and vaults speak of other tenants than the one they belong to.
  if (!record.tenant && !record.family->of_other_tenants) record.tenant = tenant_;
}

// The last folder that tells wins: logs/<partner>/<customer>/…
std::optional<Guid> FolderTenants::find(std::string_view origin) const {
  std::optional<Guid> found;
  std::size_t slash = origin.rfind('/');
  if (slash == std::string_view::npos) return found;
  for (std::string_view rest = origin.substr(0, slash); !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view folder = rest.substr(0, end);
    if (const auto id = parse_id(folder)) found = id;
    for (const FolderTenant& row : tenants_) {
      if (row.folder == folder) found = row.tenant;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return found;
}

}  // namespace aobo
