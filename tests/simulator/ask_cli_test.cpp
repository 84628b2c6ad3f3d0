// Questions and reports as a person asks for them: aobo-sim replay with filters, who, timeline,
// gaps, show and report.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <sstream>
#include <vector>

#include "tests/support/cli.h"
#include "tests/support/places.h"

namespace aobo {
namespace {

class AskTest : public test::CliTest {
 protected:
  Run ask(const std::string& verb, const std::string& options) {
    return run(verb + " --quiet --config " + sample("aobo.json") + " " + options);
  }
  static std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  // A number of a JSON object.
  std::int64_t number(const std::string& json, const char* pointer) {
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    std::int64_t found = -1;
    EXPECT_EQ(parser.parse(json).get(document), simdjson::SUCCESS) << json;
    EXPECT_EQ(document.at_pointer(pointer).get(found), simdjson::SUCCESS) << pointer;
    return found;
  }
  // A number of the summary of a replay; 0 where the summary does not count such.
  std::int64_t summed(const std::string& options, const char* pointer) {
    const std::string file = folder() + "/summary.json";
    EXPECT_EQ(ask("replay", options + " --format none --summary " + file).code, 0);
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    EXPECT_EQ(parser.load(file).get(document), simdjson::SUCCESS);
    std::int64_t found = 0;
    return document.at_pointer(pointer).get(found) == simdjson::SUCCESS ? found : 0;
  }
};

// ---- the state

// Whoever asks does not wait for logs that are yet to come.
TEST_F(AskTest, AskingFollowsNothing) {
  const std::string base = std::string(test::kSourceDir) + "/sample-data";
  for (
      const char* config :
      {R"({{"base_dir":"{0}","directory":"directory","inputs":["logs"],"follow":true}})",
       R"({{"follow": true, "base_dir":"{0}","directory":"directory","inputs":[{{"follow": true, "path":"logs"}}, {{"path": "logs/2-contoso" , "follow":true}}]}})"}) {
    write("aobo.json", fmt::format(fmt::runtime(config), base));
    const std::string with = " --quiet --config '" + folder() + "/aobo.json'";
    for (const char* asked : {"who", "timeline", "gaps", "report --customer contoso"}) {
      const Run told = run(asked + with);
      EXPECT_EQ(told.code, 0) << asked << told.error;
    }
    EXPECT_NE(run("doctor" + with).code, 3);
    EXPECT_EQ(run("inspect" + with + " " + base + "/logs").code, 0);
  }
}

// Whoever asks takes no event from the host that keeps the state, and needs not wait for it.
TEST_F(AskTest, AskingLeavesTheStateAlone) {
  const std::string base = std::string(test::kSourceDir) + "/sample-data";
  for (
      const char* config :
      {R"({{"base_dir":"{0}","directory":"directory","inputs":["logs"],"state":{{"file":"{1}/state"}}}})",
       R"({{"state":{{"file":"{1}/state"}},"base_dir":"{0}","directory":"directory","inputs":["logs"]}})"}) {
    write("aobo.json", fmt::format(fmt::runtime(config), base, folder()));
    const std::string with = " --quiet --config '" + folder() + "/aobo.json'";
    for (const char* asked : {"who", "timeline", "gaps", "report --customer contoso"}) {
      const Run asking = run(asked + with);
      EXPECT_EQ(asking.code, 0) << asked << asking.error;
      EXPECT_GT(lines(asking.out), 0U) << asked;
      EXPECT_FALSE(std::filesystem::exists(folder() + "/state")) << asked;
    }
  }
  const std::string replay = "replay --format ndjson --quiet --config '" + folder() + "/aobo.json'";
  const std::string told = run(replay).out;
  EXPECT_GT(lines(told), 50U);
  EXPECT_EQ(run(replay).out, "") << "the replay has a state";
}

// What reads this output takes the number; a reader that rounds it has the text.
TEST_F(AskTest, AMomentInJsonIsItsNumberAndInATextOfItsOwn) {
  for (const char* form : {"json", "ndjson"}) {
    EXPECT_EQ(run(fmt::format("replay --format {} --quiet --limit 1 --fields "
                              "aobo.time,aobo.time.text,aobo.id --config {}",
                              form, sample("aobo.json")))
                  .out,
              "{\"aobo.time\":1772359200000000000,\"aobo.time.text\":\"2026-03-01 10:00:00 UTC\","
              "\"aobo.id\":\"Directory_bbd859cd-5730-420d-8729-0732ac9b39b7_A0B0_1\"}\n");
  }
}

TEST_F(AskTest, AMistakeIsToldWhereItStandsThoughTheStateIsTakenOut) {
  write("aobo.json", "{\n \"state\": {\n  \"file\": \"s\"},\n \"inputs\": 3}");
  const Run result = run("who --config '" + folder() + "/aobo.json'");
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(result.error,
            "aobo-sim: " + folder() + "/aobo.json:4:12: \"inputs\" must be an array, found 3\n");
}

// ---- filters

TEST_F(AskTest, AFilterShowsLessAndKnowsAsMuch) {
  const std::string all = ask("replay", "--fields aobo.id,aobo.user.upn").out;
  const std::string one = ask("replay", "--customer contoso --fields aobo.id,aobo.user.upn").out;
  std::istringstream rows(one);
  for (std::string row; std::getline(rows, row);)
    EXPECT_NE(all.find(row + "\n"), std::string::npos) << "named otherwise alone: " << row;
  EXPECT_GT(lines(one), 10U);
  EXPECT_LT(lines(one), lines(all));
}

TEST_F(AskTest, APersonIsFoundByNameUpnAndIdAndAsACandidate) {
  const std::string by_upn = ask("replay", "--person dave@adatum.example --fields aobo.id").out;
  EXPECT_EQ(ask("replay", "--person DAVE@ADATUM.EXAMPLE --fields aobo.id").out, by_upn);
  const std::string both =
      ask("replay", "--person dave@adatum.example --confidence ambiguous --fields aobo.candidates")
          .out;
  EXPECT_EQ(both, "aobo.candidates\nbob@adatum.example, dave@adatum.example\n");
  EXPECT_EQ(lines(ask("replay", "--person 'Carol*' --family entra.audit --fields aobo.id").out),
            2U);
}

// The words that a field can have, by the plugin's own text of it: "…: gdap, dap, unknown."
std::vector<std::string> words_of(const std::string& fields, const std::string& field) {
  std::istringstream lines(fields);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(field + " ")) continue;
    std::string list = line.substr(line.rfind(": ") + 2);
    list.erase(std::min(list.find(';'), list.size() - 1));
    std::vector<std::string> words;
    std::istringstream in(list);
    for (std::string word; std::getline(in >> std::ws, word, ',');) words.push_back(word);
    return words;
  }
  return {};
}

