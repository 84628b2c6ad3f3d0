// What is told when the directory or the policy was loaded anew.
#include "plugin/policy/difference.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plugin/directory/loader.h"
#include "plugin/policy/loader.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

constexpr char kStart[] = R"(
partners:
  - {tenant: d7296d84-932f-4f00-a431-126c164a7ba7, name: Adatum}
people:
  - {id: 00000000-0000-4000-8000-00000000000a, upn: ada@adatum.example, name: Ada Ames,
     partner: d7296d84-932f-4f00-a431-126c164a7ba7}
  - {id: 00000000-0000-4000-8000-00000000000b, upn: ben@adatum.example, name: Ben Bell,
     partner: d7296d84-932f-4f00-a431-126c164a7ba7}
memberships:
  - {group: 00000000-0000-4000-8000-0000000000f0, name: AdminAgents, person: ada@adatum.example}
customers:
  - {tenant: b2a59418-5f66-428e-a349-e99a15652bc3, name: Contoso}
relationships:
  - {type: gdap, id: r1, partner: d7296d84-932f-4f00-a431-126c164a7ba7, customer: b2a59418-5f66-428e-a349-e99a15652bc3, from: "2026-01-01T00:00:00Z"}
scopes:
  - {name: by day, who: [AdminAgents], customers: [b2a59418-5f66-428e-a349-e99a15652bc3]}
)";

class DifferenceTest : public TempFolderTest {
 protected:
  // Of the directory above, with one text of it in place of another.
  std::shared_ptr<const Knowledge> with(std::string_view text = "", std::string_view other = "") {
    std::string yaml = kStart;
    if (!text.empty()) {
      EXPECT_NE(yaml.find(text), std::string::npos) << text;
      yaml.replace(yaml.find(text), text.size(), other);
    }
    const std::string name = fmt::format("directory-{}", ++written_);
    write(name + "/aobo.yaml", yaml);
    const auto directory = load_directory(folder() + "/" + name);
    EXPECT_TRUE(directory.ok()) << (directory.ok() ? "" : directory.error().message);
    const auto policy = load_policy(folder() + "/" + name, **directory);
    EXPECT_TRUE(policy.ok()) << (policy.ok() ? "" : policy.error().message);
    return std::make_shared<const Knowledge>(Knowledge{*directory, *policy});
  }
  std::string changed(std::string_view text, std::string_view other) {
    return difference(*with(), *with(text, other));
  }
  int written_ = 0;
};

TEST_F(DifferenceTest, NothingDiffers) { EXPECT_EQ(changed("", ""), ""); }

TEST_F(DifferenceTest, PeopleComeAndGoAndChange) {
  EXPECT_EQ(changed("  - {id: 00000000-0000-4000-8000-00000000000b",
                    "  - {id: 00000000-0000-4000-8000-00000000000c"),
            "People: 1 new (\"Ben Bell\"), 1 gone (\"Ben Bell\").");
  EXPECT_EQ(changed("name: Ben Bell", "name: Ben Bow"), "People: 1 changed (\"Ben Bow\").");
}

TEST_F(DifferenceTest, RolesOfACustomer) {
  constexpr char kFolder[] = "tenant: d7296d84-932f-4f00-a431-126c164a7ba7, name: Adatum, folder: ";
  constexpr char kFile[] = "/roleAssignments/b2a59418-5f66-428e-a349-e99a15652bc3.json";
  const auto exported = [&](const std::string& folder, const std::string& json) {
    write(folder + kFile, json);
    return with("tenant: d7296d84-932f-4f00-a431-126c164a7ba7, name: Adatum",
                kFolder + ("../" + folder));
  };
  const auto none = exported("none", "[]");
  const auto one =
      exported("one", R"([{"principalId":"00000000-0000-4000-8000-0000000000d1",)"
                      R"("roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10"}])");
  EXPECT_EQ(difference(*with(), *none), "Roles: 1 new (\"Contoso\").");
  EXPECT_EQ(difference(*none, *one), "Roles: 1 new (\"Global Administrator of Contoso\").");
  EXPECT_EQ(difference(*one, *none), "Roles: 1 gone (\"Global Administrator of Contoso\").");
}

TEST_F(DifferenceTest, APuidAndAnApplication) {
  EXPECT_EQ(changed("name: Ben Bell", "name: Ben Bell, puid: 10032000ABCDEF01"),
            "PUIDs: 1 new (\"10032000ABCDEF01 of Ben Bell\").");
  EXPECT_EQ(changed("customers:\n",
                    "automation_apps:\n  - {app: 00000000-0000-4000-8000-0000000000a1, name: "
                    "Nightly}\ncustomers:\n"),
            "Applications: 1 new (\"Nightly\").");
}

