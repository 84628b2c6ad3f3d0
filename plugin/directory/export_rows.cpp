#include "plugin/directory/export_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/app_key.h"
#include "plugin/base/check.h"
#include "plugin/base/deleted_name.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// The id in a file's name, for calls whose answers do not repeat it.
Guid id_in_name(const ExportPlace& place, const JsonNode& item, const char* what) {
  const auto id = id_in(place.stem);
  if (!id) {
    item.fail(std::string("the answer does not say whose it is: name the file <") + what +
              ">.json, found \"" + place.stem + ".json\"");
  }
  return *id;
}

// A leave date is the last day on which somebody works. Microsoft's example gives its end,
// 23:59:59; personnel systems hand on a date alone, which becomes its midnight: then that whole day
// counts.
TimeNs end_of_last_day(TimeNs left) { return left % kDayNs == 0 ? left + kDayNs : left; }

}  // namespace

DirectoryBuilder::NewPerson person_of(const JsonNode& item) {
  DirectoryBuilder::NewPerson person;
  person.object = item.required_id("id");
  person.upn = name_before_deletion(item.required_text("userPrincipalName"), person.object);
  person.name = item.text("displayName").value_or("");
  person.account = {item.text("onPremisesSamAccountName").value_or(""),
                    item.text("onPremisesDomainName").value_or(""),
                    item.text("mailNickname").value_or("")};
  if (const auto created = item.time("createdDateTime")) person.employed.from = *created;
  if (const auto left = item.time("employeeLeaveDateTime"))
    person.employed.to = end_of_last_day(*left);
  if (const auto deleted = item.time("deletedDateTime"))
    person.employed.to = std::min(person.employed.to, *deleted);
  person.deleted = item.time("deletedDateTime").has_value();
  const bool has_left = person.employed.to != Validity{}.to;
  person.disabled = item.boolean("accountEnabled") == false && !has_left;
  return person;
}

namespace {

void read_user(const JsonNode& item, const ExportPlace& place) {
  place.builder.add_person(place.partner, person_of(item));
}

// "#microsoft.graph.user"; Graph writes it at every member, whatever is selected.
MemberKind kind_of(std::string_view type) {
  if (type.empty()) return MemberKind::kUnknown;
  if (type.ends_with(".user")) return MemberKind::kUser;
  if (type.ends_with(".group")) return MemberKind::kGroup;
  return type.ends_with(".servicePrincipal") ? MemberKind::kApplication : MemberKind::kThing;
}

void read_member(const JsonNode& item, const Guid& group, const ExportPlace& place) {
  place.builder.add_member(group, item.required_id("id"), place.seen,
                           kind_of(item.text("@odata.type").value_or("")));
}

void read_group(const JsonNode& item, const ExportPlace& place) {
  const Guid id = item.required_id("id");
  const std::string type = item.text("@odata.type").value_or("");
  const bool typed = type.ends_with(".user") || type.ends_with(".servicePrincipal");
  // Without types: what has such a key is a person or an application, and no group.
  const char* proof = typed                              ? "@odata.type"
                      : item.has("userPrincipalName")    ? "userPrincipalName"
                      : item.has("servicePrincipalType") ? "servicePrincipalType"
                                                         : nullptr;
  if (proof != nullptr) {
    item.fail(proof,
              "a member stands among groups; name the file members/<group id>.json, or "
              "groups/<group id>.members.json");
  }
  const std::string name = item.required_text("displayName");
  Group& group = place.builder.add_group(place.partner, id, place.former ? "" : name);
  if (group.name.empty()) group.name = name;
  if (item.has("members")) place.builder.know_members(id);
  std::size_t members = 0;
  bool cut = item.has("members@odata.nextLink");
  item.each("members", [&](const JsonNode& member) {
    ++members;
    cut = cut || !member.is_object();  // ConvertTo-Json left the name of a type
    if (member.is_object()) read_member(member, id, place);
  });
  place.complete.saw_group({id, name, place.file}, members, cut);
}

void read_members(const JsonNode& item, const ExportPlace& place) {
  const auto own = item.id("groupId");  // of a CSV of all groups' members
  const Guid group = own ? *own : id_in_name(place, item, "group id");
  if (own) {
    place.builder.know_members(group);
    place.complete.saw_members(group);
  }
  read_member(item, group, place);
}

// A name of before gives way to any other.
Customer& add_customer(const Guid& tenant, const JsonNode& item, const ExportPlace& place) {
  std::string name = item.text("displayName").value_or("");
  Customer& customer = place.builder.add_customer(tenant, place.former ? "" : name);
  if (customer.name.empty()) customer.name = std::move(name);
  return customer;
}

void read_admin_customer(const JsonNode& item, const ExportPlace& place) {
  add_customer(item.required_id("tenantId"), item, place);
}

void read_contract(const JsonNode& item, const ExportPlace& place) {
  Customer& customer = add_customer(item.required_id("customerId"), item, place);
  auto domain = item.text("defaultDomainName");
  if (domain && !(place.former && place.builder.knows_domain(*domain)))
    place.builder.add_domain(customer, std::move(*domain));
}

std::vector<Guid> read_roles(const JsonNode& item) {
  std::vector<Guid> roles;
  if (const auto details = item.member("accessDetails")) {
    details->each("unifiedRoles", [&](const JsonNode& role) {
      roles.push_back(role.required_id("roleDefinitionId"));
    });
  }
  return roles;
}

}  // namespace

