// aobo-sim report where logs are silent, and what a page leaves out or may not guess.
#include <regex>

#include "tests/support/reports.h"

namespace aobo::test {
namespace {

// ---- a time of which no log tells

TEST_F(ReportTest, ATimeBesideTheLogsProvesNothing) {
  const std::string nothing =
      ", the logs show nobody of a partner in Contoso.\n"
      "The logs that were read hold no record of Contoso from this time; that they show nothing "
      "proves nothing.\n"
      "Of the partner's own logs";
  const struct {
    std::string span, days;
  } rows[] = {{"--from 2026-04-01", "On 1 April 2026"},
              {"--to 2026-01-01", "On 1 January 2026"},
              {"--from 2026-04-01 --to 2026-04-30", "From 1 April 2026 to 30 April 2026"}};
  for (const auto& row : rows) {
    const std::string page = ask("report", "--customer contoso " + row.span).out;
    EXPECT_EQ(answer(page).substr(0, answer(page).find("Of the partner's")),
              row.days + nothing.substr(0, nothing.find("Of the partner's")));
    EXPECT_EQ(words(page).find("No gap is known."), std::string::npos) << row.span;
    EXPECT_EQ(
        section(page, "questions"),
        "Questions to ask your partner\nWere logs not collected, and can you give them to us?\n");
    EXPECT_NE(section(page, "rights").find("\ncannot be said: no log of this time\n"),
              std::string::npos)
        << section(page, "rights");
    EXPECT_EQ(
        member(ask("report", "--json --customer contoso " + row.span).out, "/logs_have_no_record"),
        "true");
  }
}

// The directory alone knows Litware: none of its logs was given.
TEST_F(ReportTest, ACustomerWithoutLogsSaysSo) {
  config_ = write("aobo.json", fmt::format(R"({{"directory":"{}"}})", sample("directory")));
  const std::string page =
      ask("report", "--customer litware -", sign_in("2026-03-02T09:00:00Z", kContoso)).out;
  EXPECT_EQ(answer(page),
            "On 2 March 2026, the logs show nobody of a partner in Litware.\n"
            "The logs that were read hold no record of Litware from this time; that they show "
            "nothing proves nothing.\n");
}

// ---- the partner's review

TEST_F(ReportTest, TheReviewSaysFirstWhatItIsOfAndWhatItRestsOn) {
  const std::string page = ask("report", "--partner adatum").out;
  EXPECT_EQ(answer(page),
            "From 1 March 2026 to 3 March 2026, 4 named people of Adatum acted 18 times at 3 "
            "customers and signed in 5 times.\nOutside what was agreed: 18 of the 38 "
            "records of the partner's people and programs.\n"
            "Records that do not show which person it was: 5.\n"
            "Logs that hold no record on some of these days, because it was quiet or because they "
            "were not collected: 14 (Contoso: Changes to people, groups and roles · Sign-ins · "
            "Requests of programs · Changes to devices · Mail, files and the rest of Microsoft 365 "
            "· The partner's portal; Fabrikam: Changes in Azure · Sign-ins; Litware: Agreed times "
            "of access · Changes in Azure · Changes to people, groups and roles · Sign-ins · Mail, "
            "files and the rest of Microsoft 365 · The password vault).\n"
            "Of the partner's own logs, which often tell who it was: known gaps: 0, logs without "
            "a record on some of these days: 3 (Changes to people, groups and roles · Sign-ins · "
            "Mail, files and the rest of Microsoft 365).\n");
  const std::string foot = words(page.substr(page.find("<footer>")));
  EXPECT_NE(foot.find(" from 38 records; times in UTC.\n"), std::string::npos) << foot;
  for (const char* file :
       {"\n1-adatum/vault.ndjson ", "\n2-contoso/entra-audit.json ", "\ndirectory/ (10) "})
    EXPECT_NE(foot.find(file), std::string::npos) << file << foot;
}

// Whoever has a right at one of the customers need not have been there.
TEST_F(ReportTest, TheReviewIsOfThosePartnersWhosePeopleActed) {
  change(own_copy(), "  - type: lighthouse",
         "  - type: dap\n    partner: f77a4470-8383-4ef5-8e12-49a9260ccdbb\n    customer: "
         "d62b1c22-c86d-4238-856e-7d6a6ea177ad\n    from: 2023-01-01\n  - type: lighthouse");
  const std::string page = ask("report", "--partner adatum").out;
  EXPECT_EQ(answer(page).find("Proseware"), std::string::npos) << answer(page);
  EXPECT_NE(answer(page).find("4 named people of Adatum acted"), std::string::npos);
}

TEST_F(ReportTest, SilentLogsOfManyCustomersAreCountedAndListedBelow) {
  const std::string world = folder() + "/many";
  ASSERT_EQ(run("generate --customers 12 --people 6 --days 3 --activity 12 --seed 11 --faults none "
                "--out " +
                world)
                .code,
            0);
  config_ = world + "/aobo.json";
  const std::string page = ask("report", "--partner Adatum").out;
  EXPECT_NE(answer(page).find(
                "\nLogs that hold no record on some of these days, because it was quiet or because "
                "they were not collected: 29 (of 12 customers; listed under \"What we cannot "
                "see\").\n"),
            std::string::npos)
      << answer(page);
  const std::string listed = section(page, "missing");
  EXPECT_TRUE(
      listed.starts_with("What we cannot see\nWhat we cannot see\nCustomer\nLog\n"
                         "Amber Coast Dental\nThe partner's portal\n"))
      << listed;
}

TEST_F(ReportTest, WithoutLogsOfTheTimeNoRightIsUnused) {
  const std::string page = ask("report", "--partner adatum --from 2026-04-01 --to 2026-04-30").out;
  EXPECT_TRUE(answer(page).starts_with(
      "From 1 April 2026 to 30 April 2026, the logs show nobody of Adatum at a customer.\n"
      "Customers of whom the logs hold no record from this time, so that of their rights nobody "
      "can say whether they were used: Contoso, Fabrikam, Litware.\n"))
      << answer(page);
  EXPECT_EQ(section(page, "unused").find("not used"), std::string::npos);
  EXPECT_NE(section(page, "unused")
                .find("\nContoso\nGDAP\ncannot be said: no log of this time\n–\n"
                      "Helpdesk Administrator\n"),
            std::string::npos)
      << section(page, "unused");
}

TEST_F(ReportTest, TheReviewNamesNobodyWhoIsNotSure) {
  const std::string span = "--partner adatum --from '2026-03-03 08:39' --to '2026-03-03 08:41' ";
  const std::string page = ask("report", span).out;
  for (const char* candidate : {"alice@", "bob@"})
    EXPECT_EQ(section(page, "scopes").find(candidate), std::string::npos)
        << section(page, "scopes");
  EXPECT_NE(
      section(page, "scopes").find("scopes: []\n  # no scope covers records that name nobody: 1\n"),
      std::string::npos)
      << section(page, "scopes");
  EXPECT_EQ(member(ask("report", span + "--json").out, "/scopes"),
            "\"scopes: []\\n  # no scope covers records that name nobody: 1\\n\"");
}

TEST_F(ReportTest, TheReviewHasTheRightsThatEachHoldsUsedOrNot) {
  EXPECT_EQ(section(ask("report", "--partner adatum --from 2026-03-03").out, "held"),
            "Rights that each technician holds\n"
            "By membership of groups, at the end of this time. A right that somebody used may rest "
            "on any of its roles: no log tells which.\n"
            "Rights that each technician holds\nWho\nCustomer\nKind of right\nRoles\n"
            "Records that rest on it\n"
            "Alice Archer\nContoso\nGDAP\nHelpdesk Administrator\n"
            "cannot be said: no log of this time\n"
            "Alice Archer\nFabrikam\nAOBO\n–\n1\nBob Baker\nFabrikam\nAOBO\n–\n3\n"
            "Carol Chen\nFabrikam\nAOBO\n–\nnot used\n"
            "Dave Diaz\nContoso\nGDAP\nHelpdesk Administrator\n"
            "cannot be said: no log of this time\n");
}

TEST_F(ReportTest, DapThatHasEndedIsLeftOverNoMore) {
  const std::string yaml = own_copy();
  change(yaml, "relationships:\n",
         fmt::format("relationships:\n  - {{type: dap, partner: {}, customer: "
                     "{}, from: 2023-01-01, to: 2026-03-02T23:00:00Z}}\n",
                     kAdatum, kContoso));
  EXPECT_EQ(section(ask("report", "--partner adatum").out, "left").find("\nContoso\nOld"),
            std::string::npos);
  const std::string page = ask("report", "--customer contoso").out;
  EXPECT_NE(section(page, "rights").find("\nrun out\n"), std::string::npos);
  EXPECT_EQ(section(page, "questions").find("old unlimited access"), std::string::npos);
}

TEST_F(ReportTest, CreditAtRiskIsCountedByActions) {
  EXPECT_EQ(
      section(ask("report", "--partner adatum").out, "credit"),
      "Earned credit at risk\nEarned credit at risk\nCustomer\nWhat\nBy the partner's people\n"
      "By the customer's own\nFabrikam\neb7e8fc0-17a8-46cf-918b-476b2efb3c33\n1\n0\n");
}

// ---- the folder of all

TEST_F(ReportTest, PagesTakeThePlaceOfEarlierPagesAlone) {
  const std::string all = folder() + "/all";
  ASSERT_EQ(ask("report", "--all " + all).code, 0);
  std::ofstream(all + "/004-gone.html") << "of an earlier run";
  std::ofstream(all + "/notes.txt") << "mine";
  ASSERT_EQ(ask("report", "--all " + all).code, 0);
  EXPECT_FALSE(fs::exists(all + "/004-gone.html"));
  EXPECT_TRUE(fs::exists(all + "/001-contoso.html"));
  EXPECT_TRUE(fs::exists(all + "/notes.txt"));
  // The same as JSON goes beside them.
  ASSERT_EQ(ask("report", "--json --all " + all).code, 0);
  EXPECT_TRUE(fs::exists(all + "/001-contoso.html"));
  EXPECT_TRUE(fs::exists(all + "/001-contoso.json"));
}

TEST_F(ReportTest, AFolderOfOthersIsLeftAlone) {
  const std::string site = folder() + "/site";
  fs::create_directory(site);
  std::ofstream(site + "/index.html") << "<h1>mine</h1>";
  const Run run = ask("report", "--all " + site);
  EXPECT_EQ(run.code, 2);
  EXPECT_EQ(run.error, "aobo-sim: report: " + site +
                           ": holds files that are no reports, and may be written over; name a new "
                           "folder, or an empty one\n");
  EXPECT_EQ(slurp("site/index.html"), "<h1>mine</h1>");
}

// ---- plain words

TEST_F(ReportTest, NoIdStandsInABodyButWhereRecordsAreLookedUp) {
  for (const char* customer : {"contoso", "fabrikam", "litware"}) {
    const std::string page = ask("report", fmt::format("--customer {}", customer)).out;
    const std::string body = words(page.substr(0, page.find("<h2 id=\"detail\">")));
    EXPECT_FALSE(std::regex_search(
        body, std::regex("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?")))
        << body;
  }
  EXPECT_NE(section(ask("report", "--customer fabrikam").out, "changes")
                .find("\nchanged rights in Azure (Owner, taken away) \nOutside agreement\n"),
            std::string::npos)
      << section(ask("report", "--customer fabrikam").out, "changes");
}

TEST_F(ReportTest, WhatWasOutsideCanBeLookedUp) {
  const std::string detail = section(ask("report", "--customer contoso").out, "detail");
  EXPECT_NE(detail.find("\n2 March 2026 11:10\nCarol Chen\nnot this person\ndelete user\n"
                        "Directory_3d5b5c50-cb49-469c-8be5-837b70c7a26c_A0B0_1\n"),
            std::string::npos)
      << detail;
}

TEST_F(ReportTest, AnAddressIsOneWithAndWithoutItsPort) {
  EXPECT_EQ(member(ask("report", "--customer contoso --json").out, "/address_list"),
            "[\"192.0.2.10\",\"198.51.100.21\",\"198.51.100.22\",\"198.51.100.40\","
            "\"2001:db8::22\",\"203.0.113.77\"]");
}

TEST_F(ReportTest, WhoeverMadeAChangeIsNamedOrSaidNotToBe) {
  const std::string changes = section(ask("report", "--customer contoso").out, "changes");
  EXPECT_NE(changes.find("\ngave a program a new key to sign in with: payroll\n2 March 2026 11:00\n"
                         "Somebody of an unknown partner, not named\n"),
            std::string::npos)
      << changes;
  EXPECT_EQ(changes.find("\n?\n"), std::string::npos);
}

TEST_F(ReportTest, ARoleOfWhichNoTextTellsHasItsName) {
  own_copy();
  const auto other = [](const char* id) {
    return fmt::format("\"}}, {{\"roleDefinitionId\": \"{}", id);
  };
  change(folder() + "/sample/directory/adatum/delegatedAdminRelationships.json",
         "729827e3-9c14-49f7-bb1b-9608f156bbb8",
         "f2ef992c-3afb-46b9-b7cf-a126ee74c451" + other("11648597-926c-4cf3-9c36-bcebb0ba8dcc") +
             other("00000000-0000-4000-8000-000000000001"));
  const std::string rights = section(ask("report", "--customer contoso").out, "rights");
  EXPECT_NE(
      rights.find("Power Platform Administrator; reset passwords and make people sign in anew "
                  "(Helpdesk Administrator); look at settings and reports, change nothing "
                  "(Global Reader); 1 role for which Microsoft publishes no name\n"),
      std::string::npos)
      << rights;
}

TEST_F(ReportTest, ATimeHasItsUtcForWhoPointsAtIt) {
  EXPECT_NE(ask("report", "--customer contoso --tz Europe/Amsterdam")
                .out.find("<time datetime=\"2026-03-02T08:20:00Z\" "
                          "title=\"2026-03-02T08:20:00Z\">2 March 2026 09:20</time>"),
            std::string::npos);
}

TEST_F(ReportTest, TheMachineLearnsByWhichRightsSomebodyActed) {
  const std::string json = ask("report", "--customer contoso --json").out;
  EXPECT_EQ(member(json, "/people/0/by_rights"),
            "{\"gdap\":[\"729827e3-9c14-49f7-bb1b-9608f156bbb8\"]}");
  EXPECT_EQ(member(json, "/people/7/tool"), "\"Adatum nightly checks\"");
}

}  // namespace
}  // namespace aobo::test
