// The commands about rules as a person runs them: what they print, their exit codes and files;
// alerts in Falco's forms key for key, and in ECS and OCSF against the schemas' own names and
// types.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include "plugin/base/ip.h"
#include "plugin/base/time.h"
#include "tests/support/cli.h"
#include "tests/support/places.h"

namespace aobo {
namespace {

class RulesCli : public test::CliTest {
 protected:
  static std::string rules() { return std::string(test::kSourceDir) + "/rules"; }
  static std::string replay() {
    return "replay --quiet --config " + sample("aobo.json") + " --rules " + rules();
  }
  // The sample data, and beside it a group's and a role's member, of whom no rule says anything.
  std::string replay_with_changes() {
    const std::string changes = write(
        "changes.ndjson",
        R"({"CreationTime":"2026-03-02T09:00:00","Id":"u-group-1","Operation":"Add member to group.","OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":8,"UserType":0,"UserKey":"-","Workload":"AzureActiveDirectory","ResultStatus":"Success","UserId":"admin@contoso.example","ObjectId":"pat@contoso.example","ModifiedProperties":[{"Name":"Group.ObjectID","NewValue":"3f0a2c51-6d0b-4f5e-9a44-2b1f6f0a7c10","OldValue":""},{"Name":"Group.DisplayName","NewValue":"Finance","OldValue":""}]})"
        "\n"
        R"({"CreationTime":"2026-03-02T09:01:00","Id":"u-role-2","Operation":"Add member to role.","OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":8,"UserType":0,"UserKey":"-","Workload":"AzureActiveDirectory","ResultStatus":"Success","UserId":"admin@contoso.example","ObjectId":"pat@contoso.example","ModifiedProperties":[{"Name":"Role.TemplateId","NewValue":"729827e3-9c14-49f7-bb1b-9608f156bbb8","OldValue":""},{"Name":"Role.DisplayName","NewValue":"Helpdesk Administrator","OldValue":""}]})"
        "\n"
        R"({"CreationTime":"2026-03-02T09:02:00","Id":"u-consent-1","Operation":"Consent to application.","OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":8,"UserType":0,"UserKey":"-","Workload":"AzureActiveDirectory","ResultStatus":"Success","UserId":"admin@contoso.example","ObjectId":"Mailbox archiver"})"
        "\n");
    return replay() + " " + sample("logs") + " " + changes;
  }
  static std::string table(const std::string& name) {
    return test::slurp_file(std::string(test::kSourceDir) + "/tests/simulator/report/" + name);
  }
  static std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
  }
  static std::vector<std::string> parts(const std::string& line, char by) {
    std::vector<std::string> all;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, by);) all.push_back(part);
    return all;
  }
};

// ---- a schema: names, types, allowed values
struct Attribute {
  std::string type;
  std::set<std::string> values;
  bool required = false;
};
using Schema = std::map<std::string, Attribute>;

bool fits(const Attribute& attribute, simdjson::dom::element value, std::string& shown) {
  std::string_view text;
  std::int64_t number = 0;
  if (value.get(text) == simdjson::SUCCESS) {
    shown = text;
    if (attribute.type == "date") return parse_time(text).has_value();
    if (attribute.type == "ip") return !parse_address(text).ip.empty();
    return attribute.type == "keyword" || attribute.type == "text" || attribute.type == "string";
  }
  if (value.get(number) == simdjson::SUCCESS) {
    shown = std::to_string(number);
    return attribute.type == "long" || attribute.type == "integer";
  }
  return value.is_bool() && attribute.type == "boolean";
}

void hold(const Schema& schema, const std::string& path, simdjson::dom::element value,
          std::set<std::string>& seen) {
  const auto known = schema.find(path);
  if (known != schema.end() && (known->second.type == "labels" || known->second.type == "object")) {
    for (const auto member : simdjson::dom::object(value.get_object().value_unsafe())) {
      EXPECT_TRUE(known->second.type == "object" || member.value.is_string())
          << path << "." << member.key;
    }
    return;
  }
  if (value.is_object()) {
    const simdjson::dom::object object = value.get_object().value_unsafe();
    EXPECT_TRUE(known == schema.end() || known->second.type != "at_least_one" ||
                std::ranges::any_of(known->second.values,
                                    [&](const auto& name) { return object[name].error() == 0; }))
        << path << " is " << simdjson::minify(value) << ", expected at least one of "
        << fmt::format("{}", fmt::join(known->second.values, ", "));
    for (const auto member : object)
      hold(schema, path.empty() ? std::string(member.key) : path + "." + std::string(member.key),
           member.value, seen);
    return;
  }
  if (value.is_array()) {
    for (const auto item : simdjson::dom::array(value.get_array().value_unsafe()))
      hold(schema, path, item, seen);
    return;
  }
  ASSERT_TRUE(known != schema.end()) << "the schema has no " << path;
  std::string shown;
  EXPECT_TRUE(fits(known->second, value, shown))
      << path << " is " << simdjson::minify(value) << ", expected " << known->second.type;
  EXPECT_TRUE(known->second.values.empty() || known->second.values.contains(shown))
      << path << " is " << shown;
  seen.insert(path);
}

