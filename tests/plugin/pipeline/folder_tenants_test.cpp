// Whose logs an input holds, by its path: what names a tenant, what a subscription, and what
// neither.
#include "plugin/pipeline/folder_tenants.h"

#include <gtest/gtest.h>

#include "plugin/parse/registry.h"

namespace aobo {
namespace {

constexpr std::string_view kTenant = "11111111-1111-4111-8111-111111111111";
constexpr std::string_view kOther = "22222222-2222-4222-8222-222222222222";
constexpr std::string_view kSubscription = "77777777-7777-4777-8777-777777777777";

struct Told {
  std::string tenant, subscription;
  bool operator==(const Told&) const = default;
};
void PrintTo(const Told& told, std::ostream* out) {
  *out << "tenant " << told.tenant << ", subscription " << told.subscription;
}

// What the path tells of a record that says nothing itself.
Told told_by(std::string path, std::string_view family, std::vector<FolderTenant> tenants = {}) {
  for (const auto& [letter, id] : {std::pair{'T', kTenant}, {'O', kOther}, {'S', kSubscription}}) {
    const std::string mark = std::string("<") + letter + ">";
    for (std::size_t at = path.find(mark); at != std::string::npos; at = path.find(mark))
      path.replace(at, mark.size(), id);
  }
  Record record;
  record.family = &family_named(family);
  FolderTenants(std::move(tenants)).complete(path, record);
  return {record.tenant ? record.tenant->text() : "",
          record.subscription ? record.subscription->text() : ""};
}

TEST(FolderTenants, AFolderOfATenantsIdIsThatTenants) {
  for (const char* path :
       {"logs/<T>/a.json", "logs/tenantId=<T>/y=2026/m=03/PT1H.json", "logs/TENANTID=<T>/a.json",
        "logs/<O>/<T>/a.json", "<T>/exports/<S>.json"}) {
    EXPECT_EQ(told_by(path, "entra.audit"), (Told{std::string(kTenant), ""})) << path;
  }
  EXPECT_EQ(told_by("logs/<T>.json", "entra.audit"), Told{});
}

TEST(FolderTenants, AFolderOfASubscriptionNamesItAlone) {
  const std::string subscription(kSubscription);
  for (const char* path :
       {"insights/resourceId=/SUBSCRIPTIONS/<S>/y=2026/m=03/PT1H.json",
        "insights/resourceId=/SUBSCRIPTIONS/<S>/RESOURCEGROUPS/X/PROVIDERS/Y/<O>/PT1H.json",
        "logs/subscriptions/<S>/activity.json"}) {
    EXPECT_EQ(told_by(path, "azure.activity"), (Told{"", subscription})) << path;
    EXPECT_EQ(told_by(path, "entra.audit"), Told{}) << path;
  }
  EXPECT_EQ(told_by("<T>/resourceId=/SUBSCRIPTIONS/<S>/PT1H.json", "azure.activity"),
            (Told{std::string(kTenant), subscription}));
  EXPECT_EQ(told_by("resourceId=/tenants/<O>/PT1H.json", "azure.activity"), Told{});
}

TEST(FolderTenants, WhatTheConfigurationNamesIsTakenAnywhere) {
  const std::vector<FolderTenant> tenants{{"contoso", *parse_id(kTenant)},
                                          {"azure-*.json", *parse_id(kOther)}};
  EXPECT_EQ(told_by("logs/contoso/a.json", "entra.audit", tenants),
            (Told{std::string(kTenant), ""}));
  EXPECT_EQ(told_by("resourceId=/SUBSCRIPTIONS/<S>/contoso/a.json", "azure.activity", tenants),
            (Told{std::string(kTenant), std::string(kSubscription)}));
  EXPECT_EQ(told_by("contoso/azure-1.json", "entra.audit", tenants),
            (Told{std::string(kOther), ""}));
}

// What a machine, a user or a job is called is no tenant.
TEST(FolderTenants, AnIdAboveTheInputIsNobodysTenant) {
  const auto found = [](const std::string& path, const std::vector<std::string>& above) {
    Record record;
    record.family = &family_named("entra.audit");
    FolderTenants({}, above).complete(path, record);
    return record.tenant ? record.tenant->text() : "none";
  };
  const std::string job = "/jobs/" + std::string(kOther);
  EXPECT_EQ(found(job + "/logs/a.json", {job}), "none");
  EXPECT_EQ(found(job + "/logs/" + std::string(kTenant) + "/a.json", {job}), kTenant);
  EXPECT_EQ(found(job + "/logs/a.json", {job + "/logs", "/jobs"}), kOther) << "an input above it";
  EXPECT_EQ(found(job + "/logs/a.json", {"/jobs/2"}), kOther) << "no folder above it";
  EXPECT_EQ(found("/x/tenantId=" + std::string(kTenant) + "/logs/a.json", {"/x"}), kTenant);
}

TEST(FolderTenants, ANameOfWhichNoInputIsMeantIsFound) {
  const FolderTenants tenants({{"contoso", *parse_id(kTenant)},
                               {"contosso", *parse_id(kTenant)},
                               {"azure-*.json", *parse_id(kOther)},
                               {"exports/*/fabrikam", *parse_id(kOther)},
                               {"exports/*/x", *parse_id(kOther)}});
  EXPECT_EQ(tenants.of_no_input(
                {"logs/contoso/a.json", "logs/azure-1.json", "exports/3/fabrikam/b.json"}),
            (std::vector<std::string>{"contosso", "exports/*/x"}));
}

}  // namespace
}  // namespace aobo