TEST_F(AskTest, WhatThePluginKnowsCanBeAskedFor) {
  const std::string fields = run("fields").out;
  const std::array<std::pair<const char*, const char*>, 3> rows = {
      {{"aobo.family", "family"}, {"aobo.path", "path"}, {"aobo.confidence", "confidence"}}};
  for (const auto& [field, option] : rows) {
    const std::vector<std::string> words = words_of(fields, field);
    EXPECT_GE(words.size(), 7U) << field;
    for (const std::string& word : words) {
      const Run asked = ask("replay", fmt::format("--{} '{}' --fields aobo.id", option, word));
      EXPECT_EQ(asked.code, 0) << word << ": " << asked.error;
    }
  }
}

TEST_F(AskTest, TimesAreOfTheZoneAndADateIsItsWholeDay) {
  const std::string first = ask("replay", "--to 2026-03-02 --fields aobo.time").out;
  const std::string second = ask("replay", "--from 2026-03-03 --fields aobo.time").out;
  const std::string all = ask("replay", "--fields aobo.time").out;
  EXPECT_EQ(lines(first) + lines(second), lines(all) + 1) << "each event is on one of the days";
  EXPECT_EQ(ask("replay",
                "--tz Europe/Amsterdam --from '2026-03-02 09:00' --to '2026-03-02 09:01' "
                "--path gdap --fields aobo.time")
                .out,
            "aobo.time\n2026-03-02T09:00:11+01:00\n2026-03-02T09:00:11.4+01:00\n");
}

TEST_F(AskTest, AConditionIsFalcosWithItsErrors) {
  EXPECT_EQ(lines(ask("replay",
                      "--where 'aobo.user.active = false and aobo.is_partner = true' "
                      "--fields aobo.user.upn")
                      .out),
            2U);
  const Run bad = ask("replay", "--where 'aobo.operation = x and aobo.usr.name exists'");
  EXPECT_EQ(bad.code, 2);
  EXPECT_TRUE(bad.error.starts_with("aobo-sim: --where:1:24: error LOAD_ERR_COMPILE_CONDITION"))
      << bad.error;
  EXPECT_NE(
      bad.error.find(
          "\n    aobo.operation = x and aobo.usr.name exists\n                           ^\n"),
      std::string::npos)
      << bad.error;
  EXPECT_NE(bad.error.find("aobo.usr.name"), std::string::npos) << bad.error;
}

