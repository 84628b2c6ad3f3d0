// The forms in which people have their exports: as Graph answers, as PowerShell and az write it, as
// scripts put pages together, and as portals save it in their languages. The same people, groups
// and subscriptions come of all; what cannot be told is a warning.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/directory/loader.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kTenant = "11111111-1111-4111-8111-111111111111";
constexpr const char* kCustomer = "22222222-2222-4222-8222-222222222222";
constexpr const char* kAlice = "33333333-3333-4333-8333-333333333331";
constexpr const char* kBob = "33333333-3333-4333-8333-333333333332";
constexpr const char* kGroup = "44444444-4444-4444-8444-444444444441";
constexpr const char* kSubscription = "66666666-6666-4666-8666-666666666661";

Guid id(const char* text) { return *parse_guid(text); }

class ExportFormsTest : public test::TempFolderTest {
 protected:
  ExportFormsTest() {
    write("aobo.yaml",
          fmt::format("partners:\n  - tenant: {}\n    name: Adatum\n    folder: a\n", kTenant));
  }
  void export_file(const std::string& name, const std::string& text) { write("a/" + name, text); }
  // What is loaded, or the error, without the folder that the test lies in.
  std::shared_ptr<const Directory> load() {
    auto result = load_directory(folder());
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message);
    return result.ok() ? *result : empty_directory();
  }
  std::string error() {
    const auto result = load_directory(folder());
    return result.ok() ? "no error" : here(result.error().message);
  }
  Lines warnings() {
    Lines all;
    const auto directory = load();
    for (const std::string& warning : directory->warnings()) all.push_back(here(warning));
    return all;
  }
  // "alice@x.example yes", in the order of names.
  Lines people() {
    Lines all;
    const auto directory = load();
    for (const auto& person : directory->people()) {
      const auto active = person->active_at(0);
      all.push_back(person->upn + (active ? *active ? " yes" : " no" : " unknown"));
    }
    std::ranges::sort(all);
    return all;
  }

 private:
  std::string here(std::string text) const {
    for (std::size_t at = text.find(folder()); at != std::string::npos; at = text.find(folder()))
      text.erase(at, folder().size() + 1);
    return text;
  }
};

std::string alice() {
  return fmt::format(R"({{"id":"{}","userPrincipalName":"alice@x.example"}})", kAlice);
}
std::string bob() {
  return fmt::format(R"({{"id":"{}","userPrincipalName":"bob@x.example"}})", kBob);
}

TEST_F(ExportFormsTest, PagesAreReadInEveryForm) {
  for (const std::string& text : {
           "[" + alice() + "," + bob() + "]",
           R"({"value":[)" + alice() + "," + bob() + R"(],"Count":2})",
           alice() + "\n" + bob() + "\n",
           "\xef\xbb\xbf" + alice() + "\r\n\r\n" + bob(),
           R"({"@odata.nextLink":"x","value":[)" + alice() + "]}\n{\"value\":[" + bob() + "]}",
           R"([{"@odata.nextLink":"x","value":[)" + alice() + "]},{\"value\":[" + bob() + "]}]",
           R"({"responses":[{"id":"1","status":200,"headers":{},"body":{"value":[)" + alice() +
               "," + bob() + "]}}]}",
           R"({"count":2,"data":[)" + alice() + "," + bob() + "]}",
           R"({"statusCode":200,"body":{"value":[)" + alice() + "," + bob() + "]}}",
       }) {
    export_file("users.json", text);
    EXPECT_EQ(people(), (Lines{"alice@x.example yes", "bob@x.example yes"})) << text;
    EXPECT_EQ(warnings(), Lines{}) << text;
  }
}

TEST_F(ExportFormsTest, TheLastOfPagesInOneFileSaysWhetherAllAreThere) {
  export_file("users.json", R"([{"@odata.nextLink":"x","value":[)" + alice() +
                                R"(]},{"@odata.nextLink":"y","value":[)" + bob() + "]}]");
  EXPECT_EQ(warnings(),
            (Lines{"a/users.json: its next page is not there; GET its nextLink and keep "
                   "the answer beside it under the same name with -2 behind it"}));
}

