// observations.ndjson beside aobo.yaml: who and what exports of before showed, and from when until
// when that is taken to hold.
#include "plugin/directory/history.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "plugin/directory/loader.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

constexpr const char* kTenant = "11111111-1111-4111-8111-111111111111";
constexpr const char* kCustomer = "22222222-2222-4222-8222-222222222222";
constexpr const char* kOther = "22222222-2222-4222-8222-222222222223";
constexpr const char* kAlice = "33333333-3333-4333-8333-333333333331";
constexpr const char* kBob = "33333333-3333-4333-8333-333333333332";
constexpr const char* kGroup = "44444444-4444-4444-8444-444444444441";
constexpr const char* kRole = "55555555-5555-4555-8555-555555555551";

Guid id(const char* text) { return *parse_guid(text); }
// Exports were made on the 1st of each month.
TimeNs month(int number, int day = 1) {
  return *parse_time(fmt::format("2026-{:02}-{:02}T00:00:00Z", number, day));
}

class HistoryTest : public test::TempFolderTest {
 protected:
  HistoryTest() { yaml(""); }

  void yaml(const std::string& more) {
    write("aobo.yaml",
          fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: a}}\n{}", kTenant, more));
  }
  // Seen from the export of one month until that of another; in the next one it is missing, unless
  // it was in the last one.
  struct Seen {
    int from, until;
    int last = 4;
    int first = 1;
  };
  std::string line(const std::string& what, Seen seen, const std::string& object) {
    std::string text =
        fmt::format(R"({{"seen":{},"tenant":"{}","seen_from":"{}","seen_until":"{}")", what,
                    kTenant, format_time(month(seen.from)), format_time(month(seen.until)));
    if (seen.from > seen.first)
      text += fmt::format(R"(,"missing_until":"{}")", format_time(month(seen.from - 1)));
    if (seen.until < seen.last)
      text += fmt::format(R"(,"missing_from":"{}")", format_time(month(seen.until + 1)));
    return text + ",\"object\":" + object + "}\n";
  }
  std::string person(const char* who, const std::string& upn, Seen seen,
                     const std::string& more = "") {
    return line("\"users\"", seen,
                fmt::format(R"({{"id":"{}","userPrincipalName":"{}"{}}})", who, upn, more));
  }
  std::string deleted_alice(Seen seen) {
    return line("\"deletedItems\"", seen,
                fmt::format(R"({{"id":"{}","userPrincipalName":"alice@x.example",)"
                            R"("deletedDateTime":"2026-01-20T00:00:00Z"}})",
                            kAlice));
  }
  std::string member(const char* who, Seen seen) {
    return line(fmt::format(R"("members","of":"{}")", kGroup), seen,
                fmt::format(R"({{"id":"{}"}})", who));
  }
  std::string whole(const std::string& what) {
    return fmt::format(R"({{"whole":{},"tenant":"{}","time":"{}"}})", what, kTenant,
                       format_time(month(4))) +
           "\n";
  }
  std::string group() {
    return line("\"groups\"", {1, 4},
                fmt::format(R"({{"id":"{}","displayName":"Helpdesk"}})", kGroup)) +
           whole("\"users\"") + whole(fmt::format(R"("members","of":"{}")", kGroup));
  }
  std::shared_ptr<const Directory> load(const std::string& history) {
    write("observations.ndjson", history);
    const auto result = load_directory(folder());
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().message);
    return result.ok() ? *result : empty_directory();
  }
  static std::vector<std::string> holders(const Directory& directory, const char* upn,
                                          TimeNs time) {
    std::vector<std::string> found;
    for (const Person* one : directory.by_upn(upn, time)) found.push_back(one->object.text());
    return found;
  }
  static std::vector<std::string> members(const Directory& directory, TimeNs time) {
    std::vector<std::string> found;
    for (const Membership& one : directory.group(id(kGroup))->members) {
      if (one.valid.holds(time)) found.push_back(one.object.text());
    }
    return found;
  }
  // Without the folder that the test happens to lie in.
  std::vector<std::string> warnings(const std::string& history) {
    std::vector<std::string> found;
    const auto directory = load(history);
    for (std::string warning : directory->warnings()) {
      for (auto at = warning.find(folder()); at != std::string::npos; at = warning.find(folder()))
        warning.erase(at, folder().size() + (warning[at + folder().size()] == '/' ? 1 : 0));
      found.push_back(std::move(warning));
    }
    return found;
  }
  using Names = std::vector<std::string>;
};

