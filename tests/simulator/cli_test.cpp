// aobo-sim as a person runs it: what it prints, its exit codes, its files; and that docs/fields.md
// is what the plugin lists.
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <sstream>

#include "plugin/base/text.h"
#include "tests/support/cli.h"
#include "tests/support/places.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

using test::CliTest;

TEST_F(CliTest, EachKindOfFailureHasItsCodeAndText) {
  EXPECT_EQ(run("").code, 2);
  EXPECT_EQ(run("replay --nonsense").error,
            "aobo-sim: replay: unrecognised option '--nonsense'; see aobo-sim replay --help\n");
  EXPECT_EQ(run("replay --format xml x").error,
            "aobo-sim: replay: --format must be table, csv, ndjson, text, json, ecs, ocsf or none, "
            "found xml\n");
  EXPECT_EQ(run("replay --format ecs x").error,
            "aobo-sim: replay: --format must be table, csv, json, ndjson or none without --rules, "
            "found ecs\n");
  const Run plugin = run("replay --plugin /nowhere.so x");
  EXPECT_EQ(plugin.code, 3);
  EXPECT_EQ(
      plugin.error,
      "aobo-sim: plugin: /nowhere.so: cannot open shared object file: No such file or directory\n");
  const Run input = run("replay /nowhere");
  EXPECT_EQ(input.code, 4);
  EXPECT_EQ(input.error, "aobo-sim: input /nowhere: no such file or folder\n");
  const Run field = run("replay --fields aobo.nothing -");
  EXPECT_EQ(field.code, 2);
  EXPECT_EQ(field.error,
            "aobo-sim: field aobo.nothing: no such field; \"aobo-sim fields\" lists them\n");
  const std::string config = write("bad.json", "{\n \"directory\": 3}");
  const Run bad = run("replay --config " + config + " -");
  EXPECT_EQ(bad.code, 3);
  EXPECT_EQ(bad.error, "aobo-sim: " + config + ":2:15: \"directory\" must be a string, found 3\n");
  EXPECT_EQ(run("replay --summary /nowhere/s.json -", "").code, 6);
}

TEST_F(CliTest, AnInputThatGivesNothingIsAFailure) {
  const std::string good =
      write("good.json", "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\"}\n");
  const std::string zip = write("logs.zip", "PK\x03\x04rest");
  const std::string empty = write("empty.json", "");
  const std::string foreign = write("foreign.json", "{\"x\":1}\n");
  const std::string quiet = "replay --quiet --format none ";
  EXPECT_EQ(run(quiet + good).code, 0);
  const Run unread = run(quiet + good + " " + zip);
  EXPECT_EQ(unread.code, 4);
  EXPECT_EQ(unread.error,
            "aobo-sim: inputs: 1 could not be read, 1 gave no record\n  unreadable: " + zip +
                " at byte 0: a zip archive or an Excel workbook; unpack it, or save the sheet as "
                "CSV (UTF-8)\n  " +
                zip + ": gave no record\n");
  const Run nothing = run(quiet + good + " " + empty);
  EXPECT_EQ(nothing.code, 4);
  EXPECT_EQ(nothing.error, "aobo-sim: inputs: 0 could not be read, 1 gave no record\n  " + empty +
                               ": gave no record\n");
  EXPECT_EQ(run(quiet + foreign).code, 4);
  EXPECT_EQ(run(quiet + "-", "").code, 4);
  EXPECT_EQ(run("who --quiet " + foreign).code, 4);
  // A folder may hold others' files, as long as something comes of it.
  const std::string folder_of_all = folder() + "/all";
  write("all/good.json", slurp("good.json"));
  write("all/foreign.json", slurp("foreign.json"));
  write("all/empty.json", "");
  EXPECT_EQ(run(quiet + folder_of_all).code, 0);
  // But a log of which nothing can be read was meant, and is missing.
  const std::string undated =
      write("all/undated.json", "{\"category\":\"SignInLogs\",\"time\":\"some day\"}\n");
  const Run refused = run(quiet + folder_of_all);
  EXPECT_EQ(refused.code, 4);
  EXPECT_EQ(refused.error, "aobo-sim: inputs: 0 could not be read, 3 gave no record\n  " +
                               folder_of_all + "/empty.json: gave no record\n  " + folder_of_all +
                               "/foreign.json: gave no record\n  " + undated +
                               ": is a log of which all was refused\n");
  EXPECT_EQ(run("inspect --quiet " + folder_of_all).code, 4);
  std::filesystem::remove(undated);
  EXPECT_EQ(run("inspect --quiet " + folder_of_all).code, 0);
  write("none/foreign.json", slurp("foreign.json"));
  EXPECT_EQ(run(quiet + folder() + "/none").code, 4);
  write("all/logs.zip", slurp("logs.zip"));
  EXPECT_EQ(run(quiet + folder_of_all).code, 4);
}

