// aobo-sim as a person runs it: what it prints, its exit codes, its files; and that docs/fields.md is what the plugin lists.
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <sstream>

#include "plugin/base/text.h"
#include "tests/support/property.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

class CliTest : public test::TempFolderTest {
 protected:
  struct Run {
    int code = -1;
    std::string out, error;
  };
  Run run(const std::string& arguments, const std::string& input = "") {
    const std::string in = write("stdin", input);
    const std::string command =
        fmt::format("{} {} <'{}' 2>'{}/stderr'", AOBO_SIM, arguments, in, folder());
    Run result;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe)) result.out.append(buffer.data(), size);
    result.code = WEXITSTATUS(pclose(pipe));
    result.error = slurp("stderr");
    return result;
  }
  static std::string sample(const std::string& name) { return std::string(AOBO_SOURCE_DIR) + "/sample-data/" + name; }
};

TEST_F(CliTest, HelpIsComplete) {
  const Run help = run("--help");
  EXPECT_EQ(help.code, 0);
  for (const char* command : {"replay", "fields"}) {
    EXPECT_NE(help.out.find(command), std::string::npos);
    const Run own = run(std::string(command) + " --help");
    EXPECT_EQ(own.code, 0);
    EXPECT_NE(own.out.find("--plugin"), std::string::npos) << own.out;
  }
  EXPECT_EQ(run("--version").out, std::string("aobo-sim ") + AOBO_VERSION + "\n");
}

TEST_F(CliTest, EachKindOfFailureHasItsCodeAndText) {
  EXPECT_EQ(run("").code, 2);
  EXPECT_EQ(run("judge").error.substr(0, 28), "aobo-sim: no command \"judge\"");
  EXPECT_EQ(run("replay --nonsense").error,
            "aobo-sim: replay: unrecognised option '--nonsense'; see aobo-sim replay --help\n");
  EXPECT_EQ(run("replay --format xml x").error, "aobo-sim: replay: --format must be table, json or none, found xml\n");
  const Run plugin = run("replay --plugin /nowhere.so x");
  EXPECT_EQ(plugin.code, 3);
  EXPECT_EQ(plugin.error,
            "aobo-sim: plugin: /nowhere.so: cannot open shared object file: No such file or directory\n");
  const Run input = run("replay /nowhere");
  EXPECT_EQ(input.code, 4);
  EXPECT_EQ(input.error, "aobo-sim: input /nowhere: no such file or folder\n");
  const Run field = run("replay --fields aobo.nothing -");
  EXPECT_EQ(field.code, 2);
  EXPECT_EQ(field.error, "aobo-sim: field aobo.nothing: no such field; \"aobo-sim fields\" lists them\n");
  const std::string config = write("bad.json", "{\n \"directory\": 3}");
  const Run bad = run("replay --config " + config + " -");
  EXPECT_EQ(bad.code, 3);
  EXPECT_EQ(bad.error, "aobo-sim: " + config + ":2:15: \"directory\" must be a string, found 3\n");
  EXPECT_EQ(run("replay --summary /nowhere/s.json -", "").code, 6);
}

TEST_F(CliTest, TheSampleWorldAsATable) {
  const Run table = run("replay --config " + sample("aobo.json"));
  EXPECT_EQ(table.code, 0) << table.error;
  EXPECT_NE(table.out.find("Carol Chen <carol@adatum.example> [exact, gdap]: delete user"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("53 records, 40 of them by partners"), std::string::npos);
  std::istringstream lines(table.out);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_EQ(line.rfind("2026-03-02T11:05:00Z  Contoso  Alice", 0), std::string::npos) << "a name forged a line: " << line;
  }
}

TEST_F(CliTest, JsonHasAKeyPerFieldAndNoneWithoutAValue) {
  const Run run_json = run("replay --quiet --format json --config " + sample("aobo.json"));
  simdjson::dom::parser parser;
  std::istringstream lines(run_json.out);
  std::size_t events = 0;
  for (std::string line; std::getline(lines, line); ++events) {
    simdjson::dom::object event;
    ASSERT_EQ(parser.parse(line).get(event), simdjson::SUCCESS) << line;
    for (const auto field : event) {
      EXPECT_EQ(field.key.substr(0, 5), "aobo.");
      EXPECT_FALSE(field.value.is_null()) << field.key;
      std::string_view text;
      if (field.value.get(text) == simdjson::SUCCESS) {
        EXPECT_FALSE(text.empty()) << field.key;
      }
    }
  }
  EXPECT_EQ(events, 53U);
}

TEST_F(CliTest, TheSummaryAddsUp) {
  const std::string log = "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\"}\nnoise\n{\"x\":1}\n";
  const std::string file = folder() + "/summary.json";
  ASSERT_EQ(run("replay --format none --summary " + file + " -", log).code, 0);
  EXPECT_EQ(slurp("summary.json"),
            "{\"records\":1,\"refused\":2,\"refusals\":[{\"reason\":\"no-match\",\"count\":1},{\"reason\":\"unknown-family\","
            "\"count\":1}],\"families\":{\"entra.signin\":1},\"paths\":{\"unknown\":1},\"confidence\":{},\"methods\":{},"
            "\"examples\":[\"no-match: - at byte 56: \\\"noise\\\"\",\"unknown-family: - at byte 62: keys x\"]}\n");
}

TEST_F(CliTest, TheSameInputGivesTheSameBytes) {
  const std::string command = "replay --format json --config " + sample("aobo.json");
  EXPECT_EQ(run(command).out, run(command).out);
}

TEST_F(CliTest, FieldsMdIsWhatThePluginLists) {
  std::ifstream file(std::string(AOBO_SOURCE_DIR) + "/docs/fields.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::string mark = "<!-- fields -->\n";
  ASSERT_NE(page.find(mark), std::string::npos);
  EXPECT_EQ(page.substr(page.find(mark) + mark.size()), run("fields --format markdown").out)
      << "run: aobo-sim fields --format markdown";
}

}  // namespace
}  // namespace aobo