AccessAssignment assignment_of(const JsonNode& item) {
  const auto container = item.member("accessContainer");
  if (!container) item.fail("\"accessContainer\" is missing, expected an object");
  AccessAssignment assignment{container->required_id("accessContainerId"), read_roles(item), {}};
  // Microsoft Graph, delegatedAdminAccessAssignment: pending, active, deleting, deleted, error.
  // Only an active one gives a right. One that is deleted did so until then; what another was
  // before its last change nobody tells, and it counts as one since it was made.
  const std::string status = item.text("status").value_or("active");
  if (status == "active") return assignment;
  const bool deleted = status == "deleted" || status == "deleting";
  const auto created = item.time("createdDateTime");
  const auto changed = item.time("lastModifiedDateTime");
  Validity& valid = assignment.valid;
  if (!deleted && created) valid.from = *created;
  valid.to = changed && (deleted || created) ? std::max(*changed, valid.from) : valid.from;
  return assignment;
}

namespace {

// Microsoft Graph, delegatedAdminRelationship: of its words those of one that the customer agreed
// to.
ExportedStatus read_status(std::string_view word) {
  if (word == "active") return ExportedStatus::kActive;
  if (word == "terminated" || word == "terminating") return ExportedStatus::kTerminated;
  const bool granted = word == "approved" || word == "activating" || word == "expiring" ||
                       word == "expired" || word == "terminationRequested";
  return granted ? ExportedStatus::kGranted : ExportedStatus::kNotGranted;
}

}  // namespace

