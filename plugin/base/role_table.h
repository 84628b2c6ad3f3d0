// The table of which Entra roles an operation needs, by template ids, which are public. Source:
// Microsoft's permissions reference, "delegate by task", "who can reset passwords" and "who can
// perform sensitive actions" (Entra documentation). One table for
// two questions: whether roles that were granted could have done something at all (a judgement on
// a person, which errs on the person's side), and which role would have been enough (advice, which
// errs on the side of a role that surely works).
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "plugin/base/guid.h"

namespace aobo {

namespace entra {
inline constexpr Guid kGlobal{0x62e9039469f54237, 0x9190012177145e10};
inline constexpr Guid kUser{0xfe930be75e6247db, 0x91af98c3a49a38b1};
inline constexpr Guid kHelpdesk{0x729827e39c1449f7, 0xbb1b9608f156bbb8};
inline constexpr Guid kPassword{0x966707d032694727, 0x9be28c3a10f19b9d};
inline constexpr Guid kAuthentication{0xc4e39bd9110046d3, 0x8c65fb160da0071f};
inline constexpr Guid kPrivilegedAuthentication{0x7be44c8aadaf4e2a, 0x84d6ab2649e08a13};
inline constexpr Guid kAuthenticationPolicy{0x0526716b113d4c15, 0xb2c868e3c22b9f80};
inline constexpr Guid kPrivilegedRole{0xe8611ab8c18946e8, 0x94e160213ab1f814};
inline constexpr Guid kLicense{0x4d6ac14f345341d0, 0xbef9a3e0c569773a};
inline constexpr Guid kExchange{0x29232cdf932342fd, 0xade21d097af3e4de};
inline constexpr Guid kSharePoint{0xf28a1f50f6e74571, 0x818b6a12f2af6b6c};
inline constexpr Guid kTeams{0x6909124620e84a56, 0xaa4d066075b2a7a8};
inline constexpr Guid kSecurity{0x194ae4cbb12640b2, 0xbd5b6091b380977d};
inline constexpr Guid kCompliance{0x17315797102d40b4, 0x93e0432062caca18};
inline constexpr Guid kConditionalAccess{0xb1be1c3eb65d4f19, 0x8427f6fa0d97feb9};
inline constexpr Guid kApplication{0x9b895d922cd344c7, 0x9d02a6ac2d5ea5c3};
inline constexpr Guid kCloudApplication{0x158c047ac9074556, 0xb7ef446551a6b5f7};
inline constexpr Guid kHybridIdentity{0x8ac3fc646eca42ea, 0x9e6959f4c7b60eb2};
inline constexpr Guid kIntune{0x3a2c62db5318420d, 0x8d7423affee5d9d5};
inline constexpr Guid kCloudDevice{0x7698a772787b4ac8, 0x901f60d6b08affd2};
inline constexpr Guid kDomain{0x8329153b31d04727, 0xb945745eb3bc5f31};
inline constexpr Guid kGroups{0xfdd7a751b60b444a, 0x984c02652fe8fa1c};
inline constexpr Guid kDirectoryWriters{0x9360feb5f4184baa, 0x8175e2a00bac4301};
}  // namespace entra

// Empty places stand for nothing.
struct RoleNeed {
  std::array<std::string_view, 9> operations;  // as aobo.operation; * stands for anything
  // Any one of these is enough, whatever it is done to; of a row with `guards_administrators` only
  // where that is no administrator.
  std::array<Guid, 5> enough;
  // With these too somebody may have done it: to some objects, or as a consequence of another deed.
  std::array<Guid, 9> possible = {};
  // Whether somebody who holds none of them cannot have done it: of other rows it is known what is
  // enough, and not what else is.
  bool proves = true;
  // Whether to an administrator only kPrivilegedAuthentication may surely do it: passwords, ways to
  // sign in, and what Microsoft calls sensitive actions. What lesser administrators may do to some
  // others, depends on the roles of these.
  bool guards_administrators = false;

  bool is_of(std::string_view operation) const;
  bool allows(const Guid& role) const;  // it is enough, or possible
};
std::span<const RoleNeed> role_needs();

// Of roles that are in no row: whether the role only reads, which no log shows, and whether it
// reads or does nothing of what is in the rows.
bool only_reads(const Guid& role);
bool does_nothing_listed(const Guid& role);
// Whether it is known what the role may do: Global Administrator, a role of a row that proves, or
// one that does nothing listed.
bool is_role_known(const Guid& role);

}  // namespace aobo