TEST_F(ExportFormsTest, WhatIsWrongStandsWhereTheFileHasIt) {
  export_file("users.json", alice() + "\n{\"id\":\"x\",\"userPrincipalName\":\"c@x.example\"}\n");
  EXPECT_EQ(error(), "a/users.json:2:7: \"id\" must be an id (GUID), found \"x\"");
  export_file("users.json",
              R"({"responses":[{"id":"1","status":403,"body":{"error":{"code":"Denied"}}}]})");
  EXPECT_EQ(error(),
            "a/users.json:1:54: an error in place of an answer: Denied; make the call again");
  export_file("users.json", "[{\"id\":1}\n");
  EXPECT_EQ(error().substr(0, 31), "a/users.json:2:1: not valid JSO");
}

TEST_F(ExportFormsTest, KeysAreReadAsPowerShellAndOldModulesSpellThem) {
  export_file(
      "users.json",
      fmt::format(R"([{{"DisplayName":"Alice","Id":"{}","UserPrincipalName":"alice@x.example",)"
                  R"("AccountEnabled":false,"CreatedDateTime":"\/Date(1704704400000)\/"}},)"
                  R"({{"objectId":"{}","objectType":"User","userPrincipalName":"bob@x.example"}}])",
                  kAlice, kBob));
  export_file("groups.json",
              fmt::format(R"({{"value":[{{"Id":"{}","DisplayName":"Helpdesk",)"
                          R"("Members":{{"value":[{{"Id":"{}"}}],"Count":1}}}}],"Count":1}})",
                          kGroup, kAlice));
  EXPECT_EQ(people(), (Lines{"alice@x.example no", "bob@x.example yes"}));
  ASSERT_EQ(load()->group(id(kGroup))->members.size(), 1U);
  EXPECT_EQ(warnings(), Lines{});
}

TEST_F(ExportFormsTest, MembersThatWereCutOffAreNotNobody) {
  export_file("users.json", alice());
  export_file(
      "groups.json",
      fmt::format(R"([{{"Id":"{}","DisplayName":"Helpdesk","Members":["Microsoft.Graph.X"]}}])",
                  kGroup));
  const Lines told = warnings();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told.front().starts_with(
      "a/groups.json: group \"Helpdesk\" may have more members than the 1 that $expand gave; GET "))
      << told.front();
}

TEST_F(ExportFormsTest, ASubscriptionIsItsHomeTenants) {
  const auto customer = [&](const std::string& json) {
    export_file("users.json", alice());
    export_file(fmt::format("subscriptions/{}.json", kCustomer), json);
    const auto found = load()->customer_of_subscription(id(kSubscription));
    return found ? found->text() : "nobody's";
  };
  EXPECT_EQ(customer(fmt::format(R"([{{"homeTenantId":"{}","id":"{}","tenantId":"{}"}}])",
                                 kCustomer, kSubscription, kTenant)),
            kCustomer);
  EXPECT_EQ(warnings(), Lines{});
  EXPECT_EQ(customer(fmt::format(
                R"([{{"Id":"{1}","SubscriptionId":"{1}","TenantId":"{2}","HomeTenantId":"{0}"}}])",
                kCustomer, kSubscription, kTenant)),
            kCustomer);
  EXPECT_EQ(customer(fmt::format(R"({{"data":[{{"subscriptionId":"{}"}}]}})", kSubscription)),
            kCustomer);
  EXPECT_EQ(customer(fmt::format(R"([{{"id":"{}","tenantId":"{}"}}])", kSubscription, kTenant)),
            "nobody's");
  EXPECT_EQ(
      warnings(),
      (Lines{fmt::format("a/subscriptions/{0}.json: the subscription {1} is of the tenant {2} "
                         "by its tenantId, and of {0} by the file's name; it is taken for "
                         "nobody's; name the file after its tenant, or export it with "
                         "homeTenantId",
                         kCustomer, kSubscription, kTenant)}));
  EXPECT_EQ(customer(fmt::format(R"([{{"homeTenantId":"{0}","id":"{1}","tenantId":"{0}"}}])",
                                 kTenant, kSubscription)),
            kTenant);
  EXPECT_EQ(
      warnings(),
      (Lines{fmt::format("a/subscriptions/{0}.json: the subscription {1} is of the tenant {2} "
                         "by its homeTenantId, and of {0} by the file's name; homeTenantId is "
                         "taken",
                         kCustomer, kSubscription, kTenant)}));
}

// ---- CSV

