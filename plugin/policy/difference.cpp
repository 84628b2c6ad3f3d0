#include "plugin/policy/difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "plugin/base/published.h"
#include "plugin/base/text.h"
#include "plugin/directory/builder.h"
#include "plugin/directory/directory.h"
#include "plugin/policy/policy.h"

namespace aobo {
namespace {

constexpr std::size_t kNames = 5, kNameLength = 80;

// What one thing is called, and all of it that matters.
struct Thing {
  std::string name, content;
};
using Things = std::map<std::string, Thing>;  // by what stays the same of one

std::string text_of(const Validity& valid) { return fmt::format("{}-{}", valid.from, valid.to); }

std::string text_of(const std::vector<Guid>& ids) {
  std::string text;
  for (const Guid& id : ids) text += id.text() + " ";
  return text;
}

std::string text_of(const std::optional<Guid>& id) { return id ? id->text() : std::string(); }

std::string customer_name(const Directory& directory, const Guid& tenant) {
  const Customer* customer = directory.customer(tenant);
  return customer != nullptr && !customer->name.empty() ? customer->name : tenant.text();
}

std::string person_name(const Person& person) {
  return !person.name.empty()  ? person.name
         : !person.upn.empty() ? person.upn
                               : person.object.text();
}

Things partners(const Directory& directory) {
  Things things;
  for (const Partner& partner : directory.partners())
    things[partner.tenant.text()] = {
        partner.name,
        fmt::format("{} {} {} {} {}", name(partner.kind), partner.own, partner.lacks_people,
                    partner.lacks_groups, partner.lacks_relationships)};
  return things;
}

Things people(const Directory& directory, bool tools) {
  Things things;
  const auto names = DirectoryBuilder::names_in(directory);
  for (const auto& person : directory.people()) {
    if (person->tool.has_value() != tools) continue;
    things[directory.partner_of(*person).tenant.text() + person->object.text()] = {
        tools ? person->tool->name : person_name(*person),
        fmt::format("{} {} {} {} {} {} {} {}", person->upn, person->name, text_of(person->employed),
                    person->disabled, person->enabled_until, person->deleted,
                    tools ? text_of(person->tool->app) : "",
                    names.contains(person.get()) ? names.at(person.get()) : "")};
  }
  return things;
}

Things memberships(const Directory& directory) {
  Things things;
  for (const auto& [id, group] : directory.all_groups()) {
    for (const Membership& member : group.members) {
      const std::string who =
          member.person != nullptr ? person_name(*member.person) : member.object.text();
      Thing& thing = things[id.text() + member.object.text()];
      thing.name = fmt::format("{} in {}", who, group.name.empty() ? id.text() : group.name);
      thing.content += text_of(member.valid);
    }
  }
  return things;
}

Things puids(const Directory& directory) {
  Things things;
  for (const auto& [puid, holders] : directory.all_puids()) {
    for (const Holder& holder : holders) {
      const std::string key = fmt::format("{:016X}{}", puid, holder.person->object.text());
      things[key].name = fmt::format("{:016X} of {}", puid, person_name(*holder.person));
      things[key].content += text_of(holder.held) + " ";
    }
  }
  return things;
}

Things applications(const Directory& directory) {
  Things things;
  for (const auto& [app, known] : DirectoryBuilder::applications_in(directory))
    things[app.text()] = {app.text(), known};
  for (const AutomationApp& one : directory.automation_apps()) {
    Thing& thing = things[one.app.text()];
    thing.name = one.name.empty() ? one.app.text() : one.name;
    thing.content +=
        "automation of " +
        (one.partner ? directory.partners()[*one.partner].tenant.text() : std::string());
  }
  return things;
}

Things groups(const Directory& directory) {
  Things things;
  for (const auto& [id, group] : directory.all_groups())
    things[id.text()] = {group.name.empty() ? id.text() : group.name,
                         fmt::format("{} {}", directory.partners()[group.partner].tenant.text(),
                                     group.members_known)};
  return things;
}

Things eligible_access(const Directory& directory) {
  Things things;
  std::map<std::string, std::size_t> alike;
  for (const EligibleAccess& one : directory.eligible_access()) {
    const std::string key =
        fmt::format("{} {} {}", one.subscription.text(), one.principal.text(), name(one.how));
    things[fmt::format("{} {}", key, ++alike[key])] = {
        fmt::format("{} on {}", name(one.how), one.subscription.text()),
        fmt::format("{} {} {} {}", directory.partners()[one.partner].tenant.text(),
                    text_of(one.role), one.scope, text_of(one.valid))};
  }
  return things;
}

Things customers(const Directory& directory) {
  Things things;
  for (const Customer& customer : directory.customers())
    things[customer.tenant.text()] = {
        customer_name(directory, customer.tenant),
        fmt::format("{} {}", customer.name, fmt::join(customer.domains, " "))};
  return things;
}

Things subscriptions(const Directory& directory) {
  Things things;
  for (const auto& [subscription, tenant] : directory.subscriptions())
    things[subscription.text()] = {
        fmt::format("{} of {}", subscription.text(), customer_name(directory, tenant)),
        tenant.text()};
  return things;
}

Things roles(const Directory& directory) {
  Things things;
  for (const auto& [tenant, of] : directory.all_roles()) {
    const std::string where = customer_name(directory, tenant);
    things[tenant.text()] = {where, fmt::format("{} {}", of.assigned_whole, of.eligible_whole)};
    for (const RoleHolder& one : of.holders) {
      Thing& thing =
          things[fmt::format("{} {} {}", tenant.text(), one.object.text(), one.role.text())];
      const std::string_view role = role_name(one.role.text());
      thing.name =
          fmt::format("{} of {}", role.empty() ? one.role.text() : std::string(role), where);
      thing.content += fmt::format("{} {} {};", one.eligible, one.upn, text_of(one.valid));
    }
  }
  return things;
}

Things relationships(const Directory& directory) {
  Things things;
  std::map<std::string, std::size_t> alike;  // hand-written ones have no id of their own
  for (const Relationship& one : directory.relationships()) {
    std::string key = one.id;
    if (!one.exported) {
      key = fmt::format("{} {} {}", name(one.type), one.customer.text(),
                        directory.partners()[one.partner].tenant.text());
      key += fmt::format(" {}", ++alike[key]);
    }
    std::string content =
        fmt::format("{} {} {} {}", directory.partners()[one.partner].tenant.text(),
                    text_of(one.valid), static_cast<int>(one.status), text_of(one.roles));
    for (const AccessAssignment& assignment : one.assignments)
      content += fmt::format("; {} {} {}", assignment.group.text(), text_of(assignment.roles),
                             text_of(assignment.valid));
    things[key] = {
        fmt::format("{} with {}", name(one.type), customer_name(directory, one.customer)),
        std::move(content)};
  }
  return things;
}

Things shared_accounts(const Directory& directory) {
  Things things;
  for (const SharedAccount& one : directory.shared_accounts()) {
    things[one.account + text_of(one.customer)] = {
        one.account, fmt::format("{} {} {}", text_of(one.object), one.vault_name,
                                 one.partner ? std::to_string(*one.partner) : "")};
  }
  return things;
}

// Compared as they are, against those of that name before.
Things scopes(const Policy& policy, const Policy& before) {
  Things things;
  for (const Scope& scope : policy.scopes) {
    const auto same = std::ranges::find(before.scopes, scope);
    things[scope.name] = {scope.name, same != before.scopes.end() ? "" : "other"};
  }
  return things;
}

void add_part(std::string_view how, const std::vector<const Thing*>& things,
              std::vector<std::string>& parts) {
  if (things.empty()) return;
  std::vector<std::string> names;
  for (const Thing* thing : things) {
    if (names.size() == kNames) break;
    // Names are the tenants': in quotes, so that none reads like a sentence of this text.
    std::string name = printable(thing->name, kNameLength);
    std::ranges::replace(name, '"', '\'');
    names.push_back('"' + name + '"');
  }
  std::ranges::sort(names);
  if (things.size() > kNames) names.push_back(fmt::format("and {} more", things.size() - kNames));
  parts.push_back(fmt::format("{} {} ({})", things.size(), how, fmt::join(names, ", ")));
}

void compare(std::string_view what, const Things& before, const Things& after, std::string& text) {
  std::vector<const Thing*> added, gone, changed;
  for (const auto& [key, thing] : after) {
    const auto known = before.find(key);
    if (known == before.end())
      added.push_back(&thing);
    else if (known->second.content != thing.content || known->second.name != thing.name)
      changed.push_back(&thing);
  }
  for (const auto& [key, thing] : before) {
    if (!after.contains(key)) gone.push_back(&thing);
  }
  std::vector<std::string> parts;
  add_part("new", added, parts);
  add_part("gone", gone, parts);
  add_part("changed", changed, parts);
  if (!parts.empty())
    text += fmt::format("{}{}: {}.", text.empty() ? "" : " ", what, fmt::join(parts, ", "));
}

void compare_terms(const Policy& before, const Policy& after, std::string& text) {
  std::vector<std::string_view> changed;
  if (before.unlisted != after.unlisted) changed.push_back("what goes for whom no scope names");
  if (before.dap_beside_gdap_is_violation != after.dap_beside_gdap_is_violation)
    changed.push_back("DAP beside GDAP");
  if (before.permits != after.permits)
    changed.push_back("spans of permits (an open run keeps the old ones)");
  if (before.calendars != after.calendars) changed.push_back("calendars");
  if (before.operations != after.operations) changed.push_back("operation sets");
  if (!changed.empty())
    text += fmt::format("{}Policy: {} changed.", text.empty() ? "" : " ", fmt::join(changed, ", "));
}

// A fifth gone is steep, but that a few come and go anywhere.
bool is_steep(std::size_t before, std::size_t after) {
  constexpr std::size_t kFew = 3, kShare = 5;
  return before >= after + kFew && (before - after) * kShare >= before;
}

std::map<Guid, std::size_t> people_by_partner(const Directory& directory) {
  std::map<Guid, std::size_t> counts;
  for (const Partner& partner : directory.partners()) counts[partner.tenant] = 0;
  for (const auto& person : directory.people()) ++counts[directory.partner_of(*person).tenant];
  return counts;
}

}  // namespace

std::string difference(const Knowledge& before, const Knowledge& after) {
  const Directory &old = *before.directory, &fresh = *after.directory;
  std::string text;
  compare("Partners", partners(old), partners(fresh), text);
  compare("People", people(old, false), people(fresh, false), text);
  compare("Tool accounts", people(old, true), people(fresh, true), text);
  compare("PUIDs", puids(old), puids(fresh), text);
  compare("Applications", applications(old), applications(fresh), text);
  compare("Groups", groups(old), groups(fresh), text);
  compare("Memberships", memberships(old), memberships(fresh), text);
  compare("Shared accounts", shared_accounts(old), shared_accounts(fresh), text);
  compare("Customers", customers(old), customers(fresh), text);
  compare("Subscriptions", subscriptions(old), subscriptions(fresh), text);
  compare("Roles", roles(old), roles(fresh), text);
  compare("Relationships", relationships(old), relationships(fresh), text);
  compare("Eligible access", eligible_access(old), eligible_access(fresh), text);
  compare("Scopes", scopes(*before.policy, *before.policy), scopes(*after.policy, *before.policy),
          text);
  compare_terms(*before.policy, *after.policy, text);
  return text;
}

std::string relationships_extended(const Knowledge& before, const Knowledge& after) {
  std::map<std::string_view, const Relationship*> known;
  for (const Relationship& one : before.directory->relationships()) {
    // What is written by hand does not say whether it extends itself.
    if (one.exported && one.status == ExportedStatus::kActive) known[one.id] = &one;
  }
  std::vector<Thing> extended;
  for (const Relationship& one : after.directory->relationships()) {
    const auto old = known.find(one.id);
    if (!one.extends_itself || old == known.end() || old->second->extends_itself) continue;
    extended.push_back({fmt::format("{} with {}", one.name.empty() ? one.id : one.name,
                                    customer_name(*after.directory, one.customer)),
                        ""});
  }
  std::vector<const Thing*> things;
  for (const Thing& thing : extended) things.push_back(&thing);
  std::vector<std::string> parts;
  add_part("set to extend themselves", things, parts);
  return parts.empty() ? std::string() : fmt::format("Relationships: {}.", parts.front());
}

std::vector<std::string> steep_losses(const Directory& before, const Directory& after) {
  std::vector<std::string> losses;
  const auto add = [&](const std::string& whose, std::string_view what, std::size_t old,
                       std::size_t fresh) {
    if (!is_steep(old, fresh)) return;
    losses.push_back(fmt::format(
        "{}{} {} before, {} now; where so many are not meant to be gone, an export was cut off: "
        "fetch it again, and move it into place when it is whole",
        whose, old, what, fresh));
  };
  const auto people_now = people_by_partner(after);
  for (const auto& [tenant, count] : people_by_partner(before)) {
    const auto now = people_now.find(tenant);  // one that is gone was taken out by hand
    if (now != people_now.end())
      add("partner " + tenant.text() + ": ", "people", count, now->second);
  }
  add("", "memberships", before.memberships(), after.memberships());
  add("", "customers", before.customers().size(), after.customers().size());
  add("", "relationships", before.relationships().size(), after.relationships().size());
  return losses;
}

}  // namespace aobo
