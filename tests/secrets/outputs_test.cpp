// No secret gets out: each form, in a record of each family, in each envelope, through the library
// and in every output of aobo-sim.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>
#include <sys/stat.h>

#include "plugin/base/json_text.h"
#include "tests/support/cli.h"
#include "tests/support/plugin_host.h"
#include "tests/support/secrets.h"

namespace aobo::test {
namespace {

struct FamilyRecord {
  const char* family;
  const char* json;  // its first member comes behind what is planted
};
constexpr FamilyRecord kRecords[] = {
    {"entra.signin",
     R"("createdDateTime":"2026-03-02T08:00:11Z","id":"i1","userPrincipalName":"u@contoso.example","appDisplayName":"Azure Portal","clientAppUsed":"Browser","conditionalAccessStatus":"success","status":{"errorCode":0}})"},
    {"entra.audit",
     R"("category":"RoleManagement","activityDisplayName":"Add member to role","activityDateTime":"2026-03-02T08:00:12Z","id":"i2","loggedByService":"Core Directory","initiatedBy":{"user":{"userPrincipalName":"u@contoso.example"}}})"},
    {"m365.audit",
     R"("CreationTime":"2026-03-02T08:00:13","Id":"i3","Operation":"Set-Mailbox","OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":1,"UserKey":"k","UserType":2,"Workload":"Exchange","UserId":"u@contoso.example"})"},
    {"azure.activity",
     R"("time":"2026-03-02T08:00:14Z","resourceId":"/SUBSCRIPTIONS/EB7E8FC0-17A8-46CF-918B-476B2EFB3C33","operationName":"MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION","category":"Administrative","resultType":"Success","correlationId":"c","identity":{"claims":{"name":"u"}}})"},
    {"intune.audit",
     R"("activityType":"Delete DeviceConfiguration","activityDateTime":"2026-03-02T08:00:15Z","activityResult":"Success","componentName":"x","actor":{"userPrincipalName":"u@contoso.example"},"id":"i5"})"},
    {"graph.activity",
     R"("time":"2026-03-02T08:00:16Z","category":"MicrosoftGraphActivityLogs","properties":{"requestId":"c93c8684-aec3-421f-8074-d1241ad00240","requestMethod":"GET","requestUri":"https://graph.microsoft.com/v1.0/me?access_token=of-the-uri-itself","userId":"7ba979bb-57b7-4406-9565-0950bd0e9fb3"}})"},
    {"partner.audit",
     R"("partnerId":"5e0728ee-0029-4e63-9e61-9dce5946632b","customerId":"b2a59418-5f66-428e-a349-e99a15652bc3","userPrincipalName":"dave@adatum.example","operationType":"reset_customer_user_password","operationDate":"2026-03-02T10:00:03Z","operationStatus":"succeeded"})"},
    {"vault.checkout",
     R"("time":"2026-03-02T08:00:18Z","account":"a@contoso.example","person":"u@adatum.example","action":"check-out","reason":"pwd=of-the-reason"})"},
    {"access.window",
     R"("window":"CHG-1","person":"u@adatum.example","customer":"d7cc19b1-b880-4dc9-8bcb-47adab2139fa","from":"2026-03-02T17:00:00Z","to":"2026-03-02T19:00:00Z","ticket":"pwd=of-the-ticket"})"},
    {"tool.log",
     R"("DateTime":"2026-03-02T08:00:20Z","Tenant":"contoso.example","API":"ExecResetPass","Message":"Reset, password=of-the-message","User":"alice@adatum.example","Severity":"Info","RowKey":"11111111-2222-4333-8444-000000000001"})"},
};

std::string quoted_csv(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) out.append(c == '"' ? "\"\"" : std::string(1, c));
  return out + "\"";
}

std::string quoted_json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

// Its members as the columns of a row, as Log Analytics answers.
std::string answered_row(const std::string& record) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  EXPECT_EQ(parser.parse(record).get(object), simdjson::SUCCESS) << record;
  std::string columns, row;
  for (const auto field : object) {
    columns += fmt::format(R"({}{{"name":{},"type":"string"}})", columns.empty() ? "" : ",",
                           quoted_json(field.key));
    row += (row.empty() ? "" : ",") + std::string(simdjson::minify(field.value));
  }
  return R"({"tables":[{"name":"PrimaryResult","columns":[)" + columns + R"(],"rows":[[)" + row +
         "]]}]}";
}

// The record as collectors and stores hand it on.
void add_wrapped(const std::string& record, std::vector<std::pair<std::string, std::string>>& all) {
  const std::string text = quoted_json(record);
  all.emplace_back("syslog", "<134>1 2026-03-02T08:00:01Z relay app - - - " + record + "\n");
  all.emplace_back(
      "GELF", R"({"version":"1.1","host":"x","short_message":"x","full_message":)" + text + "}");
  all.emplace_back("Splunk's collector", R"({"time":1,"event":)" + record + "}");
  all.emplace_back("Splunk's answer", R"({"preview":false,"result":{"_raw":)" + text + "}}");
  all.emplace_back("event.original", R"({"@timestamp":"x","event":{"original":)" + text + "}}");
  all.emplace_back("message", R"({"@timestamp":"x","message":)" + text + "}");
  all.emplace_back("a row of Log Analytics", answered_row(record));
}

// The record in each form in which it may come.
std::vector<std::pair<std::string, std::string>> envelopes(const std::string& record) {
  std::string pretty = record;
  for (std::size_t at = 0; (at = pretty.find(",\"", at)) != std::string::npos; at += 3)
    pretty.insert(at + 1, "\n");
  std::vector<std::pair<std::string, std::string>> all = {
      {"lines", record + "\n"},
      {"pretty", pretty},
      {"array", "[" + record + "]"},
      {"records", R"({"records":[)" + record + "]}"},
      {"value", R"({"@odata.context":"x","value":[)" + record + "]}"},
      {"items", R"({"totalCount":1,"items":[)" + record + "]}"},
  };
  if (record.find("\"CreationTime\"") != std::string::npos) {
    all.emplace_back("csv",
                     "RecordId,CreationDate,RecordType,Operation,AuditData\nr,2026-03-02T08:00:13,"
                     "1,Set-Mailbox," +
                         quoted_csv(record) + "\n");
  }
  add_wrapped(record, all);
  return all;
}

class SecretsTest : public CliTest {
 protected:
  // Every byte that the library hands out of the input: payloads and all fields.
  std::string all_of(const std::string& path, std::size_t& events) {
    const auto session = start(*library_, "{}", [&](auto, auto, std::string_view line) {
      log_.append(line).push_back('\n');
    });
    EXPECT_FALSE(session->open(path));
    std::string bytes;
    for (events = 0;; ++events) {
      const auto more = session->next();
      if (!more.ok() || !*more) break;
      const auto* event = session->event();
      bytes.append(reinterpret_cast<const char*>(event), event->len);
      for (const sim::FieldInfo& info : session->fields()) {
        const auto query = session->query(
            info.name +
            (info.needs_argument
                 ? "[" + (info.arguments.empty() ? "/planted" : info.arguments[0].name) + "]"
                 : ""));
        bytes += session->text(*query);
        if (info.name == "aobo.raw") {
          simdjson::dom::parser parser;
          EXPECT_EQ(parser.parse(session->text(*query)).error(), simdjson::SUCCESS);
        }
      }
      bytes += session->event_text();
    }
    return bytes;
  }