// What is published is one file, of which Falco says nothing: no list or macro that only a later
// file uses, and nothing against its schema.
TEST_F(RulesCli, TheRulesInOneFileAreWithoutAWarning) {
  const std::string file = folder() + "/aobo_rules.yaml";
  const std::string root = test::kSourceDir;
  ASSERT_EQ(
      std::system(
          ("python3 " + root + "/ci/packaging/rules_file.py " + root + "/rules " + file).c_str()),
      0);
  const Run found = run("validate " + file);
  EXPECT_EQ(found.code, 0) << found.out;
  EXPECT_EQ(found.error, "");
  EXPECT_TRUE(found.out.ends_with(" lists: they load; 0 lints\n")) << found.out;
}

TEST_F(RulesCli, EachPageThatCountsTheRulesCountsThemAll) {
  const std::string root = test::kSourceDir;
  const std::string page = test::slurp_file(root + "/rules/README.md");
  const std::size_t at = page.find(" rules for Falco");
  ASSERT_NE(at, std::string::npos);
  const std::string count = page.substr(page.rfind('\n', at) + 1, at - page.rfind('\n', at) - 1);
  EXPECT_NE(test::slurp_file(root + "/README.md").find("**`rules/`**: " + count + " rules, "),
            std::string::npos)
      << count;
  EXPECT_NE(test::slurp_file(root + "/docs/write-a-rule.md")
                .find("[rules/README.md](../rules/README.md) lists " + count + "."),
            std::string::npos)
      << count;
}

TEST_F(RulesCli, EcsIsTheSchemasOwn) {
  Schema schema;
  for (const std::string& line : lines(table("ecs_fields.tsv"))) {
    const auto cells = parts(line, '\t');
    if (line.starts_with('#')) continue;
    const auto values = cells.size() > 2 ? parts(cells[2], ',') : std::vector<std::string>();
    schema[cells[0]] = {cells[1], {values.begin(), values.end()}};
  }
  std::set<std::string> seen;
  simdjson::dom::parser parser;
  const auto events =
      lines(run(replay_with_changes() + " --rule-matching all --enriched --format ecs").out);
  ASSERT_GT(events.size(), 70U);
  for (const std::string& line : events) hold(schema, "", parser.parse(line).value_unsafe(), seen);
  seen.insert("labels");
  for (const auto& [field, attribute] : schema)
    EXPECT_TRUE(seen.contains(field)) << field << " is never written";
}

TEST_F(RulesCli, OcsfIsTheSchemasOwn) {
  std::map<std::string, Schema> classes;
  for (const std::string& line : lines(table("ocsf_attributes.tsv"))) {
    if (line.starts_with('#')) continue;
    const auto cells = parts(line, '\t');
    const auto values = cells.size() > 3 ? parts(cells[3], ',') : std::vector<std::string>();
    const bool required = cells[2].ends_with('!');
    classes[cells[0]][cells[1]] = {cells[2].substr(0, cells[2].size() - (required ? 1 : 0)),
                                   {values.begin(), values.end()},
                                   required};
  }
  std::map<std::string, std::uint64_t> counted;
  simdjson::dom::parser parser;
  for (const std::string& line :
       lines(run(replay_with_changes() + " --rule-matching all --enriched --format ocsf").out)) {
    const auto object = parser.parse(line).value_unsafe();
    const std::string uid = std::to_string(object["class_uid"].get_int64().value_unsafe());
    std::set<std::string> seen;
    hold(classes.at(uid), "", object, seen);
    for (const auto& [path, attribute] : classes.at(uid))
      EXPECT_TRUE(!attribute.required || seen.contains(path)) << path << " is missing: " << line;
    ++counted[uid];
  }
  EXPECT_GT(counted["2004"], 50U);
  EXPECT_GT(counted["6003"], 5U);
  EXPECT_GT(counted["3002"], 3U);
  for (const char* uid : {"3001", "3004", "3005", "3006"}) EXPECT_GT(counted[uid], 0U) << uid;
}

