#include "plugin/config/tenants_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/text.h"
#include "plugin/config/options.h"

namespace aobo {
namespace {

// As it stands in paths: "contoso" of "./contoso/".
std::string folder_name(const std::string& written) {
  std::string name = std::filesystem::path(written).lexically_normal().string();
  while (name.size() > 1 && name.ends_with('/')) name.pop_back();
  return name;
}

}  // namespace

void read_tenants(const JsonNode& root, Config& config) {
  root.each("tenants", [&](const JsonNode& item) {
    item.only(option_keys("tenants"));
    FolderTenant one{folder_name(item.required_text("folder")), item.required_id("tenant")};
    const auto same = std::ranges::find(config.tenants, one.folder, &FolderTenant::folder);
    if (same != config.tenants.end()) {
      item.fail("folder",
                fmt::format("folder \"{}\" stands twice in \"tenants\", first with tenant "
                            "{}; a folder has one",
                            printable(one.folder), same->tenant.text()));
    }
    config.tenants.push_back(std::move(one));
  });
}

}  // namespace aobo
