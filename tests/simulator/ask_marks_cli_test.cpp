// What answers to questions mark, leave in or refuse: gaps, pauses, widths, zones, what show names.
#include <fmt/format.h>
#include <simdjson.h>

#include <sstream>

#include "tests/support/cli.h"

namespace aobo::test {
namespace {

class AskMarksTest : public CliTest {
 protected:
  Run ask(const std::string& verb, const std::string& options, const std::string& input = "") {
    return run(verb + " --quiet --config " + sample("aobo.json") + " " + options, input);
  }
  // Alice at Contoso, by her own id.
  static std::string alice(const std::string& time) {
    return fmt::format(
        R"({{"CreationTime":"{}","Id":"{}","Operation":"Set-Mailbox","OrganizationId":)"
        R"("b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":1,"ResultStatus":"True",)"
        R"("UserType":9,"UserKey":"-","Workload":"Exchange","ObjectId":"pat","UserId":)"
        R"("contoso.onmicrosoft.com\\\\tenant: d7296d84-932f-4f00-a431-126c164a7ba7, )"
        R"(object: f57990fc-e19c-44ba-a4d1-5cf95747c544"}})"
        "\n",
        time, time);
  }
  // A day in April without a record of Litware's log.
  static std::string silent(const std::string& log) {
    return "no records,Litware," + log +
           ",2026-04-01,2026-04-01,1,\"quiet, or not "
           "collected\",d7cc19b1-b880-4dc9-8bcb-47adab2139fa\r\n";
  }
  static std::string sign_in(int day, int hour) {
    return fmt::format(
        R"({{"category":"SignInLogs","time":"2026-03-{:02}T{:02}:30:00Z","tenantId":)"
        R"("b2a59418-5f66-428e-a349-e99a15652bc3","properties":{{"id":"s{}-{}"}}}})"
        "\n",
        day, hour, day, hour);
  }
};

TEST_F(AskMarksTest, ATimelineMarksALogThatWentSilentInWhatEverybodyDid) {
  std::string log;
  for (int day = 1; day <= 12; ++day) {
    for (int hour = 0; hour < 24; ++hour) {
      if (day <= 10) log += sign_in(day, hour);
      if (hour == 9) log += alice(fmt::format("2026-03-{:02}T09:45:00", day));
    }
  }
  const std::string text = ask("timeline", "--person 'alice@*' --from 2026-03-10 -", log).out;
  const std::size_t gap =
      text.find("  ▒ log entra.signin silent since 2026-03-10T23:30:00Z, at least until ");
  EXPECT_NE(gap, std::string::npos) << text;
  EXPECT_LT(text.find("2026-03-10 Tuesday"), gap) << text;
  EXPECT_GT(text.find("2026-03-11 Wednesday"), gap) << text;
  EXPECT_EQ(text.find("(no actor)"), std::string::npos) << text;
}

TEST_F(AskMarksTest, ATimelineMarksDaysWithoutARecord) {
  const std::string text = ask("timeline", "--person 'alice@*' -",
                               alice("2026-03-04T09:00:00") + alice("2026-03-06T09:00:00") +
                                   alice("2026-03-10T09:00:00"))
                               .out;
  EXPECT_NE(text.find("\n  ┆ 1 day without a record\n  ── 2026-03-06 Friday "), std::string::npos)
      << text;
  EXPECT_NE(text.find("\n  ┆ 3 days without a record\n  ── 2026-03-10 Tuesday "), std::string::npos)
      << text;
}

// A silent entry is told an hour after the entry: that hour is no pause.
TEST_F(AskMarksTest, NoPauseStandsBeforeWhatFollowsFromRecords) {
  const std::string text = ask("timeline", "--customer contoso").out;
  const std::size_t silent = text.find("=> silent_entry");
  ASSERT_NE(silent, std::string::npos) << text;
  const std::size_t line = text.rfind('\n', silent);
  const std::size_t before = text.rfind('\n', line - 1);
  EXPECT_EQ(text.substr(before, line - before).find("without a record"), std::string::npos) << text;
}

TEST_F(AskMarksTest, AnAnswerBesideTheLogsSaysHowFarTheyReach) {
  const std::string reach =
      "aobo-sim: the logs reach from 2026-03-01T10:00:00Z to 2026-03-03T11:00:00Z, and hold no "
      "record of the time that was asked for\n";
  for (const char* verb : {"who", "timeline"}) {
    const Run run = ask(verb, "--from 2026-04-01");
    EXPECT_EQ(run.out, "nobody of a partner acted\n") << verb;
    EXPECT_EQ(run.error, reach) << verb;
    EXPECT_EQ(ask(verb, "--to 2026-01-01").error, reach) << verb;
    EXPECT_EQ(ask(verb, "--from 2026-03-02").error, "") << verb;
  }
  EXPECT_EQ(ask("gaps", "--customer litware --format csv --from 2026-04-01").out,
            "what,customer,family,from,to,count,reason,customer_id\r\n" + silent("azure.activity") +
                silent("entra.audit") + silent("entra.signin") + silent("m365.audit") +
                silent("vault.checkout"));
}

