// What a partner's tool did, as stories: no person is named for it, unless the tool's own log names
// one.
#include "plugin/identity/application.h"
#include "tests/plugin/identity/story.h"

namespace aobo {
namespace {

inline constexpr Guid kTool{3, 50}, kToolApp{5, 50};

// Adatum with Alice, Bob and the account of a tool, all of them its admin agents.
class ToolStory : public Story {
 protected:
  ToolStory() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    Person& tool = b.add_person(adatum, {kTool, "svc-tool@adatum.example", "svc-tool", {}, false});
    b.add_tool_account(tool, {"MSP tool", kToolApp});
    b.add_automation_app({kNightly, "nightly", adatum});
    b.add_group(adatum, kAdmins, "AdminAgents");
    b.add_group(adatum, kOps, "Operators");
    for (const Guid& member : {kAlice, kTool}) b.add_member(kAdmins, member, {});
    b.add_member(kOps, kTool, {});
    b.add_customer(kContoso, "Contoso");
    b.add_subscription(kSubscription, kFabrikam);
    directory_ = b.build();
  }

  // The tool resets a password at Contoso, by its account.
  static Record reset_by_tool(TimeNs after) {
    Record r = technician(after, kTool);
    r.operation = "reset user password";
    r.target_name = "dave@contoso.example";
    return r;
  }
  // What the tool's log says of it.
  static Record logged(TimeNs after, std::string_view user) {
    Record r = at(after, kContoso, "tool.log");
    r.log_tenant.reset();
    r.operation = "execresetpass";
    r.outcome = Outcome::kSuccess;
    r.actor.text = user;
    r.actor.type = ActorType::kSystem;
    if (user.find('@') != std::string_view::npos) {
      r.actor.upn = user;
      r.actor.type = ActorType::kUser;
    }
    r.target_name = "Dave@Contoso.example";
    return r;
  }
};

constexpr TimeNs kMinute = 60 * kSecondNs;

TEST_F(ToolStory, AToolsAccountIsNobody) {
  EXPECT_EQ(told(technician(0, kTool)), "nobody automation ");
  EXPECT_TRUE(answer_.is_partner);
  EXPECT_EQ(answer_.partner->name, "Adatum");
  EXPECT_EQ(answer_.tool->tool->name, "MSP tool");
  EXPECT_EQ(
      text(answer_.evidence.back()),
      "svc-tool@adatum.example is the account of the tool MSP tool: the directory says that no "
      "person signs in with it");
  Record by_name = at(0, kAdatum);
  by_name.actor.upn = "SVC-tool@adatum.example";
  EXPECT_EQ(told(by_name), "nobody automation ");
  EXPECT_FALSE(answer_.is_partner) << "at home";
}

TEST_F(ToolStory, WhatItsIdsAreLearnedForIsItselfAndNobodyElse) {
  Record entered = sign_in(0, kAdatum, {8, 1});
  entered.actor.upn = "svc-tool@adatum.example";
  entered.actor.object = kTool;
  told(entered);
  Record twin = sign_in(0, kContoso, {8, 1});
  twin.actor.delegated_admin = true;
  EXPECT_EQ(told(twin), "nobody automation ") << "the same sign-in";
}

TEST_F(ToolStory, BehindAGroupItMayHaveActedBesideThePeople) {
  EXPECT_EQ(told(aobo(0, kAdmins)), "{Alice} aobo ambiguous by group");
  EXPECT_EQ(told(aobo(0, kOps)), "nobody aobo unresolved");
}

TEST_F(ToolStory, AFailedSignInIsNoProofThatItWasTheTool) {
  Record tried = sign_in(0, kContoso, {8, 2});
  tried.outcome = Outcome::kFailure;
  tried.actor.upn = "svc-tool@adatum.example";
  EXPECT_EQ(told(tried), "nobody unknown unresolved");
}

TEST_F(ToolStory, ItsLogNamesThePersonForWhomItWorked) {
  EXPECT_EQ(told(logged(0, "alice@adatum.example")), "Alice unknown exact by upn");
  EXPECT_EQ(told(reset_by_tool(2 * kMinute)), "Alice automation strong by tool-log");
  EXPECT_EQ(told(reset_by_tool(6 * kMinute)), "nobody automation ") << "too long after";
  Record other = reset_by_tool(2 * kMinute);
  other.target_name = "erin@contoso.example";
  EXPECT_EQ(told(other), "nobody automation ") << "on somebody else";
  other = reset_by_tool(2 * kMinute);
  other.tenant = other.log_tenant = kFabrikam;
  EXPECT_EQ(told(other), "nobody automation ") << "at another customer";
}

TEST_F(ToolStory, TwoWhoWorkedOnItAreTwo) {
  told(logged(0, "alice@adatum.example"));
  told(logged(kMinute, "bob@adatum.example"));
  EXPECT_EQ(told(reset_by_tool(2 * kMinute)), "{Alice,Bob} automation ambiguous by tool-log");
}

TEST_F(ToolStory, WhatTheToolDoesByItselfIsNobodys) {
  EXPECT_EQ(told(logged(0, "CIPP")), "nobody automation ");
  EXPECT_EQ(told(reset_by_tool(kMinute)), "nobody automation ");
  told(logged(kMinute, "alice@adatum.example"));
  EXPECT_EQ(told(reset_by_tool(kMinute)), "{Alice} automation ambiguous by tool-log");
}

TEST_F(ToolStory, ThePersonsNameTeachesNothingOfTheToolsIds) {
  told(logged(0, "alice@adatum.example"));
  Record reset = reset_by_tool(kMinute);
  reset.session = "the tool's session";
  EXPECT_EQ(told(reset), "Alice automation strong by tool-log");
  Record opaque = at(2 * kMinute, kContoso);
  opaque.session = "the tool's session";
  opaque.actor.delegated_admin = true;
  EXPECT_EQ(told(opaque).substr(0, 6), "nobody");
}

TEST_F(ToolStory, AnApplicationsLogNamesThePersonToo) {
  const std::string app = kNightly.text();
  Record reset = reset_by_tool(kMinute);
  reset.actor = {};
  reset.actor.type = ActorType::kServicePrincipal;
  reset.actor.object = Guid{7, 7};
  reset.app_id = app;
  EXPECT_EQ(told(reset), "nobody automation ");
  told(logged(0, "alice@adatum.example"));
  EXPECT_EQ(told(reset), "Alice automation strong by tool-log");
}

TEST_F(ToolStory, ALineExplainsWhatItsEndpointDoes) {
  told(logged(0, "alice@adatum.example"));
  Record deed = reset_by_tool(kMinute);
  deed.operation = "disable strong authentication";
  EXPECT_EQ(told(deed), "nobody automation ");
  deed.operation = "update user";
  EXPECT_EQ(told(deed), "Alice automation strong by tool-log") << "so a reset is written too";
  Record listed = logged(2 * kMinute, "bob@adatum.example");
  listed.operation = "listusers";
  told(listed);
  EXPECT_EQ(told(deed), "Alice automation strong by tool-log") << "whoever reads changes nothing";
  Record offboarded = logged(3 * kMinute, "bob@adatum.example");
  offboarded.operation = "execoffboarduser";
  told(offboarded);
  deed.operation = "disable strong authentication";
  EXPECT_EQ(told(deed), "Bob automation strong by tool-log") << "which does many things";
}

TEST_F(ToolStory, ACustomersOwnDeedOnTheSameTargetIsNotTheTools) {
  told(logged(0, "alice@adatum.example"));
  Record own = at(kMinute, kContoso);
  own.actor.upn = "admin@contoso.example";
  own.target_name = "dave@contoso.example";
  EXPECT_EQ(told(own), "nobody customer ");
}

TEST_F(ToolStory, AKnownKeySaysWhichToolItWas) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  b.add_application_owner(kRegistered, kAdatum);
  b.add_key(kRegistered, {.id = "4d9d0e3b-54cc-4ff4-8b5f-35a1d1c1b8c7", .thumbprint = {}});
  directory_ = b.build();
  const std::string app = kRegistered.text();
  Record entry = sign_in(0, kContoso, {8, 3});
  entry.actor.type = ActorType::kServicePrincipal;
  entry.actor.object = Guid{7, 8};
  entry.app_id = app;
  entry.sign_in.key = "4D9D0E3B-54CC-4FF4-8B5F-35A1D1C1B8C7";
  EXPECT_EQ(told(entry), "nobody automation  by app-key");
  EXPECT_EQ(text(answer_.evidence.back()),
            "app-key: 4D9D0E3B-54CC-4FF4-8B5F-35A1D1C1B8C7 is a key "
            "of the application " +
                app + " of Adatum");
  entry.sign_in.key = "00000000-54cc-4ff4-8b5f-35a1d1c1b8c7";
  EXPECT_EQ(told(entry), "nobody automation ");
  EXPECT_EQ(key_known(cases_.back()), std::nullopt) << "there may be others";
}

}  // namespace
}  // namespace aobo