TEST_F(HistoryTest, WhoeverIsInNoExportAnyMoreIsKnownForWhatWasBefore) {
  const auto directory =
      load(group() + person(kAlice, "alice@x.example", {1, 2}) +
           person(kBob, "bob@x.example", {1, 4}) + member(kAlice, {1, 2}) + member(kBob, {1, 4}));
  const Person* alice = directory->person(id(kTenant), id(kAlice));
  ASSERT_NE(alice, nullptr);
  EXPECT_TRUE(alice->deleted);
  EXPECT_EQ(alice->active_at(month(2)), true);
  EXPECT_EQ(alice->active_at(month(3)), std::nullopt) << "nobody says when she left";
  EXPECT_EQ(members(*directory, month(2)), (Names{kBob, kAlice}));
  EXPECT_EQ(members(*directory, month(2, 15)), (Names{kBob, kAlice})) << "nobody saw her go";
  EXPECT_EQ(members(*directory, month(3)), (Names{kBob}));
  EXPECT_TRUE(directory->group(id(kGroup))->members_known);
  EXPECT_EQ(directory->warnings(), Names{});
}

TEST_F(HistoryTest, TheDateOfALeaverStandsWhenNoExportShowsItAnyMore) {
  const std::string deleted = deleted_alice({2, 3});
  const auto directory = load(group() + person(kAlice, "alice@x.example", {1, 1}) + deleted);
  const Person* alice = directory->person(id(kTenant), id(kAlice));
  ASSERT_NE(alice, nullptr);
  EXPECT_EQ(alice->active_at(month(1, 19)), true);
  EXPECT_EQ(alice->active_at(month(1, 20)), false);
}

TEST_F(HistoryTest, WhoeverIsBackHasNotLeft) {
  const std::string deleted = deleted_alice({2, 2});
  const auto directory = load(group() + person(kAlice, "alice@x.example", {1, 1}) + deleted +
                              person(kAlice, "alice@x.example", {3, 4}));
  const Person* alice = directory->person(id(kTenant), id(kAlice));
  ASSERT_NE(alice, nullptr);
  EXPECT_FALSE(alice->deleted);
  EXPECT_EQ(alice->active_at(month(4)), true);
}

TEST_F(HistoryTest, ANameThatAnotherTookOverIsTheirsByTime) {
  const auto directory = load(
      group() + person(kAlice, "al@x.example", {1, 2}) + person(kAlice, "alice@x.example", {3, 4}) +
      person(kBob, "al@x.example", {3, 4}, R"(,"createdDateTime":"2026-02-20T00:00:00Z")"));
  EXPECT_EQ(holders(*directory, "al@x.example", month(2)), (Names{kAlice}));
  EXPECT_EQ(holders(*directory, "al@x.example", month(2, 25)), (Names{kAlice, kBob}))
      << "between two exports it may have been either";
  EXPECT_EQ(holders(*directory, "al@x.example", month(3)), (Names{kBob}));
  EXPECT_EQ(holders(*directory, "alice@x.example", month(3)), (Names{kAlice}));
}

TEST_F(HistoryTest, SomebodyDisabledSinceThenWasNotBefore) {
  const auto directory =
      load(group() + person(kAlice, "alice@x.example", {1, 2}, R"(,"accountEnabled":true)") +
           person(kAlice, "alice@x.example", {3, 4}, R"(,"accountEnabled":false)"));
  const Person* alice = directory->person(id(kTenant), id(kAlice));
  ASSERT_NE(alice, nullptr);
  EXPECT_EQ(alice->active_at(month(2)), true);
  EXPECT_EQ(alice->active_at(month(2, 2)), std::nullopt);
}

