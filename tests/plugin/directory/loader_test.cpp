// Directories as files: what is read of each export, and what each mistake in one is called, word
// for word.
#include "plugin/directory/loader.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

constexpr const char* kTenant = "11111111-1111-4111-8111-111111111111";
constexpr const char* kCustomer = "22222222-2222-4222-8222-222222222222";
constexpr const char* kAlice = "33333333-3333-4333-8333-333333333331";
constexpr const char* kBob = "33333333-3333-4333-8333-333333333332";
constexpr const char* kOuter = "44444444-4444-4444-8444-444444444441";
constexpr const char* kInner = "44444444-4444-4444-8444-444444444442";

Guid id(const char* text) { return *parse_guid(text); }
TimeNs at(const char* text) { return *parse_time(text); }

// ---- exports as people have them

std::string rows(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i)
    list += fmt::format(R"({}{{"id":"55555555-5555-4555-8555-5555555555{:02}"}})",
                        i == 0 ? "" : ",", (i + 1) % 100);
  return list;
}

class LoaderTest : public test::TempFolderTest {
 protected:
  LoaderTest() { yaml(""); }

  void yaml(const std::string& more) {
    write("aobo.yaml", fmt::format("partners:\n  - tenant: {}\n    name: Adatum\n    folder: a\n{}",
                                   kTenant, more));
  }
  void export_file(const std::string& name, const std::string& json) { write("a/" + name, json); }
  void people() {
    export_file("users.json",
                fmt::format(R"({{"value":[{{"id":"{}","userPrincipalName":"alice@x.example"}},
      {{"id":"{}","userPrincipalName":"bob@x.example","accountEnabled":false}}],"@odata.nextLink":"page 2"}})",
                            kAlice, kBob));
  }
  std::shared_ptr<const Directory> load() {
    auto result = load_directory(folder());
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message);
    return result.ok() ? *result : empty_directory();
  }
  // The error, without the folder that the test happens to lie in.
  std::string error() {
    const auto result = load_directory(folder());
    if (result.ok()) return "no error";
    std::string message = result.error().message;
    for (std::size_t p = message.find(folder()); p != std::string::npos;
         p = message.find(folder())) {
      message.replace(p, folder().size() + 1, "");
    }
    return message;
  }
};

TEST_F(LoaderTest, PagesArraysAndSingleObjectsAreRead) {
  people();
  export_file(
      "users-2.json",
      R"([{"id":"33333333-3333-4333-8333-333333333333","userPrincipalName":"carol@x.example"}])");
  export_file(
      "users.3.json",
      R"({"id":"33333333-3333-4333-8333-333333333334","userPrincipalName":"dave@x.example"})");
  EXPECT_EQ(load()->people().size(), 4U);
}

// A page that an export before left there.
TEST_F(LoaderTest, SomebodyWhoStandsThereByTwoNamesIsTold) {
  people();
  export_file("users-2.json", fmt::format(R"([{{"id":"{}","userPrincipalName":"Alice@x.example"}},
                              {{"id":"{}","userPrincipalName":"robert@x.example"}}])",
                                          kAlice, kBob));
  const auto directory = load();
  ASSERT_EQ(directory->warnings().size(), 1U);
  EXPECT_EQ(directory->warnings().front(),
            folder() + "/a/users.json: bob@x.example stands in " + folder() +
                "/a/users-2.json as robert@x.example, by which it is known; remove the file that "
                "an export before this one left there, or export again");
}

TEST_F(LoaderTest, ACopyBesideAnExportIsNamedAndPassedOver) {
  people();
  export_file("users_2026-3-2.json", "[]");
  for (const char* copy :
       {"users - Copy.json", "users (1).json", "users_old.json", "exportUsers_2026-3-2 (2).json"})
    export_file(
        copy,
        R"([{"id":"33333333-3333-4333-8333-333333333339","userPrincipalName":"gone@x.example"}])");
  export_file(fmt::format("members/{}.json", kOuter), "[]");
  export_file(fmt::format("members/{} - Kopie.json", kOuter),
              fmt::format(R"([{{"id":"{}"}}])", kAlice));
  export_file("groups.json",
              fmt::format(R"x([{{"id":"{}","displayName":"Oldies (2)"}}])x", kOuter));
  const auto directory = load();
  EXPECT_EQ(directory->people().size(), 2U);
  EXPECT_EQ(directory->memberships(), 0U);
  std::vector<std::string> passed_over;
  for (const std::string& warning : directory->warnings()) {
    const std::size_t at = warning.find(
        ": not read: by its name it is a copy of another export; remove it, or name it ");
    if (at != std::string::npos)
      passed_over.push_back(warning.substr(folder().size() + 3, at - folder().size() - 3));
  }
  EXPECT_EQ(passed_over,
            (std::vector<std::string>{"exportUsers_2026-3-2 (2).json",
                                      fmt::format("members/{} - Kopie.json", kOuter),
                                      "users (1).json", "users - Copy.json", "users_old.json"}));
}

TEST_F(LoaderTest, WhoWasInAGroupTwiceStandsTwiceInAoboYaml) {
  people();
  yaml(
      fmt::format("memberships:\n"
                  "  - {{group: {0}, person: {1}, from: 2025-01-01, to: 2025-02-01}}\n"
                  "  - {{group: {0}, person: {1}, from: 2025-06-01}}\n",
                  kOuter, kAlice));
  const auto directory = load();
  const auto in_it = [&](const char* time) {
    return std::ranges::any_of(directory->group(id(kOuter))->members,
                               [&](const Membership& one) { return one.valid.holds(at(time)); });
  };
  EXPECT_TRUE(in_it("2025-01-15T00:00:00Z"));
  EXPECT_FALSE(in_it("2025-03-15T00:00:00Z"));
  EXPECT_TRUE(in_it("2025-06-01T00:00:00Z"));
}

TEST_F(LoaderTest, LeaversAreKeptWithTheirDate) {
  people();
  export_file("deletedItems.json", R"({"value":[{"id":"33333333-3333-4333-8333-333333333333",
    "userPrincipalName":"33333333333343338333333333333333carol@x.example","deletedDateTime":"2026-02-15T17:00:00Z"}]})");
  const auto directory = load();
  const auto carol = directory->by_upn("Carol@x.example", at("2026-03-01T00:00:00Z"));
  ASSERT_EQ(carol.size(), 1U) << "Graph puts the id before a deleted user's name";
  EXPECT_EQ(carol.front()->active_at(at("2026-02-15T16:59:59Z")), true);
  EXPECT_EQ(carol.front()->active_at(at("2026-02-15T17:00:00Z")), false);
  EXPECT_TRUE(carol.front()->deleted);
  const auto bob = directory->by_upn("bob@x.example", 0);
  ASSERT_EQ(bob.size(), 1U);
  EXPECT_EQ(bob.front()->active_at(0), std::nullopt) << "disabled, and nobody says since when";
}

