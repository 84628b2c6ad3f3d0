#include "simulator/world/world.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "simulator/random/stream.h"
#include "simulator/world/names.h"

namespace aobo::sim {
namespace {

// Home PUIDs and those in a tenant begin alike: 1003…
std::uint64_t puid_of(std::uint64_t seed, std::string_view name) {
  return 0x1003'0000'0000'0000ULL | (hash_of(seed, name) & 0xFFFF'FFFF'FFFFULL);
}

std::string guest_prefix(std::string upn) {
  std::replace(upn.begin(), upn.end(), '@', '_');
  return upn;
}

}  // namespace

std::string_view name(PartnerKind kind) {
  switch (kind) {
    case PartnerKind::kDirect:
      return "direct";
    case PartnerKind::kIndirectProvider:
      return "indirect-provider";
    case PartnerKind::kReseller:
      break;
  }
  return "reseller";
}

std::string_view name(Tie tie) {
  switch (tie) {
    case Tie::kGdap:
      return "gdap";
    case Tie::kDap:
      return "dap";
    case Tie::kAobo:
      return "aobo";
    case Tie::kLighthouse:
      break;
  }
  return "lighthouse";
}

const std::string& Person::upn_at(TimeNs time) const {
  const FormerUpn* next = nullptr;
  for (const FormerUpn& former : former_upns) {
    if (time < former.until && (next == nullptr || former.until < next->until)) next = &former;
  }
  return next == nullptr ? upn : next->upn;
}

Guid World::id(std::string_view name) const { return guid_of(options.seed, name); }

CustomerUser World::user(CustomerIx customer, std::uint32_t number) const {
  const Customer& at = customers[customer];
  const std::string key = fmt::format("user {} of {}", number, customer);
  const PersonName name =
      person_name(hash_of(options.seed, fmt::format("staff of {}", customer)), number);
  CustomerUser user;
  user.name = name.first + " " + name.last;
  user.upn = fmt::format("{}.{}@{}", lower(name.first), lower(name.last), at.domain);
  user.object = id(key);
  user.puid = puid_of(options.seed, key);
  user.admin = number < 1 + at.users / 40;
  user.address = number % 3 == 0 ? fmt::format("2001:db8:{:x}::{:x}", 0x1000 + customer, number + 1)
                                 : fmt::format("10.{}.{}.{}", customer / 200 % 250, customer % 200,
                                               10 + number % 200);
  return user;
}

Guid World::object_in(PersonIx person, CustomerIx customer) const {
  return id(fmt::format("person {} as seen in {}", person, customer));
}
std::uint64_t World::puid_in(PersonIx person, CustomerIx customer) const {
  return puid_of(options.seed, fmt::format("puid of {} in {}", person, customer));
}
Guid World::service_principal(std::size_t app, CustomerIx customer) const {
  return id(fmt::format("service principal of {} in {}", app, customer));
}
std::string World::guest_upn(PersonIx person, CustomerIx customer) const {
  return guest_prefix(people[person].upn_at(options.start)) + "#EXT#@" +
         customers[customer].initial_domain;
}

bool World::in_group(PersonIx person, GroupIx group, TimeNs time) const {
  const auto& members = groups[group].members;
  const auto& nested = groups[group].nested;
  return std::any_of(
             members.begin(), members.end(),
             [&](const Membership& m) { return m.person == person && m.held.holds(time); }) ||
         std::any_of(nested.begin(), nested.end(),
                     [&](GroupIx inner) { return in_group(person, inner, time); });
}

std::span<const Relationship> World::ties_of(CustomerIx customer) const {
  const auto from = std::lower_bound(
      relationships.begin(), relationships.end(), customer,
      [](const Relationship& r, CustomerIx wanted) { return r.customer < wanted; });
  const auto to = std::upper_bound(
      from, relationships.end(), customer,
      [](CustomerIx wanted, const Relationship& r) { return wanted < r.customer; });
  return {from, to};
}

const Relationship* World::tie(PartnerIx partner, CustomerIx customer, Tie wanted,
                               TimeNs time) const {
  for (const Relationship& r : ties_of(customer)) {
    if (r.partner == partner && r.tie == wanted && r.valid.holds(time)) return &r;
  }
  return nullptr;
}

std::optional<GroupIx> World::group_named(PartnerIx partner, std::string_view name) const {
  for (GroupIx i = 0; i < groups.size(); ++i) {
    if (groups[i].partner == partner && groups[i].name == name) return i;
  }
  return std::nullopt;
}

std::optional<PersonIx> World::person_by_upn(std::string_view upn) const {
  for (PersonIx i = 0; i < people.size(); ++i) {
    if (equal_ignoring_case(people[i].upn, upn)) return i;
  }
  return std::nullopt;
}

std::vector<PersonIx> World::staff(PartnerIx partner) const {
  std::vector<PersonIx> staff;
  for (PersonIx i = 0; i < people.size(); ++i) {
    if (people[i].partner == partner) staff.push_back(i);
  }
  return staff;
}

namespace {

// Makes a world step by step; each step draws from streams of its own, so that more people change
// no customer.
class Maker {
 public:
  explicit Maker(const WorldOptions& options) {
    world_.options = options;
    world_.variants = options.variants ? *options.variants : Variants::drawn(options.seed);
  }

