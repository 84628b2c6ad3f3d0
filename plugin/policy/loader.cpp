#include "plugin/policy/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "plugin/base/distinct.h"
#include "plugin/base/load_error.h"
#include "plugin/base/text.h"
#include "plugin/base/yaml_door.h"
#include "plugin/directory/aobo_yaml.h"
#include "plugin/directory/export_rows.h"
#include "plugin/directory/yaml_map.h"

namespace aobo {
namespace {

std::string list_of(const auto& names) { return fmt::format("{}", fmt::join(names, ", ")); }

class Loader {
 public:
  Loader(std::string file, const Directory& directory)
      : file_(std::move(file)), directory_(directory), policy_(std::make_shared<Policy>()) {}

  std::shared_ptr<const Policy> load(const AoboYaml* parsed) {
    YamlMap map(file_, parsed != nullptr ? parsed->root : load_yaml_file(file_));
    map.map("policy", [&](YamlMap& entry) { read_policy(entry); });
    map.each_named("calendars",
                   [&](const std::string& name, YamlMap& entry) { read_calendar(name, entry); });
    map.each_named_list("customer_groups", [&](const std::string& name, const std::string& text) {
      add_once(customer_groups_[name], required_customer(map, "customer_groups", text));
    });
    map.each_named_list("operation_sets", [&](const std::string& name, const std::string& text) {
      policy_->operations.add(name, lower(trimmed(text)));
    });
    map.each_map("scopes", [&](YamlMap& entry) { read_scope(entry); });
    return policy_;
  }

 private:
  void read_policy(YamlMap& map) {
    if (const auto unlisted = map.text("unlisted")) {
      if (*unlisted == "allow") {
        policy_->unlisted = Unlisted::kAllow;
      } else if (*unlisted == "deny") {
        policy_->unlisted = Unlisted::kDeny;
      } else if (*unlisted != "none") {
        map.fail("unlisted", "unlisted must be allow, deny or none, found \"" + *unlisted + "\"");
      }
    }
    if (const auto beside = map.text("dap_beside_gdap")) {
      if (*beside != "violation" && *beside != "tell") {
        map.fail("dap_beside_gdap",
                 "dap_beside_gdap must be violation or tell, found \"" + *beside + "\"");
      }
      policy_->dap_beside_gdap_is_violation = *beside == "violation";
    }
    read_span(map, "pim_default", policy_->permits.pim_default);
    read_span(map, "check_out_max", policy_->permits.check_out_max);
  }

  static void read_span(YamlMap& map, const char* key, TimeNs& into) {
    const auto text = map.text(key);
    if (!text) return;
    const auto span = parse_span(*text);
    if (!span || *span == 0)
      map.fail(key, std::string(key) + " must be a span of time like 30m, 8h or 2d, found \"" +
                        *text + "\"");
    into = *span;
  }

  void read_calendar(const std::string& name, YamlMap& map) {
    Calendar::Hours hours;
    bool days_given = false;
    std::uint8_t days = 0;
    map.each_text("days", [&](const std::string& text) {
      const auto day = Calendar::parse_day(text);
      if (!day)
        map.fail("days",
                 "days must hold mon, tue, wed, thu, fri, sat, sun, found \"" + text + "\"");
      days |= static_cast<std::uint8_t>(1U << *day);
      days_given = true;
    });
    if (days_given) hours.days = days;
    read_minute(map, "from", hours.from_minute);
    read_minute(map, "to", hours.to_minute);
    if (hours.from_minute == hours.to_minute) map.fail("to", "to must be another time than from");
    map.each_text("except", [&](const std::string& text) {
      const auto day = Calendar::parse_date(text);
      if (!day)
        map.fail("except", "except must hold dates like 2026-12-25, found \"" + text + "\"");
      hours.except.insert(*day);
    });
    auto calendar = Calendar::make(map.text("zone").value_or("UTC"), std::move(hours));
    if (!calendar) map.fail("zone", calendar.error().message);
    policy_->calendars.emplace(name, std::move(*calendar));
  }

  static void read_minute(YamlMap& map, const char* key, int& into) {
    const auto text = map.text(key);
    if (!text) return;
    const auto minute = Calendar::parse_minute(*text);
    if (!minute)
      map.fail(key, std::string(key) +
                        " must be a time of day like \"08:30\" (in quotes), found \"" + *text +
                        "\"");
    into = *minute;
  }

  const Customer* find_customer(const std::string& text) const {
    if (const auto id = parse_id(text)) return directory_.customer(*id);
    if (const Customer* by_domain = directory_.customer_by_domain(text)) return by_domain;
    for (const Customer& customer : directory_.customers()) {
      if (equal_ignoring_case(customer.name, text)) return &customer;
    }
    return nullptr;
  }

