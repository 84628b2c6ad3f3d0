// What a report says of credit, roles, programs, ways in and logs that were silent: each as whole
// as the logs tell it.
#include "tests/support/reports.h"

namespace aobo::test {
namespace {

constexpr const char* kFabrikam = "d62b1c22-c86d-4238-856e-7d6a6ea177ad";

// Somebody takes the role of owner from the partner's group.
std::string role_taken(const std::string& caller, const std::string& home) {
  return fmt::format(
      R"({{"authorization":{{"scope":"/subscriptions/eb7e8fc0-17a8-46cf-918b-476b2efb3c33",)"
      R"("action":"Microsoft.Authorization/roleAssignments/delete"}},"caller":"{}","claims":{{)"
      R"("http://schemas.microsoft.com/identity/claims/tenantid":"{}",)"
      R"("http://schemas.microsoft.com/identity/claims/identityprovider":)"
      R"("https://sts.windows.net/{}/"}},)"
      R"("eventTimestamp":"2026-03-03T09:00:00Z","eventDataId":"taken",)"
      R"("operationName":{{"value":"Microsoft.Authorization/roleAssignments/delete"}},)"
      R"("status":{{"value":"Succeeded"}},"resourceId":"/subscriptions/)"
      R"(eb7e8fc0-17a8-46cf-918b-476b2efb3c33/providers/Microsoft.Authorization/roleAssignments/)"
      R"(5a38c534-a2fa-4d93-ab08-18ecff7d699f","subscriptionId":)"
      R"("eb7e8fc0-17a8-46cf-918b-476b2efb3c33","tenantId":"{}","properties":{{"statusCode":"OK",)"
      R"("responseBody":"{{\"Properties\": {{\"PrincipalId\": \"0b0488f8-9203-45b5-a724-)"
      R"(c97d56f8ff03\", \"PrincipalType\": \"ForeignGroup\", \"RoleDefinitionId\": )"
      R"(\"8e3af657-a8ff-443c-a75c-2fe8c4bcb635\"}}}}"}}}})"
      "\n",
      caller, kFabrikam, home, kFabrikam);
}

// A client changes the rules of pat's mailbox.
std::string rules_changed(const std::string& actions) {
  return fmt::format(
      R"({{"CreationTime":"2026-03-02T12:00:00","Id":"rules","Operation":"UpdateInboxRules",)"
      R"("OrganizationId":"{}","RecordType":2,"ResultStatus":"Succeeded","UserType":0,)"
      R"("Workload":"Exchange","UserKey":"-","UserId":)"
      R"("user_f57990fce19c44baa4d15cf95747c544@contoso.onmicrosoft.com","MailboxOwnerUPN":)"
      R"("pat@contoso.onmicrosoft.com","OperationProperties":[{{"Name":"RuleOperation","Value":)"
      R"("AddMailboxRule"}},{{"Name":"RuleActions","Value":"{}"}}]}})"
      "\n",
      kContoso, actions);
}

using ReportFactsTest = ReportTest;

TEST_F(ReportFactsTest, WhatAnAdministratorsAccountNeedsIsAnothersNeed) {
  const std::string page = ask("report", "--partner adatum").out;
  const std::string needs = section(page, "needs");
  // Dave reset the password of pat, a Global Administrator.
  EXPECT_NE(needs.find("\nDave Diaz\nContoso\nPrivileged Authentication Administrator\n–\n"),
            std::string::npos)
      << needs;
  // Whether Lou is one no log tells.
  EXPECT_NE(needs.find("\nDave Diaz\nLitware\n–\n–\nUser Administrator, "
                       "microsoft.resources/deployments/write\nenough unless it was an "
                       "administrator's account, of which nothing is known: update user\n"),
            std::string::npos)
      << needs;
}

TEST_F(ReportFactsTest, AnAdministratorsPasswordIsAChangeThatMattersOnce) {
  // Contoso's log tells of it, and Partner Center of the same.
  const std::string changes = section(ask("report", "--customer contoso").out, "changes");
  const std::string change =
      "\nchanged the password, a way to sign in or the account of an "
      "administrator: pat@contoso.onmicrosoft.com\n";
  EXPECT_NE(changes.find(change), std::string::npos) << changes;
  EXPECT_EQ(changes.find("of an administrator", changes.find(change) + change.size()),
            std::string::npos)
      << changes;
  EXPECT_NE(section(ask("report", "--customer contoso --lang fr").out, "changes")
                .find("\na changé le mot de passe, un moyen de connexion ou le compte d’un "
                      "administrateur : pat@contoso.onmicrosoft.com\n"),
            std::string::npos);
}

