#include "plugin/directory/builder.h"

#include <algorithm>

#include "plugin/base/check.h"
#include "plugin/base/distinct.h"

namespace aobo {

void DirectoryBuilder::add_partner(const Guid& tenant, std::string name, PartnerKind kind) {
  Partner& partner = directory_->partners_[partner_index(tenant)];
  if (!name.empty()) partner.name = std::move(name);
  if (kind != PartnerKind::kUnknown) partner.kind = kind;
}

void DirectoryBuilder::add_export(std::string file, TimeNs written) {
  auto& oldest = directory_->oldest_export_;
  if (!oldest || written < oldest->written) oldest = Directory::Export{std::move(file), written};
}

std::size_t DirectoryBuilder::partner_index(const Guid& tenant) {
  const auto [found, added] =
      directory_->partner_by_tenant_.try_emplace(tenant, directory_->partners_.size());
  if (added) directory_->partners_.push_back({tenant, tenant.text(), PartnerKind::kUnknown, false});
  return found->second;
}

Person& DirectoryBuilder::add_person(std::size_t partner, const NewPerson& person) {
  const auto known = person_by_object_.find(person.object);
  if (known != person_by_object_.end()) {
    Person& existing = *known->second;
    if (existing.deleted != person.deleted) {
      add_warning(directory_->files_[file_] + ": " + existing.upn +
                  " stands among the users and among the deleted; taken as a user again. Export "
                  "users.json and deletedItems.json at the same time");
      if (existing.deleted) existing.employed = person.employed;
      existing.disabled = existing.deleted ? person.disabled : existing.disabled;
      existing.deleted = false;
      return existing;
    }
    existing.employed.to = std::min(existing.employed.to, person.employed.to);
    existing.disabled = existing.disabled || person.disabled;
    return existing;
  }
  auto added = std::make_unique<Person>();
  added->partner = partner;
  added->object = person.object;
  added->upn = person.upn;
  added->name = person.name;
  added->employed = person.employed;
  added->disabled = person.disabled;
  added->deleted = person.deleted;
  added->file = file_;
  Person& reference = *added;
  directory_->partners_[partner].own = true;
  directory_->people_.push_back(std::move(added));
  person_by_object_[reference.object] = &reference;
  person_by_upn_.try_emplace(reference.upn, &reference);
  return reference;
}

Person* DirectoryBuilder::find_person(std::string_view upn_or_object) {
  if (const auto object = parse_id(upn_or_object)) {
    const auto found = person_by_object_.find(*object);
    return found == person_by_object_.end() ? nullptr : found->second;
  }
  const auto found = person_by_upn_.find(upn_or_object);
  return found == person_by_upn_.end() ? nullptr : found->second;
}

void DirectoryBuilder::add_details(Person& person, const PersonDetails& details) {
  if (details.from) person.employed.from = *details.from;
  if (details.to) {
    person.employed.to = *details.to;
    person.disabled = false;  // now somebody says since when
  }
  details_[&person] = details;
}

void DirectoryBuilder::add_tool_account(Person& account, ToolAccount tool) {
  if (!account.tool) ++directory_->tool_accounts_;
  account.tool = std::move(tool);
}

void DirectoryBuilder::add_group(std::size_t partner, const Guid& id, std::string name) {
  Group& group = directory_->groups_[id];
  group.id = id;
  group.partner = partner;
  if (!name.empty()) group.name = std::move(name);
}

void DirectoryBuilder::add_member(const Guid& group, const Guid& member, Validity valid,
                                  MemberKind kind) {
  std::vector<RawMember>& members = members_[group];
  // aobo.yaml's dates narrow what the export says without any.
  for (RawMember& known : members) {
    if (known.member != member) continue;
    known.valid.from = std::max(known.valid.from, valid.from);
    known.valid.to = std::min(known.valid.to, valid.to);
    if (known.kind == MemberKind::kUnknown) known.kind = kind;
    return;
  }
  members.push_back({member, valid, kind});
}

Customer& DirectoryBuilder::add_customer(const Guid& tenant, std::string name) {
  const auto [found, added] =
      directory_->customer_by_tenant_.try_emplace(tenant, directory_->customers_.size());
  if (added) directory_->customers_.push_back({tenant, {}, {}});
  Customer& customer = directory_->customers_[found->second];
  if (!name.empty()) customer.name = std::move(name);
  return customer;
}

void DirectoryBuilder::add_domain(Customer& customer, std::string domain) {
  customer.domains.push_back(std::move(domain));
}

void DirectoryBuilder::add_subscription(const Guid& subscription, const Guid& customer) {
  directory_->customer_by_subscription_[subscription] = customer;
}

void DirectoryBuilder::add_relationship(Relationship relationship) {
  add_customer(relationship.customer, {});
  relationship.file = file_;
  const auto [found, added] =
      relationship_by_id_.try_emplace(relationship.id, directory_->relationships_.size());
  if (added) directory_->relationships_.push_back(std::move(relationship));
}

bool DirectoryBuilder::add_assignment(const std::string& relationship,
                                      AccessAssignment assignment) {
  const auto found = relationship_by_id_.find(relationship);
  if (found == relationship_by_id_.end()) return false;
  directory_->relationships_[found->second].assignments.push_back(std::move(assignment));
  return true;
}

void DirectoryBuilder::lack_assignments(const std::string& relationship) {
  const auto found = relationship_by_id_.find(relationship);
  if (found != relationship_by_id_.end())
    directory_->relationships_[found->second].lacks_assignments = true;
}

void DirectoryBuilder::add_shared_account(SharedAccount account) {
  account.file = file_;
  directory_->shared_accounts_.push_back(std::move(account));
}

void DirectoryBuilder::add_automation_app(AutomationApp app) {
  directory_->automation_apps_.push_back(std::move(app));
}

void DirectoryBuilder::add_service_principal(const Guid& tenant, const Guid& principal,
                                             const Guid& app) {
  directory_->principals_[principal] = {tenant, app};
}

void DirectoryBuilder::add_application_owner(const Guid& app, const Guid& tenant) {
  directory_->owner_by_app_[app] = tenant;
}

void DirectoryBuilder::add_key(const Guid& app, const std::string& key) {
  add_once(directory_->keys_by_app_[app].keys, key);
}

std::shared_ptr<const Directory> DirectoryBuilder::build() {
  index_people();
  resolve_groups();
  warn_of_groups();
  index_rest();
  return std::move(directory_);
}

void DirectoryBuilder::index_people() {
  for (const auto& person : directory_->people_) {
    const auto details = details_.find(person.get());
    Validity upn_held = person->employed;
    if (details != details_.end()) {
      for (const auto& former : details->second.former_upns) {
        directory_->people_by_upn_[former.upn].push_back(
            {person.get(), {person->employed.from, former.until}});
        upn_held.from = std::max(upn_held.from, former.until);
      }
      for (const Guid& object : details->second.former_objects) {
        directory_->people_by_object_[object].push_back({person.get(), {}});
      }
      for (const std::uint64_t puid : details->second.puids) {
        directory_->people_by_puid_[puid].push_back({person.get(), {}});
      }
    }
    if (!person->upn.empty())
      directory_->people_by_upn_[person->upn].push_back({person.get(), upn_held});
    directory_->people_by_object_[person->object].push_back({person.get(), {}});
  }
}

void DirectoryBuilder::resolve_groups() {
  for (auto& [id, group] : directory_->groups_) {
    const auto members = members_.find(id);
    if (members == members_.end()) continue;
    group.members_known = !without_members_.contains(id);
    for (const RawMember& raw : members->second) {
      const auto person = person_by_object_.find(raw.member);
      const bool known = person != person_by_object_.end();
      group.members.push_back({raw.member, known ? person->second : nullptr, raw.kind, raw.valid});
    }
    directory_->memberships_ += group.members.size();
  }
}

// Of the groups by which rights are given: without their members nobody can be held against them.
void DirectoryBuilder::warn_of_groups() {
  std::set<std::string> silent;
  for (const Relationship& relationship : directory_->relationships_) {
    for (const AccessAssignment& assignment : relationship.assignments) {
      const auto group = directory_->groups_.find(assignment.group);
      const bool known = group == directory_->groups_.end() || group->second.members_known ||
                         without_members_.contains(assignment.group);
      if (!known) silent.insert(assignment.group.text());
    }
  }
  for (const std::string& group : silent)
    add_warning("group " + group +
                " has rights at customers, and no export tells its members; GET "
                "https://graph.microsoft.com/v1.0/groups/" +
                group + "/members?$select=id&$top=999 as members/" + group + ".json");
}

void DirectoryBuilder::index_rest() {
  Directory& d = *directory_;
  for (std::size_t i = 0; i < d.customers_.size(); ++i) {
    for (const std::string& domain : d.customers_[i].domains)
      d.customer_by_domain_.try_emplace(domain, i);
  }
  for (std::size_t i = 0; i < d.relationships_.size(); ++i) {
    d.relationships_by_customer_[d.relationships_[i].customer].push_back(i);
  }
  for (std::size_t i = 0; i < d.shared_accounts_.size(); ++i) {
    const SharedAccount& account = d.shared_accounts_[i];
    d.shared_by_account_[account.account] = i;
    if (!account.vault_name.empty()) d.shared_by_vault_name_[account.vault_name] = i;
    if (account.object) d.shared_by_object_[*account.object] = i;
  }
  for (std::size_t i = 0; i < d.automation_apps_.size(); ++i)
    d.app_by_id_[d.automation_apps_[i].app] = i;
}

}  // namespace aobo