TEST_F(CliTest, WhatTheDirectoryLacksIsShown) {
  write("directory/aobo.yaml",
        "partners:\n  - tenant: 11111111-1111-4111-8111-111111111111\n    folder: a\n");
  write("directory/a/contracts.json", "[]");
  const std::string config = write("config.json", "{\"directory\":\"" + folder() + "/directory\"}");
  const std::string log =
      write("log.json", "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\"}\n");
  const std::string warning =
      "aobo-sim: warning: " + folder() +
      "/directory/a: no users.json, so nobody of this partner is known but those of aobo.yaml; GET "
      "https://graph.microsoft.com/v1.0/users?$select=id,displayName,userPrincipalName,"
      "accountEnabled,createdDateTime&$top=999\n";
  for (const std::string command : {"replay --quiet --format none", "who --quiet"}) {
    const Run shown = run(command + " --config " + config + " " + log);
    EXPECT_EQ(shown.code, 0) << command;
    EXPECT_EQ(shown.error, warning) << command;
  }
}

TEST_F(CliTest, TheSampleWorldAsATable) {
  const Run table = run("replay --config " + sample("aobo.json"));
  EXPECT_EQ(table.code, 0) << table.error;
  EXPECT_NE(table.out.find("Carol Chen <carol@adatum.example> [exact, gdap]: delete user"),
            std::string::npos)
      << table.out;
  EXPECT_NE(table.out.find("55 records, 39 of them by partners"), std::string::npos);
  std::istringstream lines(table.out);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_EQ(line.rfind("2026-03-02T11:05:00Z  Contoso  Alice", 0), std::string::npos)
        << "a name forged a line: " << line;
  }
}

// A group may be called as a role is.
TEST_F(CliTest, ARoleThatIsShownByItsNameAloneHasItsIdButWhereAGroupIsMeant) {
  const auto roles = [&](std::string_view more) {
    const std::string log = write(
        "role.json",
        fmt::format(
            R"({{"CreationTime":"2026-03-02T09:00:00","Id":"1","Operation":"Add member to role.",)"
            R"("OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":8,)"
            R"("ResultStatus":"Success","UserKey":"k","UserType":0,"Workload":)"
            R"("AzureActiveDirectory","UserId":"kim@contoso.example","ObjectId":)"
            R"("pat@contoso.example","ModifiedProperties":[{{"Name":"Role.DisplayName",)"
            R"("NewValue":"Global Administrator","OldValue":""}}{}]}})"
            "\n",
            more));
    return run("replay --quiet --format json --fields aobo.role.id,aobo.role.name " + log).out;
  };
  EXPECT_EQ(roles(""),
            "{\"aobo.role.id\":\"62e90394-69f5-4237-9190-012177145e10\",\"aobo.role.name\":"
            "\"Global Administrator\"}\n");
  EXPECT_EQ(roles(R"(,{"Name":"Group.ObjectID","NewValue":)"
                  R"("0f29ddaf-bac9-4b3d-b511-df5ab08ecc76","OldValue":""})"),
            "{}\n");
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
  EXPECT_EQ(events, 63U);
}