// Each of them may change whom an answer names, or what is accused.
TEST_F(DifferenceTest, WhatIsKnownUnderNoNameOfItsOwn) {
  constexpr char kApp[] =
      "automation_apps:\n  - {app: 00000000-0000-4000-8000-0000000000a1, name: Nightly, keys: "
      "[00000000-0000-4000-8000-0000000000b1]}\n"
      "customers:\n";
  const std::string other = std::string(kApp).replace(std::string(kApp).find("b1]"), 2, "b2");
  EXPECT_EQ(difference(*with("customers:\n", kApp), *with("customers:\n", other)),
            "Applications: 1 changed (\"Nightly\").");
  EXPECT_EQ(changed("name: Ben Bell",
                    "name: Ben Bell, former_ids: [00000000-0000-4000-8000-00000000001b]"),
            "People: 1 changed (\"Ben Bell\").");
  EXPECT_EQ(changed("name: Ben Bell",
                    "name: Ben Bell, former_upns: [{upn: old@adatum.example, until: "
                    "\"2026-01-01T00:00:00Z\"}]"),
            "People: 1 changed (\"Ben Bell\").");
  EXPECT_EQ(changed("customers:\n",
                    "eligible_access:\n  - {subscription: 33333333-3333-4333-8333-333333333333, "
                    "partner: d7296d84-932f-4f00-a431-126c164a7ba7, principal: "
                    "00000000-0000-4000-8000-00000000000a, how: linked}\ncustomers:\n"),
            "Eligible access: 1 new (\"linked on 33333333-3333-4333-8333-333333333333\").");
}

TEST_F(DifferenceTest, WhatAnOpenRunKeepsIsNotToldAsInForce) {
  EXPECT_EQ(changed("scopes:", "policy: {pim_default: 1h}\nscopes:"),
            "Policy: spans of permits (an open run keeps the old ones) changed.");
}

TEST_F(DifferenceTest, AMemberMore) {
  EXPECT_EQ(changed("memberships:\n",
                    "memberships:\n  - {group: 00000000-0000-4000-8000-0000000000f0, person: "
                    "ben@adatum.example}\n"),
            "Memberships: 1 new (\"Ben Bell in AdminAgents\").");
}

TEST_F(DifferenceTest, ARelationshipThatEndsEarlier) {
  EXPECT_EQ(changed(R"(from: "2026-01-01T00:00:00Z"})",
                    R"(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z"})"),
            "Relationships: 1 changed (\"gdap with Contoso\").");
}

TEST_F(DifferenceTest, ARelationshipThatExtendsItselfFromNowOn) {
  const auto exported = [&](std::string_view status, std::string_view extend) {
    const std::string name = fmt::format("directory-{}", ++written_);
    write(name + "/aobo.yaml",
          "partners:\n  - {tenant: d7296d84-932f-4f00-a431-126c164a7ba7, name: Adatum, folder: "
          "adatum}\n");
    write(name + "/adatum/delegatedAdminRelationships.json",
          fmt::format(R"({{"value":[{{"id":"r1","displayName":"Support","status":"{}",)"
                      R"("autoExtendDuration":"{}","customer":{{"tenantId":)"
                      R"("b2a59418-5f66-428e-a349-e99a15652bc3","displayName":"Contoso"}},)"
                      R"("activatedDateTime":"2026-01-01T00:00:00Z","endDateTime":)"
                      R"("2026-06-01T00:00:00Z"}}]}})",
                      status, extend));
    return std::make_shared<const Knowledge>(
        Knowledge{*load_directory(folder() + "/" + name), std::make_shared<const Policy>()});
  };
  const auto once = exported("active", "PT0S"), again = exported("active", "P180D"),
             asked = exported("approvalPending", "P180D");
  EXPECT_EQ(relationships_extended(*once, *again),
            "Relationships: 1 set to extend themselves (\"Support with Contoso\").");
  EXPECT_EQ(relationships_extended(*again, *again), "");
  EXPECT_EQ(relationships_extended(*again, *once), "");
  EXPECT_EQ(relationships_extended(*asked, *again), "") << "agreed to so";
  EXPECT_EQ(relationships_extended(*with(), *again), "") << "a new one";
}