TEST_F(ReportFactsTest, AClientsRuleThatSendsMailOnIsAChangeThatMatters) {
  const auto changes = [&](const std::string& actions) {
    return section(ask("report", "--customer contoso -", rules_changed(actions)).out, "changes");
  };
  for (const char* action : {"Forward", "Redirect", "Delegate"})
    EXPECT_NE(changes(fmt::format(R"([{{\"ActionType\": \"{}\",\"Recipients\":[]}}])", action))
                  .find("\nchanged how mail is sent on"),
              std::string::npos)
        << action;
  for (const char* action : {R"([{\"ActionType\":\"MarkAsRead\"}])", "", "not JSON"})
    EXPECT_NE(changes(action).find("\nNone of the kinds"), std::string::npos) << action;
}

TEST_F(ReportFactsTest, AMachineThatWasDeletedIsAChangeThatMatters) {
  const std::string changes = section(ask("report", "--customer fabrikam").out, "changes");
  EXPECT_NE(changes.find("\ndeleted data, backups or whole resources"), std::string::npos)
      << changes;
}

TEST_F(ReportFactsTest, APersonHasAnIdForTheMachine) {
  const std::string review = ask("report", "--partner adatum --json").out;
  EXPECT_NE(review.find("\"upn\":\"dave@adatum.example\",\"id\":\""), std::string::npos);
  EXPECT_NE(review.find("{\"person\":\"dave@adatum.example\",\"id\":\""), std::string::npos);
}

TEST_F(ReportFactsTest, CreditThatTheCustomersOwnPeoplePutAtRiskIsToldApart) {
  const std::string own = role_taken("admin@fabrikam.example", kFabrikam);
  EXPECT_EQ(
      section(ask("report", "--partner adatum -", own).out, "credit"),
      "Earned credit at risk\nEarned credit at risk\nCustomer\nWhat\nBy the partner's people\n"
      "By the customer's own\nFabrikam\neb7e8fc0-17a8-46cf-918b-476b2efb3c33\n0\n1\n");
  const std::string json = ask("report", "--partner adatum --json -", own).out;
  std::string told;
  for (int i = 0; i < 3; ++i) {
    const std::string at = fmt::format("/review/{}/", i);
    if (member(json, (at + "tenant").c_str()) != fmt::format("\"{}\"", kFabrikam)) continue;
    told = member(json, (at + "credit_at_risk").c_str()) + " " +
           member(json, (at + "credit_at_risk_by_the_customer").c_str());
  }
  EXPECT_EQ(told,
            "{\"eb7e8fc0-17a8-46cf-918b-476b2efb3c33\":1} "
            "{\"eb7e8fc0-17a8-46cf-918b-476b2efb3c33\":1}");
}

TEST_F(ReportFactsTest, WhatWasOutsideIsNoReasonForARole) {
  const std::string needs = section(ask("report", "--partner adatum").out, "needs");
  EXPECT_NE(needs.find("\nWhat was outside the agreement would have needed\n"), std::string::npos);
  // Carol had left when she deleted somebody.
  EXPECT_NE(needs.find("\nCarol Chen\nContoso\n–\n–\nUser Administrator\n"), std::string::npos)
      << needs;
}

TEST_F(ReportFactsTest, ASharedAccountIsAWayIn) {
  const std::string who = section(ask("report", "--customer litware").out, "who");
  EXPECT_NE(who.find("access: "), std::string::npos) << who;
  EXPECT_NE(who.find("an account of yours that several of them share"), std::string::npos) << who;
  const std::string json = ask("report", "--customer litware --json").out;
  EXPECT_NE(json.find("\"shared-account\"]"), std::string::npos) << json;
}

std::string consent(const std::string& properties) {
  return fmt::format(
      "{{\"CreationTime\":\"2026-03-02T08:20:00\",\"Id\":\"c\",\"Operation\":\"Consent to "
      "application.\",\"OrganizationId\":\"{}\",\"RecordType\":8,\"ResultStatus\":\"Success\","
      "\"UserType\":0,\"UserKey\":\"-\",\"Workload\":\"AzureActiveDirectory\",\"ObjectId\":"
      "\"Mailbox archiver\",\"UserId\":\"user_f57990fcc19e44baa4d15cf95747c544@contoso.onmicrosoft"
      ".com\",\"Target\":[{{\"ID\":\"ServicePrincipal\",\"Type\":2}},{{\"ID\":\"Mailbox archiver\","
      "\"Type\":1}}],\"ModifiedProperties\":[{}]}}\n",
      kContoso, properties);
}