// A SIEM finds what was done in every class, not in that of calls alone.
TEST_F(RulesCli, OcsfSaysInEveryClassWhatWasDoneAndInWhichTenant) {
  std::map<std::string, std::set<std::string>> done;
  simdjson::dom::parser parser;
  for (const std::string& line :
       lines(run(replay_with_changes() + " --enriched --format ocsf").out)) {
    const auto object = parser.parse(line).value_unsafe();
    const std::string uid = std::to_string(object["class_uid"].get_int64().value_unsafe());
    std::string_view operation;
    if (uid == "2004" || !object["unmapped"]["aobo.derived"].error()) continue;
    EXPECT_FALSE(object["api"]["operation"].get(operation)) << line;
    EXPECT_FALSE(object["cloud"]["org"]["uid"].error()) << line;
    done[uid].emplace(operation);
    if (uid == "3001" && object["activity_id"].get_int64().value_unsafe() == 99) {
      EXPECT_EQ(object["activity_name"].get_string().value_unsafe(), operation);
    }
  }
  for (const char* uid : {"3001", "3002", "3004", "3005", "3006"})
    EXPECT_FALSE(done[uid].empty()) << uid;
  EXPECT_TRUE(done["3004"].contains("consent to application"))
      << fmt::format("{}", fmt::join(done["3004"], ", "));
}

TEST_F(RulesCli, AlertsAreFalcosKeyForKey) {
  const std::string rule =
      write("r.yaml",
            "- rule: Who did it\n  desc: d\n  condition: aobo.id = u-role-1 or aobo.user.active = "
            "false\n  priority: WARNING\n  "
            "source: aobo\n  tags: [b, a]\n"
            "  output: '%aobo.user.upn (%tolower(aobo.user.name)) %aobo.candidates "
            "%aobo.user.active %aobo.ip %aobo.was.user.upn'\n");
  const auto one = [&](const std::string& format) {
    const Run found = run("replay --quiet --config " + sample("aobo.json") + " --rules " + rule +
                          " --format " + format);
    EXPECT_EQ(found.code, 0) << found.error;
    return found.out;
  };
  const std::string text = one("text");
  EXPECT_EQ(text,
            "11:10:00.000000000: Warning carol@adatum.example (carol chen) (carol@adatum.example) "
            "false 192.0.2.10 <NA> (show Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1)\n");
  std::string json = one("json");
  const std::string host = "{\"hostname\":\"";
  ASSERT_TRUE(json.starts_with(host));
  json = host + json.substr(json.find('"', host.size()));  // the name of the machine
  EXPECT_EQ(json,
            "{\"hostname\":\"\",\"output\":\"11:10:00.000000000: Warning carol@adatum.example "
            "(carol chen) (carol@adatum.example) "
            "false 192.0.2.10 <NA>\","
            "\"output_fields\":{\"aobo.candidates\":[\"carol@adatum.example\"],\"aobo.id\":"
            "\"Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1\",\"aobo.ip\":\"192.0."
            "2.10\",\"aobo.user.active\":false,"
            "\"aobo.user.upn\":\"carol@adatum.example\",\"aobo.was.user.upn\":null,\"evt.time\":"
            "1772449800000000000},\"priority\":"
            "\"Warning\","
            "\"rule\":\"Who did "
            "it\",\"source\":\"aobo\",\"tags\":[\"a\",\"b\"],\"time\":\"2026-03-02T11:10:00."
            "000000000Z\"}\n");
}

TEST_F(RulesCli, ARuleWithoutTagsHasAnEmptyListAndABackslashIsDoubledOnceByFalcosEscaping) {
  const std::string rule = write("r.yaml",
                                 "- rule: r\n  desc: d\n  condition: aobo.id = "
                                 "Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1\n  "
                                 "priority: WARNING\n  source: aobo\n  output: 'a\\b'\n");
  const auto alert = [&](const std::string& more) {
    return run("replay --quiet --config " + sample("aobo.json") + " --rules " + rule + more).out;
  };
  EXPECT_TRUE(alert(" --format json").find("Warning a\\\\b\",\"output_fields\"") !=
              std::string::npos)
      << alert(" --format json");
  EXPECT_TRUE(alert(" --format json").find(",\"tags\":[],\"time\":") != std::string::npos)
      << alert(" --format json");
  EXPECT_EQ(alert(" --falco 0.45"),
            "11:10:00.000000000: Warning a\\\\b (show "
            "Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1)\n");
  EXPECT_EQ(alert(" --falco 0.44"),
            "11:10:00.000000000: Warning a\\b (show "
            "Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1)\n");
}

