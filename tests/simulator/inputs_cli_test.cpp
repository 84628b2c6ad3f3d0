// What became of each input of a replay.
#include <gtest/gtest.h>

#include "tests/support/cli.h"

namespace aobo {
namespace {

class InputsTest : public test::CliTest {
 protected:
  static std::string signin(int day, const std::string& more = "") {
    return fmt::format(R"({{"category":"SignInLogs","time":"2026-03-{:02}T08:00:00Z","id":"{}"{}}})"
                       "\n",
                       day, day, more);
  }
  // From "  inputs" to the end.
  std::string of_inputs(const std::string& arguments) {
    const Run told = run("replay --format none " + arguments);
    const std::size_t at = told.error.find("  inputs ");
    return at == std::string::npos ? told.error : told.error.substr(at);
  }
};

TEST_F(InputsTest, EachIsToldWithItsFamiliesItsDaysAndWhatWasNotReadAsItStood) {
  write("logs/a.json", signin(2) + signin(2) + signin(4, R"(,"note":"password=hunter2hunter2")") +
                           signin(3, ",\"note\":\"a\tb\"") + "{\"x\":1}\n");
  write("logs/b.json", signin(2) + "{\"broken\n");
  EXPECT_EQ(of_inputs("'" + folder() + "/logs'"),
            "  inputs      2\n"
            "    a.json: 4 records (entra.signin 3), 2026-03-02 to 2026-03-04; duplicates 1; "
            "repaired 1; masked 1; refused 1 (unknown-family 1)\n"
            "    b.json: 1 record, 2026-03-02; duplicates 1; refused 1 (truncated 1)\n"
            "  refused     2: truncated 1, unknown-family 1\n"
            "    unknown-family: " +
                folder() + "/logs/a.json at byte 306: keys x\n    truncated: " + folder() +
                "/logs/b.json at byte 65: a line break inside a string\n");
  EXPECT_EQ(run("replay --quiet --format none --summary '" + folder() + "/s.json' '" + folder() +
                "/logs/b.json'")
                .code,
            0);
  const std::string summary = slurp("s.json");
  EXPECT_EQ(summary.substr(summary.find("\"inputs\"")),
            "\"inputs\":[{\"input\":\"" + folder() +
                "/logs/b.json\",\"records\":1,\"families\":{\"entra.signin\":1},\"tenants\":[],"
                "\"first\":\"2026-03-02T08:00:00Z\",\"last\":\"2026-03-02T08:00:00Z\","
                "\"collected_after\":null,\"duplicates\":0,\"repaired\":0,\"masked\":0,"
                "\"refused\":{\"truncated\":1},\"form\":\"JSON lines\",\"nearest\":null}]}\n");
}

TEST_F(InputsTest, TheSummaryFileTellsWhoseHowWrappedAndWhatANoLogMightHaveBeen) {
  constexpr std::string_view kTenant = "b2a59418-5f66-428e-a349-e99a15652bc3";
  write("logs/a.json",
        fmt::format(R"({{"time":1772438580,"host":"h","event":{{"category":"SignInLogs",)"
                    R"("time":"2026-03-02T08:00:00Z","resourceTenantId":"{}"}}}})"
                    "\n",
                    kTenant));
  write("logs/b.json", R"({"createdDateTime":"x","userPrincipalName":"y","appDisplayName":"z"})");
  ASSERT_EQ(run("replay --quiet --format none --summary '" + folder() + "/s.json' '" + folder() +
                "/logs'")
                .code,
            0);
  const std::string summary = slurp("s.json");
  EXPECT_EQ(summary.substr(summary.find("\"inputs\"")),
            fmt::format("\"inputs\":[{{\"input\":\"{0}/logs/a.json\",\"records\":1,\"families\":{{"
                        "\"entra.signin\":1}},\"tenants\":[\"{1}\"],\"first\":\"2026-03-02T08:00:"
                        "00Z\",\"last\":\"2026-03-02T08:00:00Z\",\"collected_after\":180,"
                        "\"duplicates\":0,\"repaired\":0,\"masked\":0,\"refused\":{{}},"
                        "\"form\":\"JSON lines, Splunk HEC\",\"nearest\":null}},"
                        "{{\"input\":\"{0}/logs/b.json\",\"records\":0,\"families\":{{}},"
                        "\"tenants\":[],\"first\":null,\"last\":null,\"collected_after\":null,"
                        "\"duplicates\":0,\"repaired\":0,\"masked\":0,\"refused\":{{"
                        "\"unknown-family\":1}},\"form\":\"JSON lines\",\"nearest\":\"looks like "
                        "entra.signin without status\"}}]}}\n",
                        folder(), kTenant));
}

TEST_F(InputsTest, ADocumentBesideLogsIsToldAndOneThatIsNamedIsAnError) {
  write("case/log.json", signin(2));
  const std::string pdf = write("case/report.pdf", "%PDF-1.7\n");
  write("case/screen.png", std::string("\x89PNG\r\n\x1a\n", 8));
  const Run folder_run = run("replay --format none '" + folder() + "/case'");
  EXPECT_EQ(folder_run.code, 0) << folder_run.error;
  EXPECT_NE(folder_run.error.find("  refused     2: unreadable 2\n"), std::string::npos)
      << folder_run.error;
  EXPECT_NE(folder_run.error.find("report.pdf at byte 0: a PDF document\n"), std::string::npos)
      << folder_run.error;
  EXPECT_EQ(run("inspect --quiet '" + folder() + "/case'").code, 0);
  EXPECT_EQ(run("replay --format none '" + folder() + "/case/log.json' " + pdf).code, 4);
  write("case/logs.zip", "PK\x03\x04 and more");
  EXPECT_EQ(run("replay --format none '" + folder() + "/case'").code, 4) << "it may hold logs";
}

TEST_F(InputsTest, AnEntryOfTenantsThatFitsNoInputIsTold) {
  write("logs/contoso/a.json", signin(2));
  write("c.json",
        R"({"tenants":[{"folder":"contosso","tenant":"b2a59418-5f66-428e-a349-e99a15652bc3"}]})");
  const Run told = run("replay --format none --metrics '" + folder() + "/m' --config '" + folder() +
                       "/c.json' '" + folder() + "/logs'");
  EXPECT_EQ(told.code, 0);
  EXPECT_NE(told.error.find("no input is or lies in \"contosso\"; records that name no tenant "
                            "stay without one"),
            std::string::npos)
      << told.error;
  EXPECT_NE(slurp("m").find("inputs_tenants_unused 1\n"), std::string::npos) << slurp("m");
}

// Of what somebody collected for a case most is no log.
TEST_F(InputsTest, NotesBesideLogsAreOneLine) {
  write("case/log.json", signin(2));
  for (int note = 10; note < 70; ++note)
    write(fmt::format("case/notes/{}.txt", note), "call Pat\nabout the invoice\n");
  write("case/README.md", "# The case\n");
  EXPECT_EQ(of_inputs("'" + folder() + "/case'"),
            "  inputs      62\n"
            "    log.json: 1 record (entra.signin 1), 2026-03-02\n"
            "    61 inputs gave no record: README.md, notes/10.txt, notes/11.txt and 58 more; "
            "\"aobo-sim inspect\" says what is in each\n"
            "  refused     121: no-match 121\n");
  EXPECT_EQ(run("replay --quiet --format none '" + folder() + "/case'").code, 0);
  // What might hold logs, and what is no text, is told by its name.
  write("case/paper.zip", "PK\x03\x04 and more");
  const Run paper = run("replay --quiet --format none '" + folder() + "/case'");
  EXPECT_EQ(paper.error,
            "aobo-sim: inputs: 1 could not be read, 62 gave no record\n  unreadable: " + folder() +
                "/case/paper.zip at byte 0: a zip archive or an Excel workbook; unpack it, or save "
                "the sheet as CSV (UTF-8)\n  " +
                folder() + "/case/README.md, " + folder() + "/case/notes/10.txt, " + folder() +
                "/case/notes/11.txt and 59 more: gave no record\n");
  // Where nothing is a log, they are what the person meant, and what stands there is shown.
  const Run none = run("replay --quiet --format none '" + folder() + "/case/notes'");
  EXPECT_EQ(none.code, 4);
  EXPECT_EQ(none.error, "aobo-sim: inputs: 0 could not be read, 60 gave no record\n  " + folder() +
                            "/case/notes/10.txt, " + folder() + "/case/notes/11.txt, " + folder() +
                            "/case/notes/12.txt and 57 more: gave no record\n");
  const std::string shown = of_inputs("'" + folder() + "/case/notes'");
  EXPECT_NE(shown.find("    no-match: " + folder() + "/case/notes/10.txt at byte 0: \"call "),
            std::string::npos)
      << shown;
  const Run inspected = run("inspect --quiet '" + folder() + "/case'");
  for (int note = 10; note < 70; ++note)
    EXPECT_NE(inspected.out.find(fmt::format("  notes/{}.txt (text lines): ", note)),
              std::string::npos)
        << note;
}

TEST_F(InputsTest, ManyLogsAreToldInTheSummaryFile) {
  for (int day = 1; day < 23; ++day) write(fmt::format("logs/{:02}.json", day), signin(day));
  const std::string text = of_inputs("--summary '" + folder() + "/s.json' '" + folder() + "/logs'");
  EXPECT_NE(text.find("    20.json: 1 record (entra.signin 1), 2026-03-20\n"
                      "    and 2 more, which --summary FILE tells\n"
                      "  refused     0\n"),
            std::string::npos)
      << text;
  for (int day = 1; day < 23; ++day)
    EXPECT_NE(slurp("s.json").find(fmt::format("/logs/{:02}.json\",\"records\":", day)),
              std::string::npos)
        << day;
}

TEST_F(InputsTest, WithRulesTooTheSummaryFileTellsOfEachInput) {
  write("logs/a.json", signin(2));
  const std::string rule = write(
      "rule.yaml",
      "- rule: Any\n  desc: d\n  condition: aobo.family = entra.signin\n  output: o\n  priority: "
      "NOTICE\n  source: aobo\n");
  for (const char* jobs : {"1", "2"}) {
    run(fmt::format("replay --quiet --jobs {} --rules '{}' --summary '{}/s.json' '{}/logs'", jobs,
                    rule, folder(), folder()));
    EXPECT_NE(
        slurp("s.json").find("\"inputs\":[{\"input\":\"" + folder() +
                             "/logs/a.json\",\"records\":1,\"families\":{\"entra.signin\":1}"),
        std::string::npos)
        << jobs << slurp("s.json");
  }
}

// What is longer than a record may be is mostly a page: nobody reads that as all being well.
TEST_F(InputsTest, WhatIsLeftOutAsTooLongIsTold) {
  write("logs/a.json", signin(2));
  write("logs/b.json",
        R"({"operation":"x","all":[{"text":")" + std::string(5 << 20, 'x') + "\"}]}\n" + signin(3));
  const Run both = run("replay --quiet --format none '" + folder() + "/logs'");
  EXPECT_EQ(both.code, 4);
  EXPECT_EQ(both.error,
            "aobo-sim: inputs: 0 could not be read, 0 gave no record, 1 left out as too long\n"
            "  too-long: " +
                folder() + "/logs/b.json at byte 0: longer than the largest record allowed\n");
  EXPECT_EQ(run("inspect --quiet '" + folder() + "/logs'").code, 4);
}

TEST_F(InputsTest, AHostileNameForgesNoLineOfTheSummary) {
  write("logs/evil\n  refused     0: all is well.json", signin(2));
  write("logs/\x1b[31mred.txt", "x\n");
  const std::string text = of_inputs("'" + folder() + "/logs'");
  EXPECT_EQ(text.find("\n  refused     0: all"), std::string::npos) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << text;
}

}  // namespace
}  // namespace aobo