TEST_F(HistoryTest, WhoeverCameTwiceWasNotThereInBetween) {
  const auto directory = load(group() + member(kAlice, {1, 1}) + member(kAlice, {4, 4}));
  EXPECT_EQ(members(*directory, month(1)), (Names{kAlice}));
  EXPECT_EQ(members(*directory, month(2)), (Names{}));
  EXPECT_EQ(members(*directory, month(3)), (Names{}));
  EXPECT_EQ(members(*directory, month(4)), (Names{kAlice}));
  EXPECT_EQ(directory->memberships(), 1U);
}

TEST_F(HistoryTest, DatesOfAoboYamlGoBeforeThoseOfExports) {
  yaml(fmt::format("memberships:\n  - {{group: {}, person: {}, from: 2026-02-10}}\n", kGroup,
                   kAlice));
  const auto directory =
      load(group() + person(kAlice, "alice@x.example", {1, 4}) + member(kAlice, {3, 3}));
  EXPECT_EQ(members(*directory, month(2, 9)), (Names{}));
  EXPECT_EQ(members(*directory, month(2, 10)), (Names{kAlice}));
  EXPECT_EQ(members(*directory, month(4)), (Names{})) << "its end is the exports' to tell";
}

TEST_F(HistoryTest, ARelationshipThatVanishedStandsWithWhatWasSeenOfIt) {
  const auto relationship = [&](Seen seen, const std::string& rest) {
    return line("\"delegatedAdminRelationships\"", seen,
                fmt::format(R"({{"id":"r1","displayName":"GDAP","customer":{{"tenantId":"{}",)"
                            R"("displayName":"Contoso"}},"activatedDateTime":)"
                            R"("2025-06-01T00:00:00Z",{}}})",
                            kCustomer, rest));
  };
  const auto assignment = [&](Seen seen, const std::string& rest) {
    return line("\"accessAssignments\",\"of\":\"r1\"", seen,
                fmt::format(R"({{"id":"a1",{},"accessContainer":{{"accessContainerId":"{}"}},)"
                            R"("accessDetails":{{"unifiedRoles":[{{"roleDefinitionId":"{}"}}]}}}})",
                            rest, kGroup, kRole));
  };
  const auto directory = load(
      group() + relationship({1, 1}, R"("status":"active","endDateTime":"2027-01-01T00:00:00Z")") +
      relationship({2, 2}, R"("status":"terminated","lastModifiedDateTime":)"
                           R"("2026-01-15T00:00:00Z","endDateTime":"2027-01-01T00:00:00Z")") +
      assignment({1, 1}, R"("status":"active")") +
      assignment({2, 2}, R"("status":"deleted","lastModifiedDateTime":"2026-01-10T00:00:00Z")"));
  ASSERT_EQ(directory->relationships().size(), 1U);
  const Relationship& one = directory->relationships().front();
  EXPECT_EQ(one.status, ExportedStatus::kTerminated);
  EXPECT_TRUE(one.valid.holds(month(1, 14)));
  EXPECT_FALSE(one.valid.holds(month(1, 15)));
  ASSERT_EQ(one.assignments.size(), 1U);
  EXPECT_TRUE(one.assignments[0].valid.holds(month(1, 9)));
  EXPECT_FALSE(one.assignments[0].valid.holds(month(1, 10)));
  EXPECT_EQ(directory->customer(id(kCustomer))->name, "Contoso");
}

