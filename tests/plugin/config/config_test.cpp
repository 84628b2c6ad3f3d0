// The configuration: every mistake has its text, with line and column; the schema and the reader
// know the same keys.
#include "plugin/config/config.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

namespace aobo {
namespace {

TEST(Config, EmptyIsAllDefaults) {
  for (const char* json : {"", "  \n", "{}"}) {
    const auto config = parse_config(json);
    ASSERT_TRUE(config.ok()) << json;
    EXPECT_EQ(config->directory, "");
    EXPECT_EQ(config->identity.check_out_max, 12 * 3600 * kSecondNs);
  }
}

TEST(Config, EverythingSet) {
  const auto config =
      parse_config(R"json({"base_dir":"/srv/aobo","directory":"dir","inputs":["logs","-"],
    "tenants":[{"folder":"contoso","tenant":"22222222-2222-4222-8222-222222222222"}],
    "patterns":[{"name":"v","pattern":"(?P<time>.*) (?P<account>a) (?P<person>b) (?P<action>c)","time_format":"%Y-%m-%d %H:%M"}],
    "identity":{"signin_user_id":false,"check_out_max":"8h","evidence_entries":10}})json");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->directory, "/srv/aobo/dir");
  EXPECT_EQ(config->inputs, (std::vector<std::string>{"logs", "-"}));
  EXPECT_EQ(config->tenants.front().folder, "contoso");
  EXPECT_FALSE(config->identity.signin_user_id);
  EXPECT_EQ(config->identity.check_out_max, 8 * 3600 * kSecondNs);
  EXPECT_EQ(config->identity.evidence_entries, 10U);
}

TEST(Config, InputsAreFollowedAllOrOneByOne) {
  const auto some = parse_config(R"({"inputs":["a",{"path":"b","follow":true},{"path":"c"}]})");
  ASSERT_TRUE(some.ok()) << some.error().message;
  EXPECT_EQ(some->inputs, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(some->followed, (std::vector<std::string>{"b"}));
  EXPECT_FALSE(some->follow);
  const auto all = parse_config(R"({"inputs":["a",{"path":"b","follow":false}],"follow":true})");
  ASSERT_TRUE(all.ok()) << all.error().message;
  EXPECT_EQ(all->inputs, std::vector<std::string>{"b"});
  EXPECT_EQ(all->followed, std::vector<std::string>{"a"});
  EXPECT_TRUE(all->follow);
}

TEST(Config, TheZoneOfLocalTimesIsAnotherThanThatOfTexts) {
  const auto config = parse_config(R"({"local_zone":"Europe/Zurich","time_zone":"UTC"})");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->local_zone, *TimeZone::find("Europe/Zurich"));
  EXPECT_EQ(config->time_zone, TimeZone());
  EXPECT_EQ(parse_config(R"({"time_zone":"Europe/Zurich"})")->local_zone, std::nullopt);
}

TEST(Config, MistakesSayWhere) {
  struct Row {
    const char* json;
    const char* error;
  };
  for (const Row& row : {
           Row{"[]", "configuration:1:1: expected an object, found []"},
           Row{"{\n  \"directoy\": \"x\"}",
               "configuration:2:15: unknown key \"directoy\"; expected one of base_dir, directory, "
               "inputs, follow, tenants, dates, local_zone, time_zone, patterns, memory_mb, "
               "identity, activity, timeline, lag, behaviour, mask, mask_key, kafka, state, run"},
           Row{"{\"directory\": 3}", "configuration:1:15: \"directory\" must be a string, found 3"},
           Row{"{\n \"time_zone\": \"CEST\"}",
               "configuration:2:15: \"time_zone\": zone \"CEST\" is not in this machine's time "
               "zone data "
               "(/usr/share/zoneinfo); expected a name like Europe/Zurich or UTC"},
           Row{"{\"local_zone\": \"local\"}",
               "configuration:1:16: \"local_zone\": zone \"local\" is not in this machine's time "
               "zone data (/usr/share/zoneinfo); expected a name like Europe/Zurich or UTC"},
           Row{"{\"inputs\": \"logs\"}",
               "configuration:1:12: \"inputs\" must be an array, found \"logs\""},
           Row{"{\"inputs\": [{\"path\": \"x\", \"folow\": true}]}",
               "configuration:1:36: unknown key \"folow\"; expected one of path, follow, read"},
           Row{"{\"inputs\": [{\"follow\": true}]}",
               "configuration:1:13: \"path\" is missing, expected a string"},
           Row{"{\"lag\": {\"m365.audit\": \"late\"}}",
               "configuration:1:24: \"m365.audit\" must be a span of time like 0s, 30s or 5m, "
               "found \"late\""},
           Row{"{\"follow\": \"yes\"}",
               "configuration:1:12: \"follow\" must be true or false, found \"yes\""},
           Row{"{\"inputs\": [1]}", "configuration:1:13: expected a string, found 1"},
           Row{"{\"identity\": {\"check_out_max\": \"long\"}}",
               "configuration:1:32: \"check_out_max\" must be a span of time like 90s, 5m, 12h or "
               "7d, found \"long\""},
           Row{"{\"identity\": {\"evidence_entries\": 0}}",
               "configuration:1:35: \"evidence_entries\" must be at least 1, found 0"},
           Row{"{\"tenants\": [{\"folder\": \"x\"}]}",
               "configuration:1:14: \"tenant\" is missing, expected an id (GUID)"},
           Row{"{\"tenants\": [{\"folder\": \"x\", \"tenant\": "
               "\"00000000-0000-0000-0000-000000000000\"}]}",
               "configuration:1:40: \"tenant\": an all-zero id names nothing, expected an id "
               "(GUID)"},
           Row{"{\"tenants\": [{\"folder\": \"./x/\", \"tenant\": "
               "\"22222222-2222-4222-8222-222222222222\"},\n{\"folder\": \"x\", \"tenant\": "
               "\"33333333-3333-4333-8333-333333333333\"}]}",
               "configuration:2:12: folder \"x\" stands twice in \"tenants\", first with tenant "
               "22222222-2222-4222-8222-222222222222; a folder has one"},
           Row{"{\"directory\": \"a\",\n \"directory\": \"b\"}",
               "configuration:2:2: key \"directory\" stands twice; put all of it under one"},
           Row{"{\"identity\": {\"check_out_max\": \"8h\", \"check_out_max\": \"9h\"}}",
               "configuration:1:38: key \"check_out_max\" stands twice; put all of it under one"},
           Row{"{\"kafka\": {\"properties\": {\"a\": \"1\",\n\"a\": \"2\"}}}",
               "configuration:2:1: key \"a\" stands twice; put all of it under one"},
           Row{"{\"dates\": \"day\"}",
               "configuration:1:11: \"dates\" must be day-first or month-first, found \"day\""},
           Row{"\xef\xbb\xbf{\"follow\": 1}",
               "configuration:1:12: \"follow\" must be true or false, found 1"},
           Row{"{\"patterns\": [{\"name\": \"v\", \"pattern\": \"(\"}]}",
               "configuration:1:40: pattern \"v\" is no RE2 expression: missing ): ("},
           Row{"{\"patterns\": [{\"name\": \"v\", \"pattern\": \"(?P<time>x)\"}]}",
               "configuration:1:40: pattern \"v\" has no group named account; it needs "
               "(?P<time>…), (?P<account>…), "
               "(?P<person>…) and (?P<action>…), or, of a tool's log, (?P<time>…), (?P<user>…), "
               "(?P<tenant>…) and (?P<message>…)"},
           Row{"{\"patterns\": [{\"name\": \"v\", \"pattern\": "
               "\"(?P<tenant>x)(?P<message>x)(?P<time>x)\"}]}",
               "configuration:1:40: pattern \"v\" has no group named user; a tool's log needs "
               "(?P<time>…), (?P<user>…), (?P<tenant>…) and (?P<message>…)"},
       }) {
    const auto config = parse_config(row.json);
    ASSERT_FALSE(config.ok()) << row.json;
    EXPECT_EQ(config.error().message, row.error);
  }
}

TEST(Config, AFolderOfTenantsIsNamedAsItStandsInPaths) {
  const auto config = parse_config(
      R"({"tenants":[{"folder":"2-contoso/","tenant":"22222222-2222-4222-8222-222222222222"},)"
      R"({"folder":"./a//b","tenant":"22222222-2222-4222-8222-222222222222"}]})");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->tenants.front().folder, "2-contoso");
  EXPECT_EQ(config->tenants.back().folder, "a/b");
}

TEST(Config, TheSchemaIsJsonAndDescribesEveryKey) {
  simdjson::dom::parser parser;
  simdjson::dom::element schema;
  ASSERT_EQ(parser.parse(std::string(config_schema())).get(schema), simdjson::SUCCESS);
  simdjson::dom::object properties;
  ASSERT_EQ(schema["properties"].get(properties), simdjson::SUCCESS);
  std::string keys;
  for (const auto property : properties) {
    keys += std::string(property.key) + " ";
    std::string_view text;
    EXPECT_EQ(property.value["description"].get(text), simdjson::SUCCESS) << property.key;
  }
  EXPECT_EQ(keys,
            "base_dir directory inputs follow tenants dates local_zone time_zone patterns "
            "memory_mb identity "
            "activity "
            "timeline "
            "lag behaviour mask mask_key kafka state run ");
}

TEST(ConfigTest, MemoryIsDividedAmongParts) {
  constexpr std::size_t kMegabyte = std::size_t{1} << 20;
  const auto shares = [](std::string_view json) {
    const auto config = parse_config(json);
    return config ? config->memory : Memory::Shares(0);
  };
  EXPECT_EQ(shares(""), Memory::Shares(512 * kMegabyte));
  EXPECT_EQ(shares(R"({"memory_mb":100})"), Memory::Shares(100 * kMegabyte));
  EXPECT_EQ(parse_config(R"({"memory_mb":100})")->timeline.merge.memory, 24 * kMegabyte);
  // The timeline's by itself: the others keep what they have without it, or divide the rest.
  const Memory::Shares alone = shares(R"({"timeline":{"memory_mb":400}})");
  EXPECT_EQ(alone.of(Part::kTimeline), 600 * kMegabyte);
  EXPECT_NEAR(static_cast<double>(alone.of(Part::kEvidence)),
              static_cast<double>(Memory::Shares().of(Part::kEvidence)), 100);
  EXPECT_EQ(parse_config(R"({"timeline":{"memory_mb":400}})")->timeline.merge.memory,
            400 * kMegabyte);
  const Memory::Shares both = shares(R"({"memory_mb":700,"timeline":{"memory_mb":400}})");
  EXPECT_EQ(both.of(Part::kTimeline), 600 * kMegabyte);
  EXPECT_EQ(both.of(Part::kEvidence), 100 * kMegabyte / 64 * 22);
}

TEST(ConfigTest, MemoryThatDoesNotHoldItsPartsIsRefused) {
  const auto refusal = [](std::string_view json) {
    const auto config = parse_config(json);
    return config ? "" : config.error().message;
  };
  EXPECT_EQ(refusal(R"({"memory_mb":16})"),
            "configuration:1:14: \"memory_mb\" must be at least 32, found 16");
  EXPECT_EQ(
      refusal(R"({"memory_mb":300,"timeline":{"memory_mb":200}})"),
      "configuration:1:14: \"memory_mb\" is 300, and \"timeline\" alone needs 300: half as much "
      "again as its memory_mb; expected more than 300, or a smaller one there");
}

// All that the keys with a default set, as text.
std::string shown(const Config& config) {
  const IdentityOptions& i = config.identity;
  const BehaviourOptions& b = config.behaviour;
  std::string text = fmt::format(
      "{} {} {} {} {} {} {} {} {} {} {} {} | {} {} {} {} | {} {} | {} {} {} {} {} {} {} {} {} {} "
      "{} "
      "{} "
      "{} {} {} {} {} {} {}",
      i.signin_user_id, i.actor_context_id, i.lighthouse_token_tenant, i.session_across_tenants,
      i.check_out_max, i.partner_center_window, i.tool_log_window, i.address_window,
      i.evidence_entries, i.evidence_age, i.revisable_actions, i.revision_age, config.timeline.hold,
      config.timeline.merge.memory, config.timeline.merge.open_inputs, config.timeline.duplicates,
      config.state.interval, config.state.standby, b.silent_entry, b.signin_lookback,
      b.signin_grace, b.twin_grace, b.checkout_grace, b.checkout_max, b.spell, b.dap_return,
      b.privileged, b.deleted, b.credit_grace, b.credit_lost, b.signin_log, b.gap_learning,
      b.gap_least, b.gap_records, b.gap_factor, b.entries, b.pending);
  for (const CountWindow& window : b.windows)
    text += fmt::format(" {}={}", window.name, window.span);
  for (const auto& [family, lag] : config.lag) text += fmt::format(" {}={}", family, lag);
  const ActivityOptions& a = config.activity;
  const RunOptions& run = config.run;
  return text + fmt::format(" {} | {} {} {} | {} {} {}", config.memory.of(Part::kEvidence),
                            a.window, a.kept, a.entries, run.report_interval, run.directory_poll,
                            run.directory_max_age);
}

// Another value of the same kind.
std::string another(simdjson::dom::element value) {
  bool flag = false;
  std::int64_t number = 0;
  if (value.get(flag) == simdjson::SUCCESS) return flag ? "false" : "true";
  if (value.get(number) == simdjson::SUCCESS) return std::to_string(number + 1);
  return value.is_string() ? "\"77s\"" : "[\"77s\"]";
}

TEST(Config, TheDefaultsOfTheSchemaAreTheReadersOwn) {
  simdjson::dom::parser parser;
  simdjson::dom::element schema;
  ASSERT_EQ(parser.parse(std::string(config_schema())).get(schema), simdjson::SUCCESS);
  const std::string unset = shown(*parse_config("{}"));
  const auto with = [](std::string_view section, std::string_view key, const std::string& value) {
    // A state needs its file.
    const auto config =
        parse_config(fmt::format(R"({{"{}":{{{}"{}":{}}}}})", section,
                                 section == "state" ? "\"file\":\"x\"," : "", key, value));
    return config ? shown(*config) : config.error().message;
  };
  std::size_t defaults = 0;
  simdjson::dom::object sections;
  ASSERT_EQ(schema["properties"].get(sections), simdjson::SUCCESS);
  for (const auto section : sections) {
    simdjson::dom::object keys;
    if (section.value["properties"].get(keys) != simdjson::SUCCESS) continue;
    for (const auto key : keys) {
      simdjson::dom::element value;
      if (key.value["default"].get(value) != simdjson::SUCCESS) {
        EXPECT_TRUE(key.key == "file" || key.key == "events" || key.key == "memory_mb" ||
                    section.key == "kafka")
            << "only the file of a state, events of the run, which go by what is followed, the "
               "timeline's memory, which goes by that of all, and what is said of Kafka have no "
               "default: "
            << key.key;
        continue;
      }
      ++defaults;
      EXPECT_EQ(with(section.key, key.key, simdjson::minify(value)), unset) << key.key;
      EXPECT_NE(with(section.key, key.key, another(value)), unset) << key.key;
    }
  }
  EXPECT_EQ(defaults, 53U);
}

}  // namespace
}  // namespace aobo