TEST_F(ExportFormsTest, NoIsReadInTheLanguagesOfSpreadsheets) {
  const auto of = [&](const std::string& word) {
    export_file(
        "users.csv",
        fmt::format("id,userPrincipalName,accountEnabled\n{},alice@x.example,{}\n", kAlice, word));
    return people().front().substr(16);
  };
  for (const char* word : {"False", "FALSCH", "FAUX", "falso", "No", "0", "Nein", "Disabled",
                           "onwaar", "Не", "いいえ", "FAŁSZ"})
    EXPECT_EQ(of(word), "unknown") << word;
  for (const char* word : {"True", "WAHR", "VRAI", "sí", "1", "Ja", "Enabled", "はい", ""})
    EXPECT_EQ(of(word), "yes") << word;
  EXPECT_EQ(warnings(), Lines{});
  EXPECT_EQ(of("perhaps"), "unknown");
  EXPECT_EQ(warnings(),
            (Lines{"a/users.csv: accountEnabled is neither a yes nor a no in a language that is "
                   "known: \"perhaps\"; these accounts count as disabled; GET "
                   "https://graph.microsoft.com/v1.0/"
                   "users?$select=id,displayName,userPrincipalName,accountEnabled,createdDateTime&$"
                   "top=999"}));
}

TEST_F(ExportFormsTest, TheAdminCentersBlockedAndDeletedAreNotActive) {
  export_file(
      "users.csv",
      fmt::format("Block credential,Object Id,Soft deletion time stamp,User principal name\n"
                  "True,{},,alice@x.example\n"
                  "False,{},1969-12-31 09:00:00Z,bob@x.example\n"
                  "False,33333333-3333-4333-8333-333333333333,,carol@x.example\n",
                  kAlice, kBob));
  EXPECT_EQ(people(),
            (Lines{"alice@x.example unknown", "bob@x.example yes", "carol@x.example yes"}));
}

TEST_F(ExportFormsTest, ColumnsOfScriptsAndOfTheGermanPortalAreRead) {
  export_file("exportUsers_2026-3-13.csv",
              fmt::format("Benutzerprinzipalname,Anzeigename,Objekt-ID,Konto aktiviert\n"
                          "alice@x.example,Alice,{},Ja\n",
                          kAlice));
  export_file("groups.csv", fmt::format("GroupId,DisplayName\n{},Helpdesk\n", kGroup));
  export_file("members.csv",
              fmt::format("GroupName,GroupId,MemberId\nHelpdesk,{},{}\n", kGroup, kAlice));
  EXPECT_EQ(people(), Lines{"alice@x.example yes"});
  ASSERT_EQ(load()->group(id(kGroup))->members.size(), 1U);
  export_file("groups.csv", "Nummer,Name\n1,Helpdesk\n");
  EXPECT_EQ(
      error(),
      "a/groups.csv:1:1: no column id or objectId, by which people and groups are known; found "
      "\"Nummer\", \"Name\"; GET "
      "https://graph.microsoft.com/v1.0/"
      "groups?$select=id,displayName&$expand=members($select=id)");
}

TEST_F(ExportFormsTest, AssignmentsWhoseRelationshipsAreCsvSaySo) {
  export_file("users.json", alice());
  export_file("delegatedAdminRelationships.csv", "id,status\nx,active\n");
  export_file(
      "accessAssignments/x.json",
      fmt::format(R"({{"value":[{{"id":"1","accessContainer":{{"accessContainerId":"{}"}}}}]}})",
                  kGroup));
  EXPECT_EQ(error(),
            "a/accessAssignments/x.json:1:11: the answer does not say whose it is: name the file "
            "<relationship id>.json; no relationship \"x\" was read; "
            "a/delegatedAdminRelationships.csv is not read, which is CSV: GET "
            "https://graph.microsoft.com/v1.0/tenantRelationships/delegatedAdminRelationships");
}

// ---- roles of a customer's directory

constexpr const char* kGlobal = "62e90394-69f5-4237-9190-012177145e10";
constexpr const char* kReader = "4a5d8f65-41da-4de4-8968-e035b65339cf";
constexpr const char* kOwnRole = "77777777-7777-4777-8777-777777777771";