TEST_F(AskMarksTest, AZoneWithoutATimeIsAnError) {
  const std::string none = "aobo-sim: replay: --tz has no effect here: ";
  const std::string utc =
      none +
      "what machines read has its times in UTC, and it is for texts and columns of times, --from "
      "and --to\n";
  const std::string not_shown =
      none + "no time is shown in it, and neither --from nor --to is given\n";
  const struct {
    std::string options, error;
  } rows[] = {{"--fields aobo.id", not_shown},
              {"--fields aobo.id --format csv", not_shown},
              {"--format json", utc},
              {"--rules " + std::string(kSourceDir) + "/rules --format json", utc},
              {"--rules " + std::string(kSourceDir) + "/rules --fields aobo.id", not_shown},
              {"--fields aobo.told", ""},
              {"--fields aobo.id,aobo.time", ""},
              {"--fields aobo.relationship.end --format csv", ""},
              {"--fields aobo.id --from 2026-03-02", ""}};
  for (const auto& row : rows)
    EXPECT_EQ(ask("replay", row.options + " --tz Europe/Amsterdam").error, row.error)
        << row.options;
}

TEST_F(AskMarksTest, ShowNamesRolesAndTheSignInFromAnAddress) {
  const std::string shown = ask("show", "b726bae7-1c16-49ba-a4fb-26e721afb7e9").out;
  const std::string from_there = ask("show", "fe66416c-6b04-42be-b4bb-d18001913edc").out;
  EXPECT_NE(from_there.find("from 198.51.100.23, and around then\n    from 2026-03-02T09:00:00Z "
                            "entra.signin 71b4cfc7-5a26-4296-b587-9d809c15a1ef\n"),
            std::string::npos)
      << from_there;
  EXPECT_NE(shown.find("Helpdesk Administrator (729827e3-9c14-49f7-bb1b-9608f156bbb8)"),
            std::string::npos)
      << shown;
}

// Of records without an id their place.
TEST_F(AskMarksTest, AnAlertInAnyFormHasWhatShowTakes) {
  const struct {
    const char *form, *pointer;
  } rows[] = {{"ecs", "/event/id"}, {"ocsf", "/metadata/uid"}};
  for (const auto& row : rows) {
    std::istringstream alerts(
        ask("replay", fmt::format("--rules {}/rules --format {}", kSourceDir, row.form)).out);
    simdjson::dom::parser parser;
    std::string place;
    for (std::string line; std::getline(alerts, line);) {
      std::string_view id;
      ASSERT_EQ(parser.parse(line).at_pointer(row.pointer).get(id), simdjson::SUCCESS) << line;
      if (id.find('@') != std::string_view::npos) place = id;
    }
    ASSERT_NE(place, "") << row.form;
    EXPECT_EQ(ask("show", "'" + place + "'").code, 0) << place;
  }
}

