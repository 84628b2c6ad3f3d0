// What the directory and the logs lack: aobo-sim doctor.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "tests/support/cli.h"

namespace aobo {
namespace {

constexpr const char* kAdatum = "d7296d84-932f-4f00-a431-126c164a7ba7";
constexpr const char* kContoso = "b2a59418-5f66-428e-a349-e99a15652bc3";
constexpr const char* kFabrikam = "d62b1c22-c86d-4238-856e-7d6a6ea177ad";

class DoctorTest : public test::CliTest {
 protected:
  DoctorTest() {
    write("aobo.json", R"({"directory": "directory"})");
    write("directory/aobo.yaml",
          fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: adatum}}\n", kAdatum));
    exports("users", R"({"id": "10000000-0000-4000-8000-000000000001",
      "userPrincipalName": "ada@adatum.example", "displayName": "Ada", "accountEnabled": true})");
    exports("deletedItems", "");
    exports("delegatedAdminRelationships", "");
  }
  void exports(const std::string& name, const std::string& rows) {
    write("directory/adatum/" + name + ".json", "{\"value\": [" + rows + "]}");
  }
  // A relationship r1, with no role of its own.
  void export_gdap_with_contoso() {
    exports("contracts", fmt::format(R"({{"customerId": "{}"}})", kContoso));
    exports("groups", R"({"id": "44444444-4444-4444-8444-444444444441", "displayName": "G",
      "members": []})");
    exports("delegatedAdminRelationships", fmt::format(R"({{"id": "r1", "displayName": "GDAP",
        "customer": {{"tenantId": "{}", "displayName": "Contoso"}}, "status": "active",
        "activatedDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2027-01-01T00:00:00Z",
        "accessDetails": {{"unifiedRoles": []}}}})",
                                                       kContoso));
  }
  Run doctor(const std::string& rest = "") {
    const std::string width = rest.find("json") == std::string::npos ? "--width 200 " : "";
    return run("doctor --quiet " + width + "--config '" + folder() + "/aobo.json' " + rest);
  }
  // What is said behind what was loaded.
  std::string findings(const std::string& rest = "") {
    const Run told = doctor(rest);
    const std::size_t at = told.out.find("\n\n");
    return told.error + (at == std::string::npos ? told.out : told.out.substr(at + 2));
  }
};

TEST_F(DoctorTest, OfAWholeDirectoryItSaysWhatWasLoadedAndThatNothingIsMissing) {
  const Run told = doctor();
  EXPECT_EQ(told.code, 0);
  EXPECT_EQ(told.out,
            "Loaded\n"
            "        1  partners\n"
            "        1  people\n"
            "        0  people who have left\n"
            "        0  groups\n"
            "        0  memberships\n"
            "        0  customers\n"
            "        0  gdap relationships\n"
            "        0  dap relationships\n"
            "        0  aobo relationships\n"
            "        0  lighthouse relationships\n"
            "        0  access assignments\n"
            "        0  subscriptions\n"
            "        0  shared accounts\n"
            "        0  tool accounts\n"
            "        0  scopes\n"
            "From\n"
            "  adatum/users.json: 1 people\n"
            "\n"
            "Nothing is missing.\n");
}

TEST_F(DoctorTest, AssignmentsThatNobodyExportedCostTheFindingsAboutRoles) {
  export_gdap_with_contoso();
  EXPECT_EQ(findings(),
            "no accessAssignments of the GDAP relationships with 1 customer: Contoso\n"
            "  costs    no finding about roles there: who of your people had which is not known\n"
            "  do       GET https://graph.microsoft.com/v1.0/tenantRelationships/"
            "delegatedAdminRelationships/<relationship id>/accessAssignments as "
            "accessAssignments/<relationship id>.json\n"
            "\n"
            "1 thing is missing.\n");
  EXPECT_EQ(doctor().code, 38);
}

TEST_F(DoctorTest, AHistoryIsToldAsWhereItComesFromAndIsAsOldAsItsLastExport) {
  const std::string merge =
      fmt::format("directory merge '{0}/directory' '{0}/directory'", folder());
  ASSERT_EQ(run(merge + " --time 2026-01-05T08:00:00Z").code, 0);
  const std::string told = doctor().out;
  EXPECT_NE(told.find("From\n  observations.ndjson: 1 people\n"), std::string::npos) << told;
  EXPECT_NE(told.find("\nthe export observations.ndjson is "), std::string::npos) << told;
  EXPECT_EQ(told.find("no deletedItems"), std::string::npos)
      << "nobody had left, and that was exported";
  EXPECT_NE(told.find("\n1 thing is missing.\n"), std::string::npos) << told;
}

