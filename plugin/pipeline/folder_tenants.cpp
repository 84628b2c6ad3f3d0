#include "plugin/pipeline/folder_tenants.h"

#include <fnmatch.h>

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::string_view kTenantMark = "tenantId=";
// Azure Monitor's containers: resourceId=/SUBSCRIPTIONS/<id>/RESOURCEGROUPS/…; below it ids are of
// resources.
constexpr std::string_view kResourceMark = "resourceId=";
constexpr std::string_view kSubscriptions = "subscriptions";

// Hands over the folders of a path in their order, and what begins with each.
template <typename Each>
void each_folder(std::string_view path, Each each) {
  for (std::size_t end = path.find('/'); end != std::string_view::npos; end = path.find('/')) {
    each(path.substr(0, end), path);
    path.remove_prefix(end + 1);
  }
}

// The id below a folder "subscriptions".
std::optional<Guid> subscription_of(std::string_view origin) {
  std::optional<Guid> found;
  bool named = false;
  each_folder(origin, [&](std::string_view folder, std::string_view) {
    if (named && !found) found = parse_id(folder);
    named = equal_ignoring_case(folder, kSubscriptions);
  });
  return found;
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

std::vector<std::string> FolderTenants::of_no_input(const std::vector<std::string>& inputs) const {
  std::vector<std::string> names;
  for (const FolderTenant& row : tenants_) {
    const bool meant = std::ranges::any_of(inputs, [&](std::string_view input) {
      bool found = false;
      each_folder(input, [&](std::string_view folder, std::string_view rest) {
        found = found || is_meant(row.folder, folder, rest);
      });
      const std::string_view file = input.substr(input.rfind('/') + 1);
      return found || is_meant(row.folder, file, file);
    });
    if (!meant) names.push_back(row.folder);
  }
  return names;
}

// What of the path is the input's own.
std::string_view FolderTenants::within_input(std::string_view origin) const {
  std::string_view own = origin;
  bool found = false;
  for (const std::string& above : above_) {
    const bool lies_below =
        origin.starts_with(above) && origin.substr(above.size()).starts_with('/');
    if (!lies_below || (found && own.size() > origin.size() - above.size())) continue;
    own = origin.substr(above.size());
    found = true;
  }
  return own;
}

// The last part of the path that tells wins: logs/<partner>/<customer>/…; a file tells more than
// its folders. The id of a subscription, or of what lies in one, is nobody's tenant.
std::optional<Guid> FolderTenants::find(std::string_view origin) const {
  std::optional<Guid> found;
  const auto configured = [&](std::string_view part, std::string_view rest) {
    for (const FolderTenant& row : tenants_) {
      if (is_meant(row.folder, part, rest)) found = row.tenant;
    }
  };
  bool of_resource = false;
  const std::size_t own = within_input(origin).size();
  each_folder(origin, [&](std::string_view folder, std::string_view rest) {
    of_resource = of_resource || starts_with_ignoring_case(folder, kResourceMark) ||
                  equal_ignoring_case(folder, kSubscriptions);
    const bool marked = starts_with_ignoring_case(folder, kTenantMark);
    const auto id = parse_id(marked ? folder.substr(kTenantMark.size()) : folder);
    if (id && (marked || (!of_resource && rest.size() <= own))) found = id;
    configured(folder, rest);
  });
  const std::string_view file = origin.substr(origin.rfind('/') + 1);
  configured(file, file);
  return found;
}

}  // namespace aobo
