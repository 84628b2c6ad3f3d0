// What a scope says of calls, of what goes before or after a deed, and of those with whom nothing
// was agreed, as stories in the words of aobo.yaml.
#include <fstream>

#include "plugin/policy/operation_calls.h"
#include "plugin/policy/verdict.h"
#include "tests/support/days.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

class AgreedCalls : public Days {
 protected:
  void agree(const std::string& yaml) {
    std::ofstream(folder_.path() + "/aobo.yaml") << yaml;
    auto loaded = load_policy(folder_.path(), *directory_);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    policy_ = *loaded;
  }
  // "violation: customer, time" of a record as it is logged.
  std::string verdict(const Record& record) {
    log(record);
    std::string text(name(case_.verdict.answer));
    for (const Violation violation : case_.verdict.violations)
      text += (violation == case_.verdict.violations.front() ? ": " : ", ") +
              std::string(name(violation));
    return text;
  }
  Record& call(std::string_view operation, std::string_view family = "graph.activity") {
    return technician(record(9 * kHr, kContoso, family, operation), kAlice);
  }

  TempFolder folder_;
};

constexpr const char* kPasswords =
    "scopes:\n  - {name: passwords, who: [alice@adatum.example], workloads: [entra], operations: "
    "[password, reading]}\n";

TEST_F(AgreedCalls, AnAllowedResetIsAllowedAsACallOfGraphToo) {
  agree(kPasswords);
  for (const char* operation :
       {"patch /v1.0/users/{id}", "post /v1.0/users/{id}/authentication/methods/{id}/resetpassword",
        "post /v1.0/users/{id}/revokesigninsessions", "post /v1.0/$batch",
        "post /v1.0/directoryobjects/getbyids", "post /beta/users/{id}/getmembergroups",
        "head /v1.0/users", "get /v1.0/organization"})
    EXPECT_EQ(verdict(call(operation)), "allowed") << operation;
  EXPECT_EQ(verdict(call("delete /v1.0/users/{id}")), "violation: operation");
  EXPECT_EQ(verdict(call("post /v1.0/groups/{id}/members/$ref")), "violation: operation");
  EXPECT_EQ(verdict(call("get /v1.0/users/{id}/messages")), "violation: workload");
}

TEST_F(AgreedCalls, OfACallThatNoSetKnowsNothingIsSaid) {
  agree(kPasswords);
  EXPECT_EQ(verdict(call("post /beta/somethingnew/{id}/microsoft.graph.tidyup")), "none");
  EXPECT_EQ(verdict(call("somethingnew", "entra.audit")), "violation: operation")
      << "an audit log names the deed";
}

TEST_F(AgreedCalls, WhatAToolIsAskedForIsOfASetAndOfNoWorkload) {
  agree(kPasswords);
  const auto asked = [&](std::string_view operation) {
    Record& r = record(9 * kHr, kContoso, "tool.log", operation);
    r.actor.upn = r.actor.text = "alice@adatum.example";
    return verdict(r);
  };
  EXPECT_EQ(asked("execresetpass"), "allowed");
  EXPECT_EQ(asked("listusers"), "allowed");
  EXPECT_EQ(asked("removeuser"), "violation: operation");
  EXPECT_EQ(asked("execsomethingnew"), "none");
}

TEST_F(AgreedCalls, ReadingHoldsWhatSharePointCallsReading) {
  agree("scopes:\n  - {name: look, who: [alice@adatum.example], operations: [reading]}\n");
  for (const char* operation : {"pageviewed", "filepreviewed", "listviewed", "searchqueryperformed",
                                "fileaccessedextended", "get-mailbox", "teamssessionstarted"})
    EXPECT_EQ(verdict(call(operation, "m365.audit")), "allowed") << operation;
  EXPECT_EQ(verdict(call("filedownloaded", "m365.audit")), "violation: operation");
}

