#include "plugin/directory/loader.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

#include "plugin/base/app_key.h"
#include "plugin/base/puid.h"
#include "plugin/base/text.h"
#include "plugin/base/yaml_door.h"
#include "plugin/directory/aobo_yaml.h"
#include "plugin/directory/builder.h"
#include "plugin/directory/exports.h"
#include "plugin/directory/history.h"
#include "plugin/directory/yaml_map.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

PartnerKind read_kind(YamlMap& map) {
  const auto text = map.text("kind");
  if (!text) return PartnerKind::kUnknown;
  for (const PartnerKind kind :
       {PartnerKind::kDirect, PartnerKind::kIndirectProvider, PartnerKind::kReseller}) {
    if (*text == name(kind)) return kind;
  }
  map.fail("kind", "kind must be direct, indirect-provider or reseller, found \"" + *text + "\"");
}

RelationshipType read_type(YamlMap& map) {
  const std::string text = map.required_text("type");
  for (const RelationshipType type : {RelationshipType::kGdap, RelationshipType::kDap,
                                      RelationshipType::kAobo, RelationshipType::kLighthouse}) {
    if (text == name(type)) return type;
  }
  map.fail("type", "type must be gdap, dap, aobo or lighthouse, found \"" + text + "\"");
}

Validity read_validity(YamlMap& map) {
  Validity valid;
  if (const auto from = map.time("from")) valid.from = *from;
  if (const auto to = map.time("to")) valid.to = *to;
  if (valid.from > valid.to) map.fail("to", "to lies before from");
  return valid;
}

YAML::Node read_yaml(const std::string& file) {
  if (!fs::exists(file)) {
    throw LoadError{
        file + ": no such file; a directory needs an aobo.yaml that names the partner tenants"};
  }
  try {
    return load_yaml_file(file);
  } catch (const YAML::Exception& error) {
    throw LoadError{file + ":" + std::to_string(error.mark.line + 1) + ":" +
                    std::to_string(error.mark.column + 1) + ": not valid YAML: " + error.msg};
  }
}

class Loader {
 public:
  Loader(fs::path folder, const std::stop_token& stop)
      : folder_(std::move(folder)),
        stop_(stop),
        history_((folder_ / kObservations).string(), builder_) {}

  std::shared_ptr<const Directory> load(std::shared_ptr<const AoboYaml>* parsed) {
    const std::string file = (folder_ / "aobo.yaml").string();
    const YAML::Node root = read_yaml(file);
    if (parsed != nullptr) *parsed = std::make_shared<const AoboYaml>(AoboYaml{root});
    YamlMap map(file, root);
    // Partners and what they export first: everything else refers to them.
    map.each_map("partners", [&](YamlMap& entry) { read_partner(entry); });
    history_.finish();
    map.each_map("people", [&](YamlMap& entry) { read_person(entry); });
    map.each_map("memberships", [&](YamlMap& entry) { read_membership(entry); });
    map.each_map("customers", [&](YamlMap& entry) { read_customer(entry); });
    map.each_map("relationships", [&](YamlMap& entry) { read_relationship(entry); });
    map.each_map("shared_accounts", [&](YamlMap& entry) { read_shared_account(entry); });
    map.each_map("automation_apps", [&](YamlMap& entry) { read_app(entry); });
    map.each_map("tool_accounts", [&](YamlMap& entry) { read_tool_account(entry); });
    map.each_map("eligible_access", [&](YamlMap& entry) { read_eligible_access(entry); });
    map.finish();  // policy and what belongs to it: policy/loader.cpp
    return builder_.build();
  }

 private:
  void read_partner(YamlMap& map) {
    const Guid tenant = map.required_id("tenant");
    map.once("tenant", tenant.text(), partners_);
    const PartnerKind kind = read_kind(map);
    builder_.add_partner(tenant, map.text("name").value_or(""), kind);
    const auto named = map.text("folder");
    fs::path exports = folder_ / (named ? *named : tenant.text());
    if (!exports.has_filename()) exports = exports.parent_path();  // "adatum/"
    if (fs::is_directory(exports) && !folders_.insert(exports.lexically_normal().string()).second)
      map.fail("folder",
               exports.string() + " holds another partner's exports; each has a folder of its own");
    if (history_.holds(tenant)) {
      history_.read(builder_.partner(tenant), exports.string());
    } else if (fs::is_directory(exports)) {
      read_exports(exports.string(), builder_.partner(tenant), builder_, stop_);
    } else if (named) {
      map.fail("folder", "no folder " + exports.string() + " with the exports of this tenant");
    }
  }

