// Times of a local clock, whose zone only the owner knows; and objects that an export cut off: what
// is refused, what has no value, and what nobody may be told to be.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plugin/parse/parser.h"

namespace aobo {
namespace {

// The record's time, or why it has none.
std::string told(const std::string& json, std::optional<TimeZone> zone = std::nullopt) {
  Parser parser({}, {}, zone);
  Frame frame;
  frame.bytes = json;
  frame.dates = DateOrder::kUnclear;
  Record record;
  const auto refusal = parser.parse(frame, record);
  return refusal ? fmt::format("{}: {}", name(refusal->reason), refusal->detail)
                 : format_time(record.time);
}

TimeZone zone(std::string_view name) { return *TimeZone::find(name); }

// A sign-in as a row of Log Analytics' portal, whose column of times has that name.
std::string row(std::string_view column, std::string_view time) {
  return fmt::format(
      R"({{"Category":"SignInLogs","{}":"{}","Id":"1","UserPrincipalName":"pat@tailspin.example",)"
      R"("AppDisplayName":"Azure Portal","ResultType":"0"}})",
      column, time);
}

TEST(LocalTimes, AColumnThatSaysItsTimesAreLocalIsNotUtc) {
  EXPECT_EQ(told(row("CreatedDateTime [UTC]", "13/03/2026 14:15:00.5")), "2026-03-13T14:15:00.5Z");
  for (const std::string_view column :
       {"CreatedDateTime [Local Time]", "createdDateTime [Ortszeit]"}) {
    const std::string label(column.substr(column.find(" [")));
    EXPECT_EQ(told(row(column, "13/03/2026 14:15:00.5")),
              "local-time: \"13/03/2026 14:15:00.5" + label +
                  "\"; export in UTC, or set local_zone to its zone, like Europe/Berlin");
  }
}

TEST(LocalTimes, TheZoneThatTheOwnerNamesIsTheirs) {
  const std::string local = row("CreatedDateTime [Local Time]", "13/03/2026 14:15:00.5");
  EXPECT_EQ(told(local, zone("Europe/Helsinki")), "2026-03-13T12:15:00.5Z");
  EXPECT_EQ(told(local, zone("UTC")), "2026-03-13T14:15:00.5Z");
  // It is not the zone of times that do not say so, nor of those that have one.
  EXPECT_EQ(told(row("CreatedDateTime", "13/03/2026 14:15:00"), zone("Europe/Helsinki")),
            "2026-03-13T14:15:00Z");
  EXPECT_EQ(told(row("CreatedDateTime [Local Time]", "2026-03-13T14:15:00Z"), zone("Asia/Tokyo")),
            "2026-03-13T14:15:00Z");
  EXPECT_EQ(told(row("CreatedDateTime [Local Time]", "1773411300"), zone("Asia/Tokyo")),
            "2026-03-13T14:15:00Z");
}

TEST(LocalTimes, AnHourThatComesTwiceOrNeverIsNoTime) {
  EXPECT_EQ(told(row("CreatedDateTime [Local Time]", "25/10/2026 02:30:00"), zone("Europe/Berlin")),
            "bad-time: \"25/10/2026 02:30:00 [Local Time]\"; clocks of local_zone show it twice or "
            "never, when they are changed");
  EXPECT_EQ(told(row("CreatedDateTime [Local Time]", "29/03/2026 02:30:00"), zone("Europe/Berlin")),
            "bad-time: \"29/03/2026 02:30:00 [Local Time]\"; clocks of local_zone show it twice or "
            "never, when they are changed");
}

TEST(LocalTimes, AWindowOfAccessIsInThemToo) {
  const std::string window =
      R"x({"window":"1","person":"pat@tailspin.example","recorded":"2026-03-13T08:00:00Z",)x"
      R"x("from":"2026-03-13 09:00 (Local)","to":"2026-03-13T10:00:00Z"})x";
  EXPECT_EQ(told(window),
            "local-time: \"2026-03-13 09:00 (Local)\"; export in UTC, or set local_zone to its "
            "zone, like Europe/Berlin");
  EXPECT_EQ(told(window, zone("Europe/Berlin")), "2026-03-13T08:00:00Z");
}

// ---- what ConvertTo-Json cut off

// Who acted, what was done and what came of it; "cut" where objects were.
std::string read(const std::string& json) {
  Parser parser({});
  Frame frame;
  frame.bytes = json;
  Record record;
  if (const auto refusal = parser.parse(frame, record))
    return fmt::format("{}: {}", name(refusal->reason), refusal->detail);
  return fmt::format("\"{}\" {} {}{}", record.actor.text, record.operation,
                     record.outcome == Outcome::kNone ? "no result" : name(record.outcome),
                     parser.cut() ? ", cut" : "");
}

std::string entra(std::string_view by) {
  return fmt::format(
      R"({{"activityDisplayName":"Add user","activityDateTime":"2026-03-13T08:00:00Z",)"
      R"("loggedByService":"Core","result":"success","identity":"Somebody","initiatedBy":{}}})",
      by);
}

TEST(CutObjects, NobodyActedWhereTheActorWasCutOff) {
  EXPECT_EQ(read(entra(R"({"user":{"userPrincipalName":"pat@tailspin.example"}})")),
            "\"pat@tailspin.example\" add user success");
  for (const std::string_view by :
       {R"("@{app=; user=}")", R"({"user":"@{id=1; userPrincipalName=pat@tailspin.example}"})",
        R"({"app":"@{displayName=x}"})", R"("System.Collections.Hashtable")",
        R"("System.Collections.Hashtable System.Object[]")", R"("System.Object[]")",
        R"("[Record]")",
        R"("Microsoft.Graph.PowerShell.Models.MicrosoftGraphAuditActivityInitiator")",
        R"({"user":"Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphUserIdentity"})"}) {
    EXPECT_EQ(read(entra(by)), "\"\" add user success, cut") << by;
  }
  EXPECT_EQ(read(entra(R"("pat@tailspin.example")")), "\"pat@tailspin.example\" add user success");
}

std::string azure(std::string_view operation, std::string_view status) {
  return fmt::format(R"({{"eventTimestamp":"2026-03-13T08:00:00Z","caller":"pat@tailspin.example",)"
                     R"("claims":"@{{iss=x}}","operationName":{},"status":{}}})",
                     operation, status);
}

TEST(CutObjects, WhatWasCutOffIsNoOperationAndNoResult) {
  EXPECT_EQ(read(azure(R"("Microsoft.Compute/disks/delete")", R"("Failed")")),
            "\"pat@tailspin.example\" microsoft.compute/disks/delete failure, cut");
  EXPECT_EQ(
      read(azure(R"("Microsoft.Compute/disks/delete")", R"("@{value=Failed; localizedValue=x}")")),
      "\"pat@tailspin.example\" microsoft.compute/disks/delete no result, cut");
  EXPECT_EQ(
      read(azure(R"("@{value=Microsoft.Compute/disks/delete; localizedValue=x}")", R"("Failed")")),
      "no-operation: azure.activity; ConvertTo-Json cut it off, export with -Depth 10");
}

TEST(CutObjects, TheNameOfATypeIsNoResultOfASignIn) {
  const auto signin = [](std::string_view status) {
    return fmt::format(
        R"({{"CreatedDateTime":"2026-03-13T08:00:00Z","UserPrincipalName":"pat@tailspin.example",)"
        R"("AppDisplayName":"Azure Portal","Status":{}}})",
        status);
  };
  EXPECT_EQ(read(signin(R"({"ErrorCode":0})")),
            "\"pat@tailspin.example\" sign-in activity success");
  EXPECT_EQ(read(signin(R"("Microsoft.Graph.PowerShell.Models.MicrosoftGraphSignInStatus")")),
            "\"pat@tailspin.example\" sign-in activity no result, cut");
}

// ---- whose log it is

TEST(IntuneRows, TheWorkspaceIsNoCustomer) {
  const auto tenant_of = [](std::string_view more) {
    Parser parser({});
    const std::string json = fmt::format(
        R"({{"TenantId":"45f4bb9d-0000-4000-8000-000000000001",{}"OperationName":"Delete Policy",)"
        R"("Type":"IntuneAuditLogs","ResultType":"Success","Properties":"{{\"Actor\":{{\"UPN\":\"pat@tailspin.example\"}},)"
        R"(\"AuditEventId\":\"1\"}}"}})",
        more);
    Frame frame;
    frame.bytes = json;
    Record record;
    const auto refusal = parser.parse(frame, record);
    EXPECT_FALSE(refusal.has_value()) << refusal->detail;
    return record.tenant ? record.tenant->text() : "none";
  };
  EXPECT_EQ(tenant_of(R"("TimeGenerated":"2026-03-13T08:00:00Z","time":"2026-03-13T08:00:00Z",)"),
            "none");
  EXPECT_EQ(tenant_of(R"("TimeGenerated":"2026-03-13T08:00:00Z","time":"2026-03-13T08:00:00Z",)"
                      R"("AADTenantId":"22222222-2222-4222-8222-222222222222",)"),
            "22222222-2222-4222-8222-222222222222");
  EXPECT_EQ(tenant_of(R"("time":"2026-03-13T08:00:00Z",)"), "45f4bb9d-0000-4000-8000-000000000001");
}

}  // namespace
}  // namespace aobo