// Alice has leave to work at Contoso, under a ticket that nothing asks for; at ten in the evening
// she works outside the agreed hours.
TEST_F(AskMarksTest, ATicketIsShownWhereverOneIsKnown) {
  const std::string log =
      R"({"window":"w","person":"alice@adatum.example","customer":)"
      R"("b2a59418-5f66-428e-a349-e99a15652bc3","from":"2026-03-04T08:00:00Z","to":)"
      R"("2026-03-04T23:00:00Z","ticket":"CHG-17"})"
      "\n" +
      alice("2026-03-04T09:00:00") + alice("2026-03-04T21:00:00") + alice("2026-03-05T09:00:00");
  const auto line = [](const std::string& text, const std::string& clock) {
    const std::size_t at = text.find("  " + clock);
    return text.substr(at, text.find("\n  ", at + 1) - at);
  };
  const std::string wide = ask("timeline", "--width 150 -", log).out;
  EXPECT_EQ(line(wide, "09:00:00").find("  09:00:00     set-mailbox ticket CHG-17 "), 0U) << wide;
  EXPECT_EQ(line(wide, "21:00:00").find("  21:00:00  !  set-mailbox !time ticket CHG-17 "), 0U);
  EXPECT_EQ(wide.find("ticket", wide.find("2026-03-05 Thursday")), std::string::npos)
      << "the next day there was none";
  const std::string narrow = ask("timeline", "--width 80 -", log).out;
  EXPECT_NE(narrow.find("\n               ticket CHG-17\n"), std::string::npos) << narrow;
  EXPECT_EQ(
      ask("timeline", "--format csv --to 2026-03-04T20:00 -", log).out,
      "time,person,customer,what,target,result,confidence,via,violations,ticket,id,records\r\n"
      "2026-03-04T09:00:00Z,Alice Archer <alice@adatum.example>,Contoso,set-mailbox,pat,"
      "success,exact,gdap,,CHG-17,2026-03-04T09:00:00,1\r\n");
  EXPECT_NE(ask("show", "2026-03-04T21:00:00 -", log).out.find("\n  ticket     CHG-17\n"),
            std::string::npos);
  const std::string facts = ask("report", "--customer contoso --json -", log).out;
  EXPECT_NE(facts.find("\"id\":\"2026-03-04T21:00:00\",\"why\":[\"time\"],\"ticket\":\"CHG-17\"}"),
            std::string::npos)
      << facts;
  EXPECT_NE(facts.find("\"without_ticket\":1,"), std::string::npos) << facts;
  EXPECT_NE(ask("report", "--customer contoso -", log).out.find("<td>CHG-17</td>"),
            std::string::npos);
}

TEST_F(AskMarksTest, ADashInTheVaultsLogIsNoTicket) {
  const std::string out =
      "2026-03-04 08:00:00 vault01 CHECKOUT acct=litware-admin by=alice@adatum.example case=-\n"
      "2026-03-04 08:10:00 vault01 CHECKOUT acct=litware-admin by=bob@adatum.example case=INC-7\n";
  EXPECT_EQ(ask("replay", "--fields aobo.user.upn,aobo.policy.violations,aobo.ticket -", out).out,
            "aobo.user.upn\taobo.policy.violations\taobo.ticket\n"
            "alice@adatum.example\tticket\t-\nbob@adatum.example\t-\tINC-7\n");
}

TEST_F(AskMarksTest, ShowTellsTheReasonThatSomebodyGave) {
  const std::string out =
      R"({"id":"v1","time":"2026-03-04T08:00:00Z","account":"litware-admin","person":)"
      R"("alice@adatum.example","action":"check-out","ticket":"INC-7","reason":"mail flow"})"
      "\n";
  EXPECT_NE(ask("show", "v1 -", out).out.find("\n  ticket     INC-7\n  reason     mail flow\n"),
            std::string::npos);
}

TEST_F(AskMarksTest, AZoneIsThatOfAlertsAsTextToo) {
  const std::string rules = fmt::format("--rules {}/rules --person 'carol@*' ", kSourceDir);
  const std::string there = ask("replay", rules + "--tz Europe/Amsterdam").out;
  EXPECT_EQ(there.find("12:10:00.000000000: "), 0U) << there;
  EXPECT_NE(there.find("2026-03-02 12:10:00"), std::string::npos) << "in the sentence: " << there;
  EXPECT_EQ(there.find("11:10:00"), std::string::npos) << there;
  EXPECT_EQ(ask("replay", rules).out.find("11:10:00.000000000: "), 0U);
  // What a machine reads keeps UTC, also where --from is in that zone.
  const std::string json = "--format json --from 2026-03-02 ";
  EXPECT_EQ(ask("replay", rules + json + "--tz Europe/Amsterdam").out,
            ask("replay", rules + json).out);
  EXPECT_EQ(ask("replay", "--limit 1 --fields aobo.time.text --tz Europe/Amsterdam").out,
            "aobo.time.text\n2026-03-01 11:00:00 CET\n");
}

TEST_F(AskMarksTest, ShowTellsWithWhatProofSomebodySignedInAndWhichRoleWasGiven) {
  const std::string shown = ask("show", "090bcbcc-8f2e-4f5a-beff-606e9f3a6161").out;
  EXPECT_NE(shown.find("\n  sign-in    by Browser, mfa "), std::string::npos) << shown;
  const std::string given =
      ask("show", "Directory_8d003542-b41f-4154-80f2-eb01b320796a_A0B0_1").out;
  EXPECT_NE(
      given.find("\n  role       Global Administrator (62e90394-69f5-4237-9190-012177145e10)\n"),
      std::string::npos)
      << given;
}