TEST_F(LoaderTest, ALeaveDateIsTheLastDayOnWhichSomebodyWorks) {
  struct Row {
    const char *date, *last, *over;
  };
  for (const Row& row : {
           Row{"2026-03-03T00:00:00Z", "2026-03-03T23:59:59Z", "2026-03-04T00:00:00Z"},
           Row{"2026-03-03T23:59:59Z", "2026-03-03T23:59:58Z", "2026-03-03T23:59:59Z"},
           Row{"2026-03-03T17:00:00Z", "2026-03-03T16:59:59Z", "2026-03-03T17:00:00Z"},
       }) {
    people();
    export_file("users.json",
                fmt::format(R"({{"value":[{{"id":"{}","userPrincipalName":"alice@x.example",
    "accountEnabled":true,"employeeLeaveDateTime":"{}"}}]}})",
                            kAlice, row.date));
    const auto directory = load();
    const auto alice = directory->by_upn("alice@x.example", 0);
    ASSERT_EQ(alice.size(), 1U);
    EXPECT_EQ(alice.front()->active_at(at(row.last)), true) << row.date;
    EXPECT_EQ(alice.front()->active_at(at(row.over)), false) << row.date;
  }
}

TEST_F(LoaderTest, AccountNamesAtHomeAreReadFromUsers) {
  const std::string account =
      R"("onPremisesSamAccountName":"alice.a","onPremisesDomainName":"corp.x.example","mailNickname":"aa")";
  export_file("users.json",
              fmt::format(R"({{"value":[{{"id":"{}","userPrincipalName":"alice@x.example",{}}},)"
                          R"({{"id":"{}","userPrincipalName":"bob@x.example",)"
                          R"("onPremisesSamAccountName":null,"mailNickname":"bob"}}]}})",
                          kAlice, account, kBob));
  const auto directory = load();
  const auto called = [&](std::string_view name) {
    std::string upns;
    for (const Person* person : directory->by_account(name, at("2026-03-02T00:00:00Z")))
      upns += person->upn + ";";
    return upns;
  };
  EXPECT_EQ(called("CORP\\alice.a"), "alice@x.example;");
  EXPECT_EQ(called("alice.a"), "alice@x.example;");
  EXPECT_EQ(called("AA"), "alice@x.example;");
  EXPECT_EQ(called("bob"), "bob@x.example;");
  EXPECT_EQ(called("CORP\\bob"), "");
}

// The short name of a domain is no more than likely, and whose nickname it is may not be whose
// account it was.
TEST_F(LoaderTest, AnAccountNameThatTwoMayBearIsOfBoth) {
  export_file(
      "users.json",
      fmt::format(R"({{"value":[{{"id":"{}","userPrincipalName":"alice@x.example",)"
                  R"("onPremisesSamAccountName":"ann","onPremisesDomainName":"ad.x.example"}},)"
                  R"({{"id":"{}","userPrincipalName":"bob@x.example","mailNickname":"hal",)"
                  R"("onPremisesSamAccountName":"ann","onPremisesDomainName":"x.old.example"}}]}})",
                  kAlice, kBob));
  export_file("deletedItems.json",
              R"({"value":[{"id":"33333333-3333-4333-8333-333333333333",
    "userPrincipalName":"hal.old@x.example","onPremisesSamAccountName":"hal",
    "onPremisesDomainName":"ad.x.example","deletedDateTime":"2026-01-15T17:00:00Z"}]})");
  const auto directory = load();
  const auto called = [&](std::string_view name) {
    std::set<std::string> upns;
    for (const Person* person : directory->by_account(name, at("2026-03-02T00:00:00Z")))
      upns.insert(person->upn);
    return upns;
  };
  using Upns = std::set<std::string>;
  EXPECT_EQ(called("X\\ann"), (Upns{"alice@x.example", "bob@x.example"}));
  EXPECT_EQ(called("x.old.example\\ann"), Upns{"bob@x.example"});
  EXPECT_EQ(called("OTHER\\ann"), Upns{});
  EXPECT_EQ(called("hal"), (Upns{"bob@x.example", "hal.old@x.example"}));
}

TEST_F(LoaderTest, WhoIsAUserAgainHasNotLeft) {
  people();
  export_file("deletedItems.json", fmt::format(R"({{"value":[{{"id":"{}",
    "userPrincipalName":"alice@x.example","deletedDateTime":"2026-02-15T17:00:00Z"}}]}})",
                                               kAlice));
  const auto directory = load();
  const auto alice = directory->by_upn("alice@x.example", at("2026-03-01T00:00:00Z"));
  ASSERT_EQ(alice.size(), 1U);
  EXPECT_EQ(alice.front()->active_at(at("2026-03-01T00:00:00Z")), true);
  EXPECT_FALSE(alice.front()->deleted);
  EXPECT_EQ(directory->warnings().front().substr(folder().size()),
            "/a/deletedItems.json: alice@x.example stands among the users and among the deleted; "
            "taken as a user again. Export users.json and deletedItems.json at the same time");
}

TEST_F(LoaderTest, WhatIsCutIsKnownNotToBeWhole) {
  people();
  const char* next = R"("@odata.nextLink":"x")";
  export_file("groups.json",
              fmt::format(R"({{"value":[{{"id":"{}","displayName":"outer","members":[{}]}},
    {{"id":"{}","displayName":"inner"}}],{}}})",
                          kOuter, rows(20), kInner, next));
  export_file(fmt::format("members/{}.json", kInner),
              fmt::format(R"({{"value":[{{"id":"{}"}}],{}}})", kBob, next));
  export_file("delegatedAdminRelationships.json",
              fmt::format(R"({{"value":[{{"id":"{}-{}","displayName":"r","status":"active",
    "customer":{{"tenantId":"{}"}}}},{{"id":"r-2","displayName":"r","status":"active",
    "customer":{{"tenantId":"{}"}}}}],{}}})",
                          kOuter, kInner, kCustomer, kCustomer, next));
  export_file(fmt::format("accessAssignments/{}-{}.json", kOuter, kInner),
              fmt::format(R"({{"value":[],{}}})", next));
  const auto directory = load();
  EXPECT_FALSE(directory->group(id(kOuter))->members_known);
  EXPECT_FALSE(directory->group(id(kInner))->members_known);
  EXPECT_EQ(directory->group(id(kInner))->members.size(), 1U);
  EXPECT_TRUE(directory->relationships()[0].lacks_assignments);
  EXPECT_FALSE(directory->relationships()[1].lacks_assignments);
  const Partner& partner = directory->partners().front();
  EXPECT_TRUE(partner.lacks_relationships);
  EXPECT_TRUE(partner.lacks_groups);
  EXPECT_TRUE(partner.lacks_people) << "the users of these tests name a next page";
}