Relationship relationship_of(const JsonNode& item, const ExportPlace& place) {
  Relationship relationship;
  relationship.id = item.required_text("id");
  relationship.partner = place.partner;
  relationship.exported = true;
  relationship.name = item.text("displayName").value_or("");
  relationship.status = read_status(item.required_text("status"));
  relationship.roles = read_roles(item);
  const auto customer = item.member("customer");
  if (!customer) return relationship;  // created, and no customer has taken it up yet
  relationship.customer = customer->required_id("tenantId");
  add_customer(relationship.customer, *customer, place);
  // Between the customer's word and the activation lie minutes: the export is older than whatever
  // is done by it.
  if (const auto activated = item.time("activatedDateTime")) {
    relationship.valid.from = *activated;
  } else if (const auto agreed = item.time("lastModifiedDateTime")) {
    if (relationship.status == ExportedStatus::kGranted) relationship.valid.from = *agreed;
  }
  if (const auto end = item.time("endDateTime")) relationship.valid.to = *end;
  // Auto-extension moves the end as long as the relationship stands.
  const auto extend = item.text("autoExtendDuration");
  const auto by = extend ? parse_iso_duration(*extend) : std::nullopt;
  if (extend && !by)
    item.fail("autoExtendDuration",
              "\"autoExtendDuration\" must be a duration like P180D, found \"" + *extend + "\"");
  relationship.extends_itself = by && *by > 0 && relationship.status == ExportedStatus::kActive;
  if (relationship.extends_itself) {
    if (relationship.valid.to != Validity{}.to) relationship.renews = relationship.valid.to;
    relationship.valid.to = Validity{}.to;
  }
  if (relationship.status == ExportedStatus::kTerminated) {
    if (const auto ended = item.time("lastModifiedDateTime")) {
      relationship.valid.to = std::min(relationship.valid.to, *ended);
    }
  }
  if (relationship.status == ExportedStatus::kNotGranted)
    relationship.valid.to = relationship.valid.from;
  item.each("accessAssignments", [&](const JsonNode& assignment) {
    relationship.assignments.push_back(assignment_of(assignment));
  });
  return relationship;
}

