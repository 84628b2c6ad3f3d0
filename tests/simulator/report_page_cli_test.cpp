// aobo-sim report: hours that were not agreed, rights that renew themselves, programs, sign-ins
// that were stopped; and that questions and reports count alike.
#include <map>
#include <regex>
#include <vector>

#include "tests/support/reports.h"

namespace aobo::test {
namespace {

std::string refused_sign_in(const std::string& id, int code, const char* access) {
  return fmt::format(
      "{{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":\"{}\","
      "\"properties\":{{\"id\":\"{}\",\"userType\":\"guest\",\"crossTenantAccessType\":"
      "\"serviceProvider\",\"homeTenantId\":\"{}\",\"conditionalAccessStatus\":\"{}\",\"status\":"
      "{{\"errorCode\":{}}}}}}}\n",
      kContoso, id, kAdatum, access, code);
}

// A wrong password is stopped by no rule of the customer's, whatever else its record holds.
TEST_F(ReportTest, WhatAccessRulesStoppedIsToldByTheCode) {
  const std::string log = refused_sign_in("wrong-password", 50126, "failure") +
                          refused_sign_in("stopped", 53003, "failure") +
                          refused_sign_in("stopped-2", 53000, "failure") +
                          refused_sign_in("asked-for-more", 50074, "failure");
  const std::string page = ask("report", "--customer contoso -", log).out;
  EXPECT_NE(section(page, "ways").find("Sign-ins that your access rules stopped: 2.\n"),
            std::string::npos)
      << section(page, "ways");
  EXPECT_EQ(member(ask("report", "--customer contoso --json -", log).out, "/blocked"), "2");
}

TEST_F(ReportTest, HoursInWhichNobodyWasToWorkAreHatched) {
  const std::string yaml = own_copy();
  std::ifstream in(yaml);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text.resize(text.find("scopes:\n"));
  const std::string scope = "scopes:\n  - {name: day, who: [\"partner:Adatum\"], hours: shift}\n";
  std::ofstream(yaml) << std::regex_replace(text, std::regex("calendars:\n"),
                                            "calendars:\n  shift: {zone: UTC, from: \"06:00\", to: "
                                            "\"22:30\"}\n")
                      << scope;
  const std::string page = ask("report", "--customer contoso").out;
  EXPECT_NE(section(page, "when")
                .find("Hatched: hours in which, by what was agreed, nobody was to work.\n"),
            std::string::npos)
      << section(page, "when");
  // Midnight to six, and from eleven on: at ten somebody may still work.
  EXPECT_NE(page.find("width=\"118\" height=\"18\" fill=\"url(#not-agreed)\""), std::string::npos);
  EXPECT_NE(page.find("width=\"18\" height=\"18\" fill=\"url(#not-agreed)\""), std::string::npos);
  EXPECT_EQ(member(ask("report", "--customer contoso --json").out, "/hours_not_agreed"),
            "[\"2026-03-02 00\",\"2026-03-02 01\",\"2026-03-02 02\",\"2026-03-02 03\",\"2026-03-02 "
            "04\",\"2026-03-02 05\",\"2026-03-02 23\"]");
  // One scope without hours, and any hour is agreed.
  std::ofstream(yaml, std::ios::app) << "  - {name: night, who: [\"partner:Adatum\"]}\n";
  EXPECT_EQ(ask("report", "--customer contoso").out.find("not-agreed"), std::string::npos);
}

TEST_F(ReportTest, ARightThatRenewsItselfSaysWhen) {
  own_copy();
  const std::string file = folder() + "/sample/directory/adatum/delegatedAdminRelationships.json";
  change(file, "\"autoExtendDuration\": \"PT0S\"", "\"autoExtendDuration\": \"P180D\"");
  const std::string page = ask("report", "--customer contoso").out;
  EXPECT_NE(
      section(page, "rights").find("\nin force\nrenews itself on 2 June 2027 unless it is ended\n"),
      std::string::npos)
      << section(page, "rights");
}

std::string directory_change(const std::string& id, const char* operation, const char* property) {
  return fmt::format(
      "{{\"CreationTime\":\"2026-03-02T08:20:00\",\"Id\":\"{}\",\"Operation\":\"{}\","
      "\"OrganizationId\":\"{}\",\"RecordType\":8,\"ResultStatus\":\"Success\",\"UserType\":0,"
      "\"UserKey\":\"-\",\"Workload\":\"AzureActiveDirectory\",\"ObjectId\":\"Mailbox "
      "archiver\",\"UserId\":"
      "\"user_f57990fcc19e44baa4d15cf95747c544@contoso.onmicrosoft.com\",\"Target\":[{{\"ID\":"
      "\"ServicePrincipal\",\"Type\":2}},{{\"ID\":\"Mailbox archiver\",\"Type\":1}}],"
      "\"ModifiedProperties\":[{}]}}\n",
      id, operation, kContoso, property);
}

// Rights of a program are no key of it.
TEST_F(ReportTest, AProgramThatWasGivenRightsIsShownWithThem) {
  const std::string log =
      directory_change("1", "Add app role assignment to service principal.",
                       "{\"Name\":\"AppRole.Value\",\"NewValue\":\"Mail.Read\"}") +
      directory_change(
          "2", "Add delegated permission grant.",
          "{\"Name\":\"DelegatedPermissionGrant.Scope\",\"NewValue\":\"Files.Read User.Read\"}") +
      directory_change("3", "Consent to application.", "");
  const std::string page = ask("report", "--customer contoso -", log).out;
  EXPECT_NE(
      section(page, "rights").find("\nMailbox archiver\n–\nFiles.Read, Mail.Read, User.Read\n0\n"),
      std::string::npos)
      << section(page, "rights");
  EXPECT_NE(section(page, "changes").find("gave a program rights or an owner: Mailbox archiver"),
            std::string::npos)
      << section(page, "changes");
  EXPECT_EQ(section(page, "changes").find("new key"), std::string::npos);
}

// Those on record that did nothing are rights that nobody used.
TEST_F(ReportTest, TheReviewListsProgramsWithWhatTheyWereGiven) {
  own_copy();
  change(folder() + "/sample/directory/aobo.yaml", "automation_apps:\n",
         "automation_apps:\n  - {app: 5e3b2361-eddc-4731-85ea-891717550f16, name: Idle checks, "
         "partner: d7296d84-932f-4f00-a431-126c164a7ba7}\n");
  const std::string log =
      replaced(directory_change("1", "Add app role assignment to service principal.",
                                "{\"Name\":\"AppRole.Value\",\"NewValue\":\"Mail.Read\"}"),
               "user_f57990fcc19e44baa4d15cf95747c544@contoso.onmicrosoft.com",
               "contoso.onmicrosoft.com\\\\tenant: d7296d84-932f-4f00-a431-126c164a7ba7, object: "
               "f57990fc-e19c-44ba-a4d1-5cf95747c544");
  const std::string programs = section(ask("report", "--partner adatum -", log).out, "programs");
  EXPECT_NE(programs.find("\nContoso\nMailbox archiver\nMail.Read\nnot used\n"), std::string::npos)
      << programs;
  EXPECT_NE(programs.find("\n–\nIdle checks\nnone that these logs show\nnot used\n"),
            std::string::npos)
      << programs;
  const std::string all = section(ask("report", "--partner adatum").out, "programs");
  EXPECT_NE(all.find("\nContoso\nAdatum nightly checks\nnone that these logs show\n1\n"),
            std::string::npos)
      << all;
  EXPECT_EQ(member(ask("report", "--partner adatum --json").out, "/programs_that_did_nothing"),
            "[\"Idle checks\"]");
}

// ---- one question, one number

using Numbers = std::map<std::string, std::vector<std::int64_t>>;

void add_rows(const std::string& json, const std::vector<const char*>& keys, Numbers& sums) {
  simdjson::dom::parser parser;
  simdjson::dom::array rows;
  ASSERT_EQ(parser.parse(json).get(rows), simdjson::SUCCESS) << json;
  for (const auto row : rows) {
    std::string_view customer;
    ASSERT_EQ(row["customer"].get(customer), simdjson::SUCCESS);
    std::vector<std::int64_t>& sum = sums[std::string(customer)];
    sum.resize(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) sum[i] += row[keys[i]].get_int64().value_unsafe();
  }
}

TEST_F(ReportTest, WhoAndReportsCountAlike) {
  const std::string world = folder() + "/world";
  ASSERT_EQ(run("generate --customers 3 --people 6 --days 3 --activity 12 --story all --seed 11 "
                "--faults none --out " +
                world)
                .code,
            0);
  config_ = world + "/aobo.json";
  const std::vector<const char*> keys = {"records", "actions", "outside"};
  Numbers by_who, by_report;
  add_rows(ask("who", "--format json").out, keys, by_who);
  ASSERT_EQ(ask("report", "--json --all " + folder() + "/pages").code, 0);
  add_rows(slurp("pages/index.json"), keys, by_report);
  EXPECT_EQ(by_who, by_report);
  EXPECT_EQ(by_who.size(), 3U);
}

}  // namespace
}  // namespace aobo::test