TEST_F(LoaderTest, AGroupWithRightsWhoseMembersNobodyToldIsAWarning) {
  people();
  export_file("groups.json", fmt::format(R"([{{"id":"{}","displayName":"outer"}},
    {{"id":"{}","displayName":"inner"}}])",
                                         kOuter, kInner));
  yaml(fmt::format("relationships:\n  - {{type: gdap, partner: {}, customer: {}, group: {}}}\n",
                   "11111111-1111-4111-8111-111111111111", kCustomer, kOuter));
  EXPECT_EQ(load()->warnings().back(),
            fmt::format("group {0} has rights at customers, and no export tells its members; GET "
                        "https://graph.microsoft.com/v1.0/groups/{0}/members?$select=id&$top=999 "
                        "as members/{0}.json",
                        kOuter));
}

TEST_F(LoaderTest, ExportsTellWhichApplicationAPrincipalIsAndWhoseItIs) {
  people();
  constexpr const char* kPrincipal = "77777777-7777-4777-8777-777777777771";
  constexpr const char* kApp = "77777777-7777-4777-8777-777777777772";
  constexpr const char* kOwn = "77777777-7777-4777-8777-777777777773";
  constexpr const char* kOwner = "77777777-7777-4777-8777-777777777774";
  export_file("servicePrincipals.json",
              fmt::format(
                  R"({{"value":[{{"id":"{}","appId":"{}","appOwnerOrganizationId":"{}"}},
          {{"id":"77777777-7777-4777-8777-777777777775","appId":"77777777-7777-4777-8777-777777777776","appOwnerOrganizationId":null}}]}})",
                  kPrincipal, kApp, kOwner));
  export_file(
      "applications.json",
      fmt::format(R"([{{"id":"77777777-7777-4777-8777-777777777777","appId":"{}"}}])", kOwn));
  const auto directory = load();
  const Guid partner = directory->partners().front().tenant;
  EXPECT_EQ(directory->application_of(partner, id(kPrincipal)), id(kApp));
  EXPECT_EQ(directory->application_of(id(kOwner), id(kPrincipal)), std::nullopt)
      << "in another tenant an id is another's";
  EXPECT_EQ(directory->owner_of_application(id(kApp)), id(kOwner));
  EXPECT_EQ(directory->owner_of_application(id(kOwn)), partner);
  EXPECT_EQ(directory->owner_of_application(id("77777777-7777-4777-8777-777777777776")),
            std::nullopt);
}

TEST_F(LoaderTest, ExportsTellTheKeysOfAnApplication) {
  people();
  constexpr const char* kApp = "77777777-7777-4777-8777-777777777772";
  constexpr const char* kAnother = "77777777-7777-4777-8777-777777777773";
  constexpr const char* kSecret = "88888888-8888-4888-8888-888888888881";
  export_file("applications.json",
              fmt::format(R"([{{"id":"77777777-7777-4777-8777-777777777777","appId":"{}",
          "keyCredentials":[{{"keyId":"88888888-8888-4888-8888-888888888882",
                              "customKeyIdentifier":"AQIDBAUGBwgJCgsMDQ4PEBES/xQ="}}],
          "passwordCredentials":[{{"keyId":"{}","displayName":"nightly"}}]}}])",
                          kApp, kSecret));
  export_file("servicePrincipals.json",
              fmt::format(R"([{{"id":"77777777-7777-4777-8777-777777777771","appId":"{}",
          "keyCredentials":[],"passwordCredentials":[{{"keyId":"{}"}}]}}])",
                          kAnother, kSecret));
  const auto directory = load();
  EXPECT_EQ(directory->knows_key(id(kApp), kSecret, ""), true);
  EXPECT_EQ(directory->knows_key(id(kApp), "", "0102030405060708090A0B0C0D0E0F101112FF14"), true)
      << "as sign-ins write it";
  EXPECT_EQ(directory->knows_key(id(kApp), "", "0102030405060708090A0B0C0D0E0F101112FF15"), false);
  EXPECT_EQ(directory->knows_key(id(kApp), "88888888-8888-4888-8888-888888888889", ""), false);
  EXPECT_EQ(directory->knows_key(id(kAnother), kSecret, ""), true);
  EXPECT_EQ(directory->knows_key(id(kAnother), "88888888-8888-4888-8888-888888888889", ""),
            std::nullopt)
      << "its application may have it";
}

// Graph gives base64, az and cmdlets hex, ConvertTo-Json the bytes as numbers, and past its depth
// these as one text.
TEST_F(LoaderTest, AThumbprintIsTheSameInAnySpelling) {
  people();
  constexpr const char* kApp = "77777777-7777-4777-8777-777777777772";
  constexpr std::string_view kHex = "0a141e28323c46505a646e78828c96a0aab4bec8";
  for (
      const std::string identifier : {
          R"("ChQeKDI8RlBaZG54goyWoKq0vsg=")",
          R"("0A141E28323C46505A646E78828C96A0AAB4BEC8")",
          R"("0a:14:1e:28:32:3c:46:50:5a:64:6e:78:82:8c:96:a0:aa:b4:be:c8")",
          R"("10 20 30 40 50 60 70 80 90 100 110 120 130 140 150 160 170 180 190 200")",
          "[10,20,30,40,50,60,70,80,90,100,110,120,130,140,150,160,170,180,190,200]",
          R"({"value":[10,20,30,40,50,60,70,80,90,100,110,120,130,140,150,160,170,180,190,200],"Count":20})",
      }) {
    export_file("applications.json", fmt::format(R"([{{"appId":"{}","passwordCredentials":[],
        "keyCredentials":[{{"keyId":"88888888-8888-4888-8888-888888888882","customKeyIdentifier":{}}}]}}])",
                                                 kApp, identifier));
    const auto directory = load();
    EXPECT_EQ(directory->knows_key(id(kApp), "", kHex), true) << identifier;
    EXPECT_EQ(directory->knows_key(id(kApp), "", upper(kHex)), true) << identifier;
    EXPECT_EQ(directory->knows_key(id(kApp), "", "ChQeKDI8RlBaZG54goyWoKq0vsg="), true);
    EXPECT_EQ(directory->knows_key(id(kApp), "", lower(kHex).replace(0, 1, "f")), false);
  }
}

