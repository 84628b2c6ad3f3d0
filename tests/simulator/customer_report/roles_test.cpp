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

std::string enough_for(const std::set<std::string>& operations) {
  const RoleNeeds needs = smallest_roles(operations);
  std::string text;
  for (const RoleRow* role : needs.roles) text += std::string(role->name) + "; ";
  for (const std::string& operation : needs.uncovered) text += "? " + operation + "; ";
  return text;
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
