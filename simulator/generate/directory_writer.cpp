#include "simulator/generate/directory_writer.h"

#include <fmt/format.h>

#include "simulator/truth/directory_view.h"
#include "simulator/writers/common.h"
#include "simulator/writers/json.h"

namespace aobo::sim {
namespace {

// Helpdesk, User, Exchange, Intune and Privileged Role Administrator: public role template ids.
constexpr std::string_view kRoles[] = {
    "729827e3-9c14-49f7-bb1b-9608f156bbb8", "fe930be7-5e62-47db-91af-98c3a49a38b1",
    "29232cdf-9323-42fd-ade2-1d097af3e4de", "3a2c62db-5318-420d-8d74-23affee5d9d5",
    "e8611ab8-c189-46e8-94e1-60213ab1f814"};

std::string granted_roles() {
  std::vector<std::string> list;
  for (const std::string_view role : kRoles)
    list.push_back(fmt::format("{{\"roleDefinitionId\":\"{}\"}}", role));
  return json_array(list);
}

std::string page(const std::vector<std::string>& items) {
  return pretty_json("{\"value\":" + json_array(items) + "}") + "\n";
}

class DirectoryWriter {
 public:
  DirectoryWriter(const World& world, TimeNs exported_at, Files& files)
      : world_(world), view_(world, exported_at), at_(exported_at), files_(files) {}

  void write() {
    for (PartnerIx partner = 0; partner < world_.partners.size(); ++partner) {
      if (world_.partners[partner].exported) write_exports(partner);
    }
    files_.append("directory/aobo.yaml", yaml());
  }

 private:
  void put(PartnerIx partner, const std::string& name, const std::vector<std::string>& items) {
    files_.append(fmt::format("directory/{}/{}.json", world_.partners[partner].slug, name),
                  page(items));
  }

  void write_exports(PartnerIx partner) {
    std::vector<std::string> users, deleted, groups, contracts;
    for (const PersonIx person : world_.staff(partner)) {
      if (!view_.holds(person)) continue;
      (world_.people[person].employed.to < at_ ? deleted : users).push_back(user(person));
    }
    for (GroupIx group = 0; group < world_.groups.size(); ++group) {
      if (world_.groups[group].partner != partner) continue;
      groups.push_back(fmt::format("{{\"id\":\"{}\",\"displayName\":{}}}",
                                   world_.groups[group].id.text(),
                                   json_string(world_.groups[group].name)));
      write_members(partner, group);
    }
    for (const Customer& customer : world_.customers) {
      contracts.push_back(fmt::format(
          "{{\"customerId\":\"{}\",\"defaultDomainName\":{},\"displayName\":{}}}",
          customer.tenant.text(), json_string(customer.domain), json_string(customer.name)));
    }
    put(partner, "users", users);
    if (!deleted.empty()) put(partner, "deletedItems", deleted);
    put(partner, "groups", groups);
    put(partner, "contracts", contracts);
    write_relationships(partner);
    if (partner == 0) write_subscriptions();
    if (partner == 0) write_roles();
  }

  std::string user(PersonIx person) const {
    const Person& p = world_.people[person];
    const bool left = p.employed.to < at_;
    Json json({});
    json.id("id", p.object).exact("displayName", p.name);
    json.exact("userPrincipalName", (left ? plain(p.object) : "") + view_.upn(person));
    if (!world_.variants.is(Variant::kVaultPerson, "upn"))
      json.exact("onPremisesSamAccountName", account_name(person))
          .exact("onPremisesDomainName", account_domain(world_, person));
    json.boolean("accountEnabled", !left).exact("createdDateTime", iso_time(p.employed.from, 0));
    if (left) json.exact("deletedDateTime", iso_time(p.employed.to, 0));
    return json.done();
  }

  void write_members(PartnerIx partner, GroupIx group) {
    std::vector<std::string> members;
    for (const Membership& member : world_.groups[group].members) {
      if (!view_.knows(member) || !view_.held(member).holds(at_)) continue;
      if (!view_.employed(member.person).holds(at_)) continue;
      members.push_back(fmt::format("{{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"{}\"}}",
                                    world_.people[member.person].object.text()));
    }
    for (const GroupIx inner : world_.groups[group].nested) {
      members.push_back(fmt::format("{{\"@odata.type\":\"#microsoft.graph.group\",\"id\":\"{}\"}}",
                                    world_.groups[inner].id.text()));
    }
    put(partner, "members/" + world_.groups[group].id.text(), members);
  }