// Of a certificate that was given another identifier, or none, the thumbprint is not known: nobody
// is accused of using one that is unknown. So where aobo.yaml names a key by the other of the two.
TEST_F(LoaderTest, AKeyThatIsToldByItsIdAloneMayHaveThatThumbprint) {
  people();
  constexpr const char* kApp = "77777777-7777-4777-8777-777777777772";
  constexpr const char* kListed = "77777777-7777-4777-8777-777777777774";
  constexpr const char* kByHash = "77777777-7777-4777-8777-777777777775";
  constexpr const char* kKey = "88888888-8888-4888-8888-888888888882";
  constexpr const char* kOtherKey = "88888888-8888-4888-8888-888888888883";
  constexpr const char* kHex = "0A141E28323C46505A646E78828C96A0AAB4BEC8";
  constexpr const char* kOtherHex = "FA141E28323C46505A646E78828C96A0AAB4BEC8";
  for (const char* identifier : {"null", R"("bmlnaHRseQ==")", R"("nightly")"}) {
    export_file("applications.json", fmt::format(R"([{{"appId":"{}","passwordCredentials":[],
        "keyCredentials":[{{"keyId":"{}","customKeyIdentifier":{}}}]}}])",
                                                 kApp, kKey, identifier));
    const auto directory = load();
    EXPECT_EQ(directory->knows_key(id(kApp), "", kHex), std::nullopt) << identifier;
    EXPECT_EQ(directory->knows_key(id(kApp), upper(kKey), kHex), true) << identifier;
    EXPECT_EQ(directory->knows_key(id(kApp), kOtherKey, kHex), false) << identifier;
  }
  yaml(fmt::format("automation_apps:\n  - app: {}\n    keys: [{}]\n  - app: {}\n    keys: [{}]\n",
                   kListed, kKey, kByHash, lower(kHex)));
  const auto directory = load();
  EXPECT_EQ(directory->knows_key(id(kListed), "", kHex), std::nullopt);
  EXPECT_EQ(directory->knows_key(id(kListed), kOtherKey, ""), false);
  EXPECT_EQ(directory->knows_key(id(kByHash), "", kHex), true);
  EXPECT_EQ(directory->knows_key(id(kByHash), "", kOtherHex), false);
  EXPECT_EQ(directory->knows_key(id(kByHash), kOtherKey, ""), std::nullopt);
  EXPECT_EQ(directory->knows_key(id(kByHash), kOtherKey, kOtherHex), false);
}

TEST_F(LoaderTest, AKeyThatNothingCanBearIsAnError) {
  people();
  yaml("automation_apps:\n  - app: 77777777-7777-4777-8777-777777777774\n    keys: [ABCD]\n");
  EXPECT_EQ(error(),
            "aobo.yaml:7:12: \"ABCD\" is no key of an application: write its id, or a "
            "certificate's thumbprint of 20 or 32 bytes in hex or base64");
}

TEST_F(LoaderTest, AToolsAccountIsOneOfTheExportsOrANewOne) {
  people();
  yaml(
      "tool_accounts:\n  - upn: bob@x.example\n    name: MSP tool\n"
      "  - {upn: svc@x.example, id: 99999999-9999-4999-8999-999999999991, app: "
      "99999999-9999-4999-8999-999999999992, partner: 11111111-1111-4111-8111-111111111111}\n");
  const auto directory = load();
  EXPECT_EQ(directory->tool_accounts(), 2U);
  const auto bob = directory->by_upn("bob@x.example", 0);
  ASSERT_EQ(bob.size(), 1U);
  EXPECT_EQ(bob.front()->tool->name, "MSP tool");
  const auto svc = directory->by_upn("svc@x.example", 0);
  ASSERT_EQ(svc.size(), 1U);
  EXPECT_EQ(svc.front()->tool->name, "svc@x.example");
  EXPECT_EQ(svc.front()->tool->app, id("99999999-9999-4999-8999-999999999992"));
  yaml("tool_accounts:\n  - name: MSP tool\n");
  EXPECT_EQ(error(), "aobo.yaml:6:5: a person needs an upn or an id");
}

TEST_F(LoaderTest, GroupsHoldWhatIsDirectlyInThemAndWhetherAnybodyToldIt) {
  people();
  const char* app = "55555555-5555-4555-8555-555555555555";
  const char* empty = "44444444-4444-4444-8444-444444444443";
  const char* none = "44444444-4444-4444-8444-444444444444";
  export_file(
      "groups.json",
      fmt::format(
          R"([{{"id":"{0}","displayName":"outer","members":[{{"@odata.type":"#microsoft.graph.group","id":"{1}"}},
    {{"@odata.type":"#microsoft.graph.user","id":"{2}"}},{{"@odata.type":"#microsoft.graph.servicePrincipal","id":"{3}"}},
    {{"@odata.type":"#microsoft.graph.device","id":"{4}"}}]}},
    {{"id":"{1}","displayName":"inner"}},{{"id":"{4}","displayName":"empty"}},{{"id":"{5}","displayName":"not told"}}])",
          kOuter, kInner, kAlice, app, empty, none));
  export_file(fmt::format("members/{}.json", kInner),
              fmt::format(R"({{"value":[{{"id":"{}"}},{{"id":"{}"}}]}})", kBob, kOuter));
  export_file(fmt::format("members/{}.json", empty), R"({"value":[]})");
  const auto directory = load();
  const auto shown = [&](const char* group) {
    const Group& one = *directory->group(id(group));
    std::string text = one.members_known ? "told" : "not told";
    for (const Membership& member : one.members) {
      text += fmt::format(" {}:{}", static_cast<int>(member.kind),
                          member.person != nullptr ? member.person->upn : member.object.text());
    }
    return text;
  };
  EXPECT_EQ(shown(kOuter),
            fmt::format("told 2:{} 1:alice@x.example 3:{} 4:{}", kInner, app, empty));
  EXPECT_EQ(shown(kInner), fmt::format("told 0:bob@x.example 0:{}", kOuter));
  EXPECT_EQ(shown(empty), "told");
  EXPECT_EQ(shown(none), "not told");
}

