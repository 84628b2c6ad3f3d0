#include "plugin/policy/access_change.h"

#include "plugin/base/text.h"

namespace aobo {
namespace {

// The partner whose group the principal is; of a foreign group that no export holds the one partner
// that has AOBO there.
std::optional<Guid> partner_of_group(const Case& the_case, const Guid& principal) {
  const Directory& directory = the_case.directory();
  if (const Group* group = directory.group(principal))
    return directory.partners()[group->partner].tenant;
  if (!equal_ignoring_case(the_case.record().target_principal_type, "ForeignGroup") ||
      !the_case.attribution.tenant)
    return std::nullopt;
  std::optional<Guid> only;
  for (const std::size_t index : directory.relationships_with(*the_case.attribution.tenant)) {
    const Relationship& r = directory.relationships()[index];
    if (r.type != RelationshipType::kAobo) continue;
    const Guid& tenant = directory.partners()[r.partner].tenant;
    if (only && *only != tenant) return std::nullopt;
    only = tenant;
  }
  return only;
}

struct Known {
  Guid partner;
  AccessWay how;
};

std::optional<Known> principal_of(const Case& the_case, const Guid& principal) {
  const Directory& directory = the_case.directory();
  if (const auto partner = partner_of_group(the_case, principal))
    return Known{*partner, AccessWay::kAobo};
  for (const EligibleAccess& access : directory.eligible_access()) {
    if (access.principal == principal)
      return Known{directory.partners()[access.partner].tenant, access.how};
  }
  const auto people = directory.by_object(principal);
  if (people.size() == 1)
    return Known{directory.partner_of(*people.front()).tenant, AccessWay::kLinked};
  return std::nullopt;
}

// Started is not done: an operation is logged at its start and at its end.
bool happened(Outcome outcome) {
  return outcome != Outcome::kFailure && outcome != Outcome::kTimeout &&
         outcome != Outcome::kStarted;
}

}  // namespace

std::string below_subscription(std::string_view scope) {
  const std::string text = lower(scope);
  const std::size_t at = text.find("/subscriptions/");
  const std::size_t end = at == std::string::npos ? std::string::npos : text.find('/', at + 15);
  const std::size_t provider = std::min(text.find("/providers/microsoft.authorization"),
                                        text.find("/providers/microsoft.managedservices"));
  if (end == std::string::npos || end >= provider) return {};
  return text.substr(end, provider == std::string::npos ? std::string::npos : provider - end);
}

namespace {

// What became of whose access; the caller says where.
std::optional<AccessChange> change_of(const Case& the_case) {
  const Record& record = the_case.record();
  if (!record.family->azure_rights || !happened(record.outcome)) return std::nullopt;
  const bool role = record.operation.starts_with("microsoft.authorization/roleassignments/");
  const bool delegation =
      record.operation.starts_with("microsoft.managedservices/registrationassignments/");
  const bool added = record.operation.ends_with("/write");
  if ((!role && !delegation) || (!added && !record.operation.ends_with("/delete")))
    return std::nullopt;
  AccessChange change;
  change.time = record.time;
  change.added = added;
  change.role = parse_id(record.target_role);
  if (delegation) {
    change.how = AccessWay::kLighthouse;
    const bool managing =
        record.target_principal && record.target_principal_type == "ManagingTenant";
    if (!managing || the_case.directory().partner(*record.target_principal) == nullptr)
      return std::nullopt;
    change.partner = change.principal = *record.target_principal;
    return change;
  }
  if (!record.target_principal) return std::nullopt;
  const auto known = principal_of(the_case, *record.target_principal);
  if (!known) return std::nullopt;
  change.principal = *record.target_principal;
  change.partner = known->partner;
  change.how = known->how;
  return change;
}

}  // namespace

std::optional<AccessChange> access_change(const Case& the_case) {
  const Record& record = the_case.record();
  if (!record.subscription) return std::nullopt;
  auto change = change_of(the_case);
  if (!change) return std::nullopt;
  change->subscription = *record.subscription;
  change->scope = below_subscription(record.resource);
  return change;
}

std::optional<AccessChange> management_group_change(const Case& the_case) {
  constexpr std::string_view kMark = "/managementgroups/";
  const std::string resource = lower(the_case.record().resource);
  const std::size_t mark = resource.find(kMark);
  if (the_case.record().subscription || mark == std::string::npos) return std::nullopt;
  auto change = change_of(the_case);
  if (!change) return std::nullopt;
  change->scope = resource.substr(mark, resource.find('/', mark + kMark.size()) - mark);
  return change;
}

}  // namespace aobo