  // Each with an id of its own, or all but the first would be copies: "i3" is "i7-3" in one.
  static std::string log_of_all() {
    std::string log;
    for (const FamilyRecord& family : kRecords) {
      int number = 0;
      for (const PlantedSecret& planted : planted_secrets()) {
        std::string record = "{" + std::string(family.json);
        const std::size_t id = std::min(record.find("\"id\":\"i"), record.find("\"Id\":\"i"));
        if (id != std::string::npos) record.insert(id + 7, fmt::format("{}-", ++number));
        log += record.substr(0, record.size() - 1) + "," + planted.member + "}\n";
      }
    }
    return log + "a line of text, password=of-the-line\n{\"unknown\":1,\"sig=of-the-key\":2}\n";
  }
  void write_rules() {
    write("rules.yaml",
          "- rule: all\n  desc: d\n  condition: aobo.time > 0\n  priority: NOTICE\n  source: aobo\n"
          "  output: 'raw %aobo.raw %aobo.operation %aobo.resource'\n");
  }
  // The command with the configuration, all that it prints and writes; {0}: the folder.
  void expect_masked(const std::string& command) {
    for (const char* file : {"s", "m"}) std::filesystem::remove(folder() + "/" + file);
    const Run result = run(fmt::format(fmt::runtime(command), folder()) + " --config '" + folder() +
                           "/aobo.json'");
    EXPECT_EQ(result.code, 0) << command << "\n" << result.error;
    std::string all = result.out + result.error;
    for (const char* file : {"state", "state.delivered", "s", "m"}) {
      if (std::filesystem::exists(folder() + "/" + file)) all += slurp(file);
    }
    EXPECT_GT(all.size(), 100U) << command;
    for (const PlantedSecret& planted : planted_secrets())
      EXPECT_EQ(all.find(planted.secret), std::string::npos) << command << ": " << planted.what;
    EXPECT_EQ(all.find("of-the-"), std::string::npos) << command;
  }