  Guid required_customer(YamlMap& map, const char* key, const std::string& text) const {
    const Customer* customer = find_customer(text);
    if (customer != nullptr) return customer->tenant;
    map.fail(
        key,
        "no customer \"" + text +
            "\" by name, domain or tenant id; customers are those of the exports and of customers");
  }

  void read_scope(YamlMap& map) {
    Scope scope;
    scope.name = map.required_text("name");
    map.once("name", scope.name, scope_names_);
    bool anybody = false;
    map.each_text("who", [&](const std::string& text) {
      add_who(map, text, scope);
      anybody = true;
    });
    if (!anybody)
      map.fail("scope \"" + scope.name + "\" has no who; everybody is a possible value");
    map.each_text("customers", [&](const std::string& text) {
      const auto group = customer_groups_.find(text);
      if (group == customer_groups_.end()) {
        add_once(scope.customers, required_customer(map, "customers", text));
      } else {
        for (const Guid& tenant : group->second) add_once(scope.customers, tenant);
      }
    });
    map.each_text("workloads", [&](const std::string& text) {
      const auto known = known_workloads();
      if (std::ranges::find(known, text) == known.end()) {
        map.fail("workloads", "no workload \"" + text + "\"; expected one of " + list_of(known));
      }
      scope.workloads.push_back(text);
    });
    map.each_placed_text("operations", [&](const std::string& text, const YamlMap::Fail& fail) {
      const std::string meant = policy_->operations.slip_of(text);
      if (!meant.empty())
        fail("no operation set \"" + text + "\"; did you mean " + meant +
             "? An operation of that name goes into operation_sets");
      scope.operations.push_back(text);
    });
    if (const auto hours = map.text("hours")) {
      if (!policy_->calendars.contains(*hours))
        map.fail("hours", "no calendar \"" + *hours + "\" stands under calendars");
      scope.hours = *hours;
    }
    if (const auto needs = map.text("needs")) {
      if (*needs != "ticket" && *needs != "window")
        map.fail("needs", "needs must be ticket or window, found \"" + *needs + "\"");
      scope.needs = *needs == "ticket" ? Need::kTicket : Need::kWindow;
    }
    policy_->scopes.push_back(std::move(scope));
  }

  // A person's UPN or id, a group's name or id, partner:NAME, app:ID, everybody.
  void add_who(YamlMap& map, const std::string& text, Scope& scope) const {
    if (text == "everybody") {
      scope.everybody = true;
      return;
    }
    if (text.starts_with("partner:")) return add_partner(map, text.substr(8), scope);
    if (text.starts_with("app:")) {
      const auto app = parse_id(text.substr(4));
      if (!app) map.fail("who", "app: needs an application id (GUID), found \"" + text + "\"");
      scope.apps.push_back(*app);
      return;
    }
    const auto id = parse_id(text);
    if (id && !directory_.by_object(*id).empty()) return scope.people.push_back(*id);
    if (!directory_.by_upn(text, kEver).empty()) return scope.upns.push_back(text);
    std::vector<Guid> found;
    for (const auto& [group_id, group] : directory_.all_groups()) {
      if (id ? group_id == *id : equal_ignoring_case(group.name, text)) found.push_back(group_id);
    }
    if (found.empty()) fail_who(map, text);
    scope.groups.insert(scope.groups.end(), found.begin(), found.end());
  }

  void fail_who(YamlMap& map, const std::string& text) const {
    std::string message =
        "no person, group or partner \"" + text +
        "\"; expected a UPN, a group's name, an id, partner:NAME, app:ID or everybody";
    const bool may_be_group = text.find('@') == std::string::npos;
    if (may_be_group && directory_.all_groups().empty())
      message += ". No group is known: " + call_of(row_named("groups"), "") +
                 " as groups.json into the partner's folder";
    map.fail("who", message);
  }

  void add_partner(YamlMap& map, const std::string& text, Scope& scope) const {
    const auto id = parse_id(text);
    for (const Partner& partner : directory_.partners()) {
      if (id ? partner.tenant == *id : equal_ignoring_case(partner.name, text)) {
        scope.partners.push_back(partner.tenant);
        return;
      }
    }
    map.fail("who", "no partner \"" + text + "\" stands under partners");
  }

  std::string file_;
  const Directory& directory_;
  std::shared_ptr<Policy> policy_;
  std::map<std::string, std::vector<Guid>> customer_groups_;
  std::map<std::string, int> scope_names_;  // the line of each
};

}  // namespace

Result<std::shared_ptr<const Policy>> load_policy(const std::string& folder,
                                                  const Directory& directory,
                                                  const AoboYaml* parsed) {
  try {
    return Loader(folder + "/aobo.yaml", directory).load(parsed);
  } catch (const LoadError& error) {
    return Error{error.message};
  } catch (const YAML::Exception& error) {
    return Error{folder + "/aobo.yaml: " + error.what()};
  }
}

std::shared_ptr<const Policy> empty_policy() { return std::make_shared<const Policy>(); }

}  // namespace aobo