  std::string relationship(const Relationship& relationship) const {
    const bool over = relationship.valid.to < at_;
    const bool by_hand = relationship.ended_by == "terminated";  // nobody planned it
    const bool terminated = over && by_hand;
    const TimeNs planned = relationship.valid.to == kForeverNs || by_hand
                               ? relationship.valid.from + 730 * kDayNs
                               : relationship.valid.to;
    Json roles({});
    roles.raw("unifiedRoles", granted_roles());
    Json customer({});
    customer.id("tenantId", world_.customers[relationship.customer].tenant)
        .exact("displayName", world_.customers[relationship.customer].name);
    Json json({});
    json.exact("id", relationship.id)
        .exact("displayName", relationship.name)
        .exact("duration", "P730D");
    json.exact("autoExtendDuration",
               relationship.auto_extend || relationship.valid.to == kForeverNs ? "P180D" : "PT0S");
    json.object("customer", customer)
        .exact("status", terminated ? "terminated"
                         : over     ? "expired"
                                    : "active");
    json.object("accessDetails", roles)
        .exact("createdDateTime", iso_time(relationship.valid.from - kDayNs, 0));
    json.exact("lastModifiedDateTime",
               iso_time(over ? relationship.valid.to : relationship.valid.from, 0));
    json.exact("activatedDateTime", iso_time(relationship.valid.from, 0))
        .exact("endDateTime", iso_time(planned, 0));
    return json.done();
  }

  void write_relationships(PartnerIx partner) {
    std::vector<std::string> list;
    for (const Relationship& r : world_.relationships) {
      if (r.partner != partner || r.tie != Tie::kGdap || r.valid.from >= at_) continue;
      list.push_back(relationship(r));
      put(partner, "accessAssignments/" + r.id,
          {fmt::format("{{\"id\":\"{}\",\"status\":\"active\",\"accessContainer\":{{"
                       "\"accessContainerId\":\"{}\",\"accessContainerType\":"
                       "\"securityGroup\"}},\"accessDetails\":{{\"unifiedRoles\":{}}}}}",
                       world_.id("assignment of " + r.id).text(), world_.groups[r.group].id.text(),
                       granted_roles())});
    }
    put(partner, "delegatedAdminRelationships", list);
  }

  void write_subscriptions() {
    for (const Customer& customer : world_.customers) {
      if (!customer.azure) continue;
      put(0, "subscriptions/" + customer.tenant.text(),
          {fmt::format(
              "{{\"subscriptionId\":\"{}\",\"displayName\":\"Production\",\"tenantId\":\"{}\"}}",
              customer.subscription.text(), customer.tenant.text())});
    }
  }

  static std::string holder(std::string_view type, const Guid& id, std::string_view upn,
                            std::string_view role) {
    Json principal({}), json({});
    principal.exact("@odata.type", fmt::format("#microsoft.graph.{}", type)).id("id", id);
    if (!upn.empty()) principal.exact("userPrincipalName", upn);
    json.exact("id", plain(id) + "-" + std::string(role.substr(0, 8))).id("principalId", id);
    json.exact("roleDefinitionId", role).exact("directoryScopeId", "/");
    return json.object("principal", principal).done();
  }

  // Who has a role at a customer, and who may take one up, as they stood before the world began.
  void write_roles() {
    for (CustomerIx ix = 0; ix < world_.customers.size(); ++ix) {
      const Customer& customer = world_.customers[ix];
      if (!customer.roles_exported) continue;
      std::vector<std::string> assigned, eligible;
      for (const DirectoryRole& one : customer.roles) {
        const CustomerUser user = world_.user(ix, one.user);
        (one.eligible ? eligible : assigned)
            .push_back(holder("user", user.object, user.upn, one.role));
      }
      if (customer.group_has_role) {
        const Guid group = world_.id("group of administrators at " + customer.slug);
        assigned.push_back(holder("group", group, "", "729827e3-9c14-49f7-bb1b-9608f156bbb8"));
      }
      put(0, "roleAssignments/" + customer.tenant.text(), assigned);
      put(0, "roleEligibilityScheduleInstances/" + customer.tenant.text(), eligible);
    }
  }

  std::string yaml() const {
    std::string text =
        "# What no export holds: who the partners are, PUIDs, former names, and what is "
        "shared.\npartners:\n";
    for (const Partner& partner : world_.partners) {
      if (!partner.listed) continue;
      text += fmt::format("  - tenant: {}\n    name: {}\n    kind: {}\n", partner.tenant.text(),
                          partner.name, name(partner.kind));
      if (partner.exported) text += fmt::format("    folder: {}\n", partner.slug);
    }
    text += people() + memberships() + relationships();
    std::string accounts;
    for (const Customer& customer : world_.customers) {
      if (!customer.shared) continue;
      accounts += fmt::format(
          "  - account: {}\n    customer: {}\n    id: {}\n    partner: {}\n    vault_name: {}\n",
          customer.shared->account, customer.tenant.text(), customer.shared->object.text(),
          world_.partners[customer.shared->partner].tenant.text(), customer.shared->vault_name);
    }
    if (!accounts.empty()) text += "shared_accounts:\n" + accounts;
    text += "automation_apps:\n";
    for (const App& app : world_.apps) {
      if (app.listed)
        text += fmt::format("  - app: {}\n    name: {}\n    partner: {}\n    keys: [{}]\n",
                            app.id.text(), app.name, world_.partners[app.owner].tenant.text(),
                            app.key.text());
    }
    text += "customers:\n";
    for (const Customer& customer : world_.customers) {
      text += fmt::format("  - tenant: {}\n    name: {}\n    domains: [{}, {}]\n",
                          customer.tenant.text(), customer.name, customer.domain,
                          customer.initial_domain);
    }
    return text + agreed_text(world_);
  }