TEST_F(HistoryTest, OfCustomersTheirSubscriptionsAndDomainsWhatHoldsNowGoesFirst) {
  const auto contract = [&](const char* customer, const std::string& name, Seen seen) {
    return line("\"contracts\"", seen,
                fmt::format(R"({{"customerId":"{}","displayName":"{}","defaultDomainName":)"
                            R"("shop.example"}})",
                            customer, name));
  };
  const auto subscription = [&](const char* customer, Seen seen) {
    return line(fmt::format(R"("subscriptions","of":"{}")", customer), seen,
                fmt::format(R"({{"subscriptionId":"{}"}})", kRole));
  };
  const auto directory =
      load(group() + contract(kCustomer, "Contoso", {1, 2}) + contract(kOther, "Old name", {1, 2}) +
           contract(kOther, "Fabrikam", {3, 4}) + subscription(kCustomer, {1, 2}) +
           subscription(kOther, {3, 4}));
  EXPECT_EQ(directory->customer(id(kCustomer))->name, "Contoso");
  EXPECT_EQ(directory->customer(id(kOther))->name, "Fabrikam");
  EXPECT_EQ(directory->customer_by_domain("shop.example")->tenant, id(kOther));
  EXPECT_EQ(directory->customer_of_subscription(id(kRole)), id(kOther));
}

TEST_F(HistoryTest, ARoleOfACustomersHoldsAsLongAsItWasSeen) {
  const std::string of = fmt::format(R"("roleAssignments","of":"{}")", kCustomer);
  const auto directory =
      load(group() + whole(of) +
           line(of, {2, 3},
                fmt::format(R"({{"id":"x","principalId":"{}","roleDefinitionId":)"
                            R"("62e90394-69f5-4237-9190-012177145e10"}})",
                            kAlice)));
  const TenantRoles* roles = directory->roles_of(id(kCustomer));
  ASSERT_NE(roles, nullptr);
  ASSERT_EQ(roles->holders.size(), 1U);
  EXPECT_TRUE(roles->assigned_whole);
  EXPECT_FALSE(roles->eligible_whole);
  const Validity& valid = roles->holders.front().valid;
  EXPECT_FALSE(valid.holds(month(1)));
  EXPECT_TRUE(valid.holds(month(2)));
  EXPECT_TRUE(valid.holds(month(3)));
  EXPECT_FALSE(valid.holds(month(4)));
}

TEST_F(HistoryTest, ApplicationsAreKnownWithTheKeysThatTheyHad) {
  const auto application = [&](Seen seen, const char* key) {
    return line("\"applications\"", seen,
                fmt::format(R"({{"appId":"{}","keyCredentials":[],"passwordCredentials":)"
                            R"([{{"keyId":"{}"}}]}})",
                            kRole, key));
  };
  const auto directory = load(group() + application({1, 2}, "k1") + application({3, 4}, "k2"));
  EXPECT_EQ(directory->owner_of_application(id(kRole)), id(kTenant));
  EXPECT_EQ(directory->knows_key(id(kRole), "k1", ""), true);
  EXPECT_EQ(directory->knows_key(id(kRole), "k2", ""), true);
  EXPECT_EQ(directory->knows_key(id(kRole), "k3", ""), false);
}

TEST_F(HistoryTest, ItGoesBeforeExportsAndTellsOfThoseThatAreNewer) {
  const std::string export_file = write(
      "a/users.json",
      fmt::format(R"({{"value":[{{"id":"{}","userPrincipalName":"bob@x.example"}}]}})", kBob));
  const std::string history = group() + person(kAlice, "alice@x.example", {1, 4});
  const auto written = [&](const char* at) {
    const auto since = std::chrono::nanoseconds(*parse_time(at));
    std::filesystem::last_write_time(
        export_file,
        std::chrono::file_clock::from_sys(std::chrono::sys_time<std::chrono::nanoseconds>(since)));
  };
  written("2026-04-01T00:00:00Z");
  EXPECT_EQ(warnings(history), Names{});
  EXPECT_EQ(load(history)->people().size(), 1U);
  EXPECT_NE(load(history)->person(id(kTenant), id(kAlice)), nullptr);
  written("2100-01-01T00:00:00Z");
  EXPECT_EQ(
      warnings(history),
      (Names{"a/users.json: not read: it is newer than observations.ndjson, which goes before "
             "it; fold it in: aobo-sim directory merge  "}));
}

