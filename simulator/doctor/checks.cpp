#include "simulator/doctor/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "plugin/base/text.h"
#include "plugin/directory/directory.h"
#include "plugin/directory/export_rows.h"
#include "plugin/directory/loader.h"
#include "simulator/report/counted.h"

namespace aobo::sim {
namespace {

using Findings = std::vector<Finding>;

constexpr std::size_t kMostNames = 5;

// "3 customers", and behind them "Contoso, Fabrikam and 3 more".
struct Noun {
  std::string_view one, many;
};
constexpr Noun kCustomers{"customer", "customers"};

// A finding of all of these at once: `what` has a place for their number and one for their names.
// None where there are none.
void add_of(const std::set<std::string>& names, Noun noun, std::string_view what, std::string cost,
            std::string advice, Findings& found) {
  if (names.empty()) return;
  found.push_back({fmt::format(fmt::runtime(what), counted(names.size(), noun.one, noun.many),
                               some_of(names, kMostNames)),
                   std::move(cost), std::move(advice)});
}

std::string name_of(const Customer& customer) {
  return customer.name.empty() ? customer.tenant.text() : customer.name;
}
std::string name_of(const Directory& directory, const Guid& tenant) {
  const Customer* customer = directory.customer(tenant);
  return customer == nullptr ? tenant.text() : name_of(*customer);
}

// "GET https://…/groups as groups.json"; of a call for one id "GET https://… as members/<group
// id>".
std::string export_of(std::string_view name, std::string_view id = {}) {
  return fmt::format("{} as {}{}{}.json", call_of(row_named(name), id), name, id.empty() ? "" : "/",
                     id);
}

void warnings(const Examined& all, Findings& found) {
  for (const std::string& warning : all.directory.warnings())
    found.push_back({warning, "people, groups or rights that are missing are not known", ""});
}

bool has_people(const Directory& directory, const Partner& partner) {
  return std::ranges::any_of(directory.people(), [&](const auto& person) {
    return &directory.partner_of(*person) == &partner;
  });
}

// Nobody of one's own, or nobody of a partner who acts.
void people(const Examined& all, Findings& found) {
  const auto& partners = all.directory.partners();
  if (partners.empty()) {
    found.push_back({"no partner is known", "nobody can be named, and nothing is agreed",
                     "write aobo.yaml with your own tenant under partners"});
  } else if (all.directory.people().empty()) {
    found.push_back({"nobody's people are known", "only the partner is told, never the person",
                     "in your own tenant " + export_of("users") + " into the partner's folder"});
  }
  for (const Partner& partner : partners) {
    const auto acted = all.logs.partners.find(partner.tenant);
    if (acted == all.logs.partners.end() || has_people(all.directory, partner)) continue;
    found.push_back(
        {fmt::format("no people of {} are known, who acted {}", printable(partner.name),
                     counted(acted->second, "time", "times")),
         "of what they do only the partner is told, never the person",
         export_of("users") + " into the partner's folder, or ask that partner for it"});
  }
}

// Exports in a folder that is no partner's, or in none: nothing reads them.
void unread_exports(const Examined& all, Findings& found) {
  std::set<std::string> folders, beside;
  for (const std::string& path : all.files.exports) {
    const bool of_a_partner =
        std::ranges::any_of(all.written.folders, [&](const std::string& folder) {
          return folder.empty() || starts_with_ignoring_case(path, folder + "/");
        });
    if (of_a_partner) continue;
    const std::size_t end = path.find('/');
    (end == std::string::npos ? beside : folders).insert(path.substr(0, end));
  }
  add_of(folders, {"folder", "folders"}, "{} of exports that no partner in aobo.yaml names: {}",
         "nothing in there is read: its people are nobody, its customers are not known",
         "write the tenant under partners, with folder: and the folder's name", found);
  add_of(beside, {"export lies", "exports lie"}, "{} beside aobo.yaml: {}",
         "nothing in there is read", "move them into the folder of the partner whose they are",
         found);
}

// Kinds of exports of which there is none.
void kinds_of_exports(const Examined& all, Findings& found) {
  const auto& relationships = all.directory.relationships();
  const bool gdap = std::ranges::any_of(relationships, &Relationship::exported);
  if (relationships.empty() && !all.directory.people().empty() &&
      !all.files.has("delegatedAdminRelationships"))
    found.push_back(
        {"no delegatedAdminRelationships export is there, and no relationship is "
         "written in aobo.yaml",
         "no right at any customer is known: what your people do there is held against "
         "nothing",
         export_of("delegatedAdminRelationships")});
  if (gdap && !all.files.has("contracts"))
    found.push_back(
        {"no contracts export is there",
         "customers without GDAP are not known by it, and nobody's domains: what names a "
         "customer by its domain alone is of no customer",
         export_of("contracts")});
  if (gdap && all.directory.groups() == 0)
    found.push_back({"no groups export is there",
                     "who has the rights of a group is not known: nobody is named by them",
                     export_of("groups")});
}

// Folders that two partners have may have been swapped; what proves whose they are is there.
void swapped_folders(const Examined& all, Findings& found) {
  std::set<std::string> unproven;
  std::size_t folders = 0;
  for (const std::string& folder : all.written.folders) {
    const auto below = [&](const std::string& path) {
      return starts_with_ignoring_case(path, folder + "/");
    };
    if (std::ranges::none_of(all.files.exports, below)) continue;
    ++folders;
    if (std::ranges::none_of(all.files.exports, [&](const std::string& path) {
          return starts_with_ignoring_case(path, folder + "/organization");
        }))
      unproven.insert(folder);
  }
  if (folders < 2) return;
  add_of(unproven, {"folder", "folders"}, "nothing proves whose tenant's exports are in {}: {}",
         "were two partners' folders swapped, each one's people would be the other's, and named so",
         export_of("organization") + " into each; it is held against the tenant in aobo.yaml",
         found);
}

void leavers(const Examined& all, Findings& found) {
  if (all.directory.people().empty() || all.files.has("deletedItems")) return;
  found.push_back({"no deletedItems export is there",
                   "who has left and whose account is gone is nobody: neither their names nor what "
                   "they did after they left",
                   export_of("deletedItems")});
}

void group_members(const Examined& all, Findings& found) {
  std::set<std::string> without;
  for (const auto& [id, group] : all.directory.all_groups()) {
    if (!group.members_known) without.insert(group.name.empty() ? id.text() : group.name);
  }
  add_of(without, {"group's members are", "groups' members are"}, "{} not known: {}",
         "where a right of the group was used, nobody can be named by it, and who may do what "
         "through it is not known",
         export_of("members", "<group id>") + " for each", found);
}

// People who are in groups and in no export: not those of whom it is told that they are something
// else.
void members_who_are_nobody(const Examined& all, Findings& found) {
  std::set<std::string> strangers, groups;
  for (const auto& [id, group] : all.directory.all_groups()) {
    for (const Membership& one : group.members) {
      const bool person = one.kind == MemberKind::kUser || one.kind == MemberKind::kUnknown;
      const Guid& tenant = all.directory.partners()[group.partner].tenant;
      if (!person || one.person != nullptr || all.directory.group(one.object) != nullptr ||
          all.directory.application_of(tenant, one.object))
        continue;
      strangers.insert(one.object.text());
      groups.insert(group.name.empty() ? id.text() : group.name);
    }
  }
  if (strangers.empty()) return;
  found.push_back(
      {fmt::format("{} no person's whom the exports know: {}; in {}",
                   counted(strangers.size(), "account in a group is", "accounts in groups are"),
                   some_of(strangers, kMostNames), some_of(groups, kMostNames)),
       "what they do is nobody's, and where such a group's right was used nobody else is named",
       export_of("users") + " and " + export_of("deletedItems") + " again, whole"});
}

bool has_member(const Directory& directory, const Guid& id, std::set<Guid>& seen) {
  const Group* group = directory.group(id);
  if (group == nullptr || !seen.insert(id).second) return false;
  return std::ranges::any_of(group->members, [&](const Membership& one) {
    return directory.group(one.object) == nullptr || has_member(directory, one.object, seen);
  });
}

void empty_groups(const Examined& all, Findings& found) {
  std::set<std::string> groups;
  for (const Relationship& r : all.directory.relationships()) {
    for (const AccessAssignment& one : r.assignments) {
      const Group* group = all.directory.group(one.group);
      std::set<Guid> seen;
      if (group != nullptr && group->members_known && !has_member(all.directory, one.group, seen))
        groups.insert(group->name.empty() ? one.group.text() : group->name);
    }
  }
  add_of(groups, {"group has", "groups have"}, "{} rights at customers and nobody in it: {}",
         "nobody is named by it, and whoever used these rights was a member that no export shows",
         "export its members again; where it is empty indeed, end its assignments", found);
}

void assignments(const Examined& all, Findings& found) {
  std::set<std::string> bare, groupless;
  for (const Relationship& r : all.directory.relationships()) {
    if (r.type != RelationshipType::kGdap || !r.exported) continue;
    if (r.assignments.empty()) bare.insert(name_of(all.directory, r.customer));
  }
  for (const Relationship& r : all.directory.relationships()) {
    for (const AccessAssignment& one : r.assignments) {
      if (all.directory.group(one.group) == nullptr)
        groupless.insert(name_of(all.directory, r.customer));
    }
  }
  add_of(bare, kCustomers, "no accessAssignments of the GDAP relationships with {}: {}",
         "no finding about roles there: who of your people had which is not known",
         export_of("accessAssignments", "<relationship id>"), found);
  add_of(groupless, kCustomers, "groups that have rights at {} are in no export: {}",
         "nobody is known to be in them, and their rights are nobody's",
         export_of("groups") + (all.files.has("groups") ? "; they may be newer than it" : ""),
         found);
}

void subscriptions(const Examined& all, Findings& found) {
  std::set<Guid> with;
  for (const auto& [subscription, customer] : all.directory.subscriptions()) with.insert(customer);
  std::set<std::string> without;
  for (const Relationship& r : all.directory.relationships()) {
    const bool azure = r.type == RelationshipType::kAobo || r.type == RelationshipType::kLighthouse;
    if (azure && !with.contains(r.customer)) without.insert(name_of(all.directory, r.customer));
  }
  add_of(without, kCustomers, "no subscriptions of {} with AOBO or Lighthouse: {}",
         "Azure's records that name a subscription alone belong to no customer",
         export_of("subscriptions", "<customer tenant id>"), found);
}

void without_relationship(const Examined& all, Findings& found) {
  std::set<std::string> without;
  for (const Customer& customer : all.directory.customers()) {
    if (all.directory.relationships_with(customer.tenant).empty())
      without.insert(name_of(customer));
  }
  add_of(without, kCustomers, "no relationship with {} is known: {}",
         "what your people do there is outside of what is agreed, or its right unknown",
         export_of("delegatedAdminRelationships") +
             ", or write DAP, AOBO and Lighthouse under relationships in aobo.yaml",
         found);
}

void age(const Examined& all, Findings& found) {
  const auto& oldest = all.directory.oldest_export();
  if (!oldest || all.now - oldest->written <= all.stale) return;
  const std::string file =
      std::filesystem::path(oldest->file).lexically_proximate(all.folder).string();
  found.push_back({fmt::format("the export {} is {} days old", printable(file),
                               (all.now - oldest->written) / kDayNs),
                   "who came, left or was renamed since then is told by the logs alone, if at all",
                   "export again, on a schedule"});
}

void strange_tenants(const Examined& all, Findings& found) {
  std::set<std::string> unknown;
  for (const Guid& tenant : all.logs.places) {
    const bool known =
        all.directory.customer(tenant) != nullptr || all.directory.partner(tenant) != nullptr;
    if (!known) unknown.insert(tenant.text());
  }
  add_of(unknown, {"tenant", "tenants"}, "logs of {} that the directory does not know: {}",
         "alerts show their ids in place of names, and no right there is known",
         export_of("contracts") + " and " + export_of("delegatedAdminCustomers") + " again", found);
}

void strange_partners(const Examined& all, Findings& found) {
  std::set<std::string> unknown;
  for (const auto& [tenant, records] : all.logs.partners) {
    if (all.directory.partner(tenant) == nullptr) unknown.insert(tenant.text());
  }
  const bool own = std::ranges::any_of(all.directory.partners(), &Partner::own);
  add_of(unknown, {"partner", "partners"},
         own ? "{} acted that aobo.yaml does not name: {}"
             : "{} acted that aobo.yaml does not name, and your own tenant is not among the "
               "partners, or none of its people is known: {}",
         "who they are and whether that was agreed is not known",
         own ? "find out whose tenants these are, and name them under partners"
             : "write your own tenant under partners, with the folder of its exports, and name the "
               "others",
         found);
}

void silent_customers(const Examined& all, Findings& found) {
  if (!all.logs.any()) return;
  std::set<std::string> silent;
  for (const Customer& customer : all.directory.customers()) {
    if (!all.logs.tenants.contains(customer.tenant)) silent.insert(name_of(customer));
  }
  add_of(silent, kCustomers, "no log of {}: {}", "whatever was done there is not seen",
         "collect their logs, or see whether their folder's tenant is told", found);
}

void own_logs(const Examined& all, Findings& found) {
  if (!all.logs.any()) return;
  for (const Partner& partner : all.directory.partners()) {
    if (partner.own && !all.logs.sign_ins.contains(partner.tenant))
      found.push_back({fmt::format("no sign-in log of {} itself", printable(partner.name)),
                       "an opaque technician's sign-in at a customer and their own share an id; "
                       "without yours it stays opaque",
                       "collect the partner tenant's own Entra logs, and name them first"});
  }
}

void placeless(const Examined& all, Findings& found) {
  if (all.logs.nowhere == 0) return;
  found.push_back({fmt::format("{} of {} records are of no tenant that can be told",
                               all.logs.nowhere, all.logs.records),
                   "whose they are is not known, and so neither right nor name",
                   "lay them in a folder each, and name the folders under tenants in the "
                   "configuration"});
}

constexpr void (*kChecks[])(const Examined&, Findings&) = {
    warnings,
    people,
    unread_exports,
    kinds_of_exports,
    swapped_folders,
    leavers,
    group_members,
    members_who_are_nobody,
    empty_groups,
    assignments,
    subscriptions,
    without_relationship,
    age,
    strange_tenants,
    strange_partners,
    silent_customers,
    own_logs,
    placeless,
};

}  // namespace

Result<DirectoryAndItsFile> directory_in(const std::string& folder) {
  if (folder.empty()) return DirectoryAndItsFile{empty_directory(), {}};
  std::shared_ptr<const AoboYaml> yaml;
  auto directory = load_directory(folder, &yaml);
  if (!directory) return directory.error();
  return DirectoryAndItsFile{std::move(*directory), written_by_hand(*yaml)};
}

std::vector<Finding> examine(const Examined& all) {
  Findings found;
  for (const auto check : kChecks) check(all, found);
  return found;
}

std::vector<std::pair<std::string, std::size_t>> loaded(const Directory& directory,
                                                        const WrittenByHand& written) {
  std::size_t left = 0, assigned = 0;
  for (const auto& person : directory.people())
    left += person->employed.to != Validity{}.to ? 1U : 0U;
  std::vector<std::pair<std::string, std::size_t>> counts = {
      {"partners", directory.partners().size()},
      {"people", directory.people().size()},
      {"people who have left", left},
      {"groups", directory.groups()},
      {"memberships", directory.memberships()},
      {"customers", directory.customers().size()},
  };
  for (const auto type : {RelationshipType::kGdap, RelationshipType::kDap, RelationshipType::kAobo,
                          RelationshipType::kLighthouse}) {
    const auto n = std::ranges::count_if(directory.relationships(),
                                         [&](const Relationship& r) { return r.type == type; });
    counts.emplace_back(std::string(name(type)) + " relationships", static_cast<std::size_t>(n));
  }
  for (const Relationship& r : directory.relationships()) assigned += r.assignments.size();
  counts.emplace_back("access assignments", assigned);
  counts.emplace_back("subscriptions", directory.subscriptions().size());
  counts.emplace_back("shared accounts", directory.shared_accounts().size());
  counts.emplace_back("tool accounts", directory.tool_accounts());
  counts.emplace_back("scopes", written.scopes.size());
  return counts;
}

}  // namespace aobo::sim