class RolesExportTest : public ExportFormsTest {
 protected:
  RolesExportTest() { export_file("users.json", alice()); }
  static std::string held(const char* who, const char* role, const std::string& principal) {
    return fmt::format(R"({{"id":"x","principalId":"{}","roleDefinitionId":"{}"{}}})", who, role,
                       principal);
  }
  static std::string expanded(const char* type, const std::string& upn) {
    return fmt::format(R"(,"principal":{{"@odata.type":"#microsoft.graph.{}"{}}})", type,
                       upn.empty() ? "" : R"(,"userPrincipalName":")" + upn + '"');
  }
  // "62e90394 33333333-…-1 pat@c.example user", and what is whole.
  Lines roles_of(const char* tenant) {
    const auto directory = load();
    const TenantRoles* roles = directory->roles_of(id(tenant));
    if (roles == nullptr) return {"nothing"};
    Lines all;
    for (const RoleHolder& one : roles->holders) {
      constexpr const char* kKinds[] = {"unknown", "user", "group", "application", "thing"};
      all.push_back(fmt::format("{} {} {}{}{}", one.role.text().substr(0, 8),
                                one.object.text().substr(35), kKinds[static_cast<int>(one.kind)],
                                one.upn.empty() ? "" : " " + one.upn,
                                one.eligible ? ", may take it up" : ""));
    }
    if (roles->assigned_whole) all.emplace_back("all who have one");
    if (roles->eligible_whole) all.emplace_back("all who may");
    return all;
  }
};

TEST_F(RolesExportTest, WhoHasAPrivilegedRoleAndWhoMayTakeOneUp) {
  export_file(fmt::format("roleAssignments/{}.json", kCustomer),
              R"({"value":[)" + held(kAlice, kGlobal, expanded("user", "pat@c.example")) + "," +
                  held(kBob, kReader, expanded("user", "sam@c.example")) + "," +
                  held(kBob, kOwnRole, expanded("user", "sam@c.example")) + "," +
                  held(kGroup, kGlobal, expanded("group", "")) + "," + held(kBob, kGlobal, "") +
                  "]}");
  export_file(fmt::format("roleEligibilityScheduleInstances/{}.json", kCustomer),
              "[" + held(kBob, kGlobal, expanded("user", "sam@c.example")) + "]");
  EXPECT_EQ(
      roles_of(kCustomer),
      (Lines{"62e90394 1 user pat@c.example", "77777777 2 user sam@c.example", "62e90394 1 group",
             "62e90394 2 unknown", "62e90394 2 user sam@c.example, may take it up",
             "all who have one", "all who may"}))
      << "of a role that is published and not privileged nothing is kept";
  EXPECT_EQ(roles_of(kTenant), Lines{"nothing"});
  EXPECT_EQ(warnings(), Lines{});
}

TEST_F(RolesExportTest, OfACustomerOfWhomAPageIsMissingNotAllAreKnown) {
  const std::string file = fmt::format("roleAssignments/{}", kCustomer);
  export_file(file + ".json", R"({"@odata.nextLink":"x","value":[]})");
  export_file(fmt::format("roleEligibilityScheduleInstances/{}.json", kCustomer), "[]");
  EXPECT_EQ(roles_of(kCustomer), Lines{"all who may"});
  EXPECT_EQ(warnings(), Lines{"a/" + file +
                              ".json: its next page is not there; GET its nextLink and keep the "
                              "answer beside it under the same name with -2 behind it"});
  export_file(file + "-2.json", "[]");
  EXPECT_EQ(roles_of(kCustomer), (Lines{"all who have one", "all who may"}));
}

TEST_F(RolesExportTest, WhatExpandGivesIsSoAndIsNotAll) {
  export_file(
      fmt::format("directoryRoles/{}.json", kCustomer),
      fmt::format(
          R"([{{"id":"x","roleTemplateId":"{}","members":[{{"@odata.type":)"
          R"("#microsoft.graph.user","id":"{}","userPrincipalName":"pat@c.example"}},"cut"]}}])",
          kGlobal, kAlice));
  EXPECT_EQ(roles_of(kCustomer), Lines{"62e90394 1 user pat@c.example"});
}

TEST_F(RolesExportTest, WithoutACustomersIdTheyAreThePartnersOwn) {
  export_file("roleAssignments.json", "[" + held(kAlice, kGlobal, "") + "]");
  EXPECT_EQ(roles_of(kTenant), (Lines{"62e90394 1 unknown", "all who have one"}));
}

TEST_F(RolesExportTest, ARoleWithoutAnIdIsAnError) {
  export_file("roleAssignments.json",
              R"([{"id":"x","principalId":")" + std::string(kAlice) + "\"}]");
  EXPECT_EQ(error(),
            "a/roleAssignments.json:1:2: \"roleDefinitionId\" is missing, expected an id (GUID)");
}

}  // namespace
}  // namespace aobo