TEST_F(DoctorTest, OldExportsAndLeaversThatNobodyKnowsAreTold) {
  std::filesystem::remove(folder() + "/directory/adatum/deletedItems.json");
  std::filesystem::last_write_time(
      folder() + "/directory/adatum/users.json",
      std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * 30 + 1));
  EXPECT_EQ(findings(),
            "no deletedItems export is there\n"
            "  costs    who has left and whose account is gone is nobody: neither their names nor "
            "what they did after they left\n"
            "  do       GET https://graph.microsoft.com/v1.0/directory/deletedItems/"
            "microsoft.graph.user as deletedItems.json\n"
            "\n"
            "the export adatum/users.json is 30 days old\n"
            "  costs    who came, left or was renamed since then is told by the logs alone, if at "
            "all\n"
            "  do       export again, on a schedule\n"
            "\n"
            "2 things are missing.\n");
  EXPECT_EQ(findings("--stale 31").find("30 days old"), std::string::npos);
}

TEST_F(DoctorTest, LogsAndDirectoryAreHeldAgainstEachOther) {
  exports("contracts", fmt::format(R"({{"customerId": "{}", "displayName": "Contoso",
      "defaultDomainName": "contoso.example"}})",
                                   kContoso));
  write("aobo.json", R"({"directory": "directory", "inputs": ["logs"]})");
  write(
      "logs/fabrikam.json",
      fmt::format(
          R"({{"id": "1", "createdDateTime": "2026-03-02T08:00:00Z", "userPrincipalName": "x@fabrikam.example",)"
          R"("resourceTenantId": "{0}", "homeTenantId": "{0}", "appDisplayName": "Portal", "status": {{"errorCode": 0}}}})"
          "\n",
          kFabrikam));
  const std::string told = findings();
  EXPECT_NE(
      told.find(fmt::format("logs of 1 tenant that the directory does not know: {}\n", kFabrikam)),
      std::string::npos)
      << told;
  EXPECT_NE(told.find("no log of 1 customer: Contoso\n"), std::string::npos) << told;
  EXPECT_NE(told.find("no relationship with 1 customer is known: Contoso\n"), std::string::npos)
      << told;
  EXPECT_NE(told.find("no sign-in log of Adatum itself\n"), std::string::npos) << told;
}

// A partner's own log of what was done at a customer is no log of the customer's.
TEST_F(DoctorTest, WhatAPartnersOwnLogTellsOfACustomerIsNoLogOfTheCustomers) {
  export_gdap_with_contoso();
  write("aobo.json", fmt::format(R"({{"directory": "directory", "inputs": ["logs"],
      "tenants": [{{"folder": "logs/adatum", "tenant": "{}"}}]}})",
                                 kAdatum));
  const std::string entry = fmt::format(
      R"({{"id": "1", "createdDateTime": "2026-03-02T08:00:00Z", "userPrincipalName": "ada@adatum.example",)"
      R"("userId": "10000000-0000-4000-8000-000000000001", "resourceTenantId": "{}",)"
      R"("homeTenantId": "{}", "appDisplayName": "Portal", "status": {{"errorCode": 0}}}})"
      "\n",
      kContoso, kAdatum);
  write("logs/adatum/signins.json", entry);
  const std::string told = findings();
  EXPECT_NE(told.find("no log of 1 customer: Contoso\n"), std::string::npos) << told;
  EXPECT_EQ(told.find("no sign-in log of Adatum itself"), std::string::npos) << told;
  write("logs/contoso/signins.json", entry);
  EXPECT_EQ(findings().find("no log of 1 customer"), std::string::npos) << findings();
}

TEST_F(DoctorTest, KindsOfExportsThatAreNotThereAreTold) {
  export_gdap_with_contoso();
  exports("accessAssignments/r1", "");
  for (const char* kind : {"contracts", "groups"})
    std::filesystem::remove(folder() + "/directory/adatum/" + kind + ".json");
  const std::string told = findings();
  EXPECT_NE(told.find("no contracts export is there\n"), std::string::npos) << told;
  EXPECT_NE(told.find("no groups export is there\n"), std::string::npos) << told;
}