TEST_F(LoaderTest, AnAssignmentGivesARightWhileItIsActive) {
  people();
  export_file("delegatedAdminRelationships.json",
              fmt::format(R"([{{"id":"r-1","displayName":"r","status":"active",
    "customer":{{"tenantId":"{}","displayName":"Contoso"}}}}])",
                          kCustomer));
  struct Row {
    const char* status;
    const char* more;
    bool before, after;  // the day of its last change
  };
  for (const Row& row :
       {Row{R"("status":"active",)", "", true, true}, Row{"", "", true, true},
        Row{R"("status":"pending",)", "", false, false},
        Row{R"("status":"error",)", "", false, false},
        Row{R"("status":"pending","createdDateTime":"2026-01-01T00:00:00Z",)", "", true, false},
        Row{R"("status":"pending","createdDateTime":"2026-03-01T00:00:00Z",)", "", false, false},
        Row{R"("status":"deleted",)", "", true, false},
        Row{R"("status":"deleting",)", "", true, false},
        Row{R"("status":"deleted",)", "no time", false, false}}) {
    const bool timed = *row.more == '\0';
    export_file(
        "accessAssignments/r-1.json",
        fmt::format(R"([{{{}{}"accessContainer":{{"accessContainerId":"{}"}}}}])", row.status,
                    timed ? R"("lastModifiedDateTime":"2026-03-01T00:00:00Z",)" : "", kOuter));
    const auto directory = load();
    const auto& assignments = directory->relationships().front().assignments;
    ASSERT_EQ(assignments.size(), 1U) << row.status;
    EXPECT_EQ(assignments.front().valid.holds(at("2026-02-28T00:00:00Z")), row.before)
        << row.status;
    EXPECT_EQ(assignments.front().valid.holds(at("2026-03-01T00:00:00Z")), row.after) << row.status;
  }
}

// Exports forget relationships that have ended; the file of what each gave stays where it lies.
TEST_F(LoaderTest, RightsOfARelationshipThatIsGoneAreToldAndTheRestIsRead) {
  people();
  const std::string id =
      "44444444-4444-4444-8444-444444444441-44444444-4444-4444-8444-444444444442";
  export_file(
      "accessAssignments/" + id + ".json",
      fmt::format(
          R"([{{"accessContainer":{{"accessContainerId":"{0}"}}}},{{"accessContainer":{{"accessContainerId":"{0}"}}}}])",
          kOuter));
  const auto directory = load();
  const std::vector<std::string>& warnings = directory->warnings();
  EXPECT_EQ(std::ranges::count_if(
                warnings,
                [&](const std::string& warning) {
                  return warning.ends_with(
                      "/accessAssignments/" + id +
                      ".json: not read: no relationship of that id is in the exports any more; "
                      "remove the file, or keep what was in a history (aobo-sim directory merge)");
                }),
            1)
      << fmt::format("{}", fmt::join(warnings, "\n"));
  EXPECT_FALSE(directory->people().empty());
}

TEST_F(LoaderTest, AMembershipInAoboYamlNarrowsTheExports) {
  people();
  export_file("groups.json",
              fmt::format(R"([{{"id":"{}","displayName":"outer","members":[{{"id":"{}"}}]}}])",
                          kOuter, kAlice));
  yaml(fmt::format(
      "memberships:\n  - group: {}\n    person: alice@x.example\n    from: 2026-01-15\n", kOuter));
  const auto directory = load();
  const auto group = directory->group(id(kOuter));
  ASSERT_EQ(group->members.size(), 1U);
  EXPECT_EQ(group->members.front().valid.from, at("2026-01-15T00:00:00Z"));
}

TEST_F(LoaderTest, RelationshipsHoldFromActivationToTheirEnd) {
  const auto relationship = [](const char* name, const char* status, const char* more) {
    return fmt::format(
        R"({{"id":"{}","displayName":"r","status":"{}","customer":{{"tenantId":"{}","displayName":"Contoso"}},
      "activatedDateTime":"2026-01-01T00:00:00Z","endDateTime":"2026-06-01T00:00:00Z"{}}})",
        name, status, kCustomer, more);
  };
  struct Row {
    const char* status;
    const char* more;
    const char* last;  // the last day on which it held; "" never
  };
  for (const Row& row :
       {Row{"active", "", "2026-05-31T00:00:00Z"}, Row{"expired", "", "2026-05-31T00:00:00Z"},
        Row{"active", R"(,"autoExtendDuration":"P180D")", "2030-01-01T00:00:00Z"},
        Row{"terminated", R"(,"lastModifiedDateTime":"2026-03-01T00:00:00Z")",
            "2026-02-28T00:00:00Z"},
        Row{"activating", "", "2026-05-31T00:00:00Z"}, Row{"approvalPending", "", ""}}) {
    export_file("delegatedAdminRelationships.json",
                "[" + relationship("r-1", row.status, row.more) + "]");
    const auto directory = load();
    const auto held = [&](const char* day) {
      return directory->has_relationship(0, id(kCustomer), RelationshipType::kGdap, at(day));
    };
    EXPECT_FALSE(held("2025-12-31T00:00:00Z")) << row.status;
    if (*row.last == '\0') {
      EXPECT_FALSE(held("2026-02-01T00:00:00Z")) << row.status;
      continue;
    }
    EXPECT_TRUE(held(row.last)) << row.status << row.more;
    EXPECT_EQ(held("2029-01-01T00:00:00Z"), std::string_view(row.last) > "2029")
        << row.status << row.more;
  }
}

TEST_F(LoaderTest, ARelationshipThatIsBeingActivatedHoldsSinceItWasAgreed) {
  const auto held = [&](const char* status, const char* day) {
    export_file("delegatedAdminRelationships.json",
                fmt::format(R"([{{"id":"r-1","displayName":"r","status":"{}","customer":)"
                            R"({{"tenantId":"{}","displayName":"Contoso"}},)"
                            R"("lastModifiedDateTime":"2026-01-01T00:00:00Z"}}])",
                            status, kCustomer));
    return load()->has_relationship(0, id(kCustomer), RelationshipType::kGdap, at(day));
  };
  for (const char* status : {"approved", "activating"}) {
    EXPECT_TRUE(held(status, "2026-01-02T00:00:00Z")) << status;
    EXPECT_FALSE(held(status, "2025-12-31T00:00:00Z")) << status;
  }
  EXPECT_FALSE(held("created", "2026-01-02T00:00:00Z"));
}

