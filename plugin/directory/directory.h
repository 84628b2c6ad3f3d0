// Directory: who is who, as the administrator's exports and aobo.yaml tell it. Immutable once
// loaded; a reload makes a new one beside it. Every lookup takes the time of the event, because ids
// and names pass from one person to another and people leave.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugin/base/guid.h"
#include "plugin/base/text.h"
#include "plugin/base/time.h"
#include "plugin/directory/entries.h"

namespace aobo {

class Directory {
 public:
  // The people who held it at that time. Where nobody did, those who held it last before: a leaver
  // is still named.
  std::vector<const Person*> by_upn(std::string_view upn, TimeNs time) const;
  // All who held it then or at any time before: of names that outlive it, as a guest's.
  std::vector<const Person*> by_upn_until(std::string_view upn, TimeNs time) const;
  // The same of the name that a vault or another program in the house has, DOMAIN\name or the name
  // alone; nobody where no export tells whose it is. Of a name alone all who may be called so.
  std::vector<const Person*> by_account(std::string_view written, TimeNs time) const;
  std::vector<const Person*> by_object(const Guid& object) const;
  std::vector<const Person*> by_puid(std::uint64_t puid, TimeNs time) const;
  const Person* person(const Guid& partner_tenant, const Guid& object) const;

  const Partner* partner(const Guid& tenant) const;
  const Partner& partner_of(const Person& person) const { return partners_[person.partner]; }
  const Group* group(const Guid& id) const;
  const Customer* customer(const Guid& tenant) const;
  const Customer* customer_by_domain(std::string_view domain) const;
  std::optional<Guid> customer_of_subscription(const Guid& subscription) const;
  // Of a tenant of which exports tell who has which role; null of others.
  const TenantRoles* roles_of(const Guid& tenant) const;
  const SharedAccount* shared_account(std::string_view upn) const;
  const SharedAccount* shared_account_of_vault(std::string_view name) const;
  const SharedAccount* shared_account(const Guid& object) const;
  const AutomationApp* automation_app(const Guid& app) const;
  // The application of a service principal in that tenant, and the tenant that owns an application,
  // where exports tell.
  std::optional<Guid> application_of(const Guid& tenant, const Guid& principal) const;
  std::optional<Guid> owner_of_application(const Guid& app) const;
  // Whether the key, or the certificate of that thumbprint, is one of the application's; nothing
  // where it is not, and nobody told all its keys, or told them by the other of the two alone.
  std::optional<bool> knows_key(const Guid& app, std::string_view key,
                                std::string_view thumbprint) const;

  // Relationships of this partner with this customer that were valid then.
  bool has_relationship(std::size_t partner, const Guid& customer, RelationshipType type,
                        TimeNs time) const;

  // All relationships with this customer, whenever they are valid; indices into relationships().
  // By which relationships give rights; not those within them.
  const std::set<Guid>& groups_with_rights() const { return groups_with_rights_; }
  const std::vector<std::size_t>& relationships_with(const Guid& customer) const;
  // The customers' subscriptions, the groups and the roles, for those who go through all.
  const std::unordered_map<Guid, Guid, GuidHash>& subscriptions() const {
    return customer_by_subscription_;
  }
  const std::unordered_map<Guid, Group, GuidHash>& all_groups() const { return groups_; }
  const std::unordered_map<Guid, TenantRoles, GuidHash>& all_roles() const { return roles_; }
  const std::unordered_map<std::uint64_t, Holders>& all_puids() const { return people_by_puid_; }
  const std::vector<AutomationApp>& automation_apps() const { return automation_apps_; }

  const std::vector<Partner>& partners() const { return partners_; }
  const std::vector<std::unique_ptr<Person>>& people() const { return people_; }
  const std::vector<Customer>& customers() const { return customers_; }
  const std::vector<Relationship>& relationships() const { return relationships_; }
  const std::vector<EligibleAccess>& eligible_access() const { return eligible_access_; }
  // The export that was written longest ago; nothing where there is none.
  struct Export {
    std::string file;
    TimeNs written = 0;
  };
  const std::optional<Export>& oldest_export() const { return oldest_export_; }
  const std::vector<SharedAccount>& shared_accounts() const { return shared_accounts_; }
  // The files that were read: first aobo.yaml, by its name alone.
  const std::vector<std::string>& files() const { return files_; }
  // Of each file of exports, how many objects of which kind ("groups") stand in it.
  struct Counted {
    std::size_t file = 0;  // index into files()
    std::string what;
    std::size_t count = 0;
  };
  const std::vector<Counted>& counted() const { return counted_; }
  // What the exports lack, a sentence each.
  const std::vector<std::string>& warnings() const { return warnings_; }
  std::size_t tool_accounts() const { return tool_accounts_; }
  std::size_t groups() const { return groups_.size(); }
  std::size_t memberships() const { return memberships_; }

  // Those who held it then; where nobody did, whoever held it last before.
  static std::vector<const Person*> holders_at(const Holders& holders, TimeNs time);

 private:
  friend class DirectoryBuilder;

  template <typename Value>
  using ByText = std::unordered_map<std::string, Value, FoldedHash, FoldedEqual>;
  template <typename Value>
  using ById = std::unordered_map<Guid, Value, GuidHash>;

  std::vector<Partner> partners_;
  std::vector<std::unique_ptr<Person>> people_;
  std::vector<Customer> customers_;
  std::vector<Relationship> relationships_;
  std::vector<SharedAccount> shared_accounts_;
  std::vector<AutomationApp> automation_apps_;
  std::vector<EligibleAccess> eligible_access_;
  std::vector<std::string> files_ = {"aobo.yaml"};
  std::vector<Counted> counted_;
  std::vector<std::string> warnings_;
  std::optional<Export> oldest_export_;
  std::size_t memberships_ = 0;
  std::size_t tool_accounts_ = 0;

  ById<std::size_t> partner_by_tenant_;
  ByText<Holders> people_by_upn_;
  // By account name, nickname and what stands before the @ of a UPN.
  ByText<std::vector<const Person*>> people_by_account_;
  ById<Holders> people_by_object_;
  std::unordered_map<std::uint64_t, Holders> people_by_puid_;
  ById<Group> groups_;
  ById<TenantRoles> roles_;
  ById<std::size_t> customer_by_tenant_;
  ByText<std::size_t> customer_by_domain_;
  ById<Guid> customer_by_subscription_;
  ById<std::vector<std::size_t>> relationships_by_customer_;
  ByText<std::size_t> shared_by_account_;
  std::set<Guid> groups_with_rights_;
  ByText<std::size_t> shared_by_vault_name_;
  ById<std::size_t> shared_by_object_;
  ById<std::size_t> app_by_id_;
  struct Principal {
    Guid tenant, app;
  };
  ById<Principal> principals_;
  ById<Guid> owner_by_app_;
  struct AppKeys {
    std::vector<std::string> keys;         // ids and thumbprints, as app_key_spelling has them
    bool all = false;                      // these are all that it has
    bool some_without_id = false;          // of which only the thumbprint was told
    bool some_without_thumbprint = false;  // of certificates
  };
  ById<AppKeys> keys_by_app_;
};

}  // namespace aobo