TEST_F(DifferenceTest, ACustomerRenamedIsTheSameCustomer) {
  EXPECT_EQ(changed("name: Contoso", "name: Contoso Ltd"),
            "Customers: 1 changed (\"Contoso Ltd\"). Relationships: 1 changed (\"gdap with Contoso "
            "Ltd\").");
}

TEST_F(DifferenceTest, ScopesAndWhatGoesForOthers) {
  EXPECT_EQ(changed("name: by day", "name: by night"),
            "Scopes: 1 new (\"by night\"), 1 gone (\"by day\").");
  EXPECT_EQ(changed("who: [AdminAgents]", "who: [ada@adatum.example]"),
            "Scopes: 1 changed (\"by day\").");
  EXPECT_EQ(changed("scopes:", "policy: {unlisted: deny}\nscopes:"),
            "Policy: what goes for whom no scope names changed.");
}

TEST_F(DifferenceTest, OfManyAFewAreNamed) {
  std::string people;
  for (int person = 1; person <= 7; ++person)
    people += fmt::format(
        "  - {{id: 00000000-0000-4000-8000-0000000001{:02}, upn: p{}@adatum.example, name: Person "
        "{}, "
        "partner: d7296d84-932f-4f00-a431-126c164a7ba7}}\n",
        person, person, person);
  EXPECT_EQ(changed("memberships:", people + "memberships:"),
            "People: 7 new (\"Person 1\", \"Person 2\", \"Person 3\", \"Person 4\", \"Person 5\", "
            "and 2 more).");
}

TEST_F(DifferenceTest, ANameForgesNoLine) {
  EXPECT_EQ(changed("name: Ben Bell", R"(name: "Ben\n2026 aobo: all is well")"),
            R"x(People: 1 changed ("Ben\x0a2026 aobo: all is well").)x");
}

TEST_F(DifferenceTest, ANameForgesNoSentence) {
  EXPECT_EQ(changed("name: Ben Bell", "name: 'Ben\"). Scopes: 1 gone (\"all'"),
            "People: 1 changed (\"Ben'). Scopes: 1 gone ('all\").");
}

TEST_F(DifferenceTest, OfHandWrittenRelationshipsTheOneThatIsGone) {
  constexpr char kTwo[] =
      "relationships:\n"
      "  - {type: lighthouse, partner: d7296d84-932f-4f00-a431-126c164a7ba7, customer: "
      "b2a59418-5f66-428e-a349-e99a15652bc3}\n"
      "  - {type: aobo, partner: d7296d84-932f-4f00-a431-126c164a7ba7, customer: "
      "b2a59418-5f66-428e-a349-e99a15652bc3}\n";
  constexpr char kOne[] =
      "relationships:\n"
      "  - {type: aobo, partner: d7296d84-932f-4f00-a431-126c164a7ba7, customer: "
      "b2a59418-5f66-428e-a349-e99a15652bc3}\n";
  EXPECT_EQ(difference(*with("relationships:\n", kTwo), *with("relationships:\n", kOne)),
            "Relationships: 1 gone (\"lighthouse with Contoso\").");
}

// A file that ends between two rows is a whole file to whoever reads it.
TEST_F(DifferenceTest, ManyWhoAreGoneAtOnceAreASteepLoss) {
  const auto with_more = [this](int more) {
    std::string people;
    for (int person = 1; person <= more; ++person)
      people += fmt::format(
          "  - {{id: 00000000-0000-4000-8000-0000000001{:02}, upn: p{}@adatum.example, "
          "partner: d7296d84-932f-4f00-a431-126c164a7ba7}}\n",
          person, person);
    return with("memberships:", people + "memberships:");
  };
  const auto losses = [&](int before, int after) {
    return steep_losses(*with_more(before)->directory, *with_more(after)->directory);
  };
  EXPECT_EQ(losses(13, 10),
            std::vector<std::string>{
                "partner d7296d84-932f-4f00-a431-126c164a7ba7: 15 people before, 12 now; where so "
                "many are not meant to be gone, an export was cut off: fetch it again, and move it "
                "into place when it is whole"});
  const std::vector<std::string> none;
  EXPECT_EQ(losses(14, 11), none) << "3 of 16 are less than a fifth";
  EXPECT_EQ(losses(2, 0), none) << "two are few";
  EXPECT_EQ(losses(0, 13), none) << "more are no loss";
  EXPECT_EQ(steep_losses(*empty_directory(), *with()->directory), none)
      << "the first that is loaded";
  EXPECT_EQ(steep_losses(*with()->directory, *empty_directory()), none)
      << "a partner taken out by hand";
}

}  // namespace
}  // namespace aobo::test
