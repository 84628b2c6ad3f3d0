#include "plugin/directory/directory.h"

#include <algorithm>
#include <array>

#include "plugin/base/app_key.h"
#include "plugin/base/distinct.h"

namespace aobo {
namespace {

template <typename Map, typename Key, typename Values>
auto* at_index(const Map& map, const Key& key, const Values& values) {
  using Value = typename Values::value_type;
  if (map.empty()) return static_cast<const Value*>(nullptr);
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &values[found->second];
}

}  // namespace

std::string_view name(PartnerKind kind) {
  switch (kind) {
    case PartnerKind::kDirect:
      return "direct";
    case PartnerKind::kIndirectProvider:
      return "indirect-provider";
    case PartnerKind::kReseller:
      return "reseller";
    case PartnerKind::kUnknown:
      break;
  }
  return "";
}

namespace {
constexpr std::array<std::string_view, static_cast<std::size_t>(AccessWay::kCount)> kAccessWays = {
    "aobo", "lighthouse", "linked"};
}  // namespace

std::string_view name(AccessWay way) { return kAccessWays[static_cast<std::size_t>(way)]; }

std::optional<AccessWay> access_way(std::string_view name) {
  const auto found = std::ranges::find(kAccessWays, name);
  if (found == kAccessWays.end()) return std::nullopt;
  return static_cast<AccessWay>(found - kAccessWays.begin());
}

std::string_view name(RelationshipType type) {
  switch (type) {
    case RelationshipType::kGdap:
      return "gdap";
    case RelationshipType::kDap:
      return "dap";
    case RelationshipType::kAobo:
      return "aobo";
    case RelationshipType::kLighthouse:
      return "lighthouse";
  }
  return "";
}

std::vector<const Person*> Directory::holders_at(const Holders& holders, TimeNs time) {
  std::vector<const Person*> people;
  TimeNs last = std::numeric_limits<TimeNs>::min();
  for (const Holder& holder : holders) {
    if (holder.held.holds(time)) add_once(people, holder.person);
    if (holder.held.to <= time) last = std::max(last, holder.held.to);
  }
  if (!people.empty()) return people;
  for (const Holder& holder : holders) {
    if (holder.held.to <= time && holder.held.to == last) add_once(people, holder.person);
  }
  return people;
}

std::vector<const Person*> Directory::by_upn(std::string_view upn, TimeNs time) const {
  const auto found = people_by_upn_.find(upn);
  return found == people_by_upn_.end() ? std::vector<const Person*>()
                                       : holders_at(found->second, time);
}

std::vector<const Person*> Directory::by_upn_until(std::string_view upn, TimeNs time) const {
  std::vector<const Person*> people;
  const auto found = people_by_upn_.find(upn);
  if (found == people_by_upn_.end()) return people;
  for (const Holder& holder : found->second) {
    if (holder.held.from <= time) add_once(people, holder.person);
  }
  return people;
}

std::vector<const Person*> Directory::by_object(const Guid& object) const {
  std::vector<const Person*> people;
  const auto found = people_by_object_.find(object);
  if (found == people_by_object_.end()) return people;
  for (const Holder& holder : found->second) add_once(people, holder.person);
  return people;
}

std::vector<const Person*> Directory::by_puid(std::uint64_t puid, TimeNs time) const {
  const auto found = people_by_puid_.find(puid);
  return found == people_by_puid_.end() ? std::vector<const Person*>()
                                        : holders_at(found->second, time);
}

const Person* Directory::person(const Guid& partner_tenant, const Guid& object) const {
  const auto found = people_by_object_.find(object);
  if (found == people_by_object_.end()) return nullptr;
  for (const Holder& holder : found->second) {
    if (partners_[holder.person->partner].tenant == partner_tenant) return holder.person;
  }
  return nullptr;
}

const Partner* Directory::partner(const Guid& tenant) const {
  return at_index(partner_by_tenant_, tenant, partners_);
}

const Group* Directory::group(const Guid& id) const {
  const auto found = groups_.find(id);
  return found == groups_.end() ? nullptr : &found->second;
}

const TenantRoles* Directory::roles_of(const Guid& tenant) const {
  const auto found = roles_.find(tenant);
  return found == roles_.end() ? nullptr : &found->second;
}

const Customer* Directory::customer(const Guid& tenant) const {
  return at_index(customer_by_tenant_, tenant, customers_);
}

const Customer* Directory::customer_by_domain(std::string_view domain) const {
  return at_index(customer_by_domain_, domain, customers_);
}

std::optional<Guid> Directory::customer_of_subscription(const Guid& subscription) const {
  const auto found = customer_by_subscription_.find(subscription);
  return found == customer_by_subscription_.end() ? std::nullopt : std::optional(found->second);
}

const SharedAccount* Directory::shared_account(std::string_view upn) const {
  return at_index(shared_by_account_, upn, shared_accounts_);
}

const SharedAccount* Directory::shared_account_of_vault(std::string_view name) const {
  const auto* account = at_index(shared_by_vault_name_, name, shared_accounts_);
  return account != nullptr ? account : at_index(shared_by_account_, name, shared_accounts_);
}

const SharedAccount* Directory::shared_account(const Guid& object) const {
  return at_index(shared_by_object_, object, shared_accounts_);
}

std::optional<Guid> Directory::application_of(const Guid& tenant, const Guid& principal) const {
  const auto found = principals_.find(principal);
  const bool known = found != principals_.end() && found->second.tenant == tenant;
  return known ? std::optional(found->second.app) : std::nullopt;
}

std::optional<Guid> Directory::owner_of_application(const Guid& app) const {
  const auto found = owner_by_app_.find(app);
  return found == owner_by_app_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<bool> Directory::knows_key(const Guid& app, std::string_view key,
                                         std::string_view thumbprint) const {
  const auto keys = keys_by_app_.find(app);
  if (keys == keys_by_app_.end()) return std::nullopt;
  const auto holds = [&](std::string_view text) {
    const auto& known = keys->second.keys;
    return !text.empty() && std::ranges::find(known, app_key_spelling(text)) != known.end();
  };
  if (holds(key) || holds(thumbprint)) return true;
  const bool may_be_one = (thumbprint.empty() && keys->second.some_without_id) ||
                          (key.empty() && keys->second.some_without_thumbprint);
  return keys->second.all && !may_be_one ? std::optional(false) : std::nullopt;
}

const AutomationApp* Directory::automation_app(const Guid& app) const {
  return at_index(app_by_id_, app, automation_apps_);
}

const std::vector<std::size_t>& Directory::relationships_with(const Guid& customer) const {
  static const std::vector<std::size_t> none;
  const auto found = relationships_by_customer_.find(customer);
  return found == relationships_by_customer_.end() ? none : found->second;
}

bool Directory::has_relationship(std::size_t partner, const Guid& customer, RelationshipType type,
                                 TimeNs time) const {
  const auto found = relationships_by_customer_.find(customer);
  if (found == relationships_by_customer_.end()) return false;
  return std::ranges::any_of(found->second, [&](std::size_t index) {
    const Relationship& r = relationships_[index];
    return r.partner == partner && r.type == type && r.valid.holds(time);
  });
}

}  // namespace aobo
