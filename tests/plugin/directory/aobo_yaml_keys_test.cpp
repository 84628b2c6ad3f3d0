// The keys of aobo.yaml: what the table lists is what the loaders read, and nothing else.
#include "plugin/base/aobo_yaml_keys.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "plugin/directory/loader.h"
#include "plugin/policy/loader.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

constexpr const char* kPartner = "11111111-1111-4111-8111-111111111111";
constexpr const char* kCustomer = "22222222-2222-4222-8222-222222222222";
constexpr const char* kPerson = "33333333-3333-4333-8333-333333333331";
constexpr const char* kOther = "44444444-4444-4444-8444-444444444441";

using Entry = std::map<std::string, std::string>;  // keys and values of a mapping, as YAML text

// A value that is right for each key, with what it refers to in place.
const std::map<std::string, Entry>& right_values() {
  static const std::map<std::string, Entry> values = {
      {"partners",
       {{"tenant", kPartner}, {"name", "Adatum"}, {"kind", "direct"}, {"folder", "exports"}}},
      {"people",
       {{"upn", "bob@x.example"},
        {"id", kPerson},
        {"partner", kPartner},
        {"name", "Bob"},
        {"puid", "\"1003200012345602\""},
        {"former_upns", "[{upn: rob@x.example, until: 2025-01-01}]"},
        {"former_ids", fmt::format("[{}]", kOther)},
        {"from", "2024-01-01"},
        {"to", "2026-01-01"}}},
      {"people.former_upns", {{"upn", "rob@x.example"}, {"until", "2025-01-01"}}},
      {"memberships",
       {{"group", kOther},
        {"person", "bob@x.example"},
        {"name", "Helpdesk"},
        {"from", "2024-01-01"},
        {"to", "2026-01-01"}}},
      {"customers",
       {{"tenant", kCustomer},
        {"name", "Litware"},
        {"domains", "[litware.example]"},
        {"subscriptions", fmt::format("[{}]", kOther)}}},
      {"relationships",
       {{"type", "dap"},
        {"partner", kPartner},
        {"customer", kCustomer},
        {"from", "2024-01-01"},
        {"to", "2026-01-01"},
        {"id", "r-1"},
        {"group", kOther}}},
      {"shared_accounts",
       {{"account", "admin@litware.example"},
        {"customer", kCustomer},
        {"id", kOther},
        {"vault_name", "litware-admin"},
        {"partner", kPartner}}},
      {"automation_apps",
       {{"app", kOther},
        {"name", "nightly"},
        {"partner", kPartner},
        {"keys", "[0123456789ABCDEF0123456789ABCDEF01234567]"}}},
      {"tool_accounts",
       {{"upn", "tool@x.example"},
        {"id", kOther},
        {"name", "MSP tool"},
        {"app", kOther},
        {"partner", kPartner}}},
      {"eligible_access",
       {{"subscription", kOther},
        {"partner", kPartner},
        {"principal", kPerson},
        {"how", "linked"},
        {"role", kOther},
        {"scope", "/subscriptions/x"},
        {"from", "2024-01-01"},
        {"to", "2026-01-01"}}},
      {"policy",
       {{"unlisted", "deny"},
        {"dap_beside_gdap", "tell"},
        {"pim_default", "8h"},
        {"check_out_max", "12h"}}},
      {"calendars",
       {{"days", "[mon]"},
        {"from", "\"08:00\""},
        {"to", "\"18:00\""},
        {"except", "[2026-12-25]"},
        {"zone", "UTC"}}},
      {"scopes",
       {{"name", "all"},
        {"who", "[everybody]"},
        {"customers", "[Litware]"},
        {"workloads", "[entra]"},
        {"operations", "[password]"},
        {"hours", "office"},
        {"needs", "ticket"}}},
  };
  return values;
}

std::string mapping(const Entry& entry) {
  std::string text = "{";
  for (const auto& [key, value] : entry)
    text += fmt::format("{}{}: {}", text.size() > 1 ? ", " : "", key, value);
  return text + "}";
}

// The value of a key of the top level that holds this mapping.
std::string holding(const std::string& key, const std::string& entry) {
  const YamlKey* row = aobo_yaml_key("", key);
  if (row->kind == YamlKind::kMap) return entry;
  if (row->kind == YamlKind::kNamedMaps) return "{office: " + entry + "}";
  return "[" + entry + "]";
}

