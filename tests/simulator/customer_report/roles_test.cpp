// Which roles were used and which would have been enough: by the table that the plugin judges by.
#include "simulator/customer_report/roles.h"

#include <gtest/gtest.h>

#include "simulator/report/ids.h"

namespace aobo::sim {
namespace {

constexpr const char* kHelpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
constexpr const char* kPrivilegedAuthentication = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
constexpr const char* kGlobalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
constexpr const char* kPowerPlatform = "11648597-926c-4cf3-9c36-bcebb0ba8dcc";  // in no row

std::string enough_for_deeds(const std::set<Deed>& deeds) {
  const RoleNeeds needs = smallest_roles(deeds);
  std::string text;
  for (const RoleRow* role : needs.roles) text += std::string(role->name) + "; ";
  for (const std::string& operation : needs.uncovered) text += "? " + operation + "; ";
  for (const std::string& operation : needs.unsure) text += "unless to one: " + operation + "; ";
  return text;
}
std::string enough_for(const std::set<std::string>& operations) {
  std::set<Deed> deeds;
  for (const std::string& operation : operations) deeds.insert({operation});
  return enough_for_deeds(deeds);
}

TEST(Roles, WhatARoleMayHaveDoneMakesItUsed) {
  EXPECT_EQ(use_of_role(kPrivilegedAuthentication, {"delete user"}), RoleUse::kUsed);
  EXPECT_EQ(use_of_role(kHelpdesk, {"delete user"}), RoleUse::kUnused);
  EXPECT_EQ(use_of_role(kHelpdesk, {"delete user", "reset user password"}), RoleUse::kUsed);
  EXPECT_EQ(use_of_role(kHelpdesk, {}), RoleUse::kUnused);
  EXPECT_EQ(use_of_role(kGlobalAdministrator, {"something new"}), RoleUse::kUsed);
}

TEST(Roles, OfWhatTheTableDoesNotHoldNobodyCanSay) {
  EXPECT_EQ(use_of_role(kPowerPlatform, {"delete user"}), RoleUse::kUnclear);
  EXPECT_EQ(use_of_role(kHelpdesk, {"something new"}), RoleUse::kUnclear);
  // Roles within Exchange do this too, and may come with others.
  EXPECT_EQ(use_of_role(kHelpdesk, {"set-mailbox"}), RoleUse::kUnclear);
  // Reading leaves no record.
  EXPECT_EQ(use_of_role(kGlobalReader, {}), RoleUse::kUnclear);
  EXPECT_EQ(use_of_role(kGlobalReader, {"delete user"}), RoleUse::kUnclear);
  // What is done in Azure rests on rights there.
  EXPECT_EQ(use_of_role(kHelpdesk, {"microsoft.compute/virtualmachines/write"}), RoleUse::kUnused);
  EXPECT_EQ(use_of_role("no role", {"delete user"}), RoleUse::kUnclear);
}

TEST(Roles, WhatThePluginJudgesHasARoleThatIsEnough) {
  EXPECT_EQ(enough_for({"disable strong authentication"}), "Authentication Administrator; ");
  EXPECT_EQ(enough_for({"create temporary access pass method for user"}),
            "Authentication Administrator; ");
  EXPECT_EQ(enough_for({"consent to application"}), "Cloud Application Administrator; ");
  EXPECT_EQ(enough_for({"update security defaults"}), "Conditional Access Administrator; ");
  EXPECT_EQ(enough_for({"add-federateddomain"}), "Domain Name Administrator; ");
  EXPECT_EQ(enough_for({"authentication methods policy update"}),
            "Authentication Policy Administrator; ");
  EXPECT_EQ(enough_for({"add app role assignment to service principal"}),
            "Privileged Role Administrator; ");
}

TEST(Roles, TheFewestThatAreEnoughAndOfTheseTheLeastMighty) {
  EXPECT_EQ(enough_for({"reset user password", "change user license"}), "User Administrator; ");
  EXPECT_EQ(enough_for({"reset user password"}), "Password Administrator; ");
  // With it somebody may have changed a user beside a reset; it is not enough for any change.
  EXPECT_EQ(enough_for({"update user"}), "User Administrator; ");
  // Which policy it was, and whether Exchange's or Purview's, no name tells.
  EXPECT_EQ(enough_for({"update policy", "add-rolegroupmember"}),
            "? add-rolegroupmember; ? update policy; ");
  EXPECT_EQ(enough_for({}), "");
}

// Microsoft's "who can reset passwords" and "who can perform sensitive actions".
TEST(Roles, ToAnAdministratorOnlyOneRoleSurelyMayDoIt) {
  const std::string only = "Privileged Authentication Administrator; ";
  for (const char* operation :
       {"reset user password", "update stsrefreshtokenvalidfrom timestamp", "delete user",
        "restore user", "disable account", "enable account", "update user",
        "create temporary access pass method for user", "disable strong authentication",
        "reset_customer_user_password", "delete_customer_user"})
    EXPECT_EQ(enough_for_deeds({{operation, true}}), only) << operation;
  // What it is done to does not decide, or is nobody's account.
  EXPECT_EQ(enough_for_deeds({{"change user license", true}}), "License Administrator; ");
  // One role for both.
  EXPECT_EQ(enough_for_deeds({{"delete user", true}, {"delete user", false}}), only);
  EXPECT_EQ(enough_for_deeds({{"delete user", true}, {"add user"}}), "User Administrator; " + only);
}

TEST(Roles, WhetherItWasAnAdministratorMayBeUnknown) {
  EXPECT_EQ(enough_for_deeds({{"reset user password", std::nullopt}, {"delete user"}}),
            "User Administrator; unless to one: reset user password; ");
  // Who may do it to one may do it to the other.
  EXPECT_EQ(enough_for_deeds({{"reset user password", std::nullopt}, {"delete user", true}}),
            "Privileged Authentication Administrator; ");
}

TEST(Roles, OfAChangedUserThePropertiesDecide) {
  const auto depends = [](const char* operation, const char* changed) {
    AskedEvent event;
    event.operation = operation;
    event.changed = changed;
    return depends_on_administrator(event);
  };
  EXPECT_TRUE(depends("update user", "\"AccountEnabled\""));
  EXPECT_TRUE(depends("update user", "Department, StrongAuthenticationMethod"));
  EXPECT_TRUE(depends("update user", "\"DisplayName,OtherMail\""));
  EXPECT_TRUE(depends("update user", ""));  // which they were no log tells
  EXPECT_FALSE(depends("update user", "\"DisplayName, Department\""));
  EXPECT_TRUE(depends("reset user password", "DisplayName"));
  EXPECT_FALSE(depends("change user license", ""));
}

TEST(Roles, EachHasItsPublishedName) {
  for (const RoleRow& row : role_rows()) EXPECT_EQ(shown_role(row.id.text()), row.name);
  EXPECT_EQ(shown_role(kGlobalReader), "Global Reader");
  EXPECT_EQ(shown_role("00000000-0000-4000-8000-000000000001"),
            "00000000-0000-4000-8000-000000000001");
}

TEST(Ids, StandAnywhereInAText) {
  EXPECT_TRUE(holds_id("/subscriptions/eb7e8fc0-17a8-46cf-918b-476b2efb3c33/resourceGroups/a"));
  EXPECT_TRUE(holds_id("user_f57990fce19c44baa4d15cf95747c544@contoso.onmicrosoft.com"));
  EXPECT_TRUE(holds_id("EB7E8FC0-17A8-46CF-918B-476B2EFB3C33"));
  EXPECT_FALSE(holds_id("pat@contoso.onmicrosoft.com"));
  EXPECT_FALSE(holds_id("2026-03-02"));
  EXPECT_FALSE(holds_id(""));
}

}  // namespace
}  // namespace aobo::sim
