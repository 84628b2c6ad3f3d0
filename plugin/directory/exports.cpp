#include "plugin/directory/exports.h"

#include <algorithm>
#include <filesystem>

#include "plugin/base/json_file.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

struct Place {
  std::size_t partner;
  Guid tenant;       // the partner's
  std::string stem;  // of a file in a row's folder: the id that the call was made for
  DirectoryBuilder& builder;
};

// The id in a file's name, for calls whose answers do not repeat it.
Guid id_in_name(const Place& place, const JsonNode& item, const char* what) {
  const auto id = parse_id(place.stem);
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
  place.builder.add_group(place.partner, id, item.required_text("displayName"));
  if (item.has("members")) place.builder.know_members(id);
  item.each("members", [&](const JsonNode& member) { read_member(member, id, place); });
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
void read_service_principal(const JsonNode& item, const Place& place) {
  const Guid app = item.required_id("appId");
  place.builder.add_service_principal(place.tenant, item.required_id("id"), app);
  if (const auto owner = item.id("appOwnerOrganizationId"))
    place.builder.add_application_owner(app, *owner);
}

// An application that is registered in the tenant: its own.
void read_application(const JsonNode& item, const Place& place) {
  place.builder.add_application_owner(item.required_id("appId"), place.tenant);
}

struct Row {
  std::string_view name;
  void (*read)(const JsonNode&, const Place&);
};

// In the order in which they are read: assignments need their relationships.
constexpr Row kRows[] = {
    {"users", read_user},
    {"deletedItems", read_user},
    {"groups", read_group},
    {"members", read_members},
    {"delegatedAdminCustomers", read_admin_customer},
    {"contracts", read_contract},
    {"delegatedAdminRelationships", read_relationship},
    {"accessAssignments", read_access_assignment},
    {"subscriptions", read_subscription},
    {"servicePrincipals", read_service_principal},
    {"applications", read_application},
};

// "users" and "users-2" are of the row "users"; "usersettings" is not.
bool bears_name(std::string_view stem, std::string_view name) {
  if (!starts_with_ignoring_case(stem, name)) return false;
  if (stem.size() == name.size()) return true;
  const char next = to_lower(stem[name.size()]);
  return next < 'a' || next > 'z';
}

const Row* row_of(const fs::path& file, const fs::path& folder) {
  const std::string stem = file.stem().string();
  const std::string parent =
      file.parent_path() == folder ? std::string() : file.parent_path().filename().string();
  for (const Row& row : kRows) {
    if (parent.empty() ? bears_name(stem, row.name) : equal_ignoring_case(parent, row.name))
      return &row;
  }
  return nullptr;
}

std::string row_names() {
  std::string names;
  for (const Row& row : kRows) names.append(names.empty() ? "" : ", ").append(row.name);
  return names;
}

}  // namespace

void read_exports(const std::string& folder, std::size_t partner, DirectoryBuilder& builder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (it->is_regular_file(error) && it->path().extension() == ".json")
      files.push_back(it->path());
  }
  if (error) throw LoadError{folder + ": " + error.message()};
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    if (row_of(file, folder) == nullptr) {
      throw LoadError{file.string() +
                      ": not an export that is known by this name; expected one of " + row_names() +
                      ", with .json behind it"};
    }
  }
  for (const Row& row : kRows) {
    for (const fs::path& path : files) {
      if (row_of(path, folder) != &row) continue;
      const Place place{partner, builder.tenant_of(partner), path.stem().string(), builder};
      if (const auto group = parse_id(place.stem); group && row.read == read_members)
        builder.know_members(*group);
      JsonFile::read(path.string()).each_item([&](const JsonNode& item) { row.read(item, place); });
    }
  }
}

}  // namespace aobo
