#include "plugin/policy/difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "plugin/base/text.h"
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
    things[partner.tenant.text()] = {partner.name,
                                     fmt::format("{} {}", name(partner.kind), partner.own)};
  return things;
}

Things people(const Directory& directory, bool tools) {
  Things things;
  for (const auto& person : directory.people()) {
    if (person->tool.has_value() != tools) continue;
    things[directory.partner_of(*person).tenant.text() + person->object.text()] = {
        tools ? person->tool->name : person_name(*person),
        fmt::format("{} {} {} {} {}", person->upn, person->name, text_of(person->employed),
                    person->disabled, person->deleted)};
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
  for (const AutomationApp& one : directory.automation_apps())
    things[one.app.text()] = {one.name.empty() ? one.app.text() : one.name,
                              one.partner ? directory.partners()[*one.partner].tenant.text() : ""};
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
    std::string content = fmt::format("{} {} {}", text_of(one.valid), static_cast<int>(one.status),
                                      text_of(one.roles));
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
    const auto text = [](const std::optional<Guid>& id) { return id ? id->text() : std::string(); };
    things[one.account + text(one.customer)] = {
        one.account, fmt::format("{} {} {}", text(one.object), one.vault_name,
                                 one.partner ? std::to_string(*one.partner) : "")};
  }
  return things;
}

// Compared as they are, against those of that name before.
Things scopes(const Policy& policy, const Policy& before) {
  Things things;
  std::map<std::string, std::size_t> alike;
  for (const Scope& scope : policy.scopes) {
    const auto same = std::ranges::find(before.scopes, scope);
    things[fmt::format("{} {}", scope.name, ++alike[scope.name])] = {
        scope.name, same != before.scopes.end() ? "" : "other"};
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
  if (before.permits != after.permits) changed.push_back("spans of permits");
  if (before.calendars != after.calendars) changed.push_back("calendars");
  if (before.operations != after.operations) changed.push_back("operation sets");
  if (!changed.empty())
    text += fmt::format("{}Policy: {} changed.", text.empty() ? "" : " ", fmt::join(changed, ", "));
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
  compare("Memberships", memberships(old), memberships(fresh), text);
  compare("Shared accounts", shared_accounts(old), shared_accounts(fresh), text);
  compare("Customers", customers(old), customers(fresh), text);
  compare("Subscriptions", subscriptions(old), subscriptions(fresh), text);
  compare("Relationships", relationships(old), relationships(fresh), text);
  compare("Scopes", scopes(*before.policy, *before.policy), scopes(*after.policy, *before.policy),
          text);
  compare_terms(*before.policy, *after.policy, text);
  return text.empty()
             ? "No person, membership, shared account, customer, relationship or scope differs."
             : text;
}

}  // namespace aobo
