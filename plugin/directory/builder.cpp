#include "plugin/directory/builder.h"

#include <algorithm>

#include "plugin/base/app_key.h"
#include "plugin/base/check.h"
#include "plugin/base/distinct.h"
#include "plugin/base/published.h"

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
    if (!equal_ignoring_case(existing.upn, person.upn))
      add_warning(directory_->files_[file_] + ": " + person.upn + " stands in " +
                  directory_->files_[existing.file] + " as " + existing.upn +
                  ", by which it is known; remove the file that an export before this one left "
                  "there, or export again");
    existing.employed.to = std::min(existing.employed.to, person.employed.to);
    existing.disabled = existing.disabled || person.disabled;
    return existing;
  }
  auto added = std::make_unique<Person>();
  added->partner = partner;
  added->object = person.object;
  added->upn = person.upn;
  added->name = person.name;
  added->account = person.account;
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

Group& DirectoryBuilder::add_group(std::size_t partner, const Guid& id, std::string name) {
  Group& group = directory_->groups_[id];
  group.id = id;
  group.partner = partner;
  if (!name.empty()) group.name = std::move(name);
  return group;
}

DirectoryBuilder::RawMember& DirectoryBuilder::member_of(const Guid& group, const Guid& member) {
  std::vector<RawMember>& members = members_[group];
  const auto known = std::ranges::find(members, member, &RawMember::member);
  if (known != members.end()) return *known;
  members.push_back({member, MemberKind::kUnknown, {}, {}});
  return members.back();
}

void DirectoryBuilder::add_member(const Guid& group, const Guid& member, Validity valid,
                                  MemberKind kind) {
  RawMember& known = member_of(group, member);
  if (known.kind == MemberKind::kUnknown) known.kind = kind;
  known.seen.push_back(valid);
}

void DirectoryBuilder::add_dated_member(const Guid& group, const Guid& member, Validity valid) {
  member_of(group, member).dated.push_back(valid);
}

std::vector<Validity> DirectoryBuilder::RawMember::valid() const {
  std::vector<Validity> times;
  std::vector<Validity> sorted = seen;
  std::ranges::sort(sorted, {}, &Validity::from);
  for (const Validity& one : sorted) {  // as few as hold at the same times
    if (!times.empty() && one.from <= times.back().to) {
      times.back().to = std::max(times.back().to, one.to);
    } else {
      times.push_back(one);
    }
  }
  if (dated.empty()) return times;
  std::vector<Validity> all;
  for (Validity one : dated) {
    if (one.from == Validity{}.from && !times.empty()) one.from = times.front().from;
    if (one.to == Validity{}.to && !times.empty()) one.to = times.back().to;
    all.push_back(one);
  }
  return all;
}

void DirectoryBuilder::add_role_holder(const Guid& tenant, RoleHolder holder) {
  const std::string role = holder.role.text();
  if (!role_name(role).empty() && !is_privileged_role(role)) return;
  directory_->roles_[tenant].holders.push_back(std::move(holder));
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
  domains_.insert(lower(domain));
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

void DirectoryBuilder::add_key(const Guid& app, const NewKey& key) {
  Directory::AppKeys& known = directory_->keys_by_app_[app];
  for (const std::string& one : {key.id, key.thumbprint})
    if (!one.empty()) add_once(known.keys, app_key_spelling(one));
  known.some_without_id = known.some_without_id || key.id.empty();
  known.some_without_thumbprint =
      known.some_without_thumbprint || (key.is_certificate && key.thumbprint.empty());
}

std::shared_ptr<const Directory> DirectoryBuilder::build() {
  index_people();
  resolve_groups();
  index_rest();
  warn_of_groups();
  return std::move(directory_);
}

// The name that the person bears, those borne before by aobo.yaml, and those that exports of other
// times show.
void DirectoryBuilder::index_names(const Person& person, const PersonDetails* details) {
  auto& by_upn = directory_->people_by_upn_;
  const Validity& employed = person.employed;
  std::vector<SeenName> names = {{person.upn, employed}};
  if (const auto seen = seen_names_.find(&person); seen != seen_names_.end()) {
    names = seen->second;
    for (SeenName& name : names) {
      name.held.to = std::min(name.held.to, employed.to);
      name.held.from = std::min(std::max(name.held.from, employed.from), name.held.to);
    }
  }
  if (details != nullptr) {
    for (const PersonDetails::Former& former : details->former_upns) {
      by_upn[former.upn].push_back({&person, {employed.from, former.until}});
      std::erase_if(names, [&](const SeenName& name) {
        return equal_ignoring_case(name.upn, former.upn) &&
               !equal_ignoring_case(name.upn, person.upn);
      });
      for (SeenName& name : names) {
        if (equal_ignoring_case(name.upn, person.upn))
          name.held.from = std::max(name.held.from, former.until);
      }
    }
  }
  for (const SeenName& name : names) {
    if (!name.upn.empty()) by_upn[name.upn].push_back({&person, name.held});
  }
  const std::string before_at = person.upn.substr(0, person.upn.find('@'));
  for (const std::string& name : {person.account.sam, person.account.nickname, before_at}) {
    if (!name.empty()) add_once(directory_->people_by_account_[name], &person);
  }
}

void DirectoryBuilder::index_people() {
  for (const auto& person : directory_->people_) {
    const auto known = details_.find(person.get());
    const PersonDetails* details = known == details_.end() ? nullptr : &known->second;
    index_names(*person, details);
    if (details != nullptr) {
      for (const Guid& object : details->former_objects) {
        directory_->people_by_object_[object].push_back({person.get(), {}});
      }
      for (const std::uint64_t puid : details->puids) {
        directory_->people_by_puid_[puid].push_back({person.get(), {}});
      }
      person->puid_listed = !details->puids.empty();
    }
    directory_->people_by_object_[person->object].push_back({person.get(), {}});
  }
}

void DirectoryBuilder::resolve_groups() {
  for (auto& [id, group] : directory_->groups_) {
    const auto members = members_.find(id);
    if (members == members_.end()) continue;
    group.members_known = !without_members_.contains(id);
    for (const RawMember& raw : members->second) {
      const auto known = person_by_object_.find(raw.member);
      const Person* person = known == person_by_object_.end() ? nullptr : known->second;
      for (const Validity& valid : raw.valid())
        group.members.push_back({raw.member, person, raw.kind, valid});
      if (directory_->groups_.contains(raw.member)) group.groups.push_back(raw.member);
    }
    directory_->memberships_ += members->second.size();
  }
}

// Of the groups by which rights are given: without their members nobody can be held against them.
void DirectoryBuilder::warn_of_groups() {
  for (const Guid& id : directory_->groups_with_rights_) {
    const auto group = directory_->groups_.find(id);
    if (group == directory_->groups_.end() || group->second.members_known ||
        without_members_.contains(id))
      continue;
    add_warning("group " + id.text() +
                " has rights at customers, and no export tells its members; GET "
                "https://graph.microsoft.com/v1.0/groups/" +
                id.text() + "/members?$select=id&$top=999 as members/" + id.text() + ".json");
  }
}

void DirectoryBuilder::index_rest() {
  Directory& d = *directory_;
  for (std::size_t i = 0; i < d.customers_.size(); ++i) {
    for (const std::string& domain : d.customers_[i].domains)
      d.customer_by_domain_.try_emplace(domain, i);
  }
  for (std::size_t i = 0; i < d.relationships_.size(); ++i) {
    d.relationships_by_customer_[d.relationships_[i].customer].push_back(i);
    for (const AccessAssignment& assignment : d.relationships_[i].assignments)
      d.groups_with_rights_.insert(assignment.group);
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