TEST_F(HistoryTest, WhatCannotBeReadIsRefusedLineByLineAndThenNoGroupIsKnownWhole) {
  const std::string history =
      group() + member(kAlice, {1, 4}) + "{\"seen\":\n" + "[]\n\n" +
      R"({"seen":"people","tenant":"11111111-1111-4111-8111-111111111111"})"
      "\n" +
      person("Alice", "alice@x.example", {1, 4}) +
      fmt::format(R"({{"whole":"users","tenant":"{}","time":"yesterday"}})", kTenant) + "\n" +
      fmt::format(R"({{"seen":"users","tenant":"{}","seen_from":"2026-02-01","seen_until":)"
                  R"("2026-02-01T00:00:00Z","missing_from":"2026-01-01T00:00:00Z","object":{{}}}})",
                  kTenant) +
      "\n" + member("nobody", {1, 4});
  constexpr const char* kEnd = "; this line is not used, and no group is taken to be known whole";
  const Names found = warnings(history);
  ASSERT_EQ(found.size(), 6U);
  EXPECT_EQ(found[0].substr(0, 24), "observations.ndjson:5:9:") << found[0];
  EXPECT_EQ(found[1], std::string("observations.ndjson:6:1: expected an object, found []") + kEnd);
  EXPECT_EQ(found[2],
            std::string("observations.ndjson:8:9: \"seen\" must be one of users, deletedItems, "
                        "groups, members, delegatedAdminCustomers, contracts, "
                        "delegatedAdminRelationships, accessAssignments, subscriptions, "
                        "servicePrincipals, applications, roleAssignments, "
                        "roleEligibilityScheduleInstances, directoryRoles, found \"people\"") +
                kEnd);
  EXPECT_EQ(found[5], "observations.ndjson: 7 lines are not used in all; the first are told");
  const auto directory = load(history);
  EXPECT_EQ(members(*directory, month(2)), (Names{kAlice}));
  EXPECT_FALSE(directory->group(id(kGroup))->members_known);
}

TEST_F(HistoryTest, AGroupThatNobodyExportedWholeMayHaveOthersInIt) {
  const auto directory =
      load(whole("\"users\"") + member(kAlice, {1, 4}) +
           line("\"groups\"", {1, 4}, fmt::format(R"({{"id":"{}","displayName":"G"}})", kGroup)));
  EXPECT_FALSE(directory->group(id(kGroup))->members_known);
}

TEST_F(HistoryTest, WhatContradictsItselfIsTold) {
  EXPECT_EQ(warnings(group() + person(kAlice, "al@x.example", {1, 3}) +
                     person(kAlice, "alice@x.example", {2, 4})),
            (Names{fmt::format("observations.ndjson:5:1: what it shows of {} was seen at a time at "
                               "which line 4 shows something else; both are taken to hold; remove "
                               "the one that is wrong",
                               kAlice)}));
  EXPECT_EQ(warnings(group() + person(kAlice, "alice@x.example", {1, 2}) + member(kAlice, {1, 4})),
            (Names{fmt::format("observations.ndjson:5:1: {} is in a group, and in no users export "
                               "since 2026-03-01T00:00:00Z; taken to be there still; export all "
                               "users",
                               kAlice)}));
  write("a/users.json", "[]");
  EXPECT_EQ(load("")->people().size(), 0U) << "an empty history is none";
}

TEST_F(HistoryTest, WhatIsOfNoPartnersTenantIsToldAndNotUsed) {
  std::string other = person(kAlice, "alice@x.example", {1, 4});
  other.replace(other.find(kTenant), 36, kOther);
  write("a/users.json", "[]");
  EXPECT_EQ(
      warnings(other),
      (Names{fmt::format("observations.ndjson: what it holds of the tenant {} is not used: no "
                         "partner in aobo.yaml has that tenant",
                         kOther)}));
  EXPECT_EQ(warnings(person(kAlice, "alice@x.example", {1, 4})),
            (Names{fmt::format(
                "observations.ndjson: no users of the tenant {} were exported whole; export them "
                "and merge again: GET https://graph.microsoft.com/v1.0/users?$select=id,"
                "displayName,userPrincipalName,accountEnabled,createdDateTime&$top=999",
                kTenant)}));
}

}  // namespace
}  // namespace aobo