TEST_F(AskTest, WhatCannotBeOrHasNoEffectIsAnError) {
  const struct {
    const char *options, *text;
  } cases[] = {
      {"--path gadp",
       "--path: no event has \"gadp\"; expected one of gdap, dap, aobo, lighthouse, guest, "
       "shared-account, automation, customer, microsoft, unknown; the nearest there is \"gdap\""},
      {"--priority warning", "replay: --priority has no effect without --rules"},
      {"--fields aobo.id --format none", "replay: --fields has no effect with --format none"},
      {"--width 100 --format csv", "replay: --width has no effect but for a table"},
      {"--width 20", "replay: --width must be from 80 to 250, found 20"},
      {"--limit 0", "replay: --limit must be at least 1, found 0"},
      {"--tz Mars/Olympus",
       "replay: --tz: no time zone \"Mars/Olympus\" on this machine; names are those of the IANA "
       "database, like Europe/Amsterdam or UTC"},
      {"--from 2026-13-01",
       "replay: --from: no time: \"2026-13-01\"; expected a date (2026-03-02), a time (2026-03-02 "
       "14:30, with Z or +01:00 where it is not of --tz; 14:30 is today's), now, today, yesterday, "
       "or a span like \"2 days ago\""},
      {"--where ''", "replay: --where must not be empty"},
      {"--customer ' '", "replay: --customer must not be empty"},
      {"--limit -1", "replay: --limit must not be negative, found -1"},
      {"--limit=-1", "replay: --limit must not be negative, found -1"},
      {"--from 2026-03-03 --to 2026-03-02",
       "replay: --to must be later than --from; from 2026-03-03T00:00:00Z to 2026-03-03T00:00:00Z "
       "there is nothing"},
  };
  for (const auto& one : cases) {
    const Run run = ask("replay", one.options);
    EXPECT_EQ(run.code, 2) << one.options;
    EXPECT_EQ(run.error, "aobo-sim: " + std::string(one.text) + "\n");
  }
}

TEST_F(AskTest, LimitAndSortSayWhatIsLeftOut) {
  const Run two = ask("replay", "--path gdap --limit 2 --fields aobo.time");
  EXPECT_EQ(lines(two.out), 3U);
  EXPECT_EQ(two.error.substr(0, 4), "and ") << two.error;
  const std::string sorted =
      ask("replay", "--only partner --sort customer --fields aobo.customer.name").out;
  std::istringstream rows(sorted);
  std::vector<std::string> names;
  std::string row;
  std::getline(rows, row);
  while (std::getline(rows, row)) names.push_back(row);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_GT(names.size(), 30U);
}

TEST_F(AskTest, RulesHonourTheFiltersToo) {
  const std::string rules = std::string(test::kSourceDir) + "/rules";
  const std::string file = folder() + "/summary.json";
  const Run run = ask("replay", "--rules " + rules + " --person 'carol@*' --fields aobo.user.upn " +
                                    "--only partner --summary " + file);
  EXPECT_EQ(run.out,
            "rule\taobo.user.upn\naobo Somebody who left the partner acts\tcarol@adatum.example\n"
            "aobo Action without a sign-in\tcarol@adatum.example\n")
      << run.out;
  EXPECT_EQ(number(slurp("summary.json"), "/records"), 1);
}

TEST_F(AskTest, CsvIsSafeAgainstFormulas) {
  const std::string log =
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"properties\":{\"id\":\"1\","
      "\"userPrincipalName\":\"=cmd|'/c calc'!A1\",\"appDisplayName\":\"a,\\\"b\"}}\n";
  EXPECT_EQ(run("replay --quiet --format csv --fields aobo.actor,aobo.app.name -", log).out,
            "aobo.actor,aobo.app.name\r\n\"'=cmd|'/c calc'!A1\",\"a,\"\"b\"\r\n");
}

TEST_F(AskTest, ATableFitsItsWidth) {
  for (const unsigned width : {80U, 120U, 250U}) {
    for (const char* verb : {"replay", "who", "timeline"}) {
      std::istringstream rows(ask(verb, fmt::format("--width {}", width)).out);
      for (std::string row; std::getline(rows, row);) {
        const auto shown = std::count_if(row.begin(), row.end(), [](char c) {
          return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        });
        // An id is never cut: one that is wider stands in a line of its own.
        const std::size_t begin = row.find_first_not_of(' ');
        if (begin != std::string::npos && row.find(' ', begin) == std::string::npos) continue;
        EXPECT_LE(shown, static_cast<long>(width)) << verb << ": " << row;
        EXPECT_EQ(row.find('\033'), std::string::npos) << "colours are for terminals";
      }
    }
  }
}

TEST_F(AskTest, WhatOneMustCopyIsNeverCut) {
  const std::string unknown = "unknown technician 7163318c-1ea0-4cb6-8872-f4d82e8a78a0";
  for (const unsigned width : {80U, 100U, 120U, 160U, 250U}) {
    for (const char* verb : {"replay", "who", "timeline"})
      EXPECT_NE(ask(verb, fmt::format("--width {}", width)).out.find(unknown), std::string::npos)
          << verb << " " << width;
    EXPECT_NE(ask("who", fmt::format("--width {}", width))
                  .out.find("Alice Archer <alice@adatum.example>"),
              std::string::npos)
        << width;
  }
  // Another program gets every column in full.
  const std::string piped = ask("replay", "--only partner").out;
  EXPECT_NE(piped.find(unknown), std::string::npos);
  EXPECT_NE(piped.find("2026-03-02T08:05:00.2779144Z"), std::string::npos) << piped;
  EXPECT_EQ(piped.find("…"), std::string::npos);
  // A terminal gets the time to the second, and to the minute where that has no room.
  EXPECT_NE(ask("replay", "--width 100").out.find("\n2026-03-02T08:05:00Z  "), std::string::npos);
  EXPECT_NE(ask("replay", "--width 80").out.find("\n2026-03-02 08:05  "), std::string::npos);
}