TEST_F(LoaderTest, MistakesInExportsNameFileLineAndColumn) {
  struct Row {
    const char* file;
    const char* json;
    const char* error;
  };
  for (const Row& row : {
           Row{"users.json", "{\"value\":[\n  {\"userPrincipalName\":\"a@x.example\"}]}",
               "a/users.json:2:3: \"id\" is missing, expected an id (GUID)"},
           Row{"users.json",
               "{\"value\":[\n  {\"id\":\"nobody\",\n   \"userPrincipalName\":\"a@x.example\"}]}",
               "a/users.json:2:9: \"id\" must be an id (GUID), found \"nobody\""},
           Row{"users.json",
               "[{\"id\":\"33333333-3333-4333-8333-333333333331\",\"userPrincipalName\":7}]",
               "a/users.json:1:67: \"userPrincipalName\" must be a string, found 7"},
           Row{"users.json",
               "[{\"id\":\"33333333-3333-4333-8333-333333333331\",\"userPrincipalName\":\"a\","
               "\n\"createdDateTime\":\"soon\"}]",
               "a/users.json:2:19: \"createdDateTime\" must be a time like 2026-03-31T17:00:00Z, "
               "found \"soon\""},
           Row{"users.json", "[1]", "a/users.json:1:2: expected an object, found 1"},
           Row{"users.json", "\"x\"",
               "a/users.json:1:1: expected a page {\"value\": […]}, an array or an object, found "
               "\"x\""},
           Row{"people.json", "[]",
               "a/people.json: not an export that is known by this name; expected one of "
               "organization, users, "
               "deletedItems, groups, "
               "members, delegatedAdminCustomers, contracts, delegatedAdminRelationships, "
               "accessAssignments, "
               "subscriptions, servicePrincipals, applications, roleAssignments, "
               "roleEligibilityScheduleInstances, directoryRoles, with .json behind it"},
           Row{"members/admins.json", "[{\"id\":\"33333333-3333-4333-8333-333333333331\"}]",
               "a/members/admins.json:1:2: the answer does not say whose it is: name the file "
               "<group id>.json, found "
               "\"admins.json\""},
           Row{"accessAssignments/r-9.json",
               "[{\"accessContainer\":{\"accessContainerId\":\"33333333-3333-4333-8333-"
               "333333333331\"}}]",
               "a/accessAssignments/r-9.json:1:2: the answer does not say whose it is: name the "
               "file <relationship "
               "id>.json; no relationship \"r-9\" was read"},
       }) {
    const std::string path = write(std::string("a/") + row.file, row.json);
    EXPECT_EQ(error(), row.error);
    std::filesystem::remove(path);
  }
}

TEST_F(LoaderTest, MembersAreReadWhereverTheyLieBesideTheirGroups) {
  const std::string one =
      fmt::format(R"({{"value":[{{"id":"{}","displayName":"Alice"}}]}})", kAlice);
  const std::string two = fmt::format(R"({{"value":[{{"id":"{}","displayName":"Bob"}}]}})", kBob);
  const struct {
    std::string first, second;
  } places[] = {
      {fmt::format("groups/{}.members.json", kOuter),
       fmt::format("groups/{}.members-2.json", kOuter)},
      {fmt::format("groups/{}/members.json", kOuter),
       fmt::format("groups/{}/members-2.json", kOuter)},
      {fmt::format("members/{}.json", kOuter), fmt::format("members/{}-2.json", kOuter)},
      {fmt::format("members-{}.json", kOuter), fmt::format("members-{}-2.json", kOuter)},
  };
  for (const auto& place : places) {
    std::filesystem::remove_all(folder() + "/a");
    people();
    export_file("groups.json", fmt::format(R"([{{"id":"{}","displayName":"outer"}}])", kOuter));
    export_file(place.first, one);
    export_file(place.second, two);
    const auto directory = load();
    ASSERT_EQ(directory->groups(), 1U) << place.first;
    const Group& group = *directory->group(id(kOuter));
    ASSERT_EQ(group.members.size(), 2U) << place.first;
    EXPECT_EQ(group.members[0].person->upn, "bob@x.example") << place.first;  // "-2" sorts first
    EXPECT_EQ(group.members[1].person->upn, "alice@x.example") << place.first;
  }
  std::filesystem::remove_all(folder() + "/a");
  people();
  export_file(
      fmt::format("groups/{}.json", kOuter),
      fmt::format("[\n{{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"{}\"}}]", kAlice));
  EXPECT_EQ(error(),
            fmt::format("a/groups/{}.json:2:16: a member stands among groups; name the file "
                        "members/<group id>.json, or groups/<group id>.members.json",
                        kOuter));
}

