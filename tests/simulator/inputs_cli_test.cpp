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
                "/logs/b.json\",\"families\":{\"entra.signin\":1},\"first\":\"2026-03-02T08:00:"
                "00Z\",\"last\":\"2026-03-02T08:00:00Z\",\"duplicates\":0,\"repaired\":0,"
                "\"masked\":0,\"refused\":{\"truncated\":1}}]}\n");
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
  write("case/paper.pdf", "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n");
  const Run paper = run("replay --quiet --format none '" + folder() + "/case'");
  EXPECT_EQ(paper.error,
            "aobo-sim: inputs: 1 could not be read, 62 gave no record\n  unreadable: " + folder() +
                "/case/paper.pdf at byte 0: a PDF document\n  " + folder() + "/case/README.md, " +
                folder() + "/case/notes/10.txt, " + folder() +
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
    EXPECT_NE(slurp("s.json").find(fmt::format("/logs/{:02}.json\",\"families\"", day)),
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
    EXPECT_NE(slurp("s.json").find("\"inputs\":[{\"input\":\"" + folder() +
                                   "/logs/a.json\",\"families\":{\"entra.signin\":1}"),
              std::string::npos)
        << jobs << slurp("s.json");
  }
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
