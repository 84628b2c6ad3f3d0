#include "plugin/identity/microsoft.h"

#include <algorithm>

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

constexpr Guid kApps[] = {
    {0xa3475900ccec4a69, 0x98f5a65cd5dc5306},  // Partner Customer Delegated Admin Offline Processor
    {0x2832473fec6345fb, 0x976f5d45a7d4bb91},  // Partner Customer Delegated Administration
    {0xb39d63e77fa34b2b, 0x94eaee256fdb8c2f},  // Partner Center Delegated Admin Migrate
    {0xbc56af957a3b459f, 0x98a9bd86532b0e89},  // Microsoft Entra GDAP application
    {0x2b8844d86c874fce, 0x97a0fbec9006e140},  // AssistAPI
};

}  // namespace

bool is_microsoft_tenant(const Guid& tenant) {
  return std::find(std::begin(kTenants), std::end(kTenants), tenant) != std::end(kTenants);
}

bool is_microsoft_app(const Guid& app) {
  return std::find(std::begin(kApps), std::end(kApps), app) != std::end(kApps);
}

}  // namespace aobo