  World make() {
    add_partners();
    add_people();
    add_groups();
    for (CustomerIx i = 0; i < world_.options.customers; ++i) add_customer(i);
    add_apps();
    return std::move(world_);
  }

 private:
  Stream stream(std::string_view name) const { return Stream(world_.options.seed, name); }
  TimeNs day(std::uint32_t number, unsigned hour) const {
    return world_.options.start + number * kDayNs + hour * kHourNs;
  }
  // About that far into the period, at ten in the morning.
  TimeNs part_way(unsigned tenths) const { return day(world_.options.days * tenths / 10, 10); }

  void add_partner(std::string name, PartnerKind kind, bool listed, bool exported) {
    Partner partner;
    partner.slug = slug(name);
    partner.domain = partner.slug + ".example";
    partner.initial_domain = partner.slug + "example.onmicrosoft.com";
    partner.tenant = world_.id("tenant of partner " + name);
    partner.kind = kind;
    partner.listed = listed;
    partner.exported = exported;
    const auto number = static_cast<unsigned>(world_.partners.size());
    partner.offices = {fmt::format("198.51.100.{}", 10 + number),
                       fmt::format("198.51.100.{}", 110 + number)};
    partner.name = std::move(name);
    world_.partners.push_back(std::move(partner));
  }

  void add_partners() {
    const bool provider = stream("kind of partner").chance(1, 3);
    add_partner("Adatum", provider ? PartnerKind::kIndirectProvider : PartnerKind::kDirect, true,
                true);
    add_partner("Proseware", PartnerKind::kIndirectProvider, true,
                false);  // a distributor; its people are not ours to know
    add_partner("Wingtip", PartnerKind::kReseller, true,
                provider);  // a reseller of ours, or of the distributor
    add_partner("Lamna", PartnerKind::kDirect, false, false);  // a second partner of some customers
  }

  void add_person(PartnerIx partner, std::uint32_t number) {
    const Partner& of = world_.partners[partner];
    const auto index = static_cast<std::uint32_t>(world_.people.size());
    Stream draw = stream(fmt::format("person {}", index));
    const PersonName name = person_name(world_.options.seed, index);
    Person person;
    person.name = name.first + " " + name.last;
    person.upn = fmt::format("{}.{}@{}", lower(name.first), lower(name.last), of.domain);
    person.object = draw.guid();
    person.puid = puid_of(world_.options.seed, fmt::format("home puid {}", index));
    person.puid_listed = draw.chance(1, 2);
    person.partner = partner;
    person.employed.from = world_.options.start - draw.between(60, 900) * kDayNs;
    person.works_from = static_cast<unsigned>(draw.between(6, 9));
    person.works_to = person.works_from + 9;
    person.office = static_cast<std::uint32_t>(draw.below(of.offices.size()));
    person.home_address = index < 200 && draw.chance(1, 2)
                              ? fmt::format("203.0.113.{}", 20 + index)
                              : fmt::format("2001:db8:{:x}:{:x}::5", partner + 1, number + 1);
    person.device = fmt::format("{}-LT-{:03}", of.slug.substr(0, 3), index);
    world_.people.push_back(std::move(person));
  }