class AoboYamlKeys : public test::TempFolderTest {
 protected:
  // The whole of the file, every key in its place; the mappings of one map replaced.
  Entry file(const std::string& replaced, const std::string& entry) {
    Entry all = {{"customer_groups", "{gold: [Litware]}"}, {"operation_sets", "{mine: [\"x *\"]}"}};
    for (const auto& [map, values] : right_values()) {
      if (map.find('.') != std::string::npos) continue;
      all[map] = holding(map, map == replaced ? entry : mapping(values));
    }
    if (replaced == "people.former_upns") {
      Entry person = right_values().at("people");
      person["former_upns"] = "[" + entry + "]";
      all["people"] = holding("people", mapping(person));
    }
    return all;
  }
  // What the loaders say of a file with these keys; without the folder.
  std::string loaded(const Entry& top) {
    write("exports/users.json", "[]");
    std::string text;
    for (const auto& [key, value] : top) text += fmt::format("{}: {}\n", key, value);
    write("aobo.yaml", text);
    const auto directory = load_directory(folder());
    if (!directory) return directory.error().message.substr(folder().size() + 1);
    const auto policy = load_policy(folder(), **directory);
    return policy ? "loaded" : policy.error().message.substr(folder().size() + 1);
  }
};

TEST_F(AoboYamlKeys, EachHasItsPlaceAndAText) {
  std::set<std::string> seen, holders = {""};
  for (const YamlKey& key : kAoboYamlKeys) {
    const std::string path =
        key.map.empty() ? std::string(key.name) : fmt::format("{}.{}", key.map, key.name);
    EXPECT_TRUE(seen.insert(path).second) << path << " stands there twice";
    EXPECT_TRUE(holders.contains(std::string(key.map))) << path << " stands in no map";
    EXPECT_TRUE(!key.text.empty() && key.text.back() == '.') << path << ": " << key.text;
    if (key.kind == YamlKind::kMap || key.kind == YamlKind::kMaps ||
        key.kind == YamlKind::kNamedMaps)
      holders.insert(path);
  }
}

TEST_F(AoboYamlKeys, EachIsAccepted) {
  EXPECT_EQ(loaded(file("", "")), "loaded");
  for (const YamlKey& key : kAoboYamlKeys) {
    if (key.map.empty()) continue;
    const auto map = right_values().find(std::string(key.map));
    ASSERT_NE(map, right_values().end()) << key.map;
    EXPECT_TRUE(map->second.contains(std::string(key.name))) << key.map << "." << key.name;
  }
  for (const auto& [map, values] : right_values()) {
    for (const auto& [key, value] : values)
      EXPECT_NE(aobo_yaml_key(map, key), nullptr) << map << "." << key;
  }
}

TEST_F(AoboYamlKeys, EachIsReallyRead) {
  for (const YamlKey& key : kAoboYamlKeys) {
    const std::string map(key.map), name(key.name);
    // No key takes a list of lists.
    constexpr const char* kWrong = "[[wrong]]";
    Entry top;
    if (map.empty()) {
      top = file("", "");
      top[name] = kWrong;
    } else {
      Entry entry = right_values().at(map);
      entry[name] = kWrong;
      top = file(map, mapping(entry));
    }
    const std::string error = loaded(top);
    EXPECT_NE(error, "loaded") << map << "." << name << " was not read";
    EXPECT_EQ(error.substr(0, 10), "aobo.yaml:") << error;
    EXPECT_NE(error.find(name), std::string::npos) << error;
    EXPECT_EQ(error.find("has no key"), std::string::npos) << error;
  }
}

TEST_F(AoboYamlKeys, TheRequiredOnesAreMissedAndNoOthers) {
  for (const YamlKey& key : kAoboYamlKeys) {
    const std::string map(key.map), name(key.name);
    // Of a person and of a tool's account one of two is enough.
    if (map.empty() || map == "people" || map == "tool_accounts") continue;
    Entry entry = right_values().at(map);
    entry.erase(name);
    const std::string error = loaded(file(map, mapping(entry)));
    // Others may refer to what was left out; only the entry itself may not miss it.
    const bool missed = error.find("has no " + name) != std::string::npos ||
                        error.find("needs " + name) != std::string::npos;
    EXPECT_EQ(missed, key.required) << map << "." << name << ": " << error;
  }
}

TEST_F(AoboYamlKeys, AnyOtherIsRefusedWithTheKeysThereAre) {
  const auto expected = [](const std::string& map) {
    std::string names;
    for (const YamlKey& key : kAoboYamlKeys) {
      if (key.map == map) names += (names.empty() ? "" : ", ") + std::string(key.name);
    }
    return " has no key \"nonsense\"; expected one of " + names;
  };
  Entry top = file("", "");
  top["nonsense"] = "1";
  std::string error = loaded(top);
  EXPECT_EQ(error.substr(error.find(" has")), expected(""));
  for (const auto& [map, values] : right_values()) {
    Entry entry = values;
    entry["nonsense"] = "1";
    error = loaded(file(map, mapping(entry)));
    ASSERT_NE(error.find(" has"), std::string::npos) << map << ": " << error;
    EXPECT_EQ(error.substr(error.find(" has")), expected(map)) << error;
  }
}

}  // namespace
}  // namespace aobo