  std::string people() const {
    std::string text;
    for (PersonIx person = 0; person < world_.people.size(); ++person) {
      const Person& p = world_.people[person];
      std::string former;
      for (const FormerUpn& name : p.former_upns) {
        if (name.until < at_)
          former +=
              fmt::format("      - {{upn: {}, until: {}}}\n", name.upn, iso_time(name.until, 0));
      }
      if (!view_.holds(person) || (!p.puid_listed && former.empty())) continue;
      text += fmt::format("  - id: {}\n", p.object.text());
      if (p.puid_listed) text += fmt::format("    puid: \"{}\"\n", puid_text(p.puid));
      if (!former.empty()) text += "    former_upns:\n" + former;
    }
    return text.empty() ? "" : "people:\n" + text;
  }

  // Memberships that began or ended while their person was there.
  std::string memberships() const {
    std::string text;
    for (const Group& group : world_.groups) {
      for (const Membership& member : group.members) {
        const Span& employed = world_.people[member.person].employed;
        const Span held = view_.held(member);
        const bool whole =
            member.held.from <= employed.from && (held.to == kForeverNs || held.to >= employed.to);
        if (!view_.knows(member) || whole) continue;
        text += fmt::format("  - {{group: {}, person: {}, from: {}", group.id.text(),
                            world_.people[member.person].object.text(), iso_time(held.from, 0));
        if (held.to != kForeverNs) text += ", to: " + iso_time(held.to, 0);
        text += "}\n";
      }
    }
    return text.empty() ? "" : "memberships:\n" + text;
  }

  std::string relationships() const {
    std::string text;
    for (const Relationship& r : world_.relationships) {
      const Partner& partner = world_.partners[r.partner];
      const bool exported = r.tie == Tie::kGdap && partner.exported;
      if (!partner.listed || exported || r.valid.from >= at_) continue;
      text += fmt::format("  - {{type: {}, partner: {}, customer: {}, from: {}", name(r.tie),
                          partner.tenant.text(), world_.customers[r.customer].tenant.text(),
                          iso_time(r.valid.from, 0));
      // That a customer took a subscription's role away nobody writes down; the logs tell it.
      const bool shown = r.tie != Tie::kAobo || r.ended_by != "taken away";
      if (r.valid.to < at_ && shown) text += ", to: " + iso_time(r.valid.to, 0);
      text += "}\n";
    }
    return text.empty() ? "" : "relationships:\n" + text;
  }

  const World& world_;
  DirectoryView view_;
  TimeNs at_;
  Files& files_;
};

}  // namespace

// The hours of the own people.
std::string agreed_text(const World& world) {
  return fmt::format(
      "calendars:\n  agreed: {{zone: UTC, from: \"05:00\", to: \"23:00\"}}\nscopes:\n  - {{name: "
      "staff, who: [\"partner:{}\"], hours: agreed}}\n",
      world.partners[0].name);
}

void write_directory(const World& world, TimeNs exported_at, Files& files) {
  DirectoryWriter(world, exported_at, files).write();
}

std::string plugin_config(const World& world, unsigned runs) {
  std::string tenants;
  const auto add = [&](const std::string& folder, const Guid& tenant) {
    tenants += fmt::format("{}\n    {{\"folder\": {}, \"tenant\": \"{}\"}}",
                           tenants.empty() ? "" : ",", json_string(folder), tenant.text());
  };
  for (const Partner& partner : world.partners) {
    if (partner.exported) add("0-" + partner.slug, partner.tenant);
  }
  for (const Customer& customer : world.customers) add(customer.slug, customer.tenant);
  const std::string pattern =
      R"((?P<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}) \S+ (?P<action>CHECKOUT|CHECKIN) acct=(?P<account>\S+) by=(?P<person>\S+) case=(?P<ticket>\S+))";
  return fmt::format(
      "{{\n  \"directory\": \"directory\",\n  \"inputs\": [\"logs\"],\n  \"dates\": "
      "\"month-first\",{}\n"
      "  \"patterns\": [\n    "
      "{{\"name\": \"vault01\", \"pattern\": {}}}\n  ],\n"
      "  \"tenants\": [{}\n  ]\n}}\n",
      runs > 1 ? "\n  \"identity\": {\"revision_age\": \"30d\"}," : "", json_string(pattern),
      tenants);
}

}  // namespace aobo::sim