// With the call to make, though all of Contoso's rights are a group's that no file holds.
TEST_F(DoctorTest, GroupsThatNobodyExportedAreToldWithTheCallAndWhatTheyCost) {
  export_gdap_with_contoso();
  exports("accessAssignments/r1", R"({"id": "a1", "status": "active",
      "accessContainer": {"accessContainerId": "44444444-4444-4444-8444-444444444441",
      "accessContainerType": "securityGroup"}, "accessDetails": {"unifiedRoles": []}})");
  exports("members/44444444-4444-4444-8444-444444444441",
          R"({"id": "10000000-0000-4000-8000-000000000001"})");
  std::filesystem::remove(folder() + "/directory/adatum/groups.json");
  constexpr std::string_view kCall =
      "GET https://graph.microsoft.com/v1.0/groups?$select=id,displayName&$expand=members($select="
      "id) as groups.json";
  EXPECT_EQ(findings(),
            fmt::format("no groups export is there\n"
                        "  costs    who has the rights of a group is not known: nobody is named by "
                        "them\n"
                        "  do       {0}\n"
                        "\n"
                        "groups that have rights at 1 customer are in no export: Contoso\n"
                        "  costs    nobody is known to be in them, and their rights are nobody's\n"
                        "  do       {0}\n"
                        "\n"
                        "2 things are missing.\n",
                        kCall));
  write("directory/aobo.yaml",
        fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: adatum}}\n"
                    "scopes:\n  - {{name: Office, who: [Helpdesk]}}\n",
                    kAdatum));
  EXPECT_EQ(findings(),
            fmt::format("aobo-sim: {}/directory/aobo.yaml:4:25: no person, group or partner "
                        "\"Helpdesk\"; expected a UPN, a group's name, an id, partner:NAME, app:ID "
                        "or everybody. No group is known: {} into the partner's folder\n",
                        folder(), kCall));
}

TEST_F(DoctorTest, WithoutARelationshipNothingIsHeldAgainstAnything) {
  std::filesystem::remove(folder() + "/directory/adatum/delegatedAdminRelationships.json");
  EXPECT_EQ(findings(),
            "no delegatedAdminRelationships export is there, and no relationship is written in "
            "aobo.yaml\n"
            "  costs    no right at any customer is known: what your people do there is held "
            "against nothing\n"
            "  do       GET https://graph.microsoft.com/v1.0/tenantRelationships/"
            "delegatedAdminRelationships as delegatedAdminRelationships.json\n"
            "\n"
            "1 thing is missing.\n");
}

TEST_F(DoctorTest, WithoutAnOrganizationNothingProvesWhoseFolderItIs) {
  write("directory/aobo.yaml",
        fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: adatum}}\n"
                    "  - {{tenant: {}, name: Litware, folder: litware}}\n",
                    kAdatum, kFabrikam));
  write("directory/litware/users.json", "[]");
  const auto organization = [&](const char* tenant) {
    return fmt::format(R"({{"value": [{{"id": "{}"}}]}})", tenant);
  };
  exports("organization", fmt::format(R"({{"id": "{}"}})", kAdatum));
  EXPECT_EQ(
      findings(),
      "nothing proves whose tenant's exports are in 1 folder: litware\n"
      "  costs    were two partners' folders swapped, each one's people would be the other's, "
      "and named so\n"
      "  do       GET https://graph.microsoft.com/v1.0/organization as organization.json into "
      "each; it is held against the tenant in aobo.yaml\n"
      "\n"
      "1 thing is missing.\n");
  write("directory/litware/organization.json", organization(kFabrikam));
  EXPECT_EQ(doctor().code, 0);
  write("directory/litware/organization.json", organization(kAdatum));
  EXPECT_EQ(doctor().code, 3) << "swapped";
}

TEST_F(DoctorTest, FilesOfOneKindInAFolderAreToldTogether) {
  export_gdap_with_contoso();
  for (const int group : {1, 2, 3})
    exports(fmt::format("members/44444444-4444-4444-8444-44444444444{}", group),
            R"({"id": "10000000-0000-4000-8000-000000000001"})");
  const std::string told = doctor().out;
  EXPECT_NE(told.find("\n  adatum/members, 3 files: 3 members\n"), std::string::npos) << told;
}

TEST_F(DoctorTest, ForAProgramItIsJson) {
  exports("users", "");
  EXPECT_EQ(doctor("--format json").out,
            R"({"loaded":{"partners":1,"people":0,"people who have left":0,"groups":0,)"
            R"("memberships":0,"customers":0,"gdap relationships":0,"dap relationships":0,)"
            R"("aobo relationships":0,"lighthouse relationships":0,"access assignments":0,)"
            R"("subscriptions":0,"shared accounts":0,"tool accounts":0,"scopes":0},)"
            R"("files":[],"findings":[{"what":"nobody's people are known",)"
            R"("cost":"only the partner is told, never the person","advice":"in your own tenant )"
            R"(GET https://graph.microsoft.com/v1.0/users?$select=id,displayName,)"
            R"(userPrincipalName,accountEnabled,createdDateTime&$top=999 as users.json into the )"
            R"(partner's folder"}]})"
            "\n");
}

