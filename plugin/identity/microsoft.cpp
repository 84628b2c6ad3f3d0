#include "plugin/identity/microsoft.h"

#include <algorithm>
#include <iterator>

#include "plugin/base/text.h"

// Made of microsoft_apps.list (plugin/CMakeLists.txt).
#include "plugin/identity/microsoft_apps.h"

namespace aobo {
namespace {

constexpr Guid kTenants[] = {
    {0xb4c546a47dac46a6, 0xa7dded822a11efd3},  // Microsoft Support, "Office 365"
    {0xd51ef8df66174356,
     0xb8d489ad7efef31e},  // support.onmicrosoft.com (fim_password_service, spo_service)
    {0xf8cdef31a31e4b4a,
     0x93e45f571e91255a},  // Microsoft Services: owner of first-party applications
    {0x72f988bf86f141af, 0x91ab2d7cd011db47},  // Microsoft itself
};

constexpr MicrosoftApp kPartnerCenter[] = {
    {{0x4990cffe04e84e8b, 0x808a1175604b879f}, "Microsoft Partner"},
    {{0xd176f6e738e540c9, 0x8a783998aab820e7}, "Microsoft Online Syndication Partner Portal"},
    {{0xfa3d9a0c3fb042cc, 0x919347c7ecd2edbd}, "Partner Center"},
};

static_assert(std::ranges::adjacent_find(kMicrosoftApps, std::ranges::greater_equal(),
                                         &MicrosoftApp::id) == std::end(kMicrosoftApps),
              "microsoft_apps.list is in order and names no application twice");

}  // namespace

bool is_microsoft_tenant(const Guid& tenant) {
  return std::ranges::find(kTenants, tenant) != std::end(kTenants);
}

bool is_microsoft_app(const Guid& app) {
  return std::ranges::binary_search(kMicrosoftApps, app, {}, &MicrosoftApp::id);
}

std::string_view microsoft_app_name(const Guid& app) {
  const auto* const found = std::ranges::lower_bound(kMicrosoftApps, app, {}, &MicrosoftApp::id);
  return found != std::end(kMicrosoftApps) && found->id == app ? found->name : std::string_view();
}

bool is_partner_center_app(const Guid& app) {
  return std::ranges::find(kPartnerCenter, app, &MicrosoftApp::id) != std::end(kPartnerCenter);
}

bool is_name_of_partner_center(std::string_view name) {
  const auto bare = [](std::string_view text) {
    constexpr std::string_view kMicrosoft = "Microsoft ";
    return starts_with_ignoring_case(text, kMicrosoft) ? text.substr(kMicrosoft.size()) : text;
  };
  return std::ranges::any_of(kPartnerCenter, [&](const MicrosoftApp& app) {
    return equal_ignoring_case(bare(app.name), bare(trimmed(name)));
  });
}

}  // namespace aobo
