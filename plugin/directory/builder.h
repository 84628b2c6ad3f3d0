// DirectoryBuilder: takes what the readers of exports and of aobo.yaml find, in any order, and
// makes the Directory of it: members of groups found, names and ids indexed. What refers to
// something that is not there is an error.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plugin/base/load_error.h"
#include "plugin/directory/directory.h"

namespace aobo {

class DirectoryBuilder {
 public:
  struct NewPerson {
    Guid object;
    std::string upn;
    std::string name;
    Validity employed;
    bool disabled = false;
    bool deleted = false;
    AccountName account = {};
  };
  struct PersonDetails {  // what only aobo.yaml knows
    std::vector<std::uint64_t> puids;
    struct Former {
      std::string upn;
      TimeNs until;
    };
    std::vector<Former> former_upns;
    std::vector<Guid> former_objects;
    std::optional<TimeNs> from;
    std::optional<TimeNs> to;
  };

  DirectoryBuilder() : directory_(std::make_shared<Directory>()) {}

  std::size_t partner(const Guid& tenant) { return partner_index(tenant); }
  const Guid& tenant_of(std::size_t partner) const { return directory_->partners_[partner].tenant; }
  void add_partner(const Guid& tenant, std::string name, PartnerKind kind);
  bool knows_partner(const Guid& tenant) const {
    return directory_->partner_by_tenant_.contains(tenant);
  }

  // What is added from here on stands in this file, until reading_aobo_yaml().
  void reading(std::string file) {
    if (directory_->files_.back() != file) directory_->files_.push_back(std::move(file));
    file_ = directory_->files_.size() - 1;
  }
  void reading_aobo_yaml() { file_ = 0; }
  // That so many objects of a kind stand in the file.
  void count(std::string_view what, std::size_t count) {
    if (count > 0) directory_->counted_.push_back({file_, std::string(what), count});
  }

  // A person twice (a page fetched again): the earlier leaving date and the first name stand. Where
  // one export has the person as deleted and another as a user, they were restored: an account
  // stands in one of the two lists, and only a deleted one has left anything behind.
  Person& add_person(std::size_t partner, const NewPerson& person);
  Person* find_person(std::string_view upn_or_object);
  void add_details(Person& person, const PersonDetails& details);
  // When exports of several times show the person under these names. Of a name that aobo.yaml tells
  // too, aobo.yaml's times hold.
  struct SeenName {
    std::string upn;
    Validity held;
  };
  void add_seen_names(const Person& person, std::vector<SeenName> names) {
    seen_names_[&person] = std::move(names);
  }
  // It is no person from now on, but what a tool works with.
  void add_tool_account(Person& account, ToolAccount tool);

  Group& add_group(std::size_t partner, const Guid& id, std::string name);
  // Again for each time that the member was in it.
  void add_member(const Guid& group, const Guid& member, Validity valid,
                  MemberKind kind = MemberKind::kUnknown);
  // As aobo.yaml has it: its dates go before those of exports, and exports say the date that it
  // leaves out.
  void add_dated_member(const Guid& group, const Guid& member, Validity valid);
  // The members of the group were told, even if there are none.
  void know_members(const Guid& group) { members_[group]; }
  // Not all of them were.
  void lack_members(const Guid& group) { without_members_.insert(group); }
  // A page of the partner's exports is missing.
  Partner& incomplete(std::size_t partner) { return directory_->partners_[partner]; }
  void lack_assignments(const std::string& relationship);

  // Nothing is kept of a role that is published and not privileged.
  void add_role_holder(const Guid& tenant, RoleHolder holder);
  // All who have a role there, or may take one up, were told; or not all were.
  enum class RoleList : std::uint8_t { kAssigned, kEligible };
  void know_roles(const Guid& tenant, RoleList list) { whole_of(tenant, list) = true; }
  void lack_roles(const Guid& tenant, RoleList list) { whole_of(tenant, list) = false; }

  Customer& add_customer(const Guid& tenant, std::string name);
  bool knows_subscription(const Guid& subscription) const {
    return directory_->customer_by_subscription_.contains(subscription);
  }
  void add_domain(Customer& customer, std::string domain);
  bool knows_domain(const std::string& domain) const { return domains_.contains(lower(domain)); }
  void add_subscription(const Guid& subscription, const Guid& customer);
  void add_relationship(Relationship relationship);
  bool add_assignment(const std::string& relationship, AccessAssignment assignment);
  void add_shared_account(SharedAccount account);
  void add_automation_app(AutomationApp app);
  void add_service_principal(const Guid& tenant, const Guid& principal, const Guid& app);
  void add_application_owner(const Guid& app, const Guid& tenant);
  // A secret, certificate or federation of the application's, as far as it is told.
  struct NewKey {
    std::string id, thumbprint;   // in any spelling (base/app_key.h)
    bool is_certificate = false;  // or may be one
  };
  void add_key(const Guid& app, const NewKey& key);
  // All its keys were told, even if there are none.
  void know_all_keys(const Guid& app) { directory_->keys_by_app_[app].all = true; }
  void add_eligible_access(EligibleAccess access) {
    directory_->eligible_access_.push_back(std::move(access));
  }

  // A file of the exports, and when it was written.
  void add_export(std::string file, TimeNs written);

  // Something that is not there or not told in full, as a sentence that names the file and what to
  // do.
  void add_warning(std::string warning) { directory_->warnings_.push_back(std::move(warning)); }
  // As a warning, of exports of a partner without its people.
  void miss_users(const std::string& warning) {
    missing_users_.push_back(warning);
    add_warning(warning);
  }
  const std::vector<std::string>& missing_users() const { return missing_users_; }

  std::shared_ptr<const Directory> build();

  // What a directory shows only to those who ask for one: for whoever compares two.
  // The names and ids under which each person is or was known.
  static std::map<const Person*, std::string> names_in(const Directory& directory);
  // By application, what is known of it: keys, whose it is, its service principals.
  static std::map<Guid, std::string> applications_in(const Directory& directory);

 private:
  struct RawMember {
    Guid member;
    MemberKind kind = MemberKind::kUnknown;
    std::vector<Validity> seen;   // by exports, in their order
    std::vector<Validity> dated;  // by aobo.yaml
    std::vector<Validity> valid() const;
  };

  std::size_t partner_index(const Guid& tenant);
  bool& whole_of(const Guid& tenant, RoleList list) {
    TenantRoles& roles = directory_->roles_[tenant];
    return list == RoleList::kAssigned ? roles.assigned_whole : roles.eligible_whole;
  }
  RawMember& member_of(const Guid& group, const Guid& member);
  void index_names(const Person& person, const PersonDetails* details);
  void index_people();
  void resolve_groups();
  void warn_of_groups();
  void index_rest();

  std::shared_ptr<Directory> directory_;
  std::size_t file_ = 0;
  std::map<Guid, std::vector<RawMember>> members_;
  std::set<Guid> without_members_;
  std::map<const Person*, PersonDetails> details_;
  std::map<const Person*, std::vector<SeenName>> seen_names_;
  std::unordered_map<Guid, Person*, GuidHash> person_by_object_;
  std::unordered_map<std::string, Person*, FoldedHash, FoldedEqual> person_by_upn_;
  std::unordered_map<std::string, std::size_t> relationship_by_id_;
  std::vector<std::string> missing_users_;
  std::set<std::string> domains_;  // lower case
};

}  // namespace aobo