TEST_F(DoctorTest, OfEachAccountRelationshipAndScopeItSaysFromWhichFileItComes) {
  export_gdap_with_contoso();
  exports("users-2", R"({"id": "10000000-0000-4000-8000-000000000002",
      "userPrincipalName": "robot@adatum.example", "displayName": "R", "accountEnabled": true})");
  write("directory/aobo.yaml",
        fmt::format("partners:\n  - {{tenant: {0}, name: Adatum, folder: adatum}}\n"
                    "people:\n  - {{upn: bob@adatum.example, partner: {0}, "
                    "id: 10000000-0000-4000-8000-000000000003}}\n"
                    "tool_accounts:\n  - {{upn: robot@adatum.example}}\n"
                    "shared_accounts:\n  - {{account: admin@contoso.example}}\n"
                    "relationships:\n  - {{id: r2, type: dap, partner: {0}, customer: {1}}}\n"
                    "scopes:\n  - {{name: Office, who: [ada@adatum.example]}}\n"
                    "  - {{name: Night, who: [bob@adatum.example]}}\n",
                    kAdatum, kContoso));
  const Run told = doctor();
  const std::size_t from = told.out.find("From\n");
  EXPECT_EQ(told.out.substr(from, told.out.find("\n\n", from) - from),
            "From\n"
            "  aobo.yaml: 1 people, 1 shared accounts, 1 relationships, 2 scopes\n"
            "  adatum/users-2.json: 1 tool accounts\n"
            "  adatum/users.json: 1 people\n"
            "  adatum/groups.json: 1 groups\n"
            "  adatum/contracts.json: 1 contracts\n"
            "  adatum/delegatedAdminRelationships.json: 1 relationships")
      << told.error;
  const std::string json = doctor("--format json").out;
  const std::size_t files = json.find("\"files\"");
  EXPECT_EQ(json.substr(files, json.find(",\"findings\"") - files),
            "\"files\":[{\"file\":\"aobo.yaml\",\"people\":[\"bob@adatum.example\"],"
            "\"shared accounts\":[\"admin@contoso.example\"],\"relationships\":[\"r2\"],"
            "\"scopes\":[\"Office\",\"Night\"]},\n "
            "{\"file\":\"adatum/users-2.json\",\"tool accounts\":[\"robot@adatum.example\"]},\n "
            "{\"file\":\"adatum/users.json\",\"people\":[\"ada@adatum.example\"]},\n "
            "{\"file\":\"adatum/groups.json\",\"groups\":1},\n "
            "{\"file\":\"adatum/contracts.json\",\"contracts\":1},\n "
            "{\"file\":\"adatum/delegatedAdminRelationships.json\",\"relationships\":[\"r1\"]}]");
}

TEST_F(DoctorTest, AccountsInGroupsThatAreNobodysAndRightsThatNobodyHasAreTold) {
  export_gdap_with_contoso();
  const auto assignment = [](char group) {
    return fmt::format(
        R"({{"id": "a{0}", "status": "active", "accessContainer": {{"accessContainerId":
        "20000000-0000-4000-8000-00000000000{0}"}}, "accessDetails": {{"unifiedRoles": []}}}})",
        group);
  };
  exports("accessAssignments/r1", assignment('1') + "," + assignment('2') + "," + assignment('4'));
  exports("groups", R"({"id": "20000000-0000-4000-8000-000000000001", "displayName": "Admins",
      "members": [{"@odata.type": "#microsoft.graph.user",
                   "id": "10000000-0000-4000-8000-000000000009"},
                  {"@odata.type": "#microsoft.graph.servicePrincipal",
                   "id": "10000000-0000-4000-8000-000000000008"},
                  {"id": "10000000-0000-4000-8000-000000000001"}]},
    {"id": "20000000-0000-4000-8000-000000000002", "displayName": "Nested",
      "members": [{"id": "20000000-0000-4000-8000-000000000003"},
                  {"id": "20000000-0000-4000-8000-000000000002"}]},
    {"id": "20000000-0000-4000-8000-000000000003", "displayName": "Inner", "members": []},
    {"id": "20000000-0000-4000-8000-000000000004", "displayName": "Outer",
      "members": [{"id": "20000000-0000-4000-8000-000000000001"}]})");
  EXPECT_EQ(
      findings(),
      "1 account in a group is no person's whom the exports know: "
      "10000000-0000-4000-8000-000000000009; in Admins\n"
      "  costs    what they do is nobody's, and where such a group's right was used nobody else is "
      "named\n"
      "  do       GET https://graph.microsoft.com/v1.0/users?$select=id,displayName,"
      "userPrincipalName,accountEnabled,createdDateTime&$top=999 as users.json and GET\n"
      "           https://graph.microsoft.com/v1.0/directory/deletedItems/microsoft.graph.user as "
      "deletedItems.json again, whole\n"
      "\n"
      "1 group has rights at customers and nobody in it: Nested\n"
      "  costs    nobody is named by it, and whoever used these rights was a member that no export "
      "shows\n"
      "  do       export its members again; where it is empty indeed, end its assignments\n"
      "\n"
      "2 things are missing.\n");
}