  std::unique_ptr<sim::Library> library_ = load_plugin();
  std::string log_;
};

TEST_F(SecretsTest, NoFormInNoFamilyAndNoEnvelopeLeavesTheLibrary) {
  for (const FamilyRecord& family : kRecords) {
    for (const PlantedSecret& planted : planted_secrets()) {
      const std::string record = "{" + std::string(family.json);
      // Behind the family's own members: envelopes are told by how an object begins.
      const std::string with = record.substr(0, record.size() - 1) + "," + planted.member + "}";
      for (const auto& [envelope, text] : envelopes(with)) {
        std::size_t events = 0;
        const std::string out = all_of(write("log", text), events);
        const std::string where =
            fmt::format("{} in {} as {}", planted.what, family.family, envelope);
        ASSERT_EQ(events, 1U) << where << "\n" << text << log_;
        ASSERT_EQ(out.find(planted.secret), std::string::npos) << where << "\n" << out;
        ASSERT_NE(out.find("***"), std::string::npos) << where << "\n" << out;
        ASSERT_EQ(out.find("of-the-"), std::string::npos) << where << "\n" << out;
      }
    }
  }
}

TEST_F(SecretsTest, NoneIsInAnyOutputOfTheProgramNorInTheState) {
  write("logs/log", log_of_all());
  write_rules();
  write("aobo.json", R"({"inputs":["logs"],"state":{"file":"state"}})");
  for (const std::string how :
       {"--format table", "--format csv", "--format json", "--format ndjson",
        "--format none --summary '{0}/s'", "--format none --metrics '{0}/m'",
        "--fields aobo.raw,aobo.resource", "--fields aobo.raw,aobo.resource --format csv",
        "--rules '{0}/rules.yaml'", "--rules '{0}/rules.yaml' --format json",
        "--rules '{0}/rules.yaml' --format ecs", "--rules '{0}/rules.yaml' --format ocsf",
        "--rules '{0}/rules.yaml' --enriched --format ecs"}) {
    std::filesystem::remove(folder() + "/state");
    expect_masked("replay " + how);
  }
  EXPECT_GT(slurp("state").size(), 1000U);
}

// What asks of captured logs prints of them what it needs.
TEST_F(SecretsTest, NoneIsInAnyAnswerOfTheProgram) {
  write("logs/log", log_of_all());
  write("aobo.json", R"({"inputs":["logs"]})");
  write_rules();
  for (std::size_t number = 1; number <= planted_secrets().size(); ++number)
    expect_masked(fmt::format("show i{}-3", number));
  for (const char* id : {"i1-1", "i1-2", "i1-5"}) expect_masked(fmt::format("show {}", id));
  for (const char* format : {"table", "csv", "json", "ndjson"}) {
    for (const char* command : {"timeline", "who"})
      expect_masked(fmt::format("{} --format {}", command, format));
    expect_masked(fmt::format("inspect --format {} '{}/logs'", format, folder()));
  }
  expect_masked("explain all --rules '{0}/rules.yaml'");
  expect_masked("report --customer b2a59418-5f66-428e-a349-e99a15652bc3");
  expect_masked("report --partner '*'");
}

TEST_F(SecretsTest, MaskingIsOnUnlessALineOfItsOwnSwitchesItOffAndThatIsSaid) {
  write(
      "log",
      R"({"time":"2026-03-02T08:00:18Z","account":"a","person":"p","action":"check-out","reason":"pwd=x1"})");
  std::size_t events = 0;
  std::vector<std::string> said;
  const auto reason = [&](const std::string& config) {
    said.clear();
    const auto session =
        start(*library_, config, [&](auto, std::string_view component, std::string_view line) {
          if (component != "start" && component != "input")
            said.push_back(fmt::format("{}: {}", component, line));
        });
    EXPECT_FALSE(session->open(folder() + "/log"));
    EXPECT_TRUE(*session->next());
    ++events;
    return session->text(*session->query("aobo.param[reason]"));
  };
  const std::vector<std::string> warning = {
      "mask: mask: off: passwords, keys and tokens that logs hold go out as they are written"};
  EXPECT_EQ(reason(R"({"mask":"off"})"), "pwd=x1");
  EXPECT_EQ(said, warning);
  EXPECT_EQ(reason(R"({"mask":false})"), "pwd=x1");
  EXPECT_EQ(said, warning);
  const std::string first = reason(R"({"mask":"on","mask_key":"sixteen letters!"})");
  EXPECT_TRUE(first.starts_with("pwd=***")) << first;
  EXPECT_EQ(said, std::vector<std::string>{});
  EXPECT_EQ(reason(R"({"mask_key":"sixteen letters!"})"), first);
  EXPECT_NE(reason(R"({"mask_key":"sixteen letters?"})"), first);
  EXPECT_NE(reason("{}"), reason("{}")) << "another key at each start";
}

TEST_F(SecretsTest, AStateKeepsTheKeySoThatMasksOfTwoRunsAreEqual) {
  const auto value = [&](const std::string& log) {
    write(
        "log-" + log,
        R"({"id":")" + log +
            R"(","time":"2026-03-02T08:00:18Z","account":"a","person":"p","action":"check-out","reason":"pwd=x1"})");
    const auto session = start(*library_, R"({"state":{"file":")" + folder() + R"(/state"}})");
    EXPECT_FALSE(session->open(folder() + "/log-" + log));
    EXPECT_TRUE(*session->next());
    const std::string text = session->text(*session->query("aobo.param[reason]"));
    EXPECT_FALSE(*session->next());
    return text;
  };
  EXPECT_EQ(value("1"), value("2"));
}

}  // namespace
}  // namespace aobo::test
