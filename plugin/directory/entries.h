// What the directory is made of: partners and their people, groups, customers, accounts.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"
#include "plugin/base/time.h"
#include "plugin/directory/relationship.h"

namespace aobo {

enum class PartnerKind : std::uint8_t { kUnknown, kDirect, kIndirectProvider, kReseller };
std::string_view name(PartnerKind kind);

struct Partner {
  Guid tenant;
  std::string name;
  PartnerKind kind = PartnerKind::kUnknown;
  bool own = false;  // its people are known: one's own house
  // Exports that are known to be incomplete, a page is missing: of what is not in them nothing may
  // be said.
  bool lacks_people = false, lacks_groups = false, lacks_relationships = false;
};

// What a tool works with: an account of the partner's that no person signs in to.
struct ToolAccount {
  std::string name;         // of the tool
  std::optional<Guid> app;  // the application by which it acts
};

// How others than Entra call a person, as Graph tells it of a user: onPremisesSamAccountName,
// onPremisesDomainName, mailNickname. Empty where the export lacks them.
struct AccountName {
  std::string sam, domain, nickname;
};

// A person of a partner, or one of its tools' accounts.
struct Person {
  std::size_t partner = 0;  // index into partners()
  Guid object;              // object id in the partner tenant
  std::string upn;
  std::string name;
  AccountName account;
  Validity employed;      // leavers: until they left
  bool disabled = false;  // accountEnabled is false, or in no export any more; with no date
  // Where disabled: an export of then shows that it was not yet.
  TimeNs enabled_until = std::numeric_limits<TimeNs>::min();
  bool deleted = false;  // the account is gone, and with it the memberships that exports would show
  std::optional<ToolAccount> tool;  // then it is nobody, and never named
  bool puid_listed = false;         // all their PUIDs are known: Directory::by_puid
  std::size_t file = 0;             // in which it stands: index into files()

  // Whether the person was with the partner then; nothing where the account is disabled and nobody
  // says since when.
  std::optional<bool> active_at(TimeNs time) const {
    if (!employed.holds(time)) return false;
    return disabled && time > enabled_until ? std::nullopt : std::optional(true);
  }
};

// What a member of a group is, as the export says it (@odata.type).
enum class MemberKind : std::uint8_t { kUnknown, kUser, kGroup, kApplication, kThing };

struct Membership {
  Guid object;                     // of a person, a group, an application
  const Person* person = nullptr;  // where it is a known one's
  MemberKind kind = MemberKind::kUnknown;
  Validity valid;
};

struct Group {
  Guid id;
  std::size_t partner = 0;
  std::string name;
  bool members_known = false;  // whether anybody told all its members, or that it has none
  // Direct; those of a group among them: identity/membership.h. Who was in it, left and came again
  // stands here once for each time.
  std::vector<Membership> members;
  std::vector<Guid> groups;  // of the members those that are groups, each once
};

// Who has a role of a tenant's directory that is privileged, or that is not published and may be.
struct RoleHolder {
  Guid role;  // by its template id
  Guid object;
  std::string upn;  // where the export tells it
  MemberKind kind = MemberKind::kUnknown;
  bool eligible = false;  // may take it up
  Validity valid = {};
};
// Whether those who have one were all told, and whether those who may take one up were.
struct TenantRoles {
  std::vector<RoleHolder> holders;
  bool assigned_whole = false, eligible_whole = false;
};

struct Customer {
  Guid tenant;
  std::string name;
  std::vector<std::string> domains;
};

// An account of a customer whose password the partner's people share.
struct SharedAccount {
  std::string account;  // UPN, lower case
  std::optional<Guid> customer;
  std::optional<Guid> object;  // object id in the customer tenant
  std::string vault_name;  // how the vault calls it, lower case; the account's name where not said
  std::optional<std::size_t> partner;
  std::size_t file = 0;  // in which it stands: index into files()
};

struct AutomationApp {
  Guid app;
  std::string name;
  std::optional<std::size_t> partner;
};

// By what a partner has access to a subscription: its group as the foreign principal, a Lighthouse
// delegation, or a user or an application whose Partner ID is linked.
enum class AccessWay : std::uint8_t { kAobo, kLighthouse, kLinked, kCount };
std::string_view name(AccessWay way);
std::optional<AccessWay> access_way(std::string_view name);

// Access to a subscription by which a partner earns credit, in addition to the relationships of the
// types aobo and lighthouse.
struct EligibleAccess {
  Guid subscription;
  std::size_t partner = 0;
  Guid principal;  // group, user or service principal
  AccessWay how = AccessWay::kAobo;
  std::optional<Guid> role;  // role definition; one that earns where not said
  std::string scope;         // lower case; empty: the whole subscription
  Validity valid;
};

// A person's name, id or PUID and when they held it.
struct Holder {
  const Person* person = nullptr;
  Validity held;
};
using Holders = std::vector<Holder>;

}  // namespace aobo
