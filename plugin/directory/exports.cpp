#include "plugin/directory/exports.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "plugin/base/base64.h"
#include "plugin/base/json_file.h"
#include "plugin/base/text.h"
#include "plugin/directory/completeness.h"
#include "plugin/directory/portal_csv.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

struct Place {
  std::size_t partner;
  Guid tenant;       // the partner's
  std::string stem;  // of a file in a row's folder: the id that the call was made for
  std::string file;
  Completeness& complete;
  DirectoryBuilder& builder;
};

// The id in a file's name, for calls whose answers do not repeat it.
Guid id_in_name(const Place& place, const JsonNode& item, const char* what) {
  const auto id = id_in(place.stem);
  if (!id) {
    item.fail(std::string("the answer does not say whose it is: name the file <") + what +
              ">.json, found \"" + place.stem + ".json\"");
  }
  return *id;
}

// A deleted user's UPN begins with the object id's 32 digits, which Graph puts there when it
// deletes.
std::string upn_before_deletion(std::string upn, const Guid& object) {
  std::string digits = object.text();
  std::erase(digits, '-');
  if (starts_with_ignoring_case(upn, digits)) upn.erase(0, digits.size());
  return upn;
}

void read_user(const JsonNode& item, const Place& place) {
  DirectoryBuilder::NewPerson person;
  person.object = item.required_id("id");
  person.upn = upn_before_deletion(item.required_text("userPrincipalName"), person.object);
  person.name = item.text("displayName").value_or("");
  if (const auto created = item.time("createdDateTime")) person.employed.from = *created;
  for (const char* key : {"employeeLeaveDateTime", "deletedDateTime"}) {
    if (const auto left = item.time(key)) person.employed.to = std::min(person.employed.to, *left);
  }
  person.deleted = item.time("deletedDateTime").has_value();
  const bool has_left = person.employed.to != Validity{}.to;
  person.disabled = item.boolean("accountEnabled") == false && !has_left;
  place.builder.add_person(place.partner, person);
}

// "#microsoft.graph.user"; Graph writes it at every member, whatever is selected.
MemberKind kind_of(std::string_view type) {
  if (type.empty()) return MemberKind::kUnknown;
  if (type.ends_with(".user")) return MemberKind::kUser;
  if (type.ends_with(".group")) return MemberKind::kGroup;
  return type.ends_with(".servicePrincipal") ? MemberKind::kApplication : MemberKind::kThing;
}

void read_member(const JsonNode& item, const Guid& group, const Place& place) {
  place.builder.add_member(group, item.required_id("id"), {},
                           kind_of(item.text("@odata.type").value_or("")));
}

void read_group(const JsonNode& item, const Place& place) {
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
  place.builder.add_group(place.partner, id, name);
  if (item.has("members")) place.builder.know_members(id);
  std::size_t members = 0;
  item.each("members", [&](const JsonNode& member) {
    read_member(member, id, place);
    ++members;
  });
  place.complete.saw_group({id, name, place.file}, members, item.has("members@odata.nextLink"));
}

void read_members(const JsonNode& item, const Place& place) {
  const Guid group = id_in_name(place, item, "group id");
  read_member(item, group, place);
}

void read_admin_customer(const JsonNode& item, const Place& place) {
  place.builder.add_customer(item.required_id("tenantId"), item.text("displayName").value_or(""));
}