TEST_F(CliTest, TheSummaryAddsUp) {
  const std::string log =
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\"}\nnoise\n{\"x\":1}\n";
  const std::string file = folder() + "/summary.json";
  ASSERT_EQ(run("replay --format none --summary " + file + " -", log).code, 0);
  EXPECT_EQ(
      slurp("summary.json"),
      "{\"records\":1,\"refused\":2,\"refusals\":[{\"reason\":\"no-match\",\"count\":1},{"
      "\"reason\":\"unknown-family\","
      "\"count\":1}],\"families\":{\"entra.signin\":1},\"paths\":{\"unknown\":1},"
      "\"confidence\":{},\"methods\":{},"
      "\"policy\":{},\"violations\":{},\"derived\":{},\"duplicates\":0,\"late\":0,"
      "\"examples\":[\"no-match: - at byte 56: \\\"noise\\\"\",\"unknown-family: - at byte "
      "62: keys x\"],\"inputs\":[{\"input\":\"-\",\"records\":1,\"families\":{\"entra.signin\":1},"
      "\"tenants\":[],\"first\":\"2026-03-02T08:00:00Z\",\"last\":\"2026-03-02T08:00:00Z\","
      "\"collected_after\":null,\"duplicates\":0,\"same_as\":{},\"repaired\":0,\"masked\":0,"
      "\"cut\":0,"
      "\"refused\":{\"unknown-family\":1,\"no-match\":1},\"form\":null,"
      "\"nearest\":null}]}\n");
}

TEST_F(CliTest, NothingIsWrittenToWhereNobodyReads) {
  const std::string pipe = folder() + "/pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const char* option : {"--metrics", "--summary"}) {
    const Run done =
        run(fmt::format("replay --quiet --format none {} {} {}", option, pipe, sample("logs")));
    EXPECT_EQ(done.code, 6) << option;
    EXPECT_EQ(done.error, "aobo-sim: " + pipe + ": cannot be written\n") << option;
  }
}

TEST_F(CliTest, MetricsAreWrittenForPrometheus) {
  const std::string log =
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\"}\nnoise\n";
  const std::string file = folder() + "/aobo.prom";
  for (const std::string& how : {std::string(), " --rules " + sample("../rules")}) {
    ASSERT_EQ(run("replay --quiet --format none --metrics " + file + how + " -", log).code, 0);
    std::istringstream lines(slurp("aobo.prom"));
    std::map<std::string, std::string> values, types, texts;
    for (std::string first, second, name, value; lines >> first >> second;) {
      if (first == "#" && lines >> name) {
        ASSERT_TRUE(std::getline(lines >> std::ws, value));
        EXPECT_TRUE((second == "HELP" ? texts : types).emplace(name, value).second) << name;
      } else {
        EXPECT_TRUE(values.emplace(first, second).second) << first;
      }
    }
    EXPECT_EQ(texts.size(), types.size());
    EXPECT_EQ(texts["aobo_records_entra_signin_total"], "records of entra.signin that went out");
    EXPECT_EQ(values["aobo_records_total"], "1");
    EXPECT_EQ(values["aobo_records_entra_signin_total"], "1");
    EXPECT_EQ(values["aobo_refused_no_match_total"], "1");
    EXPECT_EQ(values["aobo_inputs"], "1");
    EXPECT_EQ(types["aobo_records_total"], "counter");
    EXPECT_EQ(types["aobo_inputs"], "gauge");
    EXPECT_EQ(types.size(), values.size());
  }
  EXPECT_FALSE(std::filesystem::exists(file + ".new"));
  const Run device = run("replay --quiet --format none --metrics /dev/null -", log);
  EXPECT_EQ(device.code, 0);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
  const Run nowhere = run("replay --quiet --metrics /nowhere/aobo.prom -", log);
  EXPECT_EQ(nowhere.code, 6);
  EXPECT_EQ(nowhere.out, "");
  EXPECT_EQ(nowhere.error, "aobo-sim: /nowhere/aobo.prom: cannot be written\n");
  const std::string input = write("log.ndjson", log);
  const std::string both = folder() + "/both";
  const Run one_file =
      run("replay --quiet --summary " + both + " --metrics " + folder() + "/./both -", log);
  EXPECT_EQ(one_file.code, 2);
  EXPECT_EQ(one_file.error, "aobo-sim: replay: --summary and --metrics name one file, " + folder() +
                                "/./both; the one would be written over the other: name two\n");
  const Run over = run("replay --quiet --metrics " + input + " " + input);
  EXPECT_EQ(over.code, 6);
  EXPECT_EQ(over.error,
            "aobo-sim: " + input + ": holds something else than metrics; name another file\n");
  EXPECT_EQ(slurp("log.ndjson"), log) << "nobody's log is written over";
}

