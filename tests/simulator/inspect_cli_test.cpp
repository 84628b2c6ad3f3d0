// What somebody has who was sent a folder of logs: aobo-sim inspect.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/cli.h"

namespace aobo {
namespace {

class InspectTest : public test::CliTest {
 protected:
  Run inspect(const std::string& arguments) { return run("inspect --quiet " + arguments); }
  static std::string entry(int hour) {
    return fmt::format(
        R"({{"id":"{0}","createdDateTime":"2026-03-02T{0:02}:00:00Z","userPrincipalName":"pat@contoso.example",)"
        R"("resourceTenantId":"b2a59418-5f66-428e-a349-e99a15652bc3","appDisplayName":"Portal","status":{{"errorCode":0}}}})"
        "\n",
        hour);
  }
};

TEST_F(InspectTest, EachInputIsToldAndWhatIsNoLogApart) {
  write("sent/a/signins.json", entry(8) + entry(9) + "{\"broken\n");
  write("sent/b/notes.txt", "call Pat\nabout the invoice\n");
  write("sent/b/table.csv", "Name;Value\nx;1\n");
  write("sent/empty.json", "");
  write("sent/.hidden", entry(10));
  const Run told = inspect("--width 120 '" + folder() + "/sent'");
  EXPECT_EQ(told.code, 0) << "something in the folder is a log";
  EXPECT_EQ(told.error, "");
  EXPECT_EQ(
      told.out,
      "in " + folder() +
          "/sent/\n"
          "INPUT           FORM        LOGS            TENANT                      "
          "          FIRST       LAST        REFUSED\n"
          "a/signins.json  JSON lines  entra.signin 2  "
          "b2a59418-5f66-428e-a349-e99a15652bc3  2026-03-02  2026-03-02        1\n"
          "refused, the first of each input:\n"
          "  a/signins.json: truncated at byte 406: a line break inside a string\n"
          "3 inputs hold no record that aobo reads:\n"
          "  b/notes.txt (text lines): no-match at byte 0: \"call Pat\"; if it is a vault's or "
          "a tool's log, \"patterns\" in the\n"
          "    configuration says how to read its lines\n"
          "  b/table.csv (CSV with ;): no-match at byte 0: \"Name;Value\"; its header has no "
          "column of a log (AuditData, Operation,\n"
          "    OperationName, TimeGenerated …)\n"
          "  empty.json (empty): no record\n"
          "4 inputs: 2 records (entra.signin 2); 1 tenant; 5 refused\n");
}

// A folder of a triage holds a thousand files that are nothing, of a sort each.
TEST_F(InspectTest, ManyFilesOfOneSortThatAreNoLogAreOneLine) {
  write("sent/log.json", entry(8));
  write("sent/table.csv", "Name;Value\nx;1\n");
  for (int i = 0; i < 1000; ++i)
    write(fmt::format("sent/n{:03}.txt", i), fmt::format("note {}\n", i));
  for (int i = 0; i < 3; ++i) write(fmt::format("sent/o{}.json", i), "{\"x\":1}\n");
  const std::string told = inspect("--width 200 '" + folder() + "/sent'").out;
  EXPECT_EQ(
      told.substr(told.find("1004 inputs")),
      "1004 inputs hold no record that aobo reads:\n"
      "  n000.txt, n001.txt and 998 more (text lines): the first: no-match at byte 0: \"note "
      "0\"; if it is a vault's or a tool's log, \"patterns\" in the configuration says how to "
      "read its lines\n"
      "  o0.json (JSON lines): unknown-family at byte 0: keys x\n"
      "  o1.json (JSON lines): unknown-family at byte 0: keys x\n"
      "  o2.json (JSON lines): unknown-family at byte 0: keys x\n"
      "  table.csv (CSV with ;): no-match at byte 0: \"Name;Value\"; its header has no column "
      "of a log (AuditData, Operation, OperationName, TimeGenerated …)\n"
      "1005 inputs: 1 record (entra.signin 1); 1 tenant; 1005 refused\n");
  const std::string rows = inspect("--format ndjson '" + folder() + "/sent'").out;
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 1005) << "a program has them all";
}

TEST_F(InspectTest, AFileThatIsNamedMustGiveARecord) {
  const std::string log = write("log.json", entry(8)), other = write("other.json", "{\"x\":1}\n");
  EXPECT_EQ(inspect(log).code, 0);
  EXPECT_EQ(inspect(log + " " + other).code, 4);
  EXPECT_EQ(inspect(log + " /dev/null").code, 4);
  const Run missing = inspect("'" + folder() + "/nothing*'");
  EXPECT_EQ(missing.code, 4);
  EXPECT_EQ(missing.error, "aobo-sim: " + folder() + "/nothing*: no such file or folder\n");
  const Run none = inspect("");
  EXPECT_EQ(none.code, 2);
  EXPECT_EQ(none.error, "aobo-sim: inspect: no input; give files, folders or globs, or -\n");
}

TEST_F(InspectTest, ForAProgramAllThatIsKnownStandsInARow) {
  const std::string log = write("log.json", entry(8) + "{\"x\":1}\n");
  const Run json = inspect("--format ndjson " + log);
  EXPECT_EQ(json.out,
            "{\"input\":\"" + log +
                "\",\"form\":\"JSON lines\",\"families\":\"entra.signin 1\",\"tenant\":"
                "\"b2a59418-5f66-428e-a349-e99a15652bc3\",\"first\":\"2026-03-02T08:00:"
                "00Z\",\"last\":\"2026-03-02T08:00:00Z\",\"records\":1,\"bytes\":" +
                std::to_string(entry(8).size() + 8) +
                ",\"repaired\":0,\"cut\":0,\"refused\":\"unknown-family 1\",\"example\":\"unknown-"
                "family at byte " +
                std::to_string(entry(8).size()) + ": keys x\"}\n");
  EXPECT_EQ(json.code, 0);
  EXPECT_EQ(inspect("--format ndjson --tz Europe/Amsterdam " + log).out.find("T08:00:00Z"),
            std::string::npos);
}

// A record that is known, and of which something is amiss, is like no other.
TEST_F(InspectTest, WhatIsAmissInAKnownLogIsAllThatIsSaidOfIt) {
  const std::string portal =
      write("portal.csv",
            "Date (UTC),Request ID,Username,Application,Status,Sign-in error code\n"
            "04/05/2026 03:02:01,a0b00001-0000-4000-8000-000000000001,kim@contoso.example,Azure "
            "Portal,Success,0\n");
  EXPECT_EQ(inspect("--width 200 " + portal).out,
            "1 input holds no record that aobo reads:\n  " + portal +
                " (CSV): ambiguous-date at byte 69: \"04/05/2026 03:02:01\"; set dates to "
                "day-first or month-first\n1 input: 0 records; 0 tenants; 1 refused\n");
}

TEST_F(InspectTest, WhatTheExportCutIsCountedAndTold) {
  const auto record = [](int id, const char* parameters) {
    return fmt::format(
        R"({{"CreationTime":"2026-03-02T08:00:00","Id":"{}","Operation":"Set-Mailbox",)"
        R"("OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":1,"UserKey":"k",)"
        R"("UserType":2,"Workload":"Exchange","UserId":"u@contoso.example","Parameters":{}}})"
        "\n",
        id, parameters);
  };
  const std::string log = write("cut.json", record(1, R"(["@{Name=Identity; Value=x}"])") +
                                                record(2, R"([{"Name":"Identity","Value":"x"}])"));
  const std::string out = inspect("--width 100 " + log).out;
  EXPECT_EQ(out.substr(out.find("objects left")),
            "objects left as texts like @{…}; export again with ConvertTo-Json -Depth 10:\n  " +
                log + ": 1 of 2 records\n1 input: 2 records (m365.audit 2); 1 tenant; 0 refused\n");
  EXPECT_NE(inspect("--format ndjson " + log).out.find("\"repaired\":0,\"cut\":1"),
            std::string::npos);
}

// What the nearest family lacks is what tells it: with it the record is known.
TEST_F(InspectTest, WhatGaveNoRecordIsHeldAgainstTheNearestFamily) {
  const struct {
    std::string_view family, lacking, rest;
  } rows[] = {
      {"entra.signin", "status",
       R"("createdDateTime":"2026-03-02T08:00:00Z","appDisplayName":"P")"},
      {"entra.audit", "initiatedBy",
       R"("activityDateTime":"2026-03-02T08:00:00Z","activityDisplayName":"Add user")"},
      {"m365.audit", "CreationTime", R"("Operation":"New-InboxRule","RecordType":1)"},
      {"azure.activity", "caller",
       R"("eventTimestamp":"2026-03-02T08:00:00Z","operationName":"a/b/write")"},
      {"graph.activity", "RequestUri",
       R"("TimeGenerated":"2026-03-02T08:00:00Z","RequestMethod":"GET")"},
      {"intune.audit", "actor",
       R"("activityDateTime":"2026-03-02T08:00:00Z","componentName":"DeviceConfiguration")"},
      {"partner.audit", "customerId",
       R"("operationDate":"2026-03-02T08:00:00Z","operationType":"add")"},
      {"vault.checkout", "account",
       R"("time":"2026-03-02T08:00:00Z","action":"checkout","person":"p@adatum.example")"},
      {"tool.log", "Severity", R"("API":"Users","Message":"m","Tenant":"contoso.example")"},
  };
  for (const auto& row : rows) {
    const std::string less = write("less.json", fmt::format("{{\"value\":[{{{}}}]}}", row.rest));
    EXPECT_NE(inspect("--width 240 " + less)
                  .out.find(fmt::format("; looks like {} without {}\n", row.family, row.lacking)),
              std::string::npos)
        << inspect(less).out;
    const std::string whole =
        write("whole.json", fmt::format("{{{},\"{}\":\"x\"}}\n", row.rest, row.lacking));
    const std::string told = inspect("--format json " + whole).out;
    EXPECT_EQ(told.find("unknown-family"), std::string::npos) << row.family << told;
    EXPECT_EQ(told.find("looks like"), std::string::npos) << row.family << told;
  }
}

TEST_F(InspectTest, TheConfigurationSaysHowLogsAreReadAndNoStateIsTouched) {
  write("vault.log", "2026-03-02 14:30:00 vault01 CHECKOUT acct=root by=ada@adatum.example\n");
  EXPECT_EQ(inspect("'" + folder() + "/vault.log'").code, 4);
  write("aobo.json",
        R"x({"directory": "nowhere", "inputs": ["nothing"], "state": {"file": "state"},
 "patterns": [{"name": "v", "pattern": "(?P<time>\\S+ \\S+) \\S+ (?P<action>CHECKOUT) acct=(?P<account>\\S+) by=(?P<person>\\S+)"}]})x");
  const Run told =
      inspect("--config '" + folder() + "/aobo.json' --width 110 '" + folder() + "/vault.log'");
  EXPECT_EQ(told.code, 0) << told.error;
  EXPECT_NE(told.out.find("vault.checkout 1"), std::string::npos) << told.out;
  EXPECT_EQ(run("inspect --quiet -", entry(8)).code, 0);
  EXPECT_EQ(slurp("state"), "");
}

TEST_F(InspectTest, AHostileNameForgesNoLine) {
  write("sent/evil\n9 inputs: all is well.json", "{\"x\":1}\n");
  write("sent/\x1b[31mred.json", entry(8));
  const Run told = inspect("'" + folder() + "/sent'");
  EXPECT_EQ(told.out.find("\n9 inputs"), std::string::npos) << told.out;
  EXPECT_EQ(told.out.find('\x1b'), std::string::npos) << told.out;
}

}  // namespace
}  // namespace aobo