TEST_F(AskTest, ATimeForAnotherProgramHasItsOffset) {
  const std::string there = "--tz Europe/Amsterdam ";
  EXPECT_EQ(ask("replay", there + "--format csv --fields aobo.time --person 'carol@*' --family "
                                  "entra.audit")
                .out,
            "aobo.time\r\n2026-03-02T12:10:00+01:00\r\n");
  EXPECT_EQ(ask("who", there + "--format ndjson --person 'carol@*'").out,
            "{\"person\":\"Carol Chen <carol@adatum.example>\",\"customer\":\"Contoso\",\"first\":"
            "\"2026-03-02T12:10:00+01:00\",\"last\":\"2026-03-02T12:10:00+01:00\",\"records\":1,"
            "\"entries\":0,\"actions\":1,\"outside\":1,\"via\":\"gdap\",\"confidence\":\"exact\","
            "\"person_id\":\"c0783058-d128-49cc-93c7-dc92f260ddc3\",\"upn\":"
            "\"carol@adatum.example\",\"customer_id\":"
            "\"b2a59418-5f66-428e-a349-e99a15652bc3\"}\n");
  EXPECT_NE(ask("timeline", there + "--format csv --person 'carol@*'")
                .out.find("\n2026-03-02T12:10:00+01:00,"),
            std::string::npos);
}

TEST_F(AskTest, ATimeOfDayIsTodays) {
  const std::string times = "--from 09:00 --to 09:01:30 --tz Europe/Amsterdam --path gdap";
  setenv("AOBO_NOW", "2026-03-02T20:00:00Z", 1);
  const std::string out = ask("replay", times + " --fields aobo.time").out;
  unsetenv("AOBO_NOW");
  EXPECT_EQ(out, "aobo.time\n2026-03-02T09:00:11+01:00\n2026-03-02T09:00:11.4+01:00\n");
}

TEST_F(AskTest, TheSummaryIsOfWhatIsShown) {
  const std::string file = folder() + "/summary.json";
  ask("replay", "--only partner --format none --summary " + file);
  // Of all the sample's records those of partners, without derived events.
  EXPECT_EQ(number(slurp("summary.json"), "/records"), 39);
}

TEST_F(AskTest, WideCharactersTakeTwoColumns) {
  const std::string name = "\xe9\x95\xb7\xe9\x87\x8e\xe9\x95\xb7\xe9\x87\x8e";  // four of them
  std::string log;
  for (const std::string& tenant : {name, std::string("12345678")})
    log +=
        "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":\"b2a59418-"
        "5f66-428e-a349-e99a15652bc3\",\"properties\":{\"id\":\"1" +
        tenant + "\",\"userType\":\"guest\",\"crossTenantAccessType\":\"serviceProvider\"," +
        "\"homeTenantId\":\"d7296d84-932f-4f00-a431-126c164a7ba7\",\"resourceDisplayName\":\"" +
        tenant + "\"}}\n";
  const std::string text =
      run("timeline --quiet --width 120 --config " + sample("aobo.json") + " -", log).out;
  EXPECT_NE(text.find("  " + name + "  "), std::string::npos) << text;
  // As wide as the eight letters of the other, so that what follows stands in line.
  const std::size_t wide = text.find(name), narrow = text.find("12345678");
  ASSERT_NE(wide, std::string::npos);
  ASSERT_NE(narrow, std::string::npos) << text;
  EXPECT_EQ(text.find("unresolved", wide) - (wide + name.size()),
            text.find("unresolved", narrow) - (narrow + 8))
      << text;
}

TEST_F(AskTest, ARecordWithoutAnIdIsShownByItsPlace) {
  const std::string timeline = ask("timeline", "--width 150 --person 'dave@*'").out;
  const std::size_t line = timeline.find("reset_customer_user_password");
  ASSERT_NE(line, std::string::npos) << timeline;
  const std::string place = "1-adatum/partner-center.json@";
  const std::size_t at = timeline.find(place, line);
  ASSERT_LT(at, timeline.find('\n', line)) << timeline;
  const std::string handle = timeline.substr(at, timeline.find('\n', at) - at);
  const std::string text = ask("show", "--width 120 " + handle).out;
  EXPECT_TRUE(text.starts_with("reset_customer_user_password\n")) << text;
  EXPECT_NE(text.find("id         " + handle + "\n"), std::string::npos) << text;
  EXPECT_EQ(ask("show", "partner-center.json@1").code, 2);
}

TEST_F(AskTest, AnAlertSaysWhatShowTakes) {
  const std::string rules =
      "--rules " + std::string(test::kSourceDir) + "/rules --person 'carol@*' ";
  const std::string id = "Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1";
  const std::string text = ask("replay", rules).out;
  EXPECT_NE(text.find(" (show " + id + ")\n"), std::string::npos) << text;
  const std::string json = ask("replay", rules + "--format json").out;
  EXPECT_NE(json.find("\"aobo.id\":\"" + id + "\""), std::string::npos) << json;
  const std::string vault = ask("replay", "--rules " + std::string(test::kSourceDir) +
                                              "/rules --rule-matching all --priority debug "
                                              "--family azure.activity --format json")
                                .out;
  EXPECT_NE(vault.find("\"aobo.offset\":"), std::string::npos) << vault;
}