TEST_F(CliTest, TheSameInputGivesTheSameBytes) {
  const std::string command = "replay --format json --config " + sample("aobo.json");
  EXPECT_EQ(run(command).out, run(command).out);
}

// ---- generate, judge, sweep

TEST_F(CliTest, AWorldIsGeneratedReplayedAndJudged) {
  const std::string world = folder() + "/world", json = folder() + "/judge.json";
  const Run made =
      run("generate --customers 6 --people 8 --days 2 --activity 5 --story leaver,silent-entry "
          "--seed 7 --out " +
          world);
  ASSERT_EQ(made.code, 0) << made.error;
  std::istringstream lines(made.out);
  std::string version, command;
  std::getline(lines, version);
  std::getline(lines, command);
  EXPECT_EQ(version, std::string("aobo-sim ") + AOBO_VERSION);
  EXPECT_EQ(command,
            "aobo-sim generate --seed 7 --customers 6 --people 8 --days 2 --start 2026-03-02 "
            "--activity 5 "
            "--story leaver,silent-entry --faults none");
  for (const char* part : {"aobo.json", "directory/aobo.yaml", "truth.ndjson", "truth.pb",
                           "actions.ndjson", "world.json", "README.md"}) {
    EXPECT_TRUE(std::filesystem::exists(world + "/" + part)) << part;
  }
  EXPECT_NE(slurp("world/README.md").find("### silent-entry"), std::string::npos);

  const Run replayed = run("replay --config " + world + "/aobo.json --only partner");
  EXPECT_EQ(replayed.code, 0) << replayed.error;
  const Run judged = run("judge --json " + json + " " + world);
  EXPECT_EQ(judged.code, 0) << judged.out << judged.error;
  simdjson::dom::parser parser;
  simdjson::dom::object counts;
  ASSERT_EQ(parser.load(json).get(counts), simdjson::SUCCESS);
  std::uint64_t answers = 0, right = 0, sum = 0;
  ASSERT_EQ(counts["answers"].get(answers), simdjson::SUCCESS);
  ASSERT_EQ(counts["right"].get(right), simdjson::SUCCESS);
  for (const auto field : counts) {
    std::uint64_t count = 0;
    if (field.key != "answers" && field.value.get(count) == simdjson::SUCCESS) sum += count;
  }
  EXPECT_GT(right, 20U);
  // Derived events are judged beside the answers.
  simdjson::dom::object kinds;
  ASSERT_EQ(counts["by derived"].get(kinds), simdjson::SUCCESS);
  std::uint64_t derived = 0;
  for (const auto kind : kinds) {
    simdjson::dom::object verdicts;
    ASSERT_EQ(kind.value.get(verdicts), simdjson::SUCCESS);
    for (const auto verdict : verdicts) {
      std::uint64_t count = 0;
      ASSERT_EQ(verdict.value.get(count), simdjson::SUCCESS);
      derived += count;
    }
  }
  EXPECT_EQ(sum, answers + derived) << "every answer and every derived event stands in one class";
}