// One's own tenant's exports, whose folder nobody named.
TEST_F(DoctorTest, ExportsThatNoPartnerNamesAreTold) {
  write("directory/house/users.json", "{\"value\": []}");
  write("directory/groups.json", "{\"value\": []}");
  write("directory/notes.txt", "x");
  EXPECT_EQ(findings(),
            "1 folder of exports that no partner in aobo.yaml names: house\n"
            "  costs    nothing in there is read: its people are nobody, its customers are not "
            "known\n"
            "  do       write the tenant under partners, with folder: and the folder's name\n"
            "\n"
            "1 export lies beside aobo.yaml: groups.json\n"
            "  costs    nothing in there is read\n"
            "  do       move them into the folder of the partner whose they are\n"
            "\n"
            "2 things are missing.\n");
  // However the folder is written.
  for (const char* folder : {"./adatum", "adatum/", "adatum"}) {
    write(
        "directory/aobo.yaml",
        fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: {}}}\n", kAdatum, folder));
    EXPECT_TRUE(
        findings().starts_with("1 folder of exports that no partner in aobo.yaml names: "
                               "house\n"))
        << folder;
  }
}

TEST_F(DoctorTest, WhatCannotBeLoadedIsAnErrorWithItsPlace) {
  write("directory/aobo.yaml", "partners:\n  - {tenant: nonsense}\n");
  const Run broken = doctor();
  EXPECT_EQ(broken.code, 3);
  EXPECT_NE(broken.error.find("aobo.yaml:2:"), std::string::npos) << broken.error;
  EXPECT_EQ(run("doctor").error, "aobo-sim: doctor: no configuration; name it with --config\n");
}

// What the plugin would refuse is not fit to be called whole.
TEST_F(DoctorTest, APolicyThatThePluginRefusesIsAnErrorHereToo) {
  write("directory/aobo.yaml",
        fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: adatum}}\n"
                    "scopes:\n  - {{who: nobody@adatum.example, customers: all}}\n",
                    kAdatum));
  const Run broken = doctor();
  EXPECT_EQ(broken.code, 3);
  EXPECT_NE(broken.error.find("aobo.yaml:4:"), std::string::npos) << broken.error;
  EXPECT_EQ(broken.out, "");
}

// Whether a partner acted is a truth value of the plugin's, and no text.
TEST_F(DoctorTest, APartnerWhoActedAndIsNotNamedIsMissing) {
  write("log.json",
        fmt::format(R"({{"time":"2026-03-02T09:00:00Z","category":"SignInLogs","tenantId":"{}",)"
                    R"("properties":{{"id":"1","userPrincipalName":"x","userId":"{}",)"
                    R"("homeTenantId":"{}","resourceTenantId":"{}",)"
                    R"("crossTenantAccessType":"serviceProvider","status":{{"errorCode":0}}}}}})"
                    "\n",
                    kContoso, "20000000-0000-4000-8000-000000000001", kFabrikam, kContoso));
  EXPECT_NE(findings(folder() + "/log.json")
                .find(fmt::format("1 partner acted that aobo.yaml does not name: {}", kFabrikam)),
            std::string::npos)
      << findings(folder() + "/log.json");
}

TEST_F(DoctorTest, WhereNobodyIsFoundForWantOfAnExportTheCallIsTold) {
  std::filesystem::remove(folder() + "/directory/adatum/users.json");
  write("directory/aobo.yaml",
        fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: adatum}}\n"
                    "people:\n  - {{upn: bob@adatum.example}}\n",
                    kAdatum));
  const Run broken = doctor();
  EXPECT_EQ(broken.code, 3);
  EXPECT_NE(broken.error.find("no person bob@adatum.example stands in the exports"),
            std::string::npos)
      << broken.error;
  EXPECT_NE(broken.error.find("no users.json, so nobody of this partner is known but those of "
                              "aobo.yaml; GET https://graph.microsoft.com/v1.0/users?"),
            std::string::npos)
      << broken.error;
}

}  // namespace
}  // namespace aobo
