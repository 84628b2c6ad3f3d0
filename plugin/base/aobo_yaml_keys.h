// The keys of aobo.yaml (docs/directory.md, docs/policy.md): one row each. The loaders refuse what
// is no row here and cannot ask for it; the manual page aobo.yaml(5) is made from the same rows.
// The table is in base because both the plugin, which reads the file, and aobo-sim, which writes
// the manual, may include base and nothing else of each other.
#pragma once

#include <cstdint>
#include <string_view>

namespace aobo {

enum class YamlKind : std::uint8_t {
  kText,
  kId,          // a GUID
  kDate,        // a date, or a time in UTC
  kDayTime,     // a time of day
  kSpan,        // a span of time
  kTexts,       // a text or a list of texts
  kIds,         // a GUID or a list of GUIDs
  kMap,         // a mapping
  kMaps,        // a list of mappings
  kNamedMaps,   // a mapping of names to mappings
  kNamedTexts,  // a mapping of names to lists of texts
};

struct YamlKey {
  std::string_view map;  // the key that holds it, with those above it: "people.former_upns"
  std::string_view name;
  YamlKind kind;
  bool required;
  std::string_view text;
  std::string_view unset = "";  // what holds where the key is left out

  // "people.former_upns.upn"
  constexpr bool is(std::string_view in_map, std::string_view key) const {
    return map == in_map && name == key;
  }
};

inline constexpr YamlKey kAoboYamlKeys[] = {
    {"", "partners", YamlKind::kMaps, false,
     "Tenants of partners: at least your own, and each other one whose people may act, like a "
     "distributor."},
    {"", "people", YamlKind::kMaps, false,
     "What no export says of a person, and people that no export holds."},
    {"", "memberships", YamlKind::kMaps, false,
     "Since when, and until when, a person is in a group. It narrows what the export says."},
    {"", "customers", YamlKind::kMaps, false,
     "Customers that no export holds, or more about those that one does."},
    {"", "relationships", YamlKind::kMaps, false,
     "What no export holds of the ties between partner and customer: DAP, AOBO, Lighthouse."},
    {"", "shared_accounts", YamlKind::kMaps, false,
     "Accounts in customers' tenants whose password several people can get from a vault."},
    {"", "automation_apps", YamlKind::kMaps, false,
     "Applications of partners that act unattended."},
    {"", "tool_accounts", YamlKind::kMaps, false,
     "Accounts of partners with which a tool works: what they do, no person did."},
    {"", "eligible_access", YamlKind::kMaps, false,
     "Access to a subscription that earns credit and that no relationship tells."},
    {"", "policy", YamlKind::kMap, false, "What holds for all scopes."},
    {"", "calendars", YamlKind::kNamedMaps, false, "Working hours, by a name of your own."},
    {"", "customer_groups", YamlKind::kNamedTexts, false,
     "Customers, by a name of your own for all of them. Each is a name, a domain or a tenant id."},
    {"", "operation_sets", YamlKind::kNamedTexts, false,
     "Operations, by a name of your own or by that of a set that aobo has; * stands for any "
     "text."},
    {"", "scopes", YamlKind::kMaps, false,
     "Who may do what, where and when. An action is allowed where one scope covers all of it."},

    {"partners", "tenant", YamlKind::kId, true, "Tenant id."},
    {"partners", "name", YamlKind::kText, false, "Name, as answers show it."},
    {"partners", "kind", YamlKind::kText, false, "direct, indirect-provider or reseller.",
     "unknown"},
    {"partners", "folder", YamlKind::kText, false,
     "Folder beside aobo.yaml with this tenant's exports. A folder that is named must be there.",
     "the tenant id; where there is no such folder, the partner has no exports"},

    {"people", "upn", YamlKind::kText, false,
     "User principal name. A person needs this or id; one that no export holds needs both, and "
     "partner."},
    {"people", "id", YamlKind::kId, false, "Object id in the partner's tenant."},
    {"people", "partner", YamlKind::kId, false, "Tenant id of the partner, as under partners."},
    {"people", "name", YamlKind::kText, false, "Name, as answers show it.",
     "the name of the export"},
    {"people", "puid", YamlKind::kTexts, false,
     "PUID at home: 16 hexadecimal digits that begin with 100, in quotes."},
    {"people", "former_upns", YamlKind::kMaps, false, "User principal names of before."},
    {"people", "former_ids", YamlKind::kIds, false,
     "Object ids of before. No log tells them: they must be named here."},
    {"people", "from", YamlKind::kDate, false, "First day at the partner.", "always"},
    {"people", "to", YamlKind::kDate, false,
     "When the person left; from then on their actions are those of a leaver.", "no end"},
    {"people.former_upns", "upn", YamlKind::kText, true, "The name."},
    {"people.former_upns", "until", YamlKind::kDate, true, "When it was given up."},

    {"memberships", "group", YamlKind::kId, true, "Object id of the group."},
    {"memberships", "person", YamlKind::kText, true,
     "User principal name or object id of a person of the exports or of people."},
    {"memberships", "name", YamlKind::kText, false, "Name of the group.", "that of the export"},
    {"memberships", "from", YamlKind::kDate, false, "Since when.", "always"},
    {"memberships", "to", YamlKind::kDate, false, "Until when; that moment is not within.",
     "no end"},

    {"customers", "tenant", YamlKind::kId, true, "Tenant id."},
    {"customers", "name", YamlKind::kText, false, "Name, as answers show it."},
    {"customers", "domains", YamlKind::kTexts, false, "Domains of the tenant."},
    {"customers", "subscriptions", YamlKind::kIds, false, "Ids of its Azure subscriptions."},

    {"relationships", "type", YamlKind::kText, true, "gdap, dap, aobo or lighthouse."},
    {"relationships", "partner", YamlKind::kId, true,
     "Tenant id of the partner, as under partners."},
    {"relationships", "customer", YamlKind::kId, true, "Tenant id of the customer."},
    {"relationships", "from", YamlKind::kDate, false, "Since when.", "always"},
    {"relationships", "to", YamlKind::kDate, false, "Until when; that moment is not within.",
     "no end"},
    {"relationships", "id", YamlKind::kText, false, "Id, as answers show it.",
     "made of type, customer and a number"},
    {"relationships", "group", YamlKind::kId, false,
     "Group of the partner's that holds the right."},

    {"shared_accounts", "account", YamlKind::kText, true, "User principal name of the account."},
    {"shared_accounts", "customer", YamlKind::kId, false,
     "Tenant id of the customer, for records that do not say theirs."},
    {"shared_accounts", "id", YamlKind::kId, false, "Object id in the customer's tenant."},
    {"shared_accounts", "vault_name", YamlKind::kText, false, "What the vault calls the account.",
     "the name of the account"},
    {"shared_accounts", "partner", YamlKind::kId, false,
     "Tenant id of the partner whose people use it."},

    {"automation_apps", "app", YamlKind::kId, true, "Application id."},
    {"automation_apps", "name", YamlKind::kText, false, "Name, as answers show it."},
    {"automation_apps", "partner", YamlKind::kId, false,
     "Tenant id of the partner to whom it belongs."},
    {"automation_apps", "keys", YamlKind::kTexts, false,
     "Ids of the secrets, certificates and federations by which it signs in, or thumbprints of "
     "certificates, beside those that exports hold."},

    {"tool_accounts", "upn", YamlKind::kText, false, "User principal name of the account."},
    {"tool_accounts", "id", YamlKind::kId, false, "Object id in the partner's tenant."},
    {"tool_accounts", "name", YamlKind::kText, false, "Name of the tool, as answers show it."},
    {"tool_accounts", "app", YamlKind::kId, false, "Id of the application by which it acts."},
    {"tool_accounts", "partner", YamlKind::kId, false,
     "Tenant id of the partner, for an account that no export holds."},

    {"eligible_access", "subscription", YamlKind::kId, true, "Id of the Azure subscription."},
    {"eligible_access", "partner", YamlKind::kId, true,
     "Tenant id of the partner, as under partners."},
    {"eligible_access", "principal", YamlKind::kId, true,
     "Object id of the user, group or service principal that has the access."},
    {"eligible_access", "how", YamlKind::kText, true, "aobo, lighthouse or linked."},
    {"eligible_access", "role", YamlKind::kId, false, "Id of the role definition."},
    {"eligible_access", "scope", YamlKind::kText, false,
     "Resource or resource group to which the access is limited.", "the whole subscription"},
    {"eligible_access", "from", YamlKind::kDate, false, "Since when.", "always"},
    {"eligible_access", "to", YamlKind::kDate, false, "Until when; that moment is not within.",
     "no end"},

    {"policy", "unlisted", YamlKind::kText, false,
     "Verdict on a person whom no scope names: none, allow or deny.", "none"},
    {"policy", "dap_beside_gdap", YamlKind::kText, false,
     "Whether DAP that still stands beside GDAP is a violation, or is only told: violation or "
     "tell.",
     "tell"},
    {"policy", "pim_default", YamlKind::kSpan, false,
     "How long an activation in Privileged Identity Management counts that does not say its end.",
     "8h"},
    {"policy", "check_out_max", YamlKind::kSpan, false,
     "How long a check-out counts as a permit when nobody checks in.", "12h"},

    {"calendars", "days", YamlKind::kTexts, false,
     "Days of the week: mon, tue, wed, thu, fri, sat, sun.", "every day"},
    {"calendars", "from", YamlKind::kDayTime, false, "Begin of work.", "\"00:00\""},
    {"calendars", "to", YamlKind::kDayTime, false,
     "End of work. Hours over midnight belong to the day on which they begin.", "\"24:00\""},
    {"calendars", "except", YamlKind::kTexts, false, "Dates without work, like 2026-12-25."},
    {"calendars", "zone", YamlKind::kText, false,
     "Time zone by its name in the time zone data, like Europe/Zurich.", "UTC"},

    {"scopes", "name", YamlKind::kText, true, "Name, as reasons show it."},
    {"scopes", "who", YamlKind::kTexts, true,
     "Persons (user principal name or object id), groups (name or id), partner:NAME, app:ID, or "
     "everybody."},
    {"scopes", "customers", YamlKind::kTexts, false,
     "Names of customer_groups, or customers by name, domain or tenant id.", "all"},
    {"scopes", "workloads", YamlKind::kTexts, false,
     "entra, exchange, sharepoint, onedrive, teams, purview, azure, intune, graph, partner-center "
     "or vault.",
     "all"},
    {"scopes", "operations", YamlKind::kTexts, false,
     "Names of operation sets, or operations as the log spells them; * stands for any text.",
     "all"},
    {"scopes", "hours", YamlKind::kText, false, "Name of a calendar.", "any time"},
    {"scopes", "needs", YamlKind::kText, false,
     "What must be open at the time: ticket (a permit that names one) or window (any permit).",
     "nothing"},
};

// The row of a key, or null where there is none.
constexpr const YamlKey* aobo_yaml_key(std::string_view map, std::string_view name) {
  for (const YamlKey& key : kAoboYamlKeys) {
    if (key.is(map, name)) return &key;
  }
  return nullptr;
}

}  // namespace aobo