  void add_people() {
    const std::uint32_t own = std::max(world_.options.people, 6U);
    for (std::uint32_t i = 0; i < own; ++i) add_person(0, i);
    for (PartnerIx partner = 1; partner < world_.partners.size(); ++partner) {
      for (std::uint32_t i = 0; i < 3; ++i) add_person(partner, i);
    }
    Person& joiner = world_.people[own - 1];
    joiner.employed.from = part_way(3);
    Person& leaver = world_.people[own - 2];
    leaver.employed.to = part_way(6);
  }

  GroupIx add_group(PartnerIx partner, std::string name) {
    Group group;
    group.id = world_.id(fmt::format("group {} of {}", name, partner));
    group.name = std::move(name);
    group.partner = partner;
    world_.groups.push_back(std::move(group));
    return static_cast<GroupIx>(world_.groups.size() - 1);
  }

  void join(GroupIx group, PersonIx person) {
    world_.groups[group].members.push_back({person, world_.people[person].employed});
  }

  void add_groups() {
    for (PartnerIx partner = 0; partner < world_.partners.size(); ++partner) {
      const auto staff = world_.staff(partner);
      const GroupIx agents = add_group(partner, "AdminAgents");
      const GroupIx helpdesk = add_group(partner, "HelpdeskAgents");
      const GroupIx gdap = add_group(partner, "GDAP Operators");
      const GroupIx azure = add_group(partner, "Azure Operations");
      const GroupIx on_call = add_group(partner, "Azure On-Call");
      for (std::size_t i = 0; i < staff.size(); ++i) {
        if (i % 3 == 0 || i == 1) join(agents, staff[i]);
        if (i % 3 == 1) join(helpdesk, staff[i]);
        join(gdap, staff[i]);
        if (i % 4 == 2 || i == 0) join(azure, staff[i]);
      }
      join(on_call, staff[1]);
    }
    // One of ours changes groups while the world runs.
    const PersonIx mover = world_.staff(0)[2];
    auto& azure = world_.groups[*world_.group_named(0, "Azure Operations")].members;
    for (Membership& member : azure) {
      if (member.person == mover) member.held.to = std::min(member.held.to, part_way(5));
    }
    const TimeNs leaves = world_.people[mover].employed.to;
    world_.groups[*world_.group_named(0, "AdminAgents")].members.push_back(
        {mover, {part_way(5), leaves}});
  }

  Relationship& tie(Tie kind, PartnerIx partner, CustomerIx customer, Span valid,
                    std::string_view group) {
    Relationship r;
    r.tie = kind;
    r.partner = partner;
    r.customer = customer;
    r.valid = valid;
    const std::string key = fmt::format("{} of {} with {}", name(kind), partner, customer);
    r.id = world_.id(key + " 1").text() + "-" + world_.id(key + " 2").text();
    r.name = fmt::format("{}_{}", world_.partners[partner].name, world_.customers[customer].slug);
    r.group = *world_.group_named(partner, group);
    world_.relationships.push_back(std::move(r));
    return world_.relationships.back();
  }