TEST_F(AgreedCalls, ACheckOutIsAnEntryAndGivingBackIsNoOffence) {
  agree(
      "calendars:\n  office: {zone: UTC, from: \"08:00\", to: \"18:00\"}\nscopes:\n  - {name: "
      "passwords, who: [alice@adatum.example], workloads: [entra], operations: [password], hours: "
      "office, needs: ticket}\n");
  EXPECT_EQ(verdict(vault("o", 9 * kHr, CheckOutAction::kOut, "alice@adatum.example", "INC-1")),
            "allowed");
  EXPECT_EQ(verdict(vault("i", 19 * kHr, CheckOutAction::kIn)), "allowed");
  EXPECT_EQ(verdict(vault("p", 20 * kHr, CheckOutAction::kOut)), "violation: time, ticket");
}

TEST_F(AgreedCalls, ASessionThatRenewsItselfIsNotAtWork) {
  agree(
      "calendars:\n  office: {zone: UTC, from: \"08:00\", to: \"18:00\"}\nscopes:\n  - {name: day, "
      "who: [alice@adatum.example], hours: office}\n");
  Record& renewed = sign_in("r", 20 * kHr);
  renewed.kind = "non-interactive";
  EXPECT_EQ(verdict(renewed), "allowed");
  EXPECT_EQ(verdict(sign_in("s", 21 * kHr)), "violation: time");
}

TEST_F(AgreedCalls, WhatTakesLongWasAgreedWhenItWasBegun) {
  agree(
      "calendars:\n  office: {zone: UTC, from: \"08:00\", to: \"18:00\"}\nscopes:\n  - {name: "
      "machines, who: [bob@adatum.example], hours: office, needs: window}\n");
  Record& window = record(0, kFabrikam, "access.window", "access window");
  window.actor.upn = window.actor.text = "bob@adatum.example";
  window.grant = {"bob@adatum.example", kMonday + 17 * kHr, kMonday + 18 * kHr, ""};
  log(window);
  const auto step = [&](TimeNs at, Outcome outcome, std::string_view correlation) {
    Record& r = technician(
        record(at, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/start/action"),
        kBob);
    r.outcome = outcome;
    r.correlation = correlation;
    r.resource = "/subscriptions/s/vm";
    r.subscription = kSubscription;
    return verdict(r);
  };
  EXPECT_EQ(step(17 * kHr + 50 * kMin, Outcome::kStarted, "c1"), "allowed");
  EXPECT_EQ(step(18 * kHr + 20 * kMin, Outcome::kSuccess, "c1"), "allowed");
  EXPECT_EQ(step(18 * kHr + 30 * kMin, Outcome::kStarted, "c2"), "violation: time, ticket");
  EXPECT_EQ(step(18 * kHr + 40 * kMin, Outcome::kSuccess, "c3"), "violation: time, ticket")
      << "another deed";
}

TEST_F(AgreedCalls, WithWhoeverIsNoCustomerNothingWasAgreed) {
  agree("scopes:\n  - {name: own, who: [alice@adatum.example], customers: [Contoso]}\n");
  Record& guest = sign_in("a", 0, kAlice, kElsewhere);
  guest.sign_in.cross_tenant = "b2bCollaboration";
  guest.actor.delegated_admin = false;
  EXPECT_EQ(verdict(guest), "none");
  EXPECT_EQ(verdict(sign_in("b", 0, kAlice, kFabrikam)), "violation: customer");
}

TEST(OperationCalls, PolicyMdListsThem) {
  std::ifstream file(std::string(test::kSourceDir) + "/docs/policy.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  std::string calls;
  for (const OperationCalls& row : known_operation_calls())
    calls += fmt::format("| `{}` | {} | {} |\n", row.set, fmt::join(row.graph, ", "),
                         fmt::join(row.endpoints, ", "));
  EXPECT_NE(page.find(calls), std::string::npos) << calls;
}

}  // namespace
}  // namespace aobo::test