TEST_F(CliTest, TheSameActionsGiveTheSameWorldAndFewerGiveLess) {
  const std::string options =
      "generate --customers 4 --people 8 --days 1 --activity 3 --story leaver --seed 5";
  ASSERT_EQ(run(options + " --out " + folder() + "/one").code, 0);
  ASSERT_EQ(
      run(options + " --actions " + folder() + "/one/actions.ndjson --out " + folder() + "/two")
          .code,
      0);
  for (const char* part :
       {"truth.ndjson", "truth.pb", "actions.ndjson", "aobo.json", "directory/aobo.yaml"}) {
    EXPECT_EQ(slurp(std::string("one/") + part), slurp(std::string("two/") + part)) << part;
  }
  const std::string actions = slurp("one/actions.ndjson");
  const std::string fewer = write("fewer.ndjson", actions.substr(actions.find('\n') + 1));
  ASSERT_EQ(run(options + " --actions " + fewer + " --out " + folder() + "/three").code, 0);
  EXPECT_LT(slurp("three/truth.ndjson").size(), slurp("one/truth.ndjson").size());
  EXPECT_EQ(run("judge " + folder() + "/three").code, 0);
}

TEST_F(CliTest, WhatCannotBeGeneratedSaysWhy) {
  EXPECT_EQ(run("generate --days 2").error,
            "aobo-sim: generate: --out DIR is missing; see aobo-sim generate --help\n");
  EXPECT_EQ(run("generate --people 2 --out x").error,
            "aobo-sim: generate: --people must be from 6 to 20000, found 2\n");
  EXPECT_EQ(run("generate --start tomorrow --out x").error,
            "aobo-sim: generate: --start must be a date like 2026-03-02, found \"tomorrow\"\n");
  EXPECT_EQ(run("generate --story heist --out x").error,
            "aobo-sim: generate: --story: there is no story \"heist\"; \"aobo-sim generate "
            "--list-stories\" explains all of them\n");
  EXPECT_EQ(
      run("generate --variant mask=all --out x").error,
      "aobo-sim: generate: --variant: variant mask must be one of XXX, xxx, none, found \"all\"\n");
  const Run full = run("generate --out " + folder());
  EXPECT_EQ(full.code, 6);
  EXPECT_NE(full.error.find(": the folder is not empty; name another, or empty it\n"),
            std::string::npos);
  const std::string actions = write("bad.ndjson", "\n{\"id\":\"a\",\"time\":\"noon\"}\n");
  const Run bad = run("generate --actions " + actions + " --out " + folder() + "/new");
  EXPECT_EQ(bad.code, 4);
  EXPECT_EQ(bad.error, "aobo-sim: " + actions +
                           ":2: \"time\" is \"noon\", expected a time like 2026-03-02T08:00:00Z\n");
  const Run judged = run("judge " + folder() + "/nothing");
  EXPECT_EQ(judged.code, 4);
  EXPECT_EQ(judged.error,
            "aobo-sim: " + folder() +
                "/nothing/truth.ndjson: cannot be read; \"aobo-sim generate --out DIR\" writes a "
                "world to judge with\n");
  EXPECT_EQ(run("sweep --seeds some").error,
            "aobo-sim: sweep: --seeds must be like 7 or 1-20, found \"some\"\n");
}

TEST_F(CliTest, ASweepSaysWhatEachSeedCameTo) {
  const Run sweep = run("sweep --seeds 3-4 --customers 3 --people 6 --days 1 --activity 2 --out " +
                        folder() + "/smallest");
  EXPECT_EQ(sweep.code, 0) << sweep.out << sweep.error;
  EXPECT_NE(sweep.out.find("seed 3: "), std::string::npos);
  EXPECT_NE(sweep.out.find("seed 4: "), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder() + "/smallest"));
}