  std::size_t required_partner(YamlMap& map) {
    const Guid tenant = map.required_id("partner");
    if (!builder_.knows_partner(tenant))
      map.fail("partner", "no partner " + tenant.text() + " stands under partners");
    return builder_.partner(tenant);
  }

  std::optional<std::size_t> optional_partner(YamlMap& map) {
    return map.text("partner") ? std::optional(required_partner(map)) : std::nullopt;
  }

  // A person that the exports hold, or a new one where id and partner are given.
  Person& person_of(YamlMap& map) {
    const auto upn = map.text("upn");
    const auto object = map.id("id");
    if (!upn && !object) map.fail("a person needs an upn or an id");
    Person* found = builder_.find_person(object ? object->text() : *upn);
    const auto partner = optional_partner(map);
    const auto shown_name = map.text("name");
    if (found != nullptr) {
      if (shown_name) found->name = *shown_name;
      return *found;
    }
    if (!object || !partner) {
      map.fail("no person " + (upn ? *upn : object->text()) +
               " stands in the exports; to add one give id, upn and partner" + without_users());
    }
    return builder_.add_person(*partner,
                               {*object, upn.value_or(""), shown_name.value_or(""), {}, false});
  }

  // Why nobody may be found: exports that are not there, with the call to make.
  std::string without_users() const {
    std::string text;
    for (const std::string& warning : builder_.missing_users()) text += "; " + warning;
    return text;
  }

  void read_person(YamlMap& map) {
    Person& person = person_of(map);
    map.once(map.text("id") ? "id" : "upn", person.object.text(), people_);
    DirectoryBuilder::PersonDetails details;
    map.each_text("puid", [&](const std::string& text) {
      const auto puid = parse_puid(text);
      if (!puid)
        map.fail("puid", "puid must be 16 hex digits that begin with 100, found \"" + text + "\"");
      details.puids.push_back(*puid);
    });
    map.each_map("former_upns", [&](YamlMap& former) {
      const std::string upn = former.required_text("upn");
      const auto until = former.time("until");
      if (!until) former.fail("a former upn needs until");
      details.former_upns.push_back({upn, *until});
    });
    map.each_text("former_ids", [&](const std::string& text) {
      const auto id = parse_id(text);
      if (!id) map.fail("former_ids", "former_ids must hold ids (GUIDs), found \"" + text + "\"");
      details.former_objects.push_back(*id);
    });
    details.from = map.time("from");
    details.to = map.time("to");
    if (details.from && details.to && *details.from > *details.to)
      map.fail("to", "to lies before from");
    builder_.add_details(person, details);
  }

  void read_membership(YamlMap& map) {
    const Guid group = map.required_id("group");
    const std::string who = map.required_text("person");
    const Person* person = builder_.find_person(who);
    if (person == nullptr)
      map.fail("person",
               "no person " + who + " stands in the exports or under people" + without_users());
    builder_.add_group(person->partner, group, map.text("name").value_or(""));
    builder_.add_dated_member(group, person->object, read_validity(map));
  }

  void read_customer(YamlMap& map) {
    const Guid tenant = map.required_id("tenant");
    map.once("tenant", tenant.text(), customers_);
    Customer& customer = builder_.add_customer(tenant, map.text("name").value_or(""));
    map.each_text("domains",
                  [&](const std::string& domain) { builder_.add_domain(customer, domain); });
    map.each_text("subscriptions", [&](const std::string& text) {
      const auto subscription = parse_id(text);
      if (!subscription)
        map.fail("subscriptions", "subscriptions must hold ids (GUIDs), found \"" + text + "\"");
      builder_.add_subscription(*subscription, tenant);
    });
  }

  void read_relationship(YamlMap& map) {
    Relationship relationship;
    relationship.type = read_type(map);
    relationship.partner = required_partner(map);
    relationship.customer = map.required_id("customer");
    if (builder_.knows_partner(relationship.customer) &&
        builder_.partner(relationship.customer) == relationship.partner)
      map.fail("customer", "a partner has no relationship with itself, and " +
                               relationship.customer.text() + " is its own tenant");
    relationship.valid = read_validity(map);
    relationship.status = ExportedStatus::kActive;
    relationship.id =
        map.text("id").value_or(std::string(name(relationship.type)) + ":" +
                                relationship.customer.text() + ":" + std::to_string(++unnamed_));
    if (const auto group = map.id("group")) relationship.assignments.push_back({*group, {}});
    builder_.add_relationship(std::move(relationship));
  }