namespace {

void read_relationship(const JsonNode& item, const ExportPlace& place) {
  Relationship relationship = relationship_of(item, place);
  if (!relationship.customer.is_zero()) place.builder.add_relationship(std::move(relationship));
}

void read_access_assignment(const JsonNode& item, const ExportPlace& place) {
  if (place.builder.add_assignment(place.stem, assignment_of(item))) return;
  // A relationship's id holds ids: it is gone from the export, and what was kept of it is not.
  if (id_in(place.stem)) {
    place.complete.saw_rights_of_nothing(place.file);
  } else {
    item.fail(
        "the answer does not say whose it is: name the file <relationship id>.json; no "
        "relationship \"" +
        place.stem + "\" was read");
  }
}

// Whose subscription it is. az and Get-AzSubscription have the tenant of the login as tenantId, and
// the subscription's own as homeTenantId. Nothing where tenantId and the file's name contradict
// each other.
std::optional<Guid> customer_of(const JsonNode& item, const Guid& subscription,
                                const ExportPlace& place) {
  const auto home = item.id("homeTenantId");
  const auto tenant = home ? home : item.id("tenantId");
  if (!tenant) return id_in_name(place, item, "customer tenant id");
  const auto named = id_in(place.stem);
  if (!named || *named == *tenant || *named == subscription) return tenant;
  const std::string found = place.file + ": the subscription " + subscription.text() +
                            " is of the tenant " + tenant->text() + " by its " +
                            (home ? "homeTenantId" : "tenantId") + ", and of " + named->text() +
                            " by the file's name; ";
  place.builder.add_warning(found + (home ? "homeTenantId is taken"
                                          : "it is taken for nobody's; name the file after its "
                                            "tenant, or export it with homeTenantId"));
  return home;
}

void read_subscription(const JsonNode& item, const ExportPlace& place) {
  const char* key = item.has("subscriptionId") ? "subscriptionId" : "id";
  const Guid subscription = item.required_id(key);
  const auto customer = customer_of(item, subscription, place);
  if (!customer || (place.former && place.builder.knows_subscription(subscription))) return;
  place.builder.add_subscription(subscription, *customer);
}

// The thumbprint of a certificate, where its entry tells it: as text, or as the bytes themselves,
// which PowerShell's ConvertTo-Json writes as numbers. Whoever added the certificate may have given
// it another identifier.
std::optional<std::string> thumbprint_in(const JsonNode& key) {
  std::string text;
  if (!key.has_list("customKeyIdentifier")) {
    text = key.text("customKeyIdentifier").value_or("");
  } else {
    key.each("customKeyIdentifier",
             [&](const JsonNode& byte) { text += (text.empty() ? "" : " ") + byte.json(); });
  }
  return thumbprint_of(text);
}

// The secrets, certificates and federations by which the application signs in. A service principal
// has keys of its own beside those of its application.
void read_keys(const JsonNode& item, const Guid& app, const ExportPlace& place) {
  for (const char* list :
       {"keyCredentials", "passwordCredentials", "federatedIdentityCredentials"}) {
    const bool certificates = list == std::string_view("keyCredentials");
    item.each(list, [&](const JsonNode& key) {
      DirectoryBuilder::NewKey added;
      added.is_certificate = certificates;
      for (const char* id : {"keyId", "id"}) {
        if (const auto text = key.text(id)) added.id = *text;
      }
      if (certificates) added.thumbprint = thumbprint_in(key).value_or("");
      place.builder.add_key(app, added);
    });
  }
}

// An application as it stands in the tenant, its own or another's.
void read_service_principal(const JsonNode& item, const ExportPlace& place) {
  const Guid app = item.required_id("appId");
  place.builder.add_service_principal(place.tenant, item.required_id("id"), app);
  if (const auto owner = item.id("appOwnerOrganizationId"))
    place.builder.add_application_owner(app, *owner);
  read_keys(item, app, place);
}

// An application that is registered in the tenant: its own.
void read_application(const JsonNode& item, const ExportPlace& place) {
  const Guid app = item.required_id("appId");
  place.builder.add_application_owner(app, place.tenant);
  read_keys(item, app, place);
  if (item.has("keyCredentials") && item.has("passwordCredentials"))
    place.builder.know_all_keys(app);
}

// ---- who has a role. Sources: Microsoft Graph, "List unifiedRoleAssignments", "List
// roleEligibilityScheduleInstances", "List directoryRoles". A built-in role's definition has the id
// of its template.
RoleHolder holder_of(const JsonNode& principal, const ExportPlace& place) {
  RoleHolder holder;
  holder.upn = principal.text("userPrincipalName").value_or("");
  holder.kind = kind_of(principal.text("@odata.type").value_or(""));
  holder.valid = place.seen;
  return holder;
}

void read_holder(const JsonNode& item, bool eligible, const ExportPlace& place) {
  RoleHolder holder;
  if (const auto principal = item.member("principal")) holder = holder_of(*principal, place);
  holder.role = item.required_id("roleDefinitionId");
  holder.object = item.required_id("principalId");
  holder.eligible = eligible;
  holder.valid = place.seen;
  place.builder.add_role_holder(tenant_of_roles(place.stem, place.tenant), std::move(holder));
}

void read_role_assignment(const JsonNode& item, const ExportPlace& place) {
  read_holder(item, false, place);
}

void read_role_eligibility(const JsonNode& item, const ExportPlace& place) {
  read_holder(item, true, place);
}

// $expand may give 20 members alone: what it gives is so, and tells nothing of others.
void read_directory_role(const JsonNode& item, const ExportPlace& place) {
  const Guid role = item.required_id("roleTemplateId");
  item.each("members", [&](const JsonNode& member) {
    if (!member.is_object()) return;  // ConvertTo-Json left the name of a type
    RoleHolder holder = holder_of(member, place);
    holder.role = role;
    holder.object = member.required_id("id");
    place.builder.add_role_holder(tenant_of_roles(place.stem, place.tenant), std::move(holder));
  });
}

// The tenant itself. Nothing is taken, but exports of another tenant are a slip that would name the
// wrong people.
void read_organization(const JsonNode& item, const ExportPlace& place) {
  const Guid tenant = item.required_id("id");
  if (tenant == place.tenant) return;
  item.fail("id", "these are exports of the tenant " + tenant.text() +
                      ", but the folder is that of " + place.tenant.text() + " in aobo.yaml");
}

constexpr std::string_view kGraph = "https://graph.microsoft.com/v1.0/";

constexpr std::string_view kOfPerson =
    "id userPrincipalName displayName accountEnabled createdDateTime employeeLeaveDateTime "
    "deletedDateTime onPremisesSamAccountName onPremisesDomainName mailNickname";

constexpr ExportRow kExports[] = {
    {"organization", read_organization, "organization", "", ""},
    {"users", read_user,
     "users?$select=id,displayName,userPrincipalName,accountEnabled,createdDateTime&$top=999", "id",
     kOfPerson, true},
    {"deletedItems", read_user, "directory/deletedItems/microsoft.graph.user", "id", kOfPerson,
     true},
    {"groups", read_group, "groups?$select=id,displayName&$expand=members($select=id)", "id",
     "@odata.type id displayName", true},
    {"members", read_members, "groups/<id>/members?$select=id&$top=999", "id", "@odata.type id",
     true},
    {"delegatedAdminCustomers", read_admin_customer, "tenantRelationships/delegatedAdminCustomers",
     "tenantId", "tenantId displayName"},
    {"contracts", read_contract, "contracts", "customerId",
     "customerId displayName defaultDomainName"},
    {"delegatedAdminRelationships", read_relationship,
     "tenantRelationships/delegatedAdminRelationships", "id",
     "id displayName status customer activatedDateTime endDateTime autoExtendDuration "
     "lastModifiedDateTime accessDetails"},
    {"accessAssignments", read_access_assignment,
     "tenantRelationships/delegatedAdminRelationships/<id>/accessAssignments", "id",
     "id status accessContainer accessDetails lastModifiedDateTime"},
    {"subscriptions", read_subscription,
     "https://management.azure.com/subscriptions?api-version=2022-12-01", "subscriptionId",
     "subscriptionId id tenantId homeTenantId"},
    {"servicePrincipals", read_service_principal,
     "servicePrincipals?$select=id,appId,appOwnerOrganizationId,keyCredentials,"
     "passwordCredentials&$top=999",
     "id",
     "id appId appOwnerOrganizationId keyCredentials passwordCredentials "
     "federatedIdentityCredentials"},
    {"applications", read_application,
     "applications?$select=id,appId,keyCredentials,passwordCredentials&$top=999", "appId",
     "appId keyCredentials passwordCredentials federatedIdentityCredentials"},
    {"roleAssignments", read_role_assignment,
     "roleManagement/directory/roleAssignments?$expand=principal", "id",
     "id roleDefinitionId principalId principal"},
    {"roleEligibilityScheduleInstances", read_role_eligibility,
     "roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal", "id",
     "id roleDefinitionId principalId principal"},
    {"directoryRoles", read_directory_role, "directoryRoles?$expand=members", "id",
     "id roleTemplateId members"},
};

}  // namespace

