#include "plugin/pipeline/folder_tenants.h"

#include <fnmatch.h>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::string_view kTenantMark = "tenantId=";
// The subscription of Azure Monitor's containers: resourceId=/SUBSCRIPTIONS/<id>/…
constexpr std::string_view kSubscriptionMark = "resourceId=/SUBSCRIPTIONS/";

std::optional<Guid> subscription_of(std::string_view origin) {
  const std::size_t at = find_ignoring_case(origin, kSubscriptionMark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = origin.substr(at + kSubscriptionMark.size());
  return parse_id(rest.substr(0, rest.find('/')));
}

// A name or glob of one part of the path ("customer1", "signins-*.csv"), or of several
// ("exports/*/contoso").
bool is_meant(const std::string& pattern, std::string_view part, std::string_view rest) {
  const bool several = pattern.find('/') != std::string::npos;
  const std::string text(several ? rest : part);
  return fnmatch(pattern.c_str(), text.c_str(), several ? FNM_PATHNAME | FNM_LEADING_DIR : 0) == 0;
}

}  // namespace

void FolderTenants::complete(std::string_view origin, Record& record) {
  const bool subscribed = record.subscription || !record.family->azure_rights;
  if (record.tenant && record.log_tenant && subscribed) return;
  if (origin != origin_) {
    origin_ = origin;
    tenant_ = find(origin);
    subscription_ = subscription_of(origin);
  }
  if (!subscribed) record.subscription = subscription_;
  if (!tenant_) return;
  if (!record.log_tenant) record.log_tenant = tenant_;
  // Partner Center and vaults speak of other tenants than the one they belong to.
  if (!record.tenant && !record.family->of_other_tenants) record.tenant = tenant_;
}

// The last part of the path that tells wins: logs/<partner>/<customer>/…; a file tells more than
// its folders.
std::optional<Guid> FolderTenants::find(std::string_view origin) const {
  std::optional<Guid> found;
  for (std::string_view rest = origin; !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    if (end != rest.size()) {
      if (const auto id = parse_id(part)) found = id;
      // Azure Monitor's containers: tenantId=<id>/y=2026/m=03/…
      if (starts_with_ignoring_case(part, kTenantMark)) {
        if (const auto id = parse_id(part.substr(kTenantMark.size()))) found = id;
      }
    }
    for (const FolderTenant& row : tenants_) {
      if (is_meant(row.folder, part, rest)) found = row.tenant;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return found;
}

}  // namespace aobo