void read_contract(const JsonNode& item, const Place& place) {
  Customer& customer = place.builder.add_customer(item.required_id("customerId"),
                                                  item.text("displayName").value_or(""));
  if (auto domain = item.text("defaultDomainName"))
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

AccessAssignment read_assignment(const JsonNode& item) {
  const auto container = item.member("accessContainer");
  if (!container) item.fail("\"accessContainer\" is missing, expected an object");
  AccessAssignment assignment{container->required_id("accessContainerId"), read_roles(item), {}};
  // Microsoft Graph, delegatedAdminAccessAssignment: pending, active, deleting, deleted, error.
  // Only an active one gives a right; one that was deleted did so until then.
  const std::string status = item.text("status").value_or("active");
  if (status != "active") {
    const bool was = status == "deleted" || status == "deleting";
    const auto until = was ? item.time("lastModifiedDateTime") : std::nullopt;
    assignment.valid.to = until.value_or(assignment.valid.from);
  }
  return assignment;
}

// Microsoft Graph, delegatedAdminRelationship: of its words those of one that the customer agreed
// to.
ExportedStatus read_status(std::string_view word) {
  if (word == "active") return ExportedStatus::kActive;
  if (word == "terminated" || word == "terminating") return ExportedStatus::kTerminated;
  const bool granted = word == "expiring" || word == "expired" || word == "terminationRequested";
  return granted ? ExportedStatus::kGranted : ExportedStatus::kNotGranted;
}

void read_relationship(const JsonNode& item, const Place& place) {
  Relationship relationship;
  relationship.id = item.required_text("id");
  relationship.partner = place.partner;
  relationship.exported = true;
  relationship.name = item.text("displayName").value_or("");
  relationship.status = read_status(item.required_text("status"));
  relationship.roles = read_roles(item);
  const auto customer = item.member("customer");
  if (!customer) return;  // created, and no customer has taken it up yet
  relationship.customer = customer->required_id("tenantId");
  place.builder.add_customer(relationship.customer, customer->text("displayName").value_or(""));
  if (const auto activated = item.time("activatedDateTime")) relationship.valid.from = *activated;
  if (const auto end = item.time("endDateTime")) relationship.valid.to = *end;
  // Auto-extension moves the end as long as the relationship stands.
  const auto extend = item.text("autoExtendDuration");
  const auto by = extend ? parse_iso_duration(*extend) : std::nullopt;
  if (extend && !by)
    item.fail("autoExtendDuration",
              "\"autoExtendDuration\" must be a duration like P180D, found \"" + *extend + "\"");
  if (by && *by > 0 && relationship.status == ExportedStatus::kActive)
    relationship.valid.to = Validity{}.to;
  if (relationship.status == ExportedStatus::kTerminated) {
    if (const auto ended = item.time("lastModifiedDateTime")) {
      relationship.valid.to = std::min(relationship.valid.to, *ended);
    }
  }
  if (relationship.status == ExportedStatus::kNotGranted)
    relationship.valid.to = relationship.valid.from;
  item.each("accessAssignments", [&](const JsonNode& assignment) {
    relationship.assignments.push_back(read_assignment(assignment));
  });
  place.builder.add_relationship(std::move(relationship));
}

void read_access_assignment(const JsonNode& item, const Place& place) {
  if (!place.builder.add_assignment(place.stem, read_assignment(item))) {
    item.fail(
        "the answer does not say whose it is: name the file <relationship id>.json; no "
        "relationship \"" +
        place.stem + "\" was read");
  }
}

void read_subscription(const JsonNode& item, const Place& place) {
  const char* key = item.has("subscriptionId") ? "subscriptionId" : "id";
  const Guid subscription = item.required_id(key);
  const auto tenant = item.id("tenantId");
  place.builder.add_subscription(subscription,
                                 tenant ? *tenant : id_in_name(place, item, "customer tenant id"));
}

// An application as it stands in the tenant, its own or another's.
// Graph writes a certificate's thumbprint as base64; sign-ins as hex.
std::string hex_of_base64(const std::string& text) {
  std::array<char, 64> bytes;
  std::string_view unpadded = text;
  while (unpadded.ends_with('=')) unpadded.remove_suffix(1);
  const auto decoded = decode_base64(unpadded, bytes);
  std::string hex;
  for (std::size_t i = 0; decoded && i < decoded->bytes; ++i)
    hex += fmt::format("{:02X}", static_cast<unsigned char>(bytes[i]));
  return hex;
}

// The secrets, certificates and federations by which the application signs in, by their ids. A
// service principal has keys of its own beside those of its application.
void read_keys(const JsonNode& item, const Guid& app, const Place& place) {
  for (const char* list :
       {"keyCredentials", "passwordCredentials", "federatedIdentityCredentials"}) {
    item.each(list, [&](const JsonNode& key) {
      for (const char* id : {"keyId", "id"}) {
        if (const auto text = key.text(id)) place.builder.add_key(app, *text);
      }
      if (const auto thumbprint = key.text("customKeyIdentifier")) {
        const std::string hex = hex_of_base64(*thumbprint);
        if (!hex.empty()) place.builder.add_key(app, hex);
      }
    });
  }
}

void read_service_principal(const JsonNode& item, const Place& place) {
  const Guid app = item.required_id("appId");
  place.builder.add_service_principal(place.tenant, item.required_id("id"), app);
  if (const auto owner = item.id("appOwnerOrganizationId"))
    place.builder.add_application_owner(app, *owner);
  read_keys(item, app, place);
}

// An application that is registered in the tenant: its own.
void read_application(const JsonNode& item, const Place& place) {
  const Guid app = item.required_id("appId");
  place.builder.add_application_owner(app, place.tenant);
  read_keys(item, app, place);
  if (item.has("keyCredentials") && item.has("passwordCredentials"))
    place.builder.know_all_keys(app);
}

// The tenant itself. Nothing is taken, but exports of another tenant are a slip that would name the
// wrong people.
void read_organization(const JsonNode& item, const Place& place) {
  const Guid tenant = item.required_id("id");
  if (tenant == place.tenant) return;
  item.fail("id", "these are exports of the tenant " + tenant.text() +
                      ", but the folder is that of " + place.tenant.text() + " in aobo.yaml");
}

struct ExportRow {
  std::string_view name;
  void (*read)(const JsonNode&, const Place&);
  std::string_view call;   // behind GET; <id> is the one that the file is named after
  bool of_portal = false;  // also as CSV
};

constexpr std::string_view kGraph = "https://graph.microsoft.com/v1.0/";

// In the order in which they are read: assignments need their relationships.
constexpr ExportRow kExports[] = {
    {"organization", read_organization, "organization"},
    {"users", read_user,
     "users?$select=id,displayName,userPrincipalName,accountEnabled,createdDateTime&$top=999",
     true},
    {"deletedItems", read_user, "directory/deletedItems/microsoft.graph.user", true},
    {"groups", read_group, "groups?$select=id,displayName&$expand=members($select=id)", true},
    {"members", read_members, "groups/<id>/members?$select=id&$top=999", true},
    {"delegatedAdminCustomers", read_admin_customer, "tenantRelationships/delegatedAdminCustomers"},
    {"contracts", read_contract, "contracts"},
    {"delegatedAdminRelationships", read_relationship,
     "tenantRelationships/delegatedAdminRelationships"},
    {"accessAssignments", read_access_assignment,
     "tenantRelationships/delegatedAdminRelationships/<id>/accessAssignments"},
    {"subscriptions", read_subscription,
     "https://management.azure.com/subscriptions?api-version=2022-12-01"},
    {"servicePrincipals", read_service_principal,
     "servicePrincipals?$select=id,appId,appOwnerOrganizationId,keyCredentials,"
     "passwordCredentials&$top=999"},
    {"applications", read_application,
     "applications?$select=id,appId,keyCredentials,passwordCredentials&$top=999"},
};

// "GET https://…", with the id that the file is named after.
std::string call_of(const ExportRow& row, std::string_view stem) {
  std::string call(row.call);
  if (const std::size_t at = call.find("<id>"); at != std::string::npos) {
    const auto id = row.read == read_access_assignment ? std::nullopt : id_in(stem);
    call.replace(at, 4, id ? id->text() : std::string(stem));
  }
  return "GET " + (call.starts_with("https:") ? call : std::string(kGraph) + call);
}

// "users", "users-2" and the portal's "exportUsers_2026-3-2" are of the row "users"; "usersettings"
// is not.
bool bears_name(std::string_view stem, std::string_view name) {
  constexpr std::string_view kPortals = "export";
  if (starts_with_ignoring_case(stem, kPortals)) stem.remove_prefix(kPortals.size());
  if (!starts_with_ignoring_case(stem, name)) return false;
  if (stem.size() == name.size()) return true;
  const char next = to_lower(stem[name.size()]);
  return next < 'a' || next > 'z';
}

const ExportRow& row_named(std::string_view name) {
  return *std::ranges::find_if(kExports, [&](const ExportRow& row) { return row.name == name; });
}

// By the folder or the name. Members may lie beside their groups: groups/<group id>.members.json,
// groups/<group id>/members.json.
const ExportRow* row_of(const fs::path& file, const fs::path& folder) {
  const std::string stem = file.stem().string();
  const std::string parent =
      file.parent_path() == folder ? std::string() : file.parent_path().filename().string();
  const bool of_group =
      equal_ignoring_case(parent, "groups") ? id_in(stem).has_value() : id_in(parent).has_value();
  if (of_group && find_ignoring_case(stem, "members") != std::string::npos)
    return &row_named("members");
  for (const ExportRow& row : kExports) {
    if (parent.empty() ? bears_name(stem, row.name) : equal_ignoring_case(parent, row.name))
      return &row;
  }
  return nullptr;
}

std::string row_names() {
  std::string names;
  for (const ExportRow& row : kExports) names.append(names.empty() ? "" : ", ").append(row.name);
  return names;
}

std::vector<fs::path> json_and_csv_below(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code ignored;
    if (it->path().filename().native().starts_with('.')) {  // an editor's, a repository's
      if (it->is_directory(ignored)) it.disable_recursion_pending();
      continue;
    }
    const auto extension = it->path().extension();
    if ((extension == ".json" || extension == ".csv") && it->is_regular_file(error))
      files.push_back(it->path());
  }
  if (error) throw LoadError{folder + ": " + error.message()};
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> export_files(const std::string& folder, DirectoryBuilder& builder) {
  std::vector<fs::path> files;
  for (fs::path& file : json_and_csv_below(folder)) {
    if (row_of(file, folder) != nullptr) {
      files.push_back(std::move(file));
    } else if (file.extension() == ".csv") {
      builder.add_warning(file.string() +
                          ": not read: no export is known by this name; expected "
                          "users, deletedItems, groups or members");
    } else {
      throw LoadError{file.string() +
                      ": not an export that is known by this name; expected one of " + row_names() +
                      ", with .json behind it"};
    }
  }
  return files;
}

// Nothing where only JSON is read of the row.
std::optional<JsonFile> read_csv(const std::string& file, const ExportRow& row,
                                 const std::string& call, DirectoryBuilder& builder) {
  if (!row.of_portal) {
    builder.add_warning(
        file + ": not read: only users, deletedItems, groups and members are read as CSV; " + call);
    return std::nullopt;
  }
  const PortalCsv csv = read_portal_csv(JsonFile::text_of(file));
  if (!csv.has_id)
    throw LoadError{
        file + ":1:1: no column id or objectId, by which people and groups are known; " + call};
  if (csv.unclear)
    builder.add_warning(
        file + ": its dates are not read, because day and month could change places; " + call);
  return JsonFile::of(file, csv.json);
}

// What Graph and Azure answer where they refuse. Read as an export it would say that there is
// nobody.
void refuse_error_body(const JsonFile& file, const std::string& call) {
  const JsonNode root = file.root();
  if (root.has("value") || root.has("id") || !root.has("error")) return;
  const std::string code =
      root.has_object("error") ? root.member("error")->text("code").value_or("") : "";
  root.fail("error", "an error in place of an answer" + (code.empty() ? "" : ": " + code) +
                         "; make the call again: " + call);
}

// The file's stem; for members beside their group in a folder of their own, that folder's name.
std::string stem_of(const fs::path& path) {
  const std::string stem = path.stem().string();
  const std::string parent = path.parent_path().filename().string();
  return id_in(stem) || !id_in(parent) || !bears_name(stem, "members") ? stem : parent;
}

void read_file(const JsonFile& file, const ExportRow& row, const Place& place) {
  const auto id = id_in(place.stem);
  if (id && row.read == read_members) {
    place.builder.know_members(*id);
    place.complete.saw_members(*id);
  }
  // Graph's, OData's of old, Azure Resource Manager's.
  const bool has_next =
      std::ranges::any_of(std::array{"@odata.nextLink", "odata.nextLink", "nextLink"},
                          [&](const char* key) { return file.root().has(key); });
  const bool by_id = row.call.find("<id>") != std::string_view::npos;
  const std::string whose = id ? id->text() : by_id ? place.stem : "";
  place.complete.saw_page(std::string(row.name), whose, place.file, has_next);
  file.each_item([&](const JsonNode& item) { row.read(item, place); });
}

// What is known to be missing must not be used to accuse anybody.
void mark_what_is_missing(const Completeness& complete, std::size_t partner,
                          DirectoryBuilder& builder) {
  for (const Guid& group : complete.cut_groups()) builder.lack_members(group);
  Partner& lacking = builder.incomplete(partner);
  for (const Completeness::Whose& page : complete.cut_pages()) {
    if (page.row == "users") lacking.lacks_people = true;
    if (page.row == "groups") lacking.lacks_groups = true;
    if (page.row == "delegatedAdminRelationships") lacking.lacks_relationships = true;
    if (page.row == "accessAssignments") builder.lack_assignments(page.id);
    if (const auto group = id_in(page.id); group && page.row == "members")
      builder.lack_members(*group);
  }
}

std::optional<TimeNs> written_at(const std::string& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return std::nullopt;
  return found.st_mtim.tv_sec * kSecondNs + found.st_mtim.tv_nsec;
}

}  // namespace

