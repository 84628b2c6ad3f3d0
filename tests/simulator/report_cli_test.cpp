// aobo-sim report: what it says of rights, changes, gaps and scopes, held against what is so.
#include <fmt/format.h>
#include <simdjson.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "tests/support/reports.h"

namespace aobo::test {
namespace {

// ---- rights

TEST_F(ReportTest, ARoleThatCoversWhatWasDoneIsNotUnused) {
  // The relationship grants Helpdesk Administrator, and Dave reset a password.
  const std::string unused = section(ask("report", "--partner adatum").out, "unused");
  EXPECT_EQ(unused.find("Helpdesk"), std::string::npos) << unused;
}

TEST_F(ReportTest, ARightByWhichNothingWasDoneIsSeen) {
  // A time at which only Contoso's own people did something.
  const std::string span = "--from '2026-03-02 08:44' --to '2026-03-02 08:51'";
  const std::string review = ask("report", "--partner adatum " + span).out;
  EXPECT_EQ(section(review, "unused"),
            "Rights that nobody used\n"
            "Rights that nobody used\nCustomer\nKind of right\nRecords that rest on it\n"
            "Nothing that was done needs\nCannot be said\n"
            "Contoso\nGDAP\nnot used\n"
            "Helpdesk Administrator\n–\n"
            "Fabrikam\nAOBO\ncannot be said: no log of this time\n–\n–\n"
            "Fabrikam\nDAP\ncannot be said: no log of this time\n–\n–\n"
            "Litware\nLighthouse\ncannot be said: no log of this time\n–\n–\n");
  const std::string page = ask("report", "--customer contoso " + span).out;
  EXPECT_EQ(section(page, "rights"),
            "What they may do\nWhat they may do\nRoles\nPartner\nKind of right\nState\nEnds\n"
            "Records that rest on it\nreset passwords and make people sign in anew (Helpdesk "
            "Administrator)\n"
            "Adatum\nrights that you gave to their groups\n"
            "in force\nuntil 2 June 2027\nnot used\n");
}

TEST_F(ReportTest, OldUnlimitedAccessAndLeaversWithRightsAreLeftOver) {
  const std::string yaml = own_copy();
  // Dave leaves, and stays in the group; DAP stands at Litware, and nobody uses it.
  change(yaml, "people:\n", "people:\n  - {upn: dave@adatum.example, to: 2026-03-02T23:00:00Z}\n");
  change(yaml, "relationships:\n",
         fmt::format("relationships:\n  - {{type: dap, partner: {}, customer: "
                     "d7cc19b1-b880-4dc9-8bcb-47adab2139fa, from: 2023-01-01}}\n",
                     kAdatum));
  const std::string left = section(ask("report", "--partner adatum").out, "left");
  EXPECT_NE(left.find("Litware\nOld unlimited partner access: it allows everything and should be "
                      "ended\nin force, not used\n"),
            std::string::npos)
      << left;
  EXPECT_NE(left.find("Dave Diaz: has left or is disabled, and is still in a group that has "
                      "rights\n2 March 2026\n"),
            std::string::npos)
      << left;
}

// ---- changes

TEST_F(ReportTest, OnlyWhatTellsWhereMailGoesChangesHowMailIsSentOn) {
  const std::string forward =
      ",{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"smtp:x@y.example\"}";
  const std::string rule = ",{\"Name\":\"ForwardTo\",\"Value\":\"x@y.example\"}";
  const std::string log =
      exchange("1", "Set-Mailbox", ",{\"Name\":\"ProhibitSendQuota\",\"Value\":\"5 GB\"}") +
      exchange("2", "Set-Mailbox", forward) +
      exchange("3", "Set-Mailbox", ",{\"Name\":\"AuditEnabled\",\"Value\":\"False\"}") +
      exchange("4", "New-InboxRule", ",{\"Name\":\"MarkAsRead\",\"Value\":\"True\"}") +
      exchange("5", "New-InboxRule", rule) +
      exchange("6", "Set-RemoteDomain", ",{\"Name\":\"AutoForwardEnabled\",\"Value\":\"False\"}") +
      exchange("7", "Set-TransportRule", ",{\"Name\":\"Comments\",\"Value\":\"none\"}");
  const Run run = ask("report", "--customer contoso --json -", log);
  std::string found;
  simdjson::dom::parser parser;
  simdjson::dom::array changes;
  ASSERT_EQ(parser.parse(run.out)["changes"].get(changes), simdjson::SUCCESS) << run.out;
  for (const auto change : changes)
    found += std::string(change["what"].get_string().value_unsafe()) + ": " +
             std::string(change["on"].get_string().value_unsafe()) + "\n";
  EXPECT_EQ(found,
            "changed how mail is sent on: pat\nchanged how mail is sent on: pat\n"
            "changed what is logged: pat\n");
  EXPECT_NE(words(ask("report", "--customer contoso -", log).out)
                .find("changed how mail is sent on: pat"),
            std::string::npos);
}

// ---- scopes

TEST_F(ReportTest, TheScopesCoverWhatWasDoneAndNothingThatWasOutside) {
  const std::string yaml = own_copy();
  // Somebody of whom no list tells cannot stand in a scope.
  const std::string fields =
      "--only partner --where 'aobo.candidates exists or aobo.path = automation' "
      "--fields aobo.origin,aobo.offset,aobo.policy";
  const auto outside = [&] {
    std::set<std::string> lines;
    std::istringstream rows(ask("replay", fields).out);
    for (std::string row; std::getline(rows, row);) {
      if (row.ends_with("violation")) lines.insert(row);
    }
    return lines;
  };
  const std::set<std::string> before = outside();
  ASSERT_EQ(before.size(), 18U);
  const std::string review = ask("report", "--partner adatum --json").out;
  simdjson::dom::parser parser;
  std::string_view scopes;
  ASSERT_EQ(parser.parse(review)["scopes"].get(scopes), simdjson::SUCCESS);
  // Whom no scope names may do nothing, so that somebody who was forgotten shows.
  change(yaml, "unlisted: none", "unlisted: deny");
  std::ifstream in(yaml);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text.resize(text.find("scopes:\n"));
  std::ofstream(yaml) << text << scopes;
  for (const std::string& line : outside())
    EXPECT_TRUE(before.contains(line)) << "newly outside: " << line << "\n" << scopes;
  EXPECT_NE(std::string(scopes).find(
                "# \"dave@adatum.example at Contoso\": left out, because it was outside what was "
                "agreed: \"add member to role\", \"delete deviceconfiguration\"\n"),
            std::string::npos)
      << scopes;
  EXPECT_NE(std::string(scopes).find("# no scope for \"carol@adatum.example\", who has left\n"),
            std::string::npos)
      << scopes;
  EXPECT_NE(std::string(scopes).find("      - \"check-out\"\n"), std::string::npos) << scopes;
  EXPECT_EQ(std::string(scopes).find("      - \"add member to role\"\n"), std::string::npos);
}

// ---- what is missing, and what was stopped

TEST_F(ReportTest, TheFirstParagraphSaysOnWhatGapsItRests) {
  const std::string log = sign_in("2026-03-02T08:00:00Z", kContoso) + "noise\n" +
                          sign_in("2026-03-05T08:00:00Z", kContoso);
  EXPECT_EQ(
      answer(ask("report", "--customer contoso -", log).out),
      "From 2 March 2026 to 5 March 2026, the logs name nobody of Adatum who acted in Contoso. "
      "Somebody who is not named acted 0 times and signed in 2 times.\nNone of "
      "it was outside what was agreed, as far as anything was agreed.\n"
      "Records that do not show which person it was: 2.\n"
      "Logs that hold no record on some of these days, because it was quiet or because they were "
      "not collected: 1 (Sign-ins).\n"
      "Records that could not be read, of whatever customer: 1.\n");
}

TEST_F(ReportTest, AGapOfThePartnersOwnLogsIsTold) {
  const std::string log =
      sign_in("2026-03-02T08:00:00Z", kAdatum) + sign_in("2026-03-04T08:00:00Z", kContoso) +
      sign_in("2026-03-02T09:00:00Z", kContoso) + sign_in("2026-03-03T08:00:00Z", kContoso);
  const std::string text = answer(ask("report", "--customer contoso -", log).out);
  EXPECT_NE(text.find("\nOf the partner's own logs, which often tell who it was: known "
                      "gaps: 0, logs without a record on some of these days: 1 (Sign-ins).\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("Logs that hold no record"), std::string::npos) << text;
}

TEST_F(ReportTest, WithoutAnybodyOfAPartnerTheDaysAreThoseOfTheLogs) {
  const std::string log = fmt::format(
      "{{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":"
      "\"{0}\"}}\n{{\"category\":\"SignInLogs\",\"time\":\"2026-03-03T08:00:00Z\","
      "\"tenantId\":\"{0}\"}}\n",
      kContoso);
  EXPECT_EQ(answer(ask("report", "--customer contoso -", log).out),
            "From 2 March 2026 to 3 March 2026, the logs show nobody of a partner in Contoso.\n");
}

TEST_F(ReportTest, WhatWasStoppedSaysSoAndIsNoWrongName) {
  const std::string log = sign_in("2026-03-02T08:00:00Z", kContoso);
  EXPECT_EQ(interrupted("show --quiet no-such-id", log),
            "aobo-sim: show: stopped before an event with the id \"no-such-id\" was read\n"
            "code=130\n");
  EXPECT_EQ(interrupted("report --quiet --customer nobody", log),
            "aobo-sim: report: stopped before a record of the customer \"nobody\" was read\n"
            "code=130\n");
  const std::string page =
      interrupted("report --quiet --config " + config_ + " --customer contoso", log);
  EXPECT_NE(answer(page).find("The reading was stopped before the end of the logs; this page knows "
                              "only what was read by then.\n"),
            std::string::npos)
      << page;
  EXPECT_TRUE(page.ends_with("aobo-sim: stopped; this is what was known by then\ncode=130\n"));
}

// ---- what was done, and by whom

// A tenant without Entra ID P1 has no log of sign-ins: the unified log alone tells of them.
TEST_F(ReportTest, ASignInOfTheUnifiedLogIsAnEntry) {
  std::string log;
  for (int hour = 8; hour < 11; ++hour)
    log += fmt::format(
        "{{\"CreationTime\":\"2026-03-02T{0:02}:00:00\",\"Id\":\"{0}\",\"Operation\":"
        "\"UserLoggedIn\",\"OrganizationId\":\"{1}\",\"RecordType\":15,\"ResultStatus\":"
        "\"Success\",\"UserType\":0,\"UserKey\":\"-\",\"Workload\":\"AzureActiveDirectory\","
        "\"UserId\":\"user_f57990fce19c44baa4d15cf95747c544@contoso.onmicrosoft.com\"}}\n",
        hour, kContoso);
  const std::string page = ask("report", "--customer contoso -", log).out;
  EXPECT_TRUE(
      answer(page).starts_with("On 2 March 2026, 1 named person of Adatum "
                               "acted 0 times in Contoso and signed in 3 times.\n"))
      << answer(page);
  EXPECT_NE(
      section(page, "who")
          .find("\nAdatum\nHelpdesk Administrator\n2 March 2026\n2 March 2026\n1\n0\n3\n0\n–\n"),
      std::string::npos)
      << section(page, "who");
  // It does not tell with how much somebody signed in: that is no weak sign-in.
  EXPECT_EQ(section(page, "questions").find("strong sign-in"), std::string::npos);
}

TEST_F(ReportTest, TheAnswerTellsPeopleWithAndWithoutANameAndProgramsApart) {
  EXPECT_TRUE(
      answer(ask("report", "--customer contoso").out)
          .starts_with("From 1 March 2026 to 3 March 2026, 4 named people of Adatum acted 11 "
                       "times in Contoso and signed in 2 times. Somebody who is not named "
                       "acted 2 times and signed in 1 time. Programs acted 0 times and "
                       "signed in 1 time.\n"))
      << answer(ask("report", "--customer contoso").out);
}

TEST_F(ReportTest, WaysThatKnowNoStrongSignInAndCommandLinesAreTold) {
  const auto by = [](const std::string& time, const std::string& client, const std::string& app) {
    return replaced(sign_in(time, kContoso), "\"userType\"",
                    fmt::format("\"clientAppUsed\":\"{}\",\"appDisplayName\":\"{}\",\"userType\"",
                                client, app));
  };
  const std::string log =
      by("2026-03-02T08:00:00Z", "Browser", "Azure Portal") +
      by("2026-03-02T09:00:00Z", "IMAP4", "Office 365 Exchange Online") +
      by("2026-03-02T10:00:00Z", "Mobile Apps and Desktop clients", "Microsoft Azure PowerShell") +
      by("2026-03-02T11:00:00Z", "Browser", "Microsoft Azure CLI");
  const std::string ways = section(ask("report", "--customer contoso -", log).out, "ways");
  EXPECT_NE(ways.find("\nBy ways that know no strong sign-in (old mail programs and the like): 1 "
                      "sign-in.\nBy command line (PowerShell and the like): 2 sign-ins.\n"),
            std::string::npos)
      << ways;
}

TEST_F(ReportTest, TheFootNamesTheFilesByWhatTheyHold) {
  const std::string page = ask("report", "--customer contoso").out;
  const std::string file = "2-contoso/entra-audit.json";
  const auto hash_by = [](const std::string& command) {
    return run_shell(command).out.substr(0, 64);
  };
  const std::string hash = hash_by("sha256sum <'" + sample("logs/" + file) + "'");
  ASSERT_EQ(hash.size(), 64U);
  const std::string foot = words(page.substr(page.find("<footer>")));
  EXPECT_NE(foot.find("\nSHA-256 of the files that this rests on, exports among them:\n"),
            std::string::npos);
  EXPECT_NE(foot.find("\n" + file + " " + hash + "\n"), std::string::npos) << foot;
  EXPECT_EQ(foot.find("litware"), std::string::npos) << "another customer's file";
  // The partner's logs tell who it was; the exports are one, as sha256sum has them.
  EXPECT_NE(foot.find("\n1-adatum/partner-center.json "), std::string::npos) << foot;
  const std::string exports =
      hash_by("find '" + sample("directory") +
              "' -type f -exec sha256sum {} + | cut -c1-64 | sort | sha256sum");
  ASSERT_EQ(exports.size(), 64U);
  EXPECT_NE(foot.find("\ndirectory/ (10) " + exports + "\n"), std::string::npos) << foot;
}

TEST_F(ReportTest, ABodyHasNoIds) {
  const std::string log = fmt::format(
      "{{\"category\":\"ServicePrincipalSignInLogs\",\"time\":\"2026-03-02T08:00:00Z\","
      "\"tenantId\":"
      "\"{}\",\"properties\":{{\"id\":\"1\",\"servicePrincipalId\":\"98082308-0000-4000-8000-"
      "000000000001\",\"appId\":\"98082308-0000-4000-8000-000000000002\",\"appOwnerTenantId\":\"{}"
      "\"}}}}\n",
      kContoso, kAdatum);
  const std::string page = ask("report", "--customer contoso -", log).out;
  EXPECT_NE(words(page).find("\nA program whose name no log tells\n"), std::string::npos)
      << answer(page);
  EXPECT_EQ(words(page.substr(0, page.find("<footer>"))).find("98082308"), std::string::npos);
}

// A key that was stolen from the tool and is in none of the partner's exports.
TEST_F(ReportTest, TheReviewTellsToolsAndTheirKeysApartFromSecretsThatWereChanged) {
  const std::string made = folder() + "/tools";
  ASSERT_EQ(run("generate --customers 2 --people 6 --days 2 --activity 5 --story "
                "stolen-tool-secret --seed 3 --faults none --out " +
                made)
                .code,
            0);
  config_ = made + "/aobo.json";
  const std::string tools = section(ask("report", "--partner '*'").out, "tools");
  EXPECT_TRUE(std::regex_search(
      tools,
      std::regex("\nAdatum nightly checks\nAdatum nightly checks\n[0-9a-f-]{36} \nnot in the "
                 "exports\n[0-9a-f-]{36}\n[0-9] March 2026\n[0-9] March 2026\n[0-9]+\n")))
      << tools;
  const std::string log = exchange("1", "Add service principal credentials.", "");
  config_ = sample("aobo.json");
  EXPECT_EQ(section(ask("report", "--partner adatum -", log).out, "secrets"),
            "Secrets that were changed\nSecrets that were changed\nCustomer\nWhat\nTimes\nContoso\n"
            "pat\n1\n");
}

TEST_F(ReportTest, ARightThatHasEndedSinceItsUseIsNotInForce) {
  const std::string yaml = own_copy();
  change(yaml, "relationships:\n",
         fmt::format("relationships:\n  - {{type: dap, partner: {}, customer: "
                     "{}, from: 2023-01-01, to: 2026-03-03T12:00:00Z}}\n",
                     kAdatum, kContoso));
  const std::string rights =
      section(ask("report", "--customer contoso --to 2026-03-05").out, "rights");
  EXPECT_NE(rights.find("\nrun out\nuntil 3 March 2026\n"), std::string::npos) << rights;
}

TEST_F(ReportTest, DaysThatAreNotDrawnAreTold) {
  std::string log;
  for (int day = 0; day < 70; ++day)
    log += sign_in(fmt::format("2026-{:02}-{:02}T08:00:00Z", 1 + day / 28, 1 + day % 28), kContoso);
  const std::string when = section(ask("report", "--customer contoso -", log).out, "when");
  EXPECT_NE(when.find("\n70 records on 70 days, times in UTC\nOnly the last 62 of these days are "
                      "drawn.\n"),
            std::string::npos)
      << when;
}

TEST_F(ReportTest, TheLogOfAToolIsToldInPlainWords) {
  const std::string made = folder() + "/tools";
  ASSERT_EQ(run("generate --customers 2 --people 6 --days 2 --activity 5 --story tool-at-work "
                "--seed 3 --faults none --out " +
                made)
                .code,
            0);
  ASSERT_EQ(run("report --quiet --config " + made + "/aobo.json --all " + folder() + "/all").code,
            0);
  bool told = false;
  for (const auto& file : fs::directory_iterator(folder() + "/all")) {
    const std::string text = words(slurp("all/" + file.path().filename().string()));
    EXPECT_EQ(text.find("tool.log"), std::string::npos);
    told = told || text.find("\nThe tools of the partner\n") != std::string::npos;
  }
  EXPECT_TRUE(told);
}

// ---- two of one name

TEST_F(ReportTest, TwoCustomersOfOneNameAreTwo) {
  const std::string yaml = own_copy();
  change(yaml, "customers: [Litware]", "customers: [d7cc19b1-b880-4dc9-8bcb-47adab2139fa]");
  change(yaml, "customers: [Contoso]", "customers: [b2a59418-5f66-428e-a349-e99a15652bc3]");
  change(yaml, "name: Litware\n    sub", "name: Contoso\n    sub");
  change(folder() + "/sample/directory/adatum/contracts.json", "\"displayName\": \"Litware\"",
         "\"displayName\": \"Contoso\"");
  const std::string litware = "d7cc19b1-b880-4dc9-8bcb-47adab2139fa";
  const Run who = ask("who", "--format csv --person 'alice@*'");
  EXPECT_NE(who.out.find(fmt::format("Contoso ({})", kContoso)), std::string::npos) << who.out;
  EXPECT_NE(who.out.find(fmt::format("Contoso ({})", litware)), std::string::npos) << who.out;
  const std::string timeline = ask("timeline", "--width 200 --person 'alice@*'").out;
  EXPECT_NE(timeline.find(fmt::format(" at Contoso ({})\n", litware)), std::string::npos)
      << timeline;
  EXPECT_NE(ask("gaps", "--format csv").out.find(fmt::format("Contoso ({})", litware)),
            std::string::npos);
  EXPECT_EQ(ask("report", "--customer contoso").error,
            fmt::format("aobo-sim: report: \"contoso\" is 2 customers: Contoso ({}), Contoso ({}); "
                        "name one of them by its id\n",
                        kContoso, litware));
  ask("report", "--all " + folder() + "/all");
  EXPECT_NE(slurp("all/index.html").find(fmt::format("Contoso ({})", kContoso)), std::string::npos);
}

// ---- the rest

TEST_F(ReportTest, AllAsJsonIsAFileEachAndAnIndex) {
  const Run run = ask("report", "--json --all " + folder() + "/all");
  EXPECT_EQ(run.out, "3 reports, " + folder() + "/all/index.json\n") << run.error;
  EXPECT_EQ(member(slurp("all/index.json"), "/0"),
            fmt::format("{{\"customer\":\"Contoso\",\"tenant\":\"{}\",\"file\":"
                        "\"001-contoso.json\",\"records\":20,\"actions\":13,\"entries\":4,"
                        "\"outside\":8,\"unnamed\":3,\"gaps\":0}}",
                        kContoso));
  EXPECT_EQ(slurp("all/001-contoso.json"), ask("report", "--customer contoso --json").out);
}

TEST_F(ReportTest, ACustomerWhereNobodyActedHasAPageTooAndThePartnersOwnTenantNone) {
  const std::string home =
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":\"";
  const std::string log = sign_in("2026-03-02T09:00:00Z", kContoso) + home +
                          "d7cc19b1-b880-4dc9-8bcb-47adab2139fa\"}\n" + home + kAdatum + "\"}\n";
  config_ = write("aobo.json", fmt::format(R"({{"directory":"{}"}})", sample("directory")));
  EXPECT_EQ(ask("report", "--all " + folder() + "/all -", log).out,
            "3 reports, " + folder() + "/all/index.html\n");
  const std::string index = words(slurp("all/index.html"));
  EXPECT_NE(index.find("\nContoso\n0\n1\n0\n1\n0\n"), std::string::npos) << index;
  EXPECT_NE(index.find("\nLitware\n0\n0\n0\n0\n0\n"), std::string::npos) << index;
  EXPECT_EQ(index.find("\nAdatum\n"), std::string::npos) << index;
  EXPECT_EQ(answer(slurp("all/003-litware.html")),
            "On 2 March 2026, the logs show nobody of a partner in Litware.\n");
}

TEST_F(ReportTest, TheFactsForAMachineAreWhole) {
  std::string log;
  for (int i = 0; i < 230; ++i)
    log += replaced(exchange(fmt::format("{}", i), "Set-Mailbox",
                             ",{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"x\"}"),
                    "T08:20:00", fmt::format("T{:02}:{:02}:00", 1 + i / 60, i % 60));
  const std::string json = ask("report", "--customer contoso --json -", log).out;
  simdjson::dom::parser parser;
  simdjson::dom::element facts;
  ASSERT_EQ(parser.parse(json).get(facts), simdjson::SUCCESS);
  simdjson::dom::array changes;
  ASSERT_EQ(facts["changes"].get(changes), simdjson::SUCCESS);
  EXPECT_EQ(changes.size(), 230U);
  EXPECT_EQ(member(json, "/hours/0"),
            "{\"day\":\"2026-03-02\",\"hour\":1,\"records\":60,\"outside\":60,\"silent\":0}");
  EXPECT_EQ(member(json, "/logs"), "{\"m365.audit\":{\"records\":230,\"days\":1,\"late\":0}}");
  EXPECT_EQ(member(json, "/changes_left_out"), "none");
  // What a page leaves out it says.
  const std::string page = ask("report", "--customer contoso -", log).out;
  const std::size_t from = page.find("id=\"facts\">") + 11;
  EXPECT_EQ(member(page.substr(from, page.find("</script>", from) - from), "/changes_left_out"),
            "30");
  const std::string review = ask("report", "--partner adatum --json").out;
  EXPECT_EQ(member(review, "/review/1/leavers_with_rights"),
            "[{\"upn\":\"carol@adatum.example\",\"name\":\"Carol Chen\",\"since\":"
            "\"2026-02-15T17:00:00Z\"}]");
  EXPECT_EQ(member(review, "/review/0/programs"),
            "[{\"name\":\"Adatum nightly checks\",\"tool\":\"Adatum nightly checks\",\"first\":"
            "\"2026-03-02T02:00:00Z\",\"last\":\"2026-03-02T02:00:00Z\",\"records\":1}]");
  EXPECT_EQ(member(review, "/review/2/missing_check_outs"), "1");
}

// Carol's sign-ins show an opaque actor at customers, of which the tool alone is known.
TEST_F(ReportTest, TheReviewListsTheAccountsOfToolsAndWhereTheyActed) {
  fs::copy(sample(""), folder() + "/own", fs::copy_options::recursive);
  std::ofstream(folder() + "/own/directory/aobo.yaml", std::ios::app)
      << "tool_accounts:\n  - {upn: carol@adatum.example, name: Robot}\n"
         "  - {upn: dave@adatum.example, name: Idle}\n";
  const std::string review = "report --quiet --config " + folder() +
                             "/own/aobo.json --partner adatum --to 2026-03-02T11:30 --from "
                             "2026-03-02T11:00 ";
  EXPECT_EQ(section(run(review).out, "tool-accounts"),
            "Accounts of tools\nAccounts of tools\nTool\nWhat\nCustomer\nLast seen\nRecords\n"
            "Idle\ndave@adatum.example\n–\n–\nnot used\n"
            "Robot\ncarol@adatum.example (had left the partner)\nContoso\n2 March 2026\n1\n");
  EXPECT_EQ(member(run(review + "--json").out, "/tool_accounts"),
            "[{\"tool\":\"Idle\",\"accounts\":[{\"account\":\"dave@adatum.example\"}],"
            "\"customers\":[]},{\"tool\":\"Robot\",\"accounts\":[{\"account\":"
            "\"carol@adatum.example\",\"left\":true}],\"customers\":[{\"customer\":\"Contoso\","
            "\"tenant\":\"b2a59418-5f66-428e-a349-e99a15652bc3\",\"last\":"
            "\"2026-03-02T11:10:00Z\",\"records\":1}]}]");
}

TEST_F(ReportTest, TheBodyIsInPlainWords) {
  for (const char* language : {"en", "de", "fr", "es"}) {
    for (const char* whose : {"--customer contoso", "--customer fabrikam", "--customer litware"}) {
      const std::string page = ask("report", fmt::format("{} --lang {}", whose, language)).out;
      const std::string text = "\n" + words(page) + "\n";
      for (const char* word : {"gdap", "dap", "aobo", "lighthouse", "shared-account", "automation",
                               "unknown", "exact", "strong", "weak", "unresolved", "conflict",
                               "active", "terminated", "entra.signin", "m365.audit", "[", "{}"}) {
        const std::string cell =
            word[0] == '[' || word[0] == '{' ? word : fmt::format("\n{}\n", word);
        EXPECT_EQ(text.find(cell), std::string::npos) << language << " " << whose << ": " << word;
      }
    }
  }
}

TEST_F(ReportTest, OneIsOneAndManyAreMany) {
  const std::string log = sign_in("2026-03-02T08:00:00Z", kContoso);
  const std::string page = words(ask("report", "--customer contoso -", log).out);
  EXPECT_NE(page.find("\n1 record on 1 day, times in UTC\n"), std::string::npos) << page;
  const std::string two = words(ask("report", "--customer contoso --lang fr -",
                                    log + sign_in("2026-03-03T08:00:00Z", kContoso))
                                    .out);
  EXPECT_NE(two.find("\n2 enregistrements sur 2 jours, fuseau horaire UTC\n"), std::string::npos)
      << two;
}

TEST_F(ReportTest, ManyActivitiesMakeASmallPage) {
  std::string log;
  for (int i = 0; i < 50'000; ++i)
    log += replaced(
        sign_in(fmt::format("2026-03-{:02}T{:02}:{:02}:{:02}Z", 1 + i % 28, i / 28 % 24,
                            i / 700 % 60, i / 60 % 60),
                kContoso),
        "\"userType\"",
        fmt::format("\"ipAddress\":\"198.51.{}.{}\",\"userType\"", i % 250, i / 250 % 250));
  const Run run = ask("report", "--customer contoso -", log);
  EXPECT_EQ(run.code, 0) << run.error;
  EXPECT_GT(run.out.size(), 10'000U);
  EXPECT_LT(run.out.size(), 1'000'000U);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // Most of its time went to moving events about in memory, of which there is no more than this:
  // time would tell of the machine, and this does not.
  constexpr unsigned kMostKilobytes = 400'000;
  const Shell bounded = run_shell(
      fmt::format("ulimit -v {}; {} report --quiet --config {} --customer contoso '{}' 2>/dev/null",
                  kMostKilobytes, kProgram, config_, write("many.ndjson", log)));
  EXPECT_EQ(bounded.code, 0);
  EXPECT_GT(bounded.out.size(), 10'000U);
#endif
}

// Whole pages, of three worlds: AOBO_UPDATE_GOLDEN=1 writes them anew. Read them in a browser
// before they are committed.
TEST_F(ReportTest, PagesOfThreeWorldsAreAsTheyWere) {
  const auto world = [&](const std::string& name, const std::string& options) {
    const std::string made = folder() + "/" + name;
    EXPECT_EQ(run("generate --customers 2 --people 6 --days 2 --activity 6 " + options +
                  " --faults none --out " + made)
                  .code,
              0);
    return made + "/aobo.json";
  };
  const struct {
    std::string name, config, options;
  } pages[] = {
      {"sample-contoso", sample("aobo.json"), "--customer contoso --tz Europe/Amsterdam"},
      {"leavers", world("leavers", "--story leaver,silent-entry --seed 11"),
       "--all " + folder() + "/leavers-pages --lang de"},
      {"old-access", world("old", "--story dap-returns,mail-forwarded --seed 5"),
       "--partner adatum --lang fr"},
  };
  for (const auto& page : pages) {
    Run made = run("report --quiet --config " + page.config + " " + page.options);
    ASSERT_EQ(made.code, 0) << made.error;
    if (page.name == "leavers") {
      made.out.clear();
      for (const auto& file : fs::directory_iterator(folder() + "/leavers-pages"))
        if (file.path().filename().string().starts_with("001"))
          made.out = slurp("leavers-pages/" + file.path().filename().string());
    }
    const std::string golden =
        std::string(kSourceDir) + "/tests/golden/reports/" + page.name + ".html";
    const std::string found = std::regex_replace(
        made.out, std::regex("aobo-sim [0-9]+[.][0-9]+[.][0-9]+"), "aobo-sim VERSION");
    if (std::getenv("AOBO_UPDATE_GOLDEN") != nullptr) std::ofstream(golden) << found;
    std::ifstream in(golden);
    EXPECT_EQ(found, std::string(std::istreambuf_iterator<char>(in), {})) << golden;
  }
}

// Pictures in README.md are made by tests/report/run --images, which writes of what pages they are.
TEST_F(ReportTest, ThePicturesAreOfThePagesAsTheyAre) {
  for (const auto& [picture, options] :
       {std::pair("report-contoso", "--customer contoso"), {"report-review", "--partner adatum"}}) {
    const std::string page = write("page.html", ask("report", options).out);
    const std::string of_page = run_shell("sed '/<footer>/,$d' '" + page + "' | sha256sum").out;
    std::ifstream in(fmt::format("{}/docs/images/{}.sha256", kSourceDir, picture));
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), of_page)
        << "run tests/report/run --images, and look at " << picture << ".png";
  }
}

// The words under the picture are the page's.
TEST_F(ReportTest, ThePictureShowsWhatThePageSays) {
  std::ifstream in(std::string(kSourceDir) + "/README.md");
  const std::string readme{std::istreambuf_iterator<char>(in), {}};
  const std::size_t end = readme.find("](docs/images/report-contoso.png)");
  ASSERT_NE(end, std::string::npos);
  const std::size_t begin = readme.rfind("![", end) + 2;
  const std::string shown = readme.substr(begin, end - begin);
  const std::string text = replaced(answer(ask("report", "--customer contoso").out), "\n", " ");
  EXPECT_EQ(shown, text.substr(0, shown.size()));
  // Up to what was outside of the agreement.
  EXPECT_TRUE(shown.ends_with(" records of the partner's people and programs.")) << shown;
}

TEST_F(ReportTest, WhatIsNotThereIsAnError) {
  EXPECT_EQ(ask("report", "--partner nowhere").error,
            "aobo-sim: report: no partner \"nowhere\" in these logs\n");
  EXPECT_EQ(run("report --quiet --partner adatun --config " + sample("aobo.json")).error,
            "aobo-sim: report: no partner \"adatun\" in these logs; the nearest there is "
            "\"Adatum\"\n");
  const Run brand = ask("report", "--customer contoso --brand " + folder());
  EXPECT_EQ(brand.error, "aobo-sim: report: " + folder() +
                             ": a folder; expected a file with an SVG, PNG or JPEG picture\n");
  EXPECT_EQ(brand.code, 4);
}

}  // namespace
}  // namespace aobo::test