TEST_F(ReportFactsTest, AConsentForEverybodyIsNotNothing) {
  const std::string admin =
      "{\"Name\":\"ConsentContext.IsAdminConsent\",\"NewValue\":\"True\",\"OldValue\":\"\"}";
  EXPECT_NE(section(ask("report", "--customer contoso -", consent(admin)).out, "rights")
                .find("\nMailbox archiver\n–\nrights for everybody in the company; which, these "
                      "logs do not show\n0\n"),
            std::string::npos);
  const std::string told =
      admin +
      ",{\"Name\":\"ConsentAction.Permissions\",\"OldValue\":\"\",\"NewValue\":\"[] => [[Id: "
      "x, ClientId: y, PrincipalId: , ResourceId: z, ConsentType: AllPrincipals, Scope: User.Read "
      "Mail.Read, CreatedDateTime: , LastModifiedDateTime ]]; \"}";
  EXPECT_NE(section(ask("report", "--customer contoso -", consent(told)).out, "rights")
                .find("\nMailbox archiver\n–\nMail.Read, User.Read; for everybody in the "
                      "company\n0\n"),
            std::string::npos)
      << section(ask("report", "--customer contoso -", consent(told)).out, "rights");
  EXPECT_NE(ask("report", "--customer contoso --json -", consent(told))
                .out.find("\"permissions_given\":[\"Mail.Read\",\"User.Read\"],"
                          "\"for_everybody\":true"),
            std::string::npos);
  // What one person agreed to is theirs alone.
  EXPECT_NE(ask("report", "--customer contoso --json -",
                consent("{\"Name\":\"ConsentContext.IsAdminConsent\",\"NewValue\":\"False\"}"))
                .out.find("\"for_everybody\":false"),
            std::string::npos);
}

TEST_F(ReportFactsTest, AChangeOfARoleSaysWhichAndWhichWay) {
  const std::string changes = section(ask("report", "--customer contoso").out, "changes");
  EXPECT_NE(changes.find("gave or took an administrator's role: "), std::string::npos) << changes;
  EXPECT_NE(changes.find(", given)"), std::string::npos) << changes;
  const std::string site =
      "{\"CreationTime\":\"2026-03-02T08:20:00\",\"Id\":\"s\",\"Operation\":"
      "\"SiteCollectionAdminAdded\",\"OrganizationId\":\"b2a59418-5f66-428e-a349-e99a15652bc3\","
      "\"RecordType\":14,\"UserType\":0,\"UserKey\":\"-\",\"Workload\":\"SharePoint\",\"ObjectId\":"
      "\"https://contoso.sharepoint.com/sites/hr\",\"UserId\":"
      "\"user_f57990fcc19e44baa4d15cf95747c544@contoso.onmicrosoft.com\"}\n";
  const std::string of_site = section(ask("report", "--customer contoso -", site).out, "changes");
  EXPECT_NE(of_site.find("made somebody an administrator of a site, or took that away: "),
            std::string::npos)
      << of_site;
  EXPECT_NE(of_site.find(" (given)"), std::string::npos) << of_site;
  EXPECT_EQ(of_site.find("administrator's role"), std::string::npos) << of_site;
}

TEST_F(ReportFactsTest, UnlimitedAccessThatWasGivenAgainIsUsedWhereTheFirstWas) {
  const std::string yaml = own_copy();
  // Fabrikam's, which was used, ended on the third of March and was given again.
  change(yaml, "    from: 2023-01-01\n  - type: lighthouse",
         "    from: 2023-01-01\n    to: 2026-03-03T23:00:00Z\n  - type: dap\n    partner: "
         "d7296d84-932f-4f00-a431-126c164a7ba7\n    customer: "
         "d62b1c22-c86d-4238-856e-7d6a6ea177ad\n    from: 2026-03-03T23:30:00Z\n  - type: "
         "lighthouse");
  const std::string page = ask("report", "--partner adatum --from 2026-03-02 --to 2026-03-05").out;
  EXPECT_EQ(section(page, "unused").find("\nFabrikam\nDAP\n"), std::string::npos)
      << section(page, "unused");
  EXPECT_EQ(section(page, "left"),
            "Old unlimited access, leavers\nOld unlimited access, leavers\nCustomer\nWhat\nState\n"
            "Contoso\nCarol Chen: had left the partner\n2 March 2026\n"
            "Fabrikam\nOld unlimited partner access: it allows everything and should be "
            "ended\nin force\nFabrikam\nCarol Chen: has left or is disabled, and is still in a "
            "group that has rights\n15 February 2026\n")
      << section(page, "rights");
}