TEST_F(CliTest, NoFolderIsRemovedThatHoldsAnythingButAWorld) {
  const std::string mine = write("mine/aobo.json", "{}");
  EXPECT_EQ(run("sweep --seeds 3 --out " + folder() + "/mine").error,
            "aobo-sim: " + folder() +
                "/mine: not a folder of an earlier sweep; name another with --out\n");
  EXPECT_EQ(
      run("check " + std::string(test::kSourceDir) + "/rules --out " + folder() + "/mine").error,
      "aobo-sim: " + folder() +
          "/mine: not a folder of an earlier check; name another with --out\n");
  EXPECT_TRUE(std::filesystem::exists(mine));
}

TEST_F(CliTest, SimulatorMdListsWhatThereIs) {
  std::ifstream file(std::string(test::kSourceDir) + "/docs/simulator.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const char* list : {"stories", "faults", "variants", "operations"}) {
    const std::string expected = fmt::format("<!-- {} -->\n```\n{}```\n", list,
                                             run(fmt::format("generate --list-{}", list)).out);
    EXPECT_NE(page.find(expected), std::string::npos)
        << "the list in docs/simulator.md is not what --list-" << list << " prints";
  }
}

// Each "<!-- example: FIELDS -->" of a page is followed by records and by what replaying them with
// these fields prints.
TEST_F(CliTest, TheExamplesOfThePagesAreWhatTheProgramSays) {
  std::size_t examples = 0;
  for (const char* name : {"identity.md", "policy.md"}) {
    std::ifstream file(std::string(test::kSourceDir) + "/docs/" + name);
    const std::string page((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const std::string mark = "<!-- example: ", json = " -->\n```json\n", between = "```\n```\n",
                      end = "```\n";
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
      const std::size_t records = page.find(json, at), output = page.find(between, at),
                        close = page.find(end, output + between.size());
      ASSERT_NE(close, std::string::npos) << name;
      const std::string fields = page.substr(at + mark.size(), records - at - mark.size());
      const std::string log = write(
          "example.ndjson", page.substr(records + json.size(), output - records - json.size()));
      const Run shown =
          run("replay --quiet --config " + sample("aobo.json") + " --fields " + fields + " " + log);
      EXPECT_EQ(shown.code, 0) << shown.error;
      EXPECT_EQ(shown.out, page.substr(output + between.size(), close - output - between.size()))
          << name << ", " << fields;
      ++examples;
    }
  }
  EXPECT_GE(examples, 30U);
}

// The second record is written when the first one is printed, the interrupt comes when the second
// one is: nothing rests on how fast the machine is. What began the tests may ignore SIGHUP, as
// nohup does; the program would too.
TEST_F(CliTest, FollowPrintsWhatComesAsItComesUntilItIsStopped) {
  const auto record = [](const std::string& id) {
    return fmt::format(
        R"({{"id":"{}","time":"2026-03-04T08:00:00Z","account":"a","person":"b@adatum.example","action":"check-out"}})"
        "\n",
        id);
  };
  write("logs/1.json", record("first"));
  write("2.json", record("second"));
  const std::string script = write("follow", fmt::format(R"(cd '{}'
env --default-signal=HUP '{}' replay --quiet --follow --fields aobo.id logs >out 2>errors &
pid=$!
seen() {{ for i in $(seq 600); do grep -q "$1" out && return; sleep 0.05; done; echo "no $1"; }}
seen first
mv 2.json logs/2.json
seen second
kill -s $1 $pid
wait $pid
echo code=$?
cat out errors
)",
                                                         folder(), test::kProgram));
  for (const char* signal : {"INT", "TERM", "HUP"}) {
    const std::string out = test::run_shell(fmt::format("bash '{}' {}", script, signal)).out;
    EXPECT_EQ(out,
              "code=130\naobo.id\nfirst\nsecond\naobo-sim: start: without \"state\" the next run "
              "reads all files again from their beginning; what this one learns is not kept\n")
        << signal;
    std::filesystem::rename(folder() + "/logs/2.json", folder() + "/2.json");
  }
  EXPECT_EQ(run("replay --follow --sort person " + folder() + "/logs").error,
            "aobo-sim: replay: --sort needs the end of all inputs, and with --follow there is "
            "none\n");
}