TEST_F(RulesCli, ContentForgesNoLine) {
  const std::string log = write(
      "logs/f.ndjson",
      R"({"CreationTime":"2026-03-02T09:00:00","Id":"f1","Operation":"Update user.","OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":8,"UserType":0,"UserKey":"-","Workload":"AzureActiveDirectory","ResultStatus":"Success","UserId":"x\n12:00:00: Emergency all\u001b[2J is\u2028well"})"
      "\n");
  const std::string rule = write("r.yaml",
                                 "- rule: r\n  desc: d\n  condition: aobo.id = f1\n  priority: "
                                 "WARNING\n  source: aobo\n  output: '%aobo.actor'\n");
  for (const char* format : {"text", "json", "ecs", "ocsf"}) {
    const Run found = run("replay --quiet --rules " + rule + " --format " + format + " " + log);
    EXPECT_EQ(lines(found.out).size(), 1U) << found.out << found.error;
    for (const char c : found.out)
      EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << format;
  }
}

TEST_F(RulesCli, TwoThreadsPrintWhatOneDoes) {
  for (const char* format : {"text", "json --rule-matching all", "ocsf --enriched"}) {
    const Run one = run(replay() + " --format " + format),
              two = run(replay() + " --jobs 2 --format " + format);
    EXPECT_EQ(two.code, 0) << two.error;
    EXPECT_GT(one.out.size(), 1000U);
    EXPECT_TRUE(one.out == two.out) << format;
  }
}

TEST_F(RulesCli, PriorityTagsAndFailingOnAnAlert) {
  EXPECT_EQ(run(replay() + " --format none --fail-on critical").code, 37);
  EXPECT_EQ(run(replay() + " --format none --tag nothing-has-it --fail-on debug").code, 2);
  const std::size_t all = lines(run(replay() + " --rule-matching all").out).size(),
                    errors =
                        lines(run(replay() + " --rule-matching all --priority error").out).size();
  EXPECT_LT(errors, all);
  EXPECT_GT(errors, 5U);
  EXPECT_EQ(
      run(replay() + " --priority loud").error,
      "aobo-sim: replay: --priority must be one of Falco's, from emergency to debug, found loud\n");
  EXPECT_EQ(run(replay() + " --format table").error,
            "aobo-sim: replay: --format must be text, json, ecs, ocsf or none with --rules, found "
            "table\n");
  EXPECT_EQ(run(replay() + " --enriched").error,
            "aobo-sim: replay: --enriched needs --format json, ecs or ocsf, found text\n");
  const Run summary =
      run("replay --config " + sample("aobo.json") + " --rules " + rules() + " --format none");
  for (const char* part :
       {"by rule\n", "by customer\n", "by person\n", "carol@adatum.example", "Contoso"})
    EXPECT_NE(summary.out.find(part), std::string::npos) << part;
}

TEST_F(RulesCli, ValidateSaysErrorsWarningsAndLints) {
  const Run good = run("validate " + rules());
  EXPECT_EQ(good.code, 0);
  // Of a folder Falco warns of what a later file uses.
  for (const std::string& line : lines(good.error)) {
    if (line.find(": warning ") == std::string::npos) continue;
    EXPECT_NE(line.find(": warning LOAD_UNUSED_"), std::string::npos) << line;
  }
  EXPECT_TRUE(good.out.ends_with(" warnings, 0 lints\n")) << good.out;
  const std::string bad = write("bad.yaml",
                                "- rule: r\n  desc: d\n  condition: aobo.nothing = 1\n  priority: "
                                "WARNING\n  source: aobo\n  output: x\n");
  const Run refused = run("validate " + bad);
  EXPECT_EQ(refused.code, 30);
  EXPECT_EQ(refused.error, bad +
                               ":3:14: error LOAD_ERR_COMPILE_CONDITION: filter_check called with "
                               "nonexistent field aobo.nothing\n"
                               "      condition: aobo.nothing = 1\n"
                               "                 ^\n"
                               "  aobo-sim fields lists the fields\n"
                               "aobo-sim: the rules cannot be loaded\n");
  const std::string doubtful = write("doubtful.yaml",
                                     "- rule: r\n  desc: d\n  condition: aobo.method = guess\n  "
                                     "priority: WARNING\n  source: aobo\n  output: x\n");
  EXPECT_EQ(run("validate " + doubtful).code, 36);
  EXPECT_EQ(run("validate --off impossible-value --off nobody-named --off no-description --off "
                "no-technique " +
                doubtful)
                .code,
            0);
  EXPECT_EQ(run("validate --off nonsense " + doubtful).error,
            "aobo-sim: validate: no lint \"nonsense\"; --list-lints lists them\n");
  EXPECT_EQ(run("validate").error,
            "aobo-sim: no rules named; give a rules file or a folder, like rules/\n");
}

TEST_F(RulesCli, ExplainTellsWhyARuleFiresAndWhyItDoesNot) {
  const std::string base = "explain 'aobo Somebody who left the partner acts' --rules " + rules() +
                           " --config " + sample("aobo.json");
  const Run fires = run(base);
  EXPECT_EQ(fires.code, 0);
  EXPECT_NE(fires.out.find("fires for "), std::string::npos) << fires.out;
  EXPECT_NE(
      fires.out.find("  yes    aobo.user.active = false\n           aobo.user.active is false\n"),
      std::string::npos)
      << fires.out;
  const Run named = run(base + " --event f-azure-1");
  EXPECT_EQ(named.code, 0);
  EXPECT_EQ(run("explain nothing --rules " + rules()).error,
            "aobo-sim: explain: no rule \"nothing\" in these files\n");
}

// A rules file is somebody else's until it was read.
TEST_F(RulesCli, NamesAndTextsOfARulesFileForgeNothingOnAPageOrInAHeader) {
  write("rules/r.yaml",
        "- rule: \"Red\\e[31m\\n## Forged\"\n  desc: \"one\\a\\ntwo\"\n  condition: aobo.family = "
        "entra.signin\n  output: o\n  priority: NOTICE\n  source: aobo\n  tags: [theme]\n");
  write("rules/help/themes.yaml", "themes:\n  theme: {normal: n, check: \"c\\e\", ask: a}\n");
  const Run page = run("catalogue --alerts " + folder() + "/rules");
  EXPECT_EQ(page.out.substr(page.out.find("\n## ")),
            "\n## Red\\x1b[31m\\x0a## Forged\n\n*Notice.* one\\x07\ntwo\n\n- **Normal**: n\n"
            "- **Check**: c\\x1b\n- **Ask**: a\n- **Quieten**: It has no exceptions: fix the "
            "cause, or switch it off with `override`.\n")
      << page.error;
  const std::string fields = " --quiet --fields 'aobo.param[a\x1b!],aobo.family' " + sample("logs");
  EXPECT_EQ(lines(run("replay" + fields).out).at(0), "aobo.param[a\\x1b!]\taobo.family");
  EXPECT_EQ(lines(run("replay --rules " + folder() + "/rules" + fields).out).at(0),
            "rule\taobo.param[a\\x1b!]\taobo.family");
}

TEST_F(RulesCli, CheckAndMutateWriteTheirOutcome) {
  const std::string rule = "'aobo Guest made a member'";
  const Run checked = run("check " + rules() + " --rule " + rule + " --worlds 1 --json " +
                          folder() + "/c.json --junit " + folder() + "/c.xml");
  EXPECT_EQ(checked.code, 0) << checked.out << checked.error;
  simdjson::dom::parser parser;
  simdjson::dom::array tested;
  ASSERT_EQ(parser.parse(slurp("c.json"))["rules"].get(tested), simdjson::SUCCESS);
  EXPECT_EQ(tested.size(), 1U);
  EXPECT_EQ(lines(slurp("c.xml")).at(2),
            "<testsuite name=\"aobo-sim check\" tests=\"1\" failures=\"0\">");
  const Run mutated = run("mutate " + rules() + " --rule " + rule +
                          " --worlds 0 --least 101 --json " + folder() + "/m.json");
  EXPECT_EQ(mutated.code, 35) << mutated.out << mutated.error;
  std::int64_t percent = -1;
  EXPECT_EQ(parser.parse(slurp("m.json"))["percent"].get(percent), simdjson::SUCCESS);
  EXPECT_EQ(percent, 100);
  EXPECT_EQ(run("check " + rules() + " --rule nothing").error,
            "aobo-sim: check: no rule \"nothing\" in these files\n");
  EXPECT_EQ(run("fields --coverage").code, 0);
}

}  // namespace
}  // namespace aobo