// ---- who, timeline, gaps, show

TEST_F(AskTest, WhoCountsAsTheSummaryDoes) {
  simdjson::dom::parser parser;
  const std::string json = ask("who", "--format json").out;
  simdjson::dom::array rows;
  ASSERT_EQ(parser.parse(json).get(rows), simdjson::SUCCESS) << json;
  std::int64_t records = 0, outside = 0;
  for (const auto row : rows) {
    records += row["records"].get_int64().value_unsafe();
    outside += row["outside"].get_int64().value_unsafe();
  }
  // One of them, the reset of a password, is known to be a partner's only later.
  EXPECT_EQ(records, 39 + 1);
  EXPECT_EQ(outside, summed("", "/policy/violation"));
}

TEST_F(AskTest, TheTimelineMarksWhatMatters) {
  const std::string text = ask("timeline", "--person 'carol@*' --width 150").out;
  EXPECT_NE(text.find("Carol Chen <carol@adatum.example> of Adatum at Contoso\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("── 2026-03-02 Monday"), std::string::npos) << text;
  EXPECT_NE(text.find("11:10:00  !  delete user"), std::string::npos) << text;
  EXPECT_NE(text.find("11:20:00  ~  => action_without_signin"), std::string::npos) << text;
}

TEST_F(AskTest, ShowTellsEverythingOfOneEvent) {
  const std::string text = ask("show", "--width 120 9864e73c-7e4f-4635-b065-2d478d9c9852").out;
  for (const char* part : {"microsoft.authorization/roleassignments/delete\n",
                           "Bob Baker <bob@adatum.example> of", "how sure   exact, by token",
                           "from this record", "violation: scope \"Litware administrator\"",
                           "azure-rest.json, byte 19", "=> aobo_removed", "\"authorization\""}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  const Run none = ask("show", "no-such-id");
  EXPECT_EQ(none.code, 2);
  EXPECT_EQ(none.error,
            "aobo-sim: show: no event has the id \"no-such-id\"; ids are those of aobo.id and "
            "aobo.activity.id, or FILE@OFFSET of a record without one, as \"aobo-sim timeline\" "
            "shows them\n");
}

// The lines of "Why so", each with where it is from behind it.
std::string why_so(const std::string& shown) {
  const std::size_t from = shown.find("Why so\n") + 7;
  return shown.substr(from, shown.find("\n\n", from) - from);
}

TEST_F(AskTest, ShowTellsWhereEachPieceOfEvidenceIsFrom) {
  EXPECT_EQ(why_so(ask("show", "786eb28c-ca80-416e-8f19-6593d91320d4").out),
            "  token: homeTenantId is Adatum and user_<hex> UPN is their object id there\n"
            "    from this record\n"
            "  object-id: user_<hex> UPN holds the object id bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca\n"
            "    from this record\n"
            "  failed sign-in: the account that was tried, no proof of who tried\n"
            "    from this record");
  EXPECT_EQ(why_so(ask("show", "c93c8684-aec3-421f-8074-d1241ad00240").out),
            "  session: the token is that of sign-in 090bcbcc-8f2e-4f5a-beff-606e9f3a6161\n"
            "    from 2026-03-02T08:00:11.4Z entra.signin 090bcbcc-8f2e-4f5a-beff-606e9f3a6161");
}

TEST_F(AskTest, ShowNamesTheRenamingBehindAFormerName) {
  write("logs/vault.ndjson",
        R"({"id":"v1","time":"2026-03-02T12:00:00Z","account":"litware-admin",)"
        R"("person":"al@adatum.example","action":"check-out","ticket":"INC-9"})"
        "\n");
  write_renaming_of_alice("logs/adatum.ndjson");
  const std::string config = write(
      "aobo.json", fmt::format(R"({{"directory":"{}","inputs":["logs"]}})", sample("directory")));
  const std::string expected =
      "  upn: al@adatum.example, their name before the partner's own log renamed them\n"
      "    from 2026-03-02T12:30:00Z entra.audit r1";
  for (const char* id : {"v1", "attribution_changed:v1:1"})
    EXPECT_EQ(why_so(run(fmt::format("show --quiet --config {} {}", config, id)).out), expected)
        << id;
}

TEST_F(AskTest, GapsListsDaysWithoutRecordsAndRefusals) {
  const std::string log =
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":\"b2a59418-5f66-"
      "428e-a349-e99a15652bc3\"}\n{\"category\":\"SignInLogs\",\"time\":\"2026-03-05T08:00:00Z\","
      "\"tenantId\":\"b2a59418-5f66-428e-a349-e99a15652bc3\"}\nnoise\n";
  EXPECT_EQ(run("gaps --quiet --format csv -", log).out,
            "what,customer,family,from,to,count,reason,customer_id\r\n"
            "no records,b2a59418-5f66-428e-a349-e99a15652bc3,entra.signin,2026-03-03,2026-03-04,2,"
            "\"quiet, or not collected\",b2a59418-5f66-428e-a349-e99a15652bc3\r\n"
            "refused,,,,,1,records that could not be read: no-match,\r\n");
}

TEST_F(AskTest, AToldGapHasItsLogAndItsBegin) {
  // An hourly sign-in for ten days, then none for a day, while another log goes on.
  std::string log;
  const auto add = [&](const char* category, int hour) {
    log += fmt::format(
        "{{\"category\":\"{}\",\"time\":\"2026-03-{:02}T{:02}:00:00Z\",\"tenantId\":\"b2a59418-"
        "5f66-"
        "428e-a349-e99a15652bc3\",\"operationName\":\"Update "
        "user\",\"properties\":{{\"id\":\"{}{}\"}}}}\n",
        category, 1 + hour / 24, hour % 24, category, hour);
  };
  for (int hour = 0; hour < 24 * 12; ++hour) {
    if (hour < 24 * 10) add("SignInLogs", hour);
    add("AuditLogs", hour);
  }
  const std::string told =
      "gap,Contoso,entra.signin,2026-03-10T23:00:00Z,2026-03-11T01:00:00Z,1,\"The entra.signin log "
      "of Contoso is silent since 2026-03-10T23:00:00Z; the longest silence known of it was 1 "
      "hour.\",b2a59418-5f66-428e-a349-e99a15652bc3\r\n";
  const auto silent = [](const char* log_of, const char* from, const char* to, int days) {
    return fmt::format(
        "no records,Contoso,{},{},{},{},\"quiet, or not "
        "collected\",b2a59418-5f66-428e-a349-e99a15652bc3\r\n",
        log_of, from, to, days);
  };
  const std::string head = "what,customer,family,from,to,count,reason,customer_id\r\n";
  const auto gaps = [&](const std::string& options) {
    return run("gaps --quiet --format csv --config " + sample("aobo.json") + options + " -", log)
        .out;
  };
  const std::string last_days = silent("entra.signin", "2026-03-11", "2026-03-12", 2);
  EXPECT_EQ(gaps(""), head + told + last_days);
  // How far the logs reach is told by those that are not asked for.
  EXPECT_EQ(gaps(" --family entra.signin"), head + told + last_days);
  EXPECT_EQ(gaps(" --family entra.audit"), head);
  // Days that are asked for, and on which nothing was read at all.
  EXPECT_EQ(gaps(" --family entra.signin --from 2026-03-11 --to 2026-03-15"),
            head + told + silent("entra.signin", "2026-03-11", "2026-03-15", 5));
  EXPECT_EQ(gaps(" --family entra.audit --from 2026-02-27 --to 2026-03-05"),
            head + silent("entra.audit", "2026-02-27", "2026-02-28", 2));
  EXPECT_EQ(gaps(" --family entra.signin --to 2026-03-05"), head);
}

// A slip of the pen is no answer.
TEST_F(AskTest, WhatStandsNowhereInTheInputIsAnError) {
  const struct {
    const char *words, *error;
  } cases[] = {
      {"who --customer contosso",
       "who: --customer: nothing in this input matches \"contosso\"; the nearest there is "
       "\"Contoso\""},
      {"timeline --person dvae@adatum.example",
       "timeline: --person: nothing in this input matches \"dvae@adatum.example\"; the nearest "
       "there is \"dave@adatum.example\""},
      {"timeline --person bob",
       "timeline: --person: nothing in this input matches \"bob\"; the nearest there are \"Bob "
       "Baker\", \"bob@adatum.example\""},
      {"who --partner adatm",
       "who: --partner: nothing in this input matches \"adatm\"; the nearest there is \"Adatum\""},
      {"who --activity a6aeb7b697",
       "who: --activity: nothing in this input matches \"a6aeb7b697\"; the nearest there is "
       "\"a6aeb7b697884f4e59b0085d56900949\""},
      {"who --operation 'set-mailboks' --customer contoso",
       "who: --operation: nothing in this input matches \"set-mailboks\"; the nearest there is "
       "\"Set-Mailbox\""},
      {"gaps --customer conntoso",
       "gaps: --customer: nothing in this input matches \"conntoso\"; the nearest there is "
       "\"Contoso\""},
      {"who --customer contoso --customer zzz",
       "who: --customer: nothing in this input matches \"zzz\""},
      {"timeline --activity 0", "timeline: --activity: nothing in this input matches \"0\""},
      {"replay --format none --customer contosso",
       "replay: --customer: nothing in this input matches \"contosso\"; the nearest there is "
       "\"Contoso\""},
  };
  for (const auto& one : cases) {
    const std::string words(one.words);
    const std::size_t verb = words.find(' ');
    const Run run = ask(words.substr(0, verb), words.substr(verb + 1));
    EXPECT_EQ(run.error, "aobo-sim: " + std::string(one.error) + "\n") << words;
    EXPECT_EQ(run.out, "") << words;
    EXPECT_EQ(run.code, 2) << words;
  }
  EXPECT_EQ(ask("replay", "--rules " + std::string(test::kSourceDir) + "/rules --tag relationshipp")
                .error,
            "aobo-sim: replay: --tag: no rule has the tag \"relationshipp\"; the nearest is "
            "\"relationship\"\n");
  // What is there, and to which nothing else applies, is an answer.
  const Run nobody = ask("who", "--customer litware --person carol@adatum.example");
  EXPECT_EQ(nobody.out, "nobody of a partner acted\n");
  EXPECT_EQ(nobody.code, 0) << nobody.error;
}

TEST_F(AskTest, CtrlCPrintsWhatIsKnownAndExits130) {
  const std::string log =
      write("log",
            "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":"
            "\"b2a59418-5f66-428e-a349-e99a15652bc3\"}\n");
  // Standard input goes on; the interrupt comes after three seconds, and once: without --foreground
  // timeout sends it to the program and to its group, and a second one ends the program at once.
  const std::string command = fmt::format(
      "( cat '{}'; sleep 4 ) | timeout --foreground --preserve-status -s INT 3 '{}' gaps --quiet - "
      "2>&1; "
      "echo code=\\$?",
      log, test::kProgram);
  const std::string out = test::run_shell("bash -c \"" + command + "\"").out;
  EXPECT_EQ(out,
            "no gap shows in these logs\naobo-sim: stopped; this is what was known by then\n"
            "code=130\n");
}

// ---- report

TEST_F(AskTest, TheReportCountsAsTheSummaryAndTheTruthDo) {
  const std::string json = ask("report", "--customer contoso --json").out;
  EXPECT_EQ(number(json, "/outside"), summed("--customer contoso", "/policy/violation"));
  EXPECT_EQ(number(json, "/silent"), summed("--customer contoso", "/derived/silent_entry"));
  std::int64_t records = 0;
  for (const char* word : {"/policy/allowed", "/policy/violation", "/policy/none"})
    records += summed("--customer contoso", word);
  // One of them, the reset of a password, is known to be a partner's only later.
  EXPECT_EQ(number(json, "/records"), records + 1);
}

TEST_F(AskTest, AReportOfAGeneratedWorldEqualsItsTruth) {
  const std::string world = folder() + "/world";
  ASSERT_EQ(run("generate --customers 3 --people 6 --days 3 --activity 20 --story "
                "leaver,silent-entry --seed 11 --out " +
                world)
                .code,
            0);
  ASSERT_EQ(
      run("report --quiet --config " + world + "/aobo.json --all " + folder() + "/reports").code,
      0);
  // Of each tenant, how many records show a partner's person, and how many name nobody in the end.
  struct Counts {
    std::int64_t records = 0, unnamed = 0;
    std::int64_t hidden = 0;  // that its token or its id may show to be a partner's all the same
  };
  std::map<std::string, Counts> truth;
  std::istringstream rows(slurp("world/truth.ndjson"));
  simdjson::dom::parser parser;
  for (std::string row; std::getline(rows, row);) {
    simdjson::dom::element record;
    ASSERT_EQ(parser.parse(row).get(record), simdjson::SUCCESS);
    std::string_view customer, answer, then;
    if (record["customer"].get(customer) != simdjson::SUCCESS) continue;
    ASSERT_EQ(record.at_pointer("/knowable/answer").get(answer), simdjson::SUCCESS);
    if (record.at_pointer("/then/answer").get(then) != simdjson::SUCCESS) then = answer;
    if (then == "nobody") continue;
    if (then == "hidden") {
      ++truth[std::string(customer)].hidden;
      continue;
    }
    // Of a sign-in that did not come in, whose account was tried.
    simdjson::dom::array tried;
    const bool known = record.at_pointer("/then/people").get(tried) == simdjson::SUCCESS ||
                       record.at_pointer("/knowable/people").get(tried) == simdjson::SUCCESS;
    const bool one = known && answer == "tried" && tried.size() == 1;
    std::string_view family;
    ASSERT_EQ(record["family"].get(family), simdjson::SUCCESS);
    if (answer == "tried" && !one && family == "m365.audit") {  // it shows no home itself
      ++truth[std::string(customer)].hidden;
      continue;
    }
    Counts& counts = truth[std::string(customer)];
    ++counts.records;
    counts.unnamed += then == "named" || one ? 0 : 1;
  }
  EXPECT_EQ(truth.size(), 3U);
  for (const auto& [customer, counts] : truth) {
    const Run one =
        run("report --quiet --json --config " + world + "/aobo.json --customer '" + customer + "'");
    ASSERT_EQ(one.code, 0) << one.error;
    const std::int64_t programs = number(one.out, "/ways/automation");
    const std::int64_t shown = number(one.out, "/records") - programs - counts.records;
    EXPECT_EQ(number(one.out, "/unnamed") - counts.unnamed, shown) << customer;
    EXPECT_GE(shown, 0) << customer;
    EXPECT_LE(shown, counts.hidden) << customer;
  }
  EXPECT_NE(slurp("reports/index.html").find("<th scope=\"row\"><a href=\"001-"),
            std::string::npos);
}

TEST_F(AskTest, HostileNamesAreTextInAReport) {
  const std::string hostile =
      "</script><script>alert(1)</script><img src=x onerror=alert(1)>\xe2\x80\xae\\u0000";
  const std::string log =
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":\"b2a59418-5f66-"
      "428e-a349-e99a15652bc3\",\"properties\":{\"id\":\"1\",\"userType\":\"guest\","
      "\"crossTenantAccessType\":\"serviceProvider\",\"homeTenantId\":"
      "\"d7296d84-932f-4f00-a431-126c164a7ba7\",\"location\":{\"countryOrRegion\":\"" +
      hostile + std::string(10'000, 'x') + "\"},\"ipAddress\":\"" + hostile + "\"}}\n";
  const Run page = run("report --quiet --customer '*' --config " + sample("aobo.json") + " -", log);
  ASSERT_EQ(page.code, 0) << page.error;
  EXPECT_EQ(page.out.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.out.find("<img"), std::string::npos);
  EXPECT_EQ(page.out.find("\xe2\x80\xae"), std::string::npos);
  EXPECT_EQ(page.out.find('\0'), std::string::npos);
  EXPECT_NE(page.out.find("Content-Security-Policy\" content=\"default-src 'none'"),
            std::string::npos);
}

TEST_F(AskTest, NobodyOfAnotherCustomerAndNoCandidateStandsInAReport) {
  const std::string page = ask("report", "--customer litware").out;
  EXPECT_EQ(page.find("Carol"), std::string::npos);
  EXPECT_EQ(page.find("Contoso"), std::string::npos);
  const std::string contoso = ask("report", "--customer fabrikam").out;
  EXPECT_EQ(contoso.find("alice@adatum.example ·"), std::string::npos);
  const std::string told = ask("report", "--customer fabrikam --candidates").out;
  EXPECT_NE(told.find(" · alice@adatum.example · bob@adatum.example"), std::string::npos);
}

TEST_F(AskTest, AReportSpeaksFourLanguages) {
  const struct {
    const char *language, *title;
  } cases[] = {{"en", "Who from your partner was in your tenant"},
               {"de", "Wer von Ihrem Partner in Ihrem Mandanten war"},
               {"fr", "Qui, chez votre partenaire, est entré dans votre locataire"},
               {"es", "Quién de su socio estuvo en su inquilino"}};
  for (const auto& one : cases) {
    const std::string page =
        ask("report", fmt::format("--customer contoso --lang {}", one.language)).out;
    EXPECT_NE(page.find(fmt::format("<html lang=\"{}\">", one.language)), std::string::npos);
    EXPECT_NE(page.find(fmt::format("<h1>{}</h1>", one.title)), std::string::npos);
    EXPECT_EQ(page.find("{}"), std::string::npos) << "a place in a text was not filled";
  }
}

TEST_F(AskTest, TheReviewHasTheSmallestRolesAndScopesThatLoad) {
  const std::string json = ask("report", "--partner adatum --json").out;
  simdjson::dom::parser parser;
  simdjson::dom::element review;
  ASSERT_EQ(parser.parse(json).get(review), simdjson::SUCCESS);
  bool carol = false;
  simdjson::dom::array needs;
  ASSERT_EQ(review["needs"].get(needs), simdjson::SUCCESS);
  for (const auto need : needs) {
    if (need["person"].get_string().value_unsafe() != "carol@adatum.example") continue;
    carol = true;
    // She had left: that is no reason for a role, and stands apart.
    EXPECT_EQ(simdjson::to_string(need["roles"].get_array().value_unsafe()), "[]");
    EXPECT_EQ(simdjson::to_string(need["roles_for_what_was_outside"].get_array().value_unsafe()),
              "[\"User Administrator\"]");
  }
  EXPECT_TRUE(carol);
  const std::string page = ask("report", "--partner adatum").out;
  EXPECT_NE(page.find("\n  - name: &quot;alice@adatum.example at Contoso, office&quot;\n"),
            std::string::npos);
  EXPECT_EQ(page.find("carol@adatum.example at Contoso"), std::string::npos)
      << "who has left gets no scope";
}

TEST_F(AskTest, AReportSaysForWhomItCannotBe) {
  EXPECT_EQ(ask("report", "").error,
            "aobo-sim: report: one of --customer, --partner and --all says whom the report is for; "
            "found 0 of them\n");
  EXPECT_EQ(ask("report", "--customer nowhere").error,
            "aobo-sim: report: no customer \"nowhere\" in these logs\n");
  EXPECT_EQ(run("report --quiet --customer contosso --config " + sample("aobo.json")).error,
            "aobo-sim: report: no customer \"contosso\" in these logs; the nearest there is "
            "\"Contoso\"\n");
  EXPECT_EQ(ask("report", "--customer contoso --json --lang de").error,
            "aobo-sim: report: --lang has no effect with --json\n");
}

}  // namespace
}  // namespace aobo
