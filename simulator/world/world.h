// World: partners and their people, customers, and how the ones may act at the others; all of it
// follows from the options. Nothing here happens: scenario/ makes people act, directory_writer.h
// shows what an administrator can export of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/guid.h"
#include "simulator/world/clock.h"
#include "simulator/world/variant.h"

namespace aobo::sim {

struct WorldOptions {
  std::uint64_t seed = 1;
  std::uint32_t customers = 25;
  std::uint32_t people = 12;  // of the partner whose logs these are
  std::uint32_t days = 7;
  TimeNs start = 0;                  // midnight UTC of the first day
  std::uint32_t activity = 40;       // records of a customer on an ordinary day, about
  std::optional<Variants> variants;  // by the seed where not set

  TimeNs end() const { return start + days * kDayNs; }
};

// Indices into World's lists.
using PartnerIx = std::uint32_t;
using PersonIx = std::uint32_t;
using GroupIx = std::uint32_t;
using CustomerIx = std::uint32_t;
inline constexpr std::uint32_t kNoIndex = UINT32_MAX;

enum class PartnerKind : std::uint8_t { kDirect, kIndirectProvider, kReseller };
std::string_view name(PartnerKind kind);

struct Partner {
  std::string name, slug, domain, initial_domain;
  Guid tenant;
  PartnerKind kind = PartnerKind::kDirect;
  bool listed = true;     // stands in aobo.yaml
  bool exported = false;  // and its directory and its logs are ours to read
  std::vector<std::string> offices;
};

struct Membership {
  PersonIx person;
  Span held;
};

struct Group {
  std::string name;
  Guid id;
  PartnerIx partner = 0;
  std::vector<Membership> members;
  std::vector<GroupIx> nested;  // groups that are members of it
};

struct FormerUpn {
  std::string upn;
  TimeNs until;
};

struct Person {
  std::string name, upn;
  Guid object;
  std::uint64_t puid = 0;
  bool puid_listed = false;  // stands in aobo.yaml; else only the partner's own log shows it
  PartnerIx partner = 0;
  Span employed;
  std::vector<FormerUpn> former_upns;
  unsigned works_from = 8, works_to = 17;  // hours, UTC
  std::string home_address;
  std::uint32_t office = 0;
  std::string device;

  // The UPN that this person had then.
  const std::string& upn_at(TimeNs time) const;
};

enum class Tie : std::uint8_t { kGdap, kDap, kAobo, kLighthouse };
std::string_view name(Tie tie);

// What ties a partner to a customer, and for how long.
struct Relationship {
  Tie tie = Tie::kGdap;
  PartnerIx partner = 0;
  CustomerIx customer = 0;
  Span valid;
  std::string id, name;
  GroupIx group = kNoIndex;  // GDAP: whose access assignment it is; AOBO, Lighthouse: the group
                             // that holds the right
  std::string_view
      ended_by;  // expired, terminated, removed, or as a story says; empty while it lasts
  bool auto_extend = false;
};

struct SharedAccount {
  std::string account, vault_name;
  Guid object;
  PartnerIx partner = 0;
};

// A role of the customer's directory that a user of its own has had since before the world began.
struct DirectoryRole {
  std::uint32_t user = 0;
  std::string_view role, name;  // its template id, and what Entra calls it
  bool eligible = false;        // may take it up
};

struct Customer {
  std::string name, slug, domain, initial_domain;
  Guid tenant, subscription, workspace;
  std::uint32_t users = 0;
  bool azure = false;
  std::optional<SharedAccount> shared;
  std::vector<PersonIx> guests;  // partner's people whom it invited
  std::vector<DirectoryRole> roles;
  bool roles_exported = false;  // the partner's exports tell who has which role there
  bool group_has_role = false;  // and that a group is among them
};

// A customer's own user; made up where asked for, because there are many.
struct CustomerUser {
  std::string name, upn;
  Guid object;
  std::uint64_t puid = 0;
  bool admin = false;
  std::string address;
};

struct App {
  std::string name;
  Guid id;
  PartnerIx owner = kNoIndex;  // a partner; kNoIndex: nobody here knows whose
  bool listed = false;         // stands in aobo.yaml, with its key
  Guid key;                    // id of the secret with which it signs in
};

struct World {
  WorldOptions options;
  Variants variants;
  std::vector<Partner> partners;  // the first is the one whose logs these are
  std::vector<Person> people;
  std::vector<Group> groups;
  std::vector<Customer> customers;
  std::vector<Relationship> relationships;  // in the order of their customers
  std::vector<App> apps;

  static World make(const WorldOptions& options);

  CustomerUser user(CustomerIx customer, std::uint32_t number) const;
  // The id under which the person is seen in that tenant where it is not the home one.
  Guid object_in(PersonIx person, CustomerIx customer) const;
  std::uint64_t puid_in(PersonIx person, CustomerIx customer) const;
  Guid service_principal(std::size_t app, CustomerIx customer) const;
  // Made of the UPN of the day of the invitation, which was before the world began.
  std::string guest_upn(PersonIx person, CustomerIx customer) const;

  // All relationships with this customer.
  std::span<const Relationship> ties_of(CustomerIx customer) const;
  bool in_group(PersonIx person, GroupIx group, TimeNs time) const;
  const Relationship* tie(PartnerIx partner, CustomerIx customer, Tie tie, TimeNs time) const;
  std::optional<GroupIx> group_named(PartnerIx partner, std::string_view name) const;
  std::optional<PersonIx> person_by_upn(std::string_view upn) const;
  std::vector<PersonIx> staff(PartnerIx partner) const;
  Guid id(std::string_view name) const;
};

}  // namespace aobo::sim