TEST_F(AskMarksTest, ARowOfATableFitsThoughItsHeadIsLong) {
  const std::string text = ask("timeline", "--width 80 --customer fabrikam").out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    std::size_t letters = 0;
    for (std::size_t i = at; i < end; ++i) letters += (text[i] & 0xc0) != 0x80 ? 1U : 0U;
    EXPECT_LE(letters, 80U) << text.substr(at, end - at);
    at = end + 1;
  }
}

// As gaps lists it: what a log cannot tell of a day is marked where its deeds would stand.
TEST_F(AskMarksTest, ATimelineMarksDaysOfWhichALogHasNoRecord) {
  const std::string text =
      ask("timeline", "--person 'alice@*' -",
          alice("2026-03-04T09:00:00") + alice("2026-03-07T09:00:00") + sign_in(5, 9))
          .out;
  EXPECT_NE(text.find("\n  ▒ 2026-03-04: no record of entra.signin: quiet, or not collected\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("\n  ▒ 2026-03-05: no record of m365.audit: quiet, or not collected\n"
                      "  ▒ 2026-03-06: no record of entra.signin, m365.audit: quiet, or not "
                      "collected\n"),
            std::string::npos)
      << text;
  const std::size_t day = text.find("── 2026-03-07 Saturday");
  EXPECT_LT(text.find("▒ 2026-03-06"), day) << text;
}

TEST_F(AskMarksTest, TheMarkOfWhatWasOutsideIsNeverCut) {
  for (const char* width : {"80", "100", "120"}) {
    const auto of = [&](const char* condition) {
      std::istringstream rows(
          ask("replay", fmt::format("--width {} --where '{}'", width, condition)).out);
      std::string row, all;
      std::getline(rows, row);  // the head
      std::size_t marked = 0;
      for (; std::getline(rows, row);)
        marked += row.size() > 20 && row[0] == '2' && row.find(" !") != std::string::npos ? 1U : 0U;
      return marked;
    };
    EXPECT_EQ(of("aobo.policy.violations exists"), 18U) << width;
    EXPECT_EQ(of("not aobo.policy.violations exists"), 0U) << width;
  }
}

TEST_F(AskMarksTest, ATimeBesideTheLogsIsToldByReplayToo) {
  const std::string beside =
      "aobo-sim: the logs reach from 2026-03-01T10:00:00Z to 2026-03-03T11:00:00Z, and hold no "
      "record of the time that was asked for\n";
  EXPECT_EQ(ask("replay", "--from 2026-04-01").error, beside);
  EXPECT_EQ(
      ask("replay", "--from 2026-04-01 --rules " + std::string(test::kSourceDir) + "/rules").error,
      beside);
  // A time between two records is one too.
  EXPECT_EQ(ask("who", "--from '2026-03-01 10:00:01' --to '2026-03-01 10:00:02'").error, beside);
  EXPECT_EQ(ask("replay", "--from 2026-03-02").error, "");
  EXPECT_EQ(ask("replay",
                "--from 2026-03-02 --operation 'reset user password' --only partner "
                "--customer litware")
                .error,
            "");
}

TEST_F(AskMarksTest, ALimitWithoutAnEndIsAnError) {
  const Run run = ask("replay", "--follow --limit 2");
  EXPECT_EQ(run.error,
            "aobo-sim: replay: --limit ends a list, and with --follow there is no end: all that "
            "comes later would not be shown\n");
  EXPECT_EQ(run.code, 2);
}

TEST_F(AskMarksTest, WordsThatDoNotFitStandWholeBelow) {
  const std::string who = ask("who", "--width 80 --customer contoso").out;
  EXPECT_NE(who.find("sure: exact, strong"), std::string::npos) << who;
  const std::string gaps = ask("gaps", "--width 80 --customer contoso").out;
  EXPECT_NE(gaps.find("how it is known: quiet, or not collected\n"), std::string::npos) << gaps;
  EXPECT_EQ(ask("gaps", "--width 120 --customer contoso").out.find("how it is known"),
            std::string::npos);
}

TEST_F(AskMarksTest, WhatReplayCutsStandsWholeBelowWithWhatShowTakes) {
  const std::string narrow = ask("replay", "--width 80 --only partner --operation set-mailbox").out;
  EXPECT_EQ(narrow,
            "TIME (UTC)        CUSTOMER  WHO         SURE   VIA     WHAT      ON      RESULT\n"
            "2026-03-02 08:20  Contoso   Alice…ple>  exact  gdap    set-…box  pat     success\n"
            "    who: Alice Archer <alice@adatum.example>; what: set-mailbox; id:\n"
            "      ed146f98-a4c8-4990-9039-0e8a6d92c396\n");
  // Where all fits there is nothing to add.
  const std::string wide = ask("replay", "--width 250 --only partner --operation set-mailbox").out;
  EXPECT_EQ(std::ranges::count(wide, '\n'), 2) << wide;
  // A record without an id is shown by its place.
  EXPECT_NE(ask("replay", "--width 80 --operation reset_customer_user_password").out.find("@"),
            std::string::npos);
}

