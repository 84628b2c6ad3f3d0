#include "plugin/policy/role_needs.h"

namespace aobo {
namespace {

constexpr Guid kGlobal{0x62e9039469f54237, 0x9190012177145e10};
constexpr Guid kUser{0xfe930be75e6247db, 0x91af98c3a49a38b1};
constexpr Guid kHelpdesk{0x729827e39c1449f7, 0xbb1b9608f156bbb8};
constexpr Guid kPassword{0x966707d032694727, 0x9be28c3a10f19b9d};
constexpr Guid kAuthentication{0xc4e39bd9110046d3, 0x8c65fb160da0071f};
constexpr Guid kPrivilegedAuthentication{0x7be44c8aadaf4e2a, 0x84d6ab2649e08a13};
constexpr Guid kPrivilegedRole{0xe8611ab8c18946e8, 0x94e160213ab1f814};
constexpr Guid kLicense{0x4d6ac14f345341d0, 0xbef9a3e0c569773a};
constexpr Guid kExchange{0x29232cdf932342fd, 0xade21d097af3e4de};
constexpr Guid kSecurity{0x194ae4cbb12640b2, 0xbd5b6091b380977d};
constexpr Guid kConditionalAccess{0xb1be1c3eb65d4f19, 0x8427f6fa0d97feb9};
constexpr Guid kApplication{0x9b895d922cd344c7, 0x9d02a6ac2d5ea5c3};
constexpr Guid kCloudApplication{0x158c047ac9074556, 0xb7ef446551a6b5f7};
constexpr Guid kIntune{0x3a2c62db5318420d, 0x8d7423affee5d9d5};
constexpr Guid kDomain{0x8329153b31d04727, 0xb945745eb3bc5f31};
constexpr Guid kGroups{0xfdd7a751b60b444a, 0x984c02652fe8fa1c};

constexpr Guid kForUsers[] = {kGlobal, kUser};
constexpr Guid kForPasswords[] = {kGlobal,   kUser,           kHelpdesk,
                                  kPassword, kAuthentication, kPrivilegedAuthentication};
constexpr Guid kForRoles[] = {kGlobal, kPrivilegedRole};
constexpr Guid kForLicences[] = {kGlobal, kUser, kLicense};
constexpr Guid kForMail[] = {kGlobal, kExchange, kSecurity};
constexpr Guid kForAccessPolicy[] = {kGlobal, kSecurity, kConditionalAccess, kAuthentication,
                                     kPrivilegedAuthentication};
constexpr Guid kForApplications[] = {kGlobal, kApplication, kCloudApplication, kPrivilegedRole};
constexpr Guid kForDevices[] = {kGlobal, kIntune};
constexpr Guid kForFederation[] = {kGlobal, kDomain};
constexpr Guid kForGroups[] = {kGlobal, kUser, kGroups};

constexpr RoleNeed kNeeds[] = {
    {"password", kForPasswords},
    {"role-change", kForRoles},
    {"licence", kForLicences},
    {"mail-flow", kForMail},
    {"access-policy", kForAccessPolicy},
    {"application", kForApplications},
    {"device", kForDevices},
    {"federation", kForFederation},
    {"group-change", kForGroups},
    {"user-change", kForUsers},
};

}  // namespace

std::span<const RoleNeed> role_needs() { return kNeeds; }

}  // namespace aobo