void read_exports(const std::string& folder, std::size_t partner, DirectoryBuilder& builder) {
  const std::vector<fs::path> files = export_files(folder, builder);
  Completeness complete;
  for (const ExportRow& row : kExports) {
    for (const fs::path& path : files) {
      if (row_of(path, folder) != &row) continue;
      const std::string stem = stem_of(path);
      const std::string call = call_of(row, stem);
      const Place place{partner, builder.tenant_of(partner), stem, path.string(), complete,
                        builder};
      const auto file = path.extension() == ".csv" ? read_csv(place.file, row, call, builder)
                                                   : std::optional(JsonFile::read(place.file));
      if (!file) continue;
      if (const auto written = written_at(place.file)) builder.add_export(place.file, *written);
      refuse_error_body(*file, call);
      builder.reading(place.file);
      read_file(*file, row, place);
    }
  }
  builder.reading_aobo_yaml();
  mark_what_is_missing(complete, partner, builder);
  if (!files.empty() && !complete.has("users"))
    builder.miss_users(
        folder + ": no users.json, so nobody of this partner is known but those of aobo.yaml; " +
        call_of(row_named("users"), ""));
  for (std::string& warning : complete.warnings(call_of(row_named("members"), "<group id>")))
    builder.add_warning(std::move(warning));
}

}  // namespace aobo