TEST_F(LoaderTest, WhatTheExportsLackIsAWarning) {
  const auto warnings = [&] {
    std::vector<std::string> all = load()->warnings();
    for (std::string& one : all) one.replace(one.find(folder()), folder().size() + 1, "");
    return all;
  };
  people();  // a page that names a next one
  const std::string next =
      ": its next page is not there; GET its nextLink and keep the answer beside it "
      "under "
      "the same name with -2 behind it";
  EXPECT_EQ(warnings(), std::vector<std::string>{"a/users.json" + next});
  export_file("users-2.json", R"({"value":[],"@odata.nextLink":"x"})");
  EXPECT_EQ(warnings(), std::vector<std::string>{"a/users.json" + next});
  export_file("users-3.json", R"({"value":[]})");
  EXPECT_EQ(warnings(), std::vector<std::string>{});
  const std::string subscriptions = fmt::format("subscriptions/{}", kOuter);
  export_file(subscriptions + ".json",
              R"({"value":[],"nextLink":"https://management.azure.com/x"})");
  EXPECT_EQ(warnings(), std::vector<std::string>{"a/" + subscriptions + ".json" + next});
  export_file(subscriptions + "-2.json", R"({"value":[]})");
  export_file("exportUsers_2026-3-2.csv",
              fmt::format("userPrincipalName,id\neve@x.example,{}\n", kOuter));
  export_file("exportDevices_2026-3-2.csv", "id\n");
  EXPECT_EQ(warnings(), std::vector<std::string>{
                            "a/exportDevices_2026-3-2.csv: not read: no export is known by "
                            "this name; expected users, deletedItems, groups or members"});
  EXPECT_EQ(load()->by_upn("eve@x.example", 0).size(), 1U);
  std::filesystem::remove_all(folder() + "/a/subscriptions");
  std::filesystem::remove(folder() + "/a/exportUsers_2026-3-2.csv");
  std::filesystem::remove(folder() + "/a/exportDevices_2026-3-2.csv");

  const std::string group = R"({{"id":"{}","displayName":"{}","members":[{}]{}}})";
  export_file("groups.json",
              "[" + fmt::format(fmt::runtime(group), kOuter, "outer", rows(20), "") + "," +
                  fmt::format(fmt::runtime(group), kInner, "inner", rows(19), "") + "]");
  const auto cut = [&](std::size_t members) {
    return std::vector<std::string>{fmt::format(
        "a/groups.json: group \"outer\" may have more members than the {1} that $expand gave; GET "
        "https://graph.microsoft.com/v1.0/groups/{0}/members?$select=id&$top=999 as "
        "members/{0}.json",
        kOuter, members)};
  };
  EXPECT_EQ(warnings(), cut(20));
  export_file(fmt::format("members/{}.json", kOuter), R"({"value":[]})");
  EXPECT_EQ(warnings(), std::vector<std::string>{});
  std::filesystem::remove_all(folder() + "/a/members");
  export_file("groups.json", "[" +
                                 fmt::format(fmt::runtime(group), kOuter, "outer", rows(3),
                                             R"(,"members@odata.nextLink":"x")") +
                                 "]");
  EXPECT_EQ(warnings(), cut(3));
  export_file("groups.json",
              "[" + fmt::format(fmt::runtime(group), kOuter, "outer", rows(100), "") + "]");
  EXPECT_EQ(warnings(), cut(100));

  std::filesystem::remove_all(folder() + "/a");
  export_file("contracts.json", "[]");
  export_file("contracts.csv", "customerId\n");
  EXPECT_EQ(
      warnings(),
      (std::vector<std::string>{
          "a/contracts.csv: not read: only users, deletedItems, groups and members are read as "
          "CSV; GET https://graph.microsoft.com/v1.0/contracts",
          "a: no users.json, so nobody of this partner is known but those of aobo.yaml; GET "
          "https://graph.microsoft.com/v1.0/users?$select=id,displayName,userPrincipalName,"
          "accountEnabled,createdDateTime&$top=999"}));
}

TEST_F(LoaderTest, PeopleAmongGroupsAreAnErrorWithoutTypesToo) {
  people();
  for (const char* key : {"userPrincipalName", "servicePrincipalType"}) {
    export_file(
        fmt::format("groups/{}.json", kOuter),
        fmt::format("[\n{{\"id\":\"{}\",\"{}\":\"x\",\"displayName\":\"x\"}}]", kAlice, key));
    const std::string found = error();
    EXPECT_NE(found.find("a member stands among groups; name the file members/<group id>.json"),
              std::string::npos)
        << found;
  }
}

TEST_F(LoaderTest, AnErrorInPlaceOfAnAnswerIsNoExport) {
  people();
  const std::string body =
      "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"x\"}}";
  export_file("contracts.json", body);
  EXPECT_EQ(
      error(),
      "a/contracts.json:1:10: an error in place of an answer: Authorization_RequestDenied; make "
      "the call again: GET https://graph.microsoft.com/v1.0/contracts");
  export_file("contracts.json", "[]");
  export_file(fmt::format("members/{}.json", kOuter), body);
  EXPECT_EQ(error(),
            fmt::format("a/members/{0}.json:1:10: an error in place of an answer: "
                        "Authorization_RequestDenied; make the call again: GET "
                        "https://graph.microsoft.com/v1.0/groups/{0}/members?$select=id&$top=999",
                        kOuter));
  std::filesystem::remove_all(folder() + "/a/members");
  export_file("accessAssignments/r-1.json", "{\"error\":\"expired\"}");
  EXPECT_EQ(
      error(),
      "a/accessAssignments/r-1.json:1:10: an error in place of an answer; make the call again: "
      "GET https://graph.microsoft.com/v1.0/tenantRelationships/delegatedAdminRelationships/r-1/"
      "accessAssignments");
}

TEST_F(LoaderTest, HiddenFilesAreNoExports) {
  people();
  export_file(".users.json", "an editor's {");
  export_file(".git/index.json", "a repository's {");
  EXPECT_EQ(error(), "no error");
}

TEST_F(LoaderTest, TwoPartnersDoNotShareAFolder) {
  people();
  yaml(fmt::format("  - tenant: {}\n    folder: ./a/\n", kCustomer));
  EXPECT_EQ(error(),
            "aobo.yaml:6:13: ./a holds another partner's exports; each has a folder of its own");
}

TEST_F(LoaderTest, ExportsOfAnotherTenantAreRefused) {
  people();
  export_file("organization.json", fmt::format(R"({{"value":[{{"id":"{}"}}]}})", kTenant));
  EXPECT_EQ(error(), "no error");
  export_file("organization.json", fmt::format(R"({{"value":[{{"id":"{}"}}]}})", kCustomer));
  EXPECT_EQ(error(),
            fmt::format("a/organization.json:1:17: these are exports of the tenant {}, but the "
                        "folder is that of {} in aobo.yaml",
                        kCustomer, kTenant));
}

std::string utf16(std::string_view text, bool mark) {
  std::string out = mark ? "\xff\xfe" : "";
  for (const char c : text) out += {c, '\0'};
  return out;
}

TEST_F(LoaderTest, Utf16AndTheCsvOfThePortalAreRead) {
  const std::string json =
      fmt::format(R"([{{"id":"{}","userPrincipalName":"alice@x.example"}}])", kAlice);
  for (const bool mark : {true, false}) {
    export_file("users.json", utf16(json, mark));
    EXPECT_EQ(load()->people().size(), 1U) << mark;
  }
  std::filesystem::remove(folder() + "/a/users.json");
  const std::string csv =
      "\xef\xbb\xbf"
      "userPrincipalName,displayName,objectId,accountEnabled,createdDateTime\r\n" +
      fmt::format(
          "alice@x.example,\"Chen, Alice\",{},True,2024-01-08T00:00:00Z\r\n"
          "bob@x.example,\"B\"\"ob\",{},False,\r\n",
          kAlice, kBob);
  export_file("groups.csv", fmt::format("displayName;objectId\nouter;{}\n", kOuter));
  export_file(fmt::format("members/{}.csv", kOuter),
              fmt::format("\"id\"\t\"objectType\"\n\"{}\"\t\"User\"\n", kAlice));
  for (const std::string& text : {csv, utf16(csv.substr(3), true), "#TYPE x\n" + csv.substr(3)}) {
    export_file("users.csv", text);
    const auto directory = load();
    EXPECT_EQ(directory->warnings(), std::vector<std::string>{});
    ASSERT_EQ(directory->people().size(), 2U);
    const Person& alice = *directory->by_object(id(kAlice)).front();
    EXPECT_EQ(alice.name, "Chen, Alice");
    EXPECT_EQ(alice.employed.from, at("2024-01-08T00:00:00Z"));
    EXPECT_FALSE(alice.disabled);
    const Person& bob = *directory->by_object(id(kBob)).front();
    EXPECT_EQ(bob.name, "B\"ob");
    EXPECT_TRUE(bob.disabled);
    const Group& group = *directory->group(id(kOuter));
    EXPECT_EQ(group.name, "outer");
    ASSERT_EQ(group.members.size(), 1U);
    EXPECT_EQ(group.members[0].person, &alice);
    EXPECT_EQ(group.members[0].kind, MemberKind::kUser);
  }
  export_file("users.csv", fmt::format("objectId,userPrincipalName,createdDateTime\n{},a@x.example,"
                                       "3/2/2024 9:00\n",
                                       kAlice));
  const auto directory = load();
  EXPECT_EQ(directory->by_object(id(kAlice)).front()->employed.from, Validity{}.from);
  EXPECT_EQ(
      directory->warnings(),
      std::vector<std::string>{
          folder() + "/a/users.csv: its dates are not read, because day and month could change "
                     "places; GET https://graph.microsoft.com/v1.0/users?$select=id,displayName,"
                     "userPrincipalName,accountEnabled,createdDateTime&$top=999"});
  export_file("users.csv", "userPrincipalName,displayName\na@x.example,A\n");
  EXPECT_EQ(error(),
            "a/users.csv:1:1: no column id or objectId, by which people and groups are known; "
            "found \"userPrincipalName\", \"displayName\"; GET "
            "https://graph.microsoft.com/v1.0/users?$select=id,displayName,userPrincipalName,"
            "accountEnabled,createdDateTime&$top=999");
}

TEST_F(LoaderTest, WhatIsNoJsonSaysWhere) {
  for (const char* text :
       {"{\"value\":[\n{\"id\":}]}", "{\"value\":[\n{\"id\":\"open}]}", "[{\"id\":1,}\n]", ""}) {
    export_file("users.json", text);
    EXPECT_EQ(error().rfind("a/users.json:", 0), 0U) << error();
    EXPECT_NE(error().find(": not valid JSON: "), std::string::npos) << error();
  }
}

TEST_F(LoaderTest, MistakesInAoboYamlNameFileLineAndColumn) {
  people();
  struct Row {
    const char* yaml;
    const char* error;
  };
  for (const Row& row : {
           Row{"persons: []\n",
               "aobo.yaml:5:1: aobo.yaml has no key \"persons\"; expected one of partners, people, "
               "memberships, customers, "
               "relationships, shared_accounts, automation_apps, tool_accounts, eligible_access, "
               "policy, "
               "calendars, customer_groups, operation_sets, scopes"},
           Row{"people:\n  - upn: mallory@x.example\n",
               "aobo.yaml:6:5: no person mallory@x.example stands in the exports; to add one give "
               "id, upn and partner"},
           Row{"people:\n  - upn: alice@x.example\n    puid: \"12\"\n",
               "aobo.yaml:7:11: puid must be 16 hex digits that begin with 100, found \"12\""},
           Row{"people:\n  - upn: alice@x.example\n    from: 2026-03-01\n    to: 2026-01-01\n",
               "aobo.yaml:8:9: to lies before from"},
           Row{"people:\n  - upn: alice@x.example\n    to: 2026-01-01\n  - upn: ALICE@x.example\n",
               "aobo.yaml:8:10: people: a second entry of ALICE@x.example, the first stands in "
               "line 6; put all of it into one"},
           Row{"customers:\n  - tenant: 22222222-2222-4222-8222-222222222222\n    name: A\n"
               "  - tenant: 22222222-2222-4222-8222-222222222222\n    name: B\n",
               "aobo.yaml:8:13: customers: a second entry of "
               "22222222-2222-4222-8222-222222222222, the first stands in line 6; put all of it "
               "into one"},
           Row{"automation_apps:\n  - app: 22222222-2222-4222-8222-222222222222\n"
               "  - app: 22222222-2222-4222-8222-222222222222\n",
               "aobo.yaml:7:10: automation_apps: a second entry of "
               "22222222-2222-4222-8222-222222222222, the first stands in line 6; put all of it "
               "into one"},
           Row{"relationships:\n  - type: aobo\n    partner: "
               "11111111-1111-4111-8111-111111111111\n    customer: "
               "11111111-1111-4111-8111-111111111111\n",
               "aobo.yaml:8:15: a partner has no relationship with itself, and "
               "11111111-1111-4111-8111-111111111111 is its own tenant"},
           Row{"people: alice\n", "aobo.yaml:5:9: people must be a list"},
           Row{"people:\n  - alice\n",
               "aobo.yaml:6:5: expected an entry of people as a mapping (key: value)"},
           Row{"shared_accounts:\n  - account: x\n    vault_name: admin\n  - account: y\n    "
               "vault_name: Admin\n",
               "aobo.yaml:9:17: two shared accounts are known to the vault as \"admin\", x and y; "
               "give each the name that the vault's log has for it alone"},
           Row{"shared_accounts:\n  - account: x\n    acount: y\n",
               "aobo.yaml:7:5: an entry of shared_accounts has no key \"acount\"; expected one of "
               "account, customer, id, "
               "vault_name, partner"},
           Row{"relationships:\n  - type: gdap\n    partner: "
               "99999999-9999-4999-8999-999999999999\n",
               "aobo.yaml:7:14: no partner 99999999-9999-4999-8999-999999999999 stands under "
               "partners"},
           Row{"relationships:\n  - type: csp\n",
               "aobo.yaml:6:11: type must be gdap, dap, aobo or lighthouse, found \"csp\""},
           Row{"customers:\n  - tenant: contoso\n",
               "aobo.yaml:6:13: tenant of an entry of customers must be an id (GUID), found "
               "\"contoso\""},
           Row{"automation_apps:\n  - name: x\n",
               "aobo.yaml:6:5: an entry of automation_apps has no app"},
           Row{"people: [\n", "aobo.yaml:6:1: not valid YAML: end of sequence flow not found"},
       }) {
    yaml(row.yaml);
    EXPECT_EQ(error(), row.error);
  }
  write("aobo.yaml",
        "partners:\n  - tenant: 11111111-1111-4111-8111-111111111111\n    folder: missing\n");
  EXPECT_EQ(error(), "aobo.yaml:3:13: no folder missing with the exports of this tenant");
  write("aobo.yaml",
        "partners:\n  - tenant: 11111111-1111-4111-8111-111111111111\n    kind: distributor\n");
  EXPECT_EQ(
      error(),
      "aobo.yaml:3:11: kind must be direct, indirect-provider or reseller, found \"distributor\"");
  std::filesystem::remove(folder() + "/aobo.yaml");
  EXPECT_EQ(
      error(),
      "aobo.yaml: no such file; a directory needs an aobo.yaml that names the partner tenants");
}

}  // namespace
}  // namespace aobo