TEST_F(AskMarksTest, WhoCountsEntriesAndActions) {
  EXPECT_EQ(ask("who", "--format csv --person 'alice@*' --customer litware").out,
            "person,customer,first,last,records,entries,actions,outside,via,confidence,"
            "person_id,upn,customer_id\r\nAlice Archer <alice@adatum.example>,Litware,"
            "2026-03-02T12:00:00Z,2026-03-02T13:00:00Z,3,3,0,0,shared-account,\"exact, strong\","
            "f57990fc-e19c-44ba-a4d1-5cf95747c544,alice@adatum.example,"
            "d7cc19b1-b880-4dc9-8bcb-47adab2139fa\r\n");
}

TEST_F(AskMarksTest, WhoHasIdsForPrograms) {
  EXPECT_EQ(
      ask("who", "--format csv --person 'carol@*'").out,
      "person,customer,first,last,records,entries,actions,outside,via,confidence,person_id,upn,"
      "customer_id\r\nCarol Chen <carol@adatum.example>,Contoso,2026-03-02T11:10:00Z,"
      "2026-03-02T11:10:00Z,1,0,1,1,gdap,exact,c0783058-d128-49cc-93c7-dc92f260ddc3,"
      "carol@adatum.example,b2a59418-5f66-428e-a349-e99a15652bc3\r\n");
  EXPECT_EQ(ask("who", "--person 'carol@*'").out.find("b2a59418"), std::string::npos);
}

// A log that has "-" for its actor names nobody.
TEST_F(AskMarksTest, ADashIsNoPerson) {
  const std::string log =
      R"({"CreationTime":"2026-03-02T09:00:00","Id":"d1","Operation":"Set-Mailbox",)"
      R"("OrganizationId":"b2a59418-5f66-428e-a349-e99a15652bc3","RecordType":1,"UserType":9,)"
      R"("UserKey":"-","Workload":"Exchange","ObjectId":"pat","UserId":"-"})"
      "\n";
  const std::string out = ask("who", "--format csv -", log).out;
  EXPECT_NE(out.find("\n(no actor),Contoso,2026-03-02T09:00:00Z,"), std::string::npos) << out;
}

// A role that somebody held is no leave for what was outside.
TEST_F(AskMarksTest, ShowCallsARoleOfAViolationHeld) {
  const std::string wrong =
      ask("show", "Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1").out;
  EXPECT_EQ(wrong.find("\n  by role "), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("\n  held role "), std::string::npos) << wrong;
}

TEST_F(AskMarksTest, ShowTellsRecordsOfOneDeedFromOtherDeedsOfARequest) {
  const auto change = [](const char* id, const char* correlation, const char* time) {
    return fmt::format(
        R"({{"time":"{}","category":"AuditLogs","tenantId":"b2a59418-5f66-428e-a349-e99a15652bc3",)"
        R"("operationName":"Update user","correlationId":"{}","properties":{{"id":"{}",)"
        R"("correlationId":"{}","category":"UserManagement","result":"success",)"
        R"("activityDisplayName":"Update user","activityDateTime":"{}","initiatedBy":{{"user":)"
        R"({{"id":"bf3965c4-8ba8-45c0-9a31-5fbbb8b13cca","userPrincipalName":)"
        R"("user_f57990fcc19e44baa4d15cf95747c544@contoso.onmicrosoft.com"}}}},"targetResources":)"
        R"([{{"id":"{}","type":"User"}}]}}}})"
        "\n",
        time, correlation, id, correlation, time, id);
  };
  const std::string log =
      change("Directory_1_A_1", "11111111-0000-4000-8000-000000000001", "2026-03-02T09:00:00Z") +
      change("Directory_2_A_1", "11111111-0000-4000-8000-000000000001", "2026-03-02T09:00:01Z");
  const std::string text = ask("show", "Directory_1_A_1 -", log).out;
  const std::size_t own = text.find("\nIts other records\n  nothing\n");
  EXPECT_NE(own, std::string::npos) << text;
  const std::size_t beside = text.find("\nOther deeds of the same request or correlation\n");
  EXPECT_NE(beside, std::string::npos) << text;
  EXPECT_NE(text.find("Directory_2_A_1", beside), std::string::npos) << text;
}

}  // namespace
}  // namespace aobo::test