// What a shell prints of a script, run in the test's folder.
std::string shell(const std::string& folder, const std::string& script) {
  return test::run_shell(fmt::format("cd '{}' && bash '{}' 2>&1", folder, script)).out;
}

// Standard input is held open and silent: the alert comes before more does, and the signal ends the
// run. Without an end of its own the run is killed, and that is another code.
TEST_F(CliTest, RulesBesideAQuietInputAlertAtOnceAndStop) {
  write("rules.yaml",
        "- rule: Any\n  desc: d\n  condition: aobo.id exists\n  output: \"saw %aobo.id\"\n"
        "  priority: NOTICE\n  source: aobo\n");
  const std::string script = write(
      "quiet",
      fmt::format(
          R"(mkfifo pipe
exec 3<>pipe
env --default-signal=TERM '{}' replay --quiet --jobs 2 --rules rules.yaml - <pipe >out 3<&- &
pid=$!
echo '{}' >&3
for i in $(seq 600); do [ -e out ] && grep -o 'saw v1' out && break; sleep 0.05; done
kill -s TERM $pid
( sleep 60; kill -s KILL $pid ) >/dev/null 2>&1 3<&- &
wait $pid
echo code=$?
kill %2
)",
          test::kProgram,
          R"({"id":"v1","time":"2026-03-04T08:00:00Z","account":"a","person":"b@adatum.example","action":"check-out"})"));
  EXPECT_EQ(shell(folder(), script), "saw v1\ncode=130\n") << "before the run ends";
}

TEST_F(CliTest, WhoReadsAPipeHasTheWholeSummary) {
  const std::string replay =
      fmt::format("'{}' replay --quiet --format none --summary ", test::kProgram);
  const std::string script =
      write("both", fmt::format("mkfifo pipe\ncat pipe >read &\n{0}file {1}\n{0}pipe {1}\nwait\n"
                                "[ -s file ] && cmp file read && echo equal\n",
                                replay, sample("logs")));
  EXPECT_EQ(shell(folder(), script), "equal\n");
}

TEST_F(CliTest, AStateThatCannotBeKeptIsSaidWithRulesAndWithout) {
  write("aobo.json", R"({"state":{"file":"st"}})");
  write(
      "log.json",
      R"({"id":"v1","time":"2026-03-04T08:00:00Z","account":"a","person":"b@adatum.example","action":"check-out"})"
      "\n");
  write("rules.yaml",
        "- rule: None\n  desc: d\n  condition: aobo.id = x\n  output: o\n"
        "  priority: NOTICE\n  source: aobo\n");
  for (const char* rules : {"", "--rules rules.yaml"}) {
    const std::string script = write("full", fmt::format(R"(trap '' XFSZ
ulimit -f 0
'{}' replay --quiet --format none {} --config aobo.json log.json
echo code=$?
)",
                                                         test::kProgram, rules));
    EXPECT_EQ(
        shell(folder(), script),
        "aobo-sim: state: " + folder() +
            "/st.new: File too large; what is learned is not kept\naobo-sim: state: " + folder() +
            "/st.delivered: File too large; what goes out meanwhile comes again if the run is "
            "killed\ncode=7\n")
        << rules;
  }
}

TEST_F(CliTest, FieldsMdIsWhatThePluginLists) {
  std::ifstream file(std::string(test::kSourceDir) + "/docs/fields.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::string mark = "<!-- fields -->\n";
  ASSERT_NE(page.find(mark), std::string::npos);
  EXPECT_EQ(page.substr(page.find(mark) + mark.size()), run("fields --format markdown").out)
      << "run: aobo-sim fields --format markdown";
}

}  // namespace
}  // namespace aobo