  void read_shared_account(YamlMap& map) {
    SharedAccount account;
    account.account = lower(map.required_text("account"));
    account.customer = map.id("customer");
    account.object = map.id("id");
    account.vault_name = lower(map.text("vault_name").value_or(""));
    const std::string& known_as = account.vault_name.empty() ? account.account : account.vault_name;
    // Whose password the vault handed out could not be told.
    if (const auto [other, fresh] = vault_names_.try_emplace(known_as, account.account); !fresh) {
      map.fail(
          account.vault_name.empty() ? "account" : "vault_name",
          fmt::format("two shared accounts are known to the vault as \"{}\", {} and {}; give "
                      "each the name that the vault's log has for it alone",
                      printable(known_as), printable(other->second), printable(account.account)));
    }
    account.partner = optional_partner(map);
    builder_.add_shared_account(std::move(account));
  }

  void read_app(YamlMap& map) {
    AutomationApp app;
    app.app = map.required_id("app");
    map.once("app", app.app.text(), apps_);
    app.name = map.text("name").value_or("");
    app.partner = optional_partner(map);
    map.each_placed_text("keys", [&](const std::string& key, const YamlMap::Fail& fail) {
      const bool thumbprint = thumbprint_of(key).has_value();
      if (!thumbprint && !parse_guid(key)) {
        fail(
            fmt::format("\"{}\" is no key of an application: write its id, or a certificate's "
                        "thumbprint of 20 or 32 bytes in hex or base64",
                        printable(key, 80)));
      }
      builder_.add_key(app.app, {thumbprint ? "" : key, thumbprint ? key : "", true});
      builder_.know_all_keys(app.app);
    });
    builder_.add_automation_app(std::move(app));
  }

  void read_tool_account(YamlMap& map) {
    ToolAccount tool;
    tool.app = map.id("app");
    Person& account = person_of(map);
    map.once(map.text("id") ? "id" : "upn", account.object.text(), tool_accounts_);
    tool.name = account.name.empty() ? account.upn : account.name;
    builder_.add_tool_account(account, std::move(tool));
  }

  // Access that earns credit and that no relationship tells: a linked user or service principal, a
  // narrower scope.
  void read_eligible_access(YamlMap& map) {
    EligibleAccess access;
    access.subscription = map.required_id("subscription");
    access.partner = required_partner(map);
    access.principal = map.required_id("principal");
    const std::string how = map.required_text("how");
    const auto way = access_way(how);
    if (!way) map.fail("how", "how must be aobo, lighthouse or linked, found \"" + how + "\"");
    access.how = way.value_or(AccessWay::kAobo);
    access.role = map.id("role");
    access.scope = lower(map.text("scope").value_or(""));
    access.valid = read_validity(map);
    builder_.add_eligible_access(std::move(access));
  }

  fs::path folder_;
  const std::stop_token& stop_;
  std::set<std::string> folders_;  // of exports that were read
  DirectoryBuilder builder_;
  std::map<std::string, std::string> vault_names_;  // the account of each
  // The line in which each was described.
  std::map<std::string, int> partners_, people_, customers_, apps_, tool_accounts_;
  ExportHistory history_;
  std::size_t unnamed_ = 0;
};

}  // namespace

Result<std::shared_ptr<const Directory>> load_directory(const std::string& path,
                                                        std::shared_ptr<const AoboYaml>* parsed,
                                                        const std::stop_token& stop) {
  try {
    if (!fs::is_directory(path))
      return Error{path + ": no such folder; directory names the folder that holds aobo.yaml"};
    return Loader(path, stop).load(parsed);
  } catch (const LoadError& error) {
    return Error{error.message};
  } catch (const YAML::Exception& error) {
    return Error{path + "/aobo.yaml: " + error.what()};
  } catch (const fs::filesystem_error& error) {
    return Error{error.what()};
  }
}

Result<std::vector<PartnerFolder>> partner_folders(const std::string& path) {
  try {
    const std::string file = (fs::path(path) / "aobo.yaml").string();
    std::vector<PartnerFolder> folders;
    YamlMap(file, read_yaml(file)).each_map("partners", [&](YamlMap& entry) {
      const Guid tenant = entry.required_id("tenant");
      folders.push_back({tenant, entry.text("name").value_or(tenant.text()),
                         entry.text("folder").value_or(tenant.text())});
    });
    return folders;
  } catch (const LoadError& error) {
    return Error{error.message};
  }
}

std::shared_ptr<const Directory> empty_directory() { return DirectoryBuilder().build(); }

}  // namespace aobo