TEST_F(ReportFactsTest, ARightThatHasEndedIsNoneThatNobodyUses) {
  const std::string yaml = own_copy();
  // Litware's AOBO, by which nothing was done, ended within the time.
  change(yaml, "customer: d62b1c22-c86d-4238-856e-7d6a6ea177ad\n    group",
         "customer: d7cc19b1-b880-4dc9-8bcb-47adab2139fa\n    group");
  const std::string span = "--partner adatum --from 2026-03-02 --to 2026-03-04";
  const std::string before = section(ask("report", span).out, "unused");
  EXPECT_NE(before.find("\nLitware\nAOBO\nnot used\n"), std::string::npos) << before;
  change(yaml, "    from: 2023-01-01\nshared", "    from: 2023-01-01\n    to: 2026-03-03\nshared");
  const std::string after = section(ask("report", span).out, "unused");
  EXPECT_EQ(after.find("\nLitware\nAOBO\n"), std::string::npos) << after;
}

TEST_F(ReportFactsTest, TheFirstParagraphNamesTheLogsThatWereSilent) {
  const std::string log =
      sign_in("2026-03-02T09:00:00Z", kContoso) + sign_in("2026-03-04T09:00:00Z", kContoso);
  EXPECT_NE(answer(ask("report", "--customer contoso -", log).out)
                .find("or because they were not collected: 1 (Sign-ins).\n"),
            std::string::npos);
  EXPECT_EQ(member(ask("report", "--customer contoso --json -", log).out, "/silent_logs"),
            "[\"entra.signin\"]");
}

TEST_F(ReportFactsTest, WhatWasOutsideIsSaidToBeOfWhichRecords) {
  EXPECT_NE(answer(ask("report", "--customer contoso --from 2026-03-02 --to 2026-03-02").out)
                .find("\nOutside what was agreed: 8 of the 20 records of the partner's people and "
                      "programs.\n"),
            std::string::npos);
}

// Paper cannot be unfolded: up to the most rows of a table all stand there, and of more it says
// where.
TEST_F(ReportFactsTest, ThePrintedPageHasAllChangesOrSaysWhereTheRestIs) {
  std::string log;
  for (int i = 0; i < 40; ++i)
    log +=
        replaced(exchange(fmt::format("m{}", i), "Set-Mailbox",
                          ",{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"smtp:x@y.example\"}"),
                 "\"ObjectId\":\"pat\"", fmt::format("\"ObjectId\":\"pat{}\"", i));
  const std::string page = ask("report", "--customer contoso -", log).out;
  // The weightiest come first; who reads on finds the rest at the end.
  const std::string few = section(page, "changes"), rest = section(page, "changes-rest");
  EXPECT_NE(few.find(": pat9\n"), std::string::npos) << few;
  EXPECT_EQ(few.find(": pat10\n"), std::string::npos) << few;
  EXPECT_TRUE(few.ends_with("\nand 30 more, at the end of this page\n")) << few;
  EXPECT_TRUE(rest.starts_with("More changes\n")) << rest;
  EXPECT_NE(rest.find(": pat10\n"), std::string::npos) << rest;
  EXPECT_NE(rest.find(": pat39\n"), std::string::npos) << rest;
  EXPECT_EQ(rest.find("more; "), std::string::npos) << rest;
  std::string many = log;
  for (int i = 40; i < 234; ++i)
    many +=
        replaced(exchange(fmt::format("m{}", i), "Set-Mailbox",
                          ",{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"smtp:x@y.example\"}"),
                 "\"ObjectId\":\"pat\"", fmt::format("\"ObjectId\":\"pat{}\"", i));
  EXPECT_NE(section(ask("report", "--customer contoso -", many).out, "changes-rest")
                .find("\nand 34 more; aobo-sim report --json lists them all\n"),
            std::string::npos);
  // As that of the review does.
  const std::string review = ask("report", "--partner adatum --json -", many).out;
  EXPECT_NE(review.find("\"on\":\"pat233\""), std::string::npos);
  EXPECT_EQ(review.find("changes_left_out"), std::string::npos);
}

}  // namespace
}  // namespace aobo::test
