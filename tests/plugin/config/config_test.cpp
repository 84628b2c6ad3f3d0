// The configuration: every mistake has its text, with line and column; the schema and the reader
// know the same keys.
#include "plugin/config/config.h"

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
    "patterns":[{"name":"v","pattern":"(?P<time>.*) (?P<account>a) (?P<person>b) (?P<action>c)","time_format":"%Y"}],
    "identity":{"signin_user_id":false,"check_out_max":"8h","evidence_entries":10}})json");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ(config->directory, "/srv/aobo/dir");
  EXPECT_EQ(config->inputs, (std::vector<std::string>{"logs", "-"}));
  EXPECT_EQ(config->tenants.front().folder, "contoso");
  EXPECT_FALSE(config->identity.signin_user_id);
  EXPECT_EQ(config->identity.check_out_max, 8 * 3600 * kSecondNs);
  EXPECT_EQ(config->identity.evidence_entries, 10U);
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
               "inputs, tenants, patterns, "
               "identity, timeline, behaviour, state"},
           Row{"{\"directory\": 3}", "configuration:1:15: \"directory\" must be a string, found 3"},
           Row{"{\"inputs\": \"logs\"}",
               "configuration:1:12: \"inputs\" must be an array, found \"logs\""},
           Row{"{\"inputs\": [1]}", "configuration:1:13: expected a string, found 1"},
           Row{"{\"identity\": {\"check_out_max\": \"long\"}}",
               "configuration:1:32: \"check_out_max\" must be a span of time like 90s, 5m, 12h or "
               "7d, found \"long\""},
           Row{"{\"identity\": {\"evidence_entries\": 0}}",
               "configuration:1:35: \"evidence_entries\" must be at least 1, found 0"},
           Row{"{\"tenants\": [{\"folder\": \"x\"}]}",
               "configuration:1:14: \"tenant\" is missing, expected an id (GUID)"},
           Row{"{\"patterns\": [{\"name\": \"v\", \"pattern\": \"(\"}]}",
               "configuration:1:40: pattern \"v\" is no RE2 expression: missing ): ("},
           Row{"{\"patterns\": [{\"name\": \"v\", \"pattern\": \"(?P<time>x)\"}]}",
               "configuration:1:40: pattern \"v\" has no group named account; it needs "
               "(?P<time>…), (?P<account>…), "
               "(?P<person>…) and (?P<action>…)"},
       }) {
    const auto config = parse_config(row.json);
    ASSERT_FALSE(config.ok()) << row.json;
    EXPECT_EQ(config.error().message, row.error);
  }
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
  EXPECT_EQ(keys, "base_dir directory inputs tenants patterns identity timeline behaviour state ");
}

}  // namespace
}  // namespace aobo