  void add_delegation(CustomerIx customer, Stream& draw) {
    const TimeNs before = world_.options.start - draw.between(30, 400) * kDayNs;
    const TimeNs beyond = world_.options.end() + draw.between(30, 300) * kDayNs;
    const PartnerIx partner = customer % 7 == 6 && world_.partners[2].exported ? 2 : 0;
    switch (customer % 10) {
      case 3: {  // moved from DAP to GDAP while the world runs
        tie(Tie::kDap, partner, customer, {before, part_way(6)}, "AdminAgents").ended_by =
            "terminated";
        tie(Tie::kGdap, partner, customer, {part_way(4), beyond}, "GDAP Operators");
        return;
      }
      case 5:
        tie(Tie::kGdap, partner, customer, {before, part_way(5)}, "GDAP Operators").ended_by =
            "expired";
        return;
      case 7:
        tie(Tie::kGdap, partner, customer, {before, part_way(7)}, "GDAP Operators").ended_by =
            "terminated";
        return;
      case 8:
        tie(Tie::kDap, partner, customer, {before, beyond}, "AdminAgents");
        return;
      case 9: {
        Relationship& r = tie(Tie::kGdap, partner, customer, {before, beyond}, "GDAP Operators");
        r.auto_extend = true;
        return;
      }
      default:
        tie(Tie::kGdap, partner, customer, {before, beyond}, "GDAP Operators");
    }
  }

  void add_customer(CustomerIx customer_ix) {
    Stream draw = stream(fmt::format("customer {}", customer_ix));
    Customer customer;
    customer.name = company_name(world_.options.seed, customer_ix);
    customer.slug = slug(customer.name);
    customer.domain = customer.slug + ".example";
    customer.initial_domain = customer.slug + "example.onmicrosoft.com";
    customer.tenant = draw.guid();
    customer.subscription = draw.guid();
    customer.workspace = draw.guid();
    customer.users = static_cast<std::uint32_t>(customer_ix % 9 == 4 ? draw.between(150, 600)
                                                                     : draw.between(5, 60));
    customer.azure = customer_ix % 3 != 2;
    if (customer_ix % 4 == 2 || customer_ix == 0) {
      customer.shared = SharedAccount{"admin@" + customer.initial_domain, customer.slug + "-admin",
                                      draw.guid(), 0};
    }
    const auto staff = world_.staff(0);
    if (customer_ix % 4 == 1) customer.guests.push_back(staff[draw.below(staff.size())]);
    customer.roles = {{0, "62e90394-69f5-4237-9190-012177145e10", "Global Administrator", false},
                      {1, "fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator", true},
                      {2, "4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader", false}};
    customer.roles_exported = customer_ix % 3 == 1;
    customer.group_has_role = customer_ix % 6 == 4;
    world_.customers.push_back(std::move(customer));

    add_delegation(customer_ix, draw);
    const TimeNs before = world_.options.start - draw.between(30, 400) * kDayNs;
    if (world_.customers[customer_ix].azure) {
      Relationship& r =
          tie(Tie::kAobo, 0, customer_ix,
              {before, customer_ix % 13 == 4 ? part_way(5) : kForeverNs}, "AdminAgents");
      if (customer_ix % 13 == 4) r.ended_by = "removed";
    }
    if (world_.customers[customer_ix].azure && customer_ix % 5 == 1) {
      tie(Tie::kLighthouse, 0, customer_ix, {before, kForeverNs},
          customer_ix % 2 == 0 ? "Azure Operations" : "Azure On-Call");
    }
    if (customer_ix % 6 == 4)
      tie(Tie::kGdap, 3, customer_ix, {before, kForeverNs}, "GDAP Operators");  // a second partner
    if (customer_ix % 8 == 2)
      tie(Tie::kDap, 1, customer_ix, {before, kForeverNs},
          "AdminAgents");  // the distributor resells to it
  }

  void add_apps() {
    const auto add = [&](std::string name, PartnerIx owner, bool listed) {
      App app{name, world_.id("app " + name), owner, listed, world_.id("key of " + name)};
      world_.apps.push_back(std::move(app));
    };
    add("Adatum nightly checks", 0, true);
    add("Adatum licence report", 0, false);  // told by its owner alone
    add("Mailbox archiver", kNoIndex, false);
    add("Proseware billing", 1, false);
  }

  World world_;
};

}  // namespace

World World::make(const WorldOptions& options) { return Maker(options).make(); }

}  // namespace aobo::sim