std::span<const ExportRow> export_rows() { return kExports; }

const ExportRow* find_row(std::string_view name) {
  const auto* row =
      std::ranges::find_if(kExports, [&](const ExportRow& one) { return one.name == name; });
  return row == std::end(kExports) ? nullptr : row;
}

bool ExportRow::lists_roles() const {
  return read == read_role_assignment || read == read_role_eligibility ||
         read == read_directory_role;
}

Guid tenant_of_roles(std::string_view whose, const Guid& partner) {
  return id_in(whose).value_or(partner);
}

std::optional<DirectoryBuilder::RoleList> role_list_of(const ExportRow& row) {
  if (row.read == read_role_assignment) return DirectoryBuilder::RoleList::kAssigned;
  if (row.read == read_role_eligibility) return DirectoryBuilder::RoleList::kEligible;
  return std::nullopt;
}

const ExportRow& row_named(std::string_view name) {
  const ExportRow* row = find_row(name);
  AOBO_CHECK(row != nullptr);
  return *row;
}

std::string row_names() {
  std::string names;
  for (const ExportRow& row : kExports) names.append(names.empty() ? "" : ", ").append(row.name);
  return names;
}

// "GET https://…", with the id that the file is named after.
std::string call_of(const ExportRow& row, std::string_view stem) {
  std::string call(row.call);
  if (const std::size_t at = call.find("<id>"); at != std::string::npos) {
    const auto id = row.read == read_access_assignment ? std::nullopt : id_in(stem);
    call.replace(at, 4, id ? id->text() : std::string(stem));
  }
  return "GET " + (call.starts_with("https:") ? call : std::string(kGraph) + call);
}

}  // namespace aobo
