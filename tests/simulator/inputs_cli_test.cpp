// What became of each input of a replay.
#include <gtest/gtest.h>

#include <filesystem>

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
  EXPECT_EQ(
      of_inputs("'" + folder() + "/logs'"),
      "  inputs      2\n"
      "    a.json: 4 records (entra.signin 3), 2026-03-02 to 2026-03-04; duplicates 1 (1 the same "
      "as in itself); repaired 1; masked 1; refused 1 (unknown-family 1)\n"
      "    b.json: 1 record, 2026-03-02; duplicates 1 (1 the same as in a.json); refused 1 "
      "(truncated 1)\n"
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
                "\"collected_after\":null,\"duplicates\":0,\"same_as\":{},\"repaired\":0,"
                "\"masked\":0,\"cut\":0,"
                "\"refused\":{\"truncated\":1},\"form\":\"JSON lines\",\"nearest\":null}]}\n");
}

// Two exports of the same weeks.
TEST_F(InputsTest, OfRecordsThatCameTwiceItIsToldWhichInputHeldThemBefore) {
  write("logs/a.json", signin(2) + signin(3));
  write("logs/b.json", signin(3) + signin(4) + signin(5));
  write("logs/c.json", signin(3) + signin(3) + signin(5) + signin(6));
  EXPECT_EQ(of_inputs("--summary '" + folder() + "/s.json' '" + folder() + "/logs'"),
            "  inputs      3\n"
            "    a.json: 2 records (entra.signin 2), 2026-03-02 to 2026-03-03\n"
            "    b.json: 3 records (entra.signin 2), 2026-03-03 to 2026-03-05; duplicates 1 (1 the "
            "same as in a.json)\n"
            "    c.json: 4 records (entra.signin 1), 2026-03-03 to 2026-03-06; duplicates 3 (2 the "
            "same as in a.json, 1 in b.json)\n"
            "  refused     0\n");
  const std::string summary = slurp("s.json");
  EXPECT_NE(summary.find("\"duplicates\":3,\"same_as\":{\"" + folder() + "/logs/a.json\":2,\"" +
                         folder() + "/logs/b.json\":1},"),
            std::string::npos)
      << summary;
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
  EXPECT_EQ(
      summary.substr(summary.find("\"inputs\"")),
      fmt::format(
          "\"inputs\":[{{\"input\":\"{0}/logs/a.json\",\"records\":1,\"families\":{{"
          "\"entra.signin\":1}},\"tenants\":[\"{1}\"],\"first\":\"2026-03-02T08:00:"
          "00Z\",\"last\":\"2026-03-02T08:00:00Z\",\"collected_after\":180,"
          "\"duplicates\":0,\"same_as\":{{}},\"repaired\":0,\"masked\":0,\"cut\":0,\"refused\":{{}}"
          ","
          "\"form\":\"JSON lines, Splunk HEC\",\"nearest\":null}},"
          "{{\"input\":\"{0}/logs/b.json\",\"records\":0,\"families\":{{}},"
          "\"tenants\":[],\"first\":null,\"last\":null,\"collected_after\":null,"
          "\"duplicates\":0,\"same_as\":{{}},\"repaired\":0,\"masked\":0,\"cut\":0,\"refused\":{{"
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
// A look by hand takes nothing from the run whose state it is.
TEST_F(InputsTest, AReplayThatShowsAPartRunsWithNoState) {
  namespace fs = std::filesystem;
  write("logs/a.json", signin(2) + signin(3));
  write("rules.yaml",
        "- rule: Any\n  desc: d\n  condition: aobo.id exists\n  output: o\n  priority: NOTICE\n"
        "  source: aobo\n");
  const std::string config =
      "--quiet --config '" + write("c.json", R"({"inputs":["logs"],"state":{"file":"st"}})") + "' ";
  const std::string rules = "--rules '" + folder() + "/rules.yaml' ";
  for (const std::string part :
       {"--customer contoso", "--person bob", "--from 2026-03-03", "--where 'aobo.id = 2'",
        "--only partner", "--limit 1", "--family entra.signin"}) {
    const Run refused = run("replay " + config + part);
    EXPECT_EQ(refused.code, 2) << part;
    EXPECT_EQ(refused.error,
              "aobo-sim: replay: " + part.substr(0, part.find(' ')) +
                  " shows a part, and the configuration's \"state\" would take all that is read as "
                  "shown: the next run would not tell the rest; add --no-state to look, which "
                  "keeps and marks nothing\n");
  }
  EXPECT_EQ(run("replay " + config + rules + "--priority error").code, 2);
  const auto shown = [&](const std::string& options) {
    const Run told = run("replay " + config + "--format ndjson --fields aobo.id " + options);
    EXPECT_EQ(told.error, "");
    return told.out;
  };
  EXPECT_EQ(run("replay " + config + "--no-state --limit 1").code, 0);
  EXPECT_FALSE(fs::exists(folder() + "/st"));
  const std::string all = "{\"aobo.id\":\"2\"}\n{\"aobo.id\":\"3\"}\n";
  EXPECT_EQ(shown("--no-state"), all);
  EXPECT_EQ(shown(""), all);
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown("--no-state"), all);
}

TEST_F(InputsTest, ASummaryThatCannotBeWrittenIsToldBeforeAllIsRead) {
  const std::string log = write("a.json", signin(2));
  const Run told = run("replay --format none --summary /nonexistent/x '" + log + "'");
  EXPECT_EQ(told.code, 6);
  EXPECT_EQ(told.error, "aobo-sim: /nonexistent/x: cannot be written\n");
}

TEST_F(InputsTest, AnErrorOfTheConfigurationStandsInItsColumn) {
  const std::string log = write("a.json", signin(2));
  for (const std::string mark : {"", "\xef\xbb\xbf"}) {
    const std::string config =
        write("c.json", mark + R"({"directory":"directory","inputs":"logs"})");
    EXPECT_EQ(run("replay --config '" + config + "' '" + log + "'").error,
              "aobo-sim: " + config + ":1:35: \"inputs\" must be an array, found \"logs\"\n");
  }
  const std::string config = write("c.json", R"({"follow":false,"tenants":[],"follow":false})");
  EXPECT_EQ(
      run("replay --config '" + config + "' '" + log + "'").error,
      "aobo-sim: " + config + ":1:30: key \"follow\" stands twice; put all of it under one\n");
}

// The portal's CSV: two names that are known, and one that is not.
TEST_F(InputsTest, NamesInPlaceOfOperationsAreToldOnceAnInput) {
  const auto row = [](int minute, std::string_view name) {
    return fmt::format(
        "33333333-3333-4333-8333-333333333333,{},Succeeded,Administrative,Informational,"
        "2026-05-04T03:{:02}:00Z,77777777-7777-4777-8777-777777777777,pat@tailspin.example,"
        "Microsoft.X/y,g,r\n",
        name, minute);
  };
  const std::string log =
      write("a.csv",
            "Correlation id,Operation name,Status,Event category,Level,Time,Subscription,"
            "Event initiated by,Resource type,Resource group,Resource\n" +
                row(1, "List Storage Account Keys") + row(2, "Create role assignment") +
                row(3, "Get Keys") + row(4, "Get Keys"));
  const Run told = run("replay --quiet --format ndjson --fields aobo.operation '" + log + "'");
  EXPECT_EQ(told.out,
            "{\"aobo.operation\":\"microsoft.storage/storageaccounts/listkeys/action\"}\n"
            "{\"aobo.operation\":\"microsoft.authorization/roleassignments/write\"}\n"
            "{\"aobo.operation\":\"get keys\"}\n{\"aobo.operation\":\"get keys\"}\n");
  EXPECT_EQ(told.error,
            "aobo-sim: operations: " + log +
                ": has \"Get Keys\", a name for people, in place of the operation; rules and "
                "scopes that name operations cannot know it; export the log by its API instead "
                "(docs/replay-logs.md)\n");
}

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
  EXPECT_NE(inspected.out.find("\n  README.md, notes/10.txt and 59 more (text lines): the first: "
                               "no-match at byte 0: \"# The case\"; "),
            std::string::npos)
      << inspected.out;
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
