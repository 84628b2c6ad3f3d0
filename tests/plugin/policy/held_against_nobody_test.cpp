// What is held against nobody: work in a person's name without the person, entries that came to
// nothing, hints, what whoever is invited may do.
#include "tests/support/agreed.h"

namespace aobo::test {
namespace {

constexpr TimeNs kNight = kHr;
constexpr Guid kTool{5, 1}, kLogicApps{0x7cd684f48a7849b0, 0x91ec6a35d38739ba};

class HeldAgainstNobody : public Agreed {
 protected:
  HeldAgainstNobody() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    b.add_person(adatum, {kCarol, "carol@adatum.example", "Carol", {0, kMonday}, false});
    b.add_customer(kContoso, "Contoso");
    b.add_customer(kFabrikam, "Fabrikam");
    b.add_automation_app({kTool, "nightly", adatum});
    b.add_shared_account({std::string(kAccount), kFabrikam, {}, "vault-fabrikam", adatum});
    b.add_relationship({"dap",
                        RelationshipType::kDap,
                        adatum,
                        kFabrikam,
                        "",
                        ExportedStatus::kActive,
                        {},
                        {},
                        {},
                        true});
    directory_ = b.build();
    agree(R"(
calendars:
  office: {zone: UTC, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00"}
scopes:
  - {name: by day, who: [alice@adatum.example], customers: [Contoso], hours: office}
)");
  }
  Record& with_app(Record& record, const Guid& app) {
    record.app_id = text(app.text());
    return record;
  }
};

TEST_F(HeldAgainstNobody, TheHourOfAToolThatWorksWithHerToken) {
  EXPECT_EQ(verdict(act("a", kNight)), "violation: time (by day)");
  EXPECT_EQ(verdict(with_app(act("b", kNight), kTool)), "allowed (by day)");
  EXPECT_EQ(reasons(), Lines{"the tool \"nightly\" worked in the person's name: the hour says "
                             "nothing of the person"});
  EXPECT_EQ(verdict(with_app(act("c", 9 * kHr), kTool)), "allowed (by day)");
  EXPECT_EQ(reasons(), Lines{}) << "an hour that was agreed needs no reason";
  EXPECT_EQ(verdict(with_app(act("d", kNight, "update user", kAlice, kFabrikam), kTool)),
            "violation: customer (by day)")
      << "what else was agreed holds for what works in her name too";
}

TEST_F(HeldAgainstNobody, TheHourOfAFlow) {
  EXPECT_EQ(verdict(with_app(act("a", kNight), kLogicApps)), "allowed (by day)");
  EXPECT_EQ(reasons(),
            Lines{"Microsoft's service Azure Logic Apps worked in the person's name: the hour "
                  "says nothing of the person"});
}

TEST_F(HeldAgainstNobody, TheHourOfADeedWithATokenThatAnAgentOrAToolGot) {
  Record& agent = sign_in("s1", kNight);
  agent.sign_in.agent = "agenticAppInstance";
  log(agent);
  log(with_app(sign_in("s2", kNight), kTool));
  restart();
  const auto with_token = [&](std::string_view id, std::string_view entry) -> Record& {
    Record& deed = act(id, kNight + 5 * kMin);
    deed.token = Guid{8, value_of(entry)};
    return deed;
  };
  EXPECT_EQ(verdict(with_token("a", "s1")), "allowed (by day)");
  EXPECT_EQ(reasons(),
            Lines{"an agent worked in the person's name: the hour says nothing of the person"});
  EXPECT_EQ(verdict(with_token("b", "s2")), "allowed (by day)");
  EXPECT_EQ(verdict(with_token("c", "s3")), "violation: time (by day)") << "of another token";
}

TEST_F(HeldAgainstNobody, AnEntryThatMayBeARenewal) {
  Record& entry = technician(record(kNight, kContoso, "m365.audit", "userloggedin"), kAlice);
  EXPECT_EQ(verdict(entry), "violation: time (by day)");
  entry.sign_in.renewed = Renewed::kMaybe;
  EXPECT_EQ(verdict(entry), "allowed (by day)");
}

TEST_F(HeldAgainstNobody, AnEntryThatFailedOrWasBrokenOff) {
  for (const Outcome outcome : {Outcome::kFailure, Outcome::kInterruption}) {
    Record& entry = sign_in("s1", kNight, kAlice, kFabrikam);
    entry.outcome = outcome;
    EXPECT_EQ(verdict(entry), "none");
    EXPECT_EQ(reasons(), Lines{"a sign-in that did not come in proves nobody: it is held against "
                               "nobody"});
  }
  Record& leaver = sign_in("s2", kNight, kCarol, kFabrikam);
  leaver.outcome = Outcome::kFailure;
  EXPECT_EQ(verdict(leaver), "none");
  EXPECT_EQ(standing(leaver), "dap active") << "whoever typed her name";
}

TEST_F(HeldAgainstNobody, AFailedEntryOfSomebodyUnknown) {
  agree("policy: {unlisted: deny}\n");
  Record& entry = sign_in("s1", kNight, kStranger);
  EXPECT_EQ(verdict(entry), "violation: person");
  entry.outcome = Outcome::kFailure;
  EXPECT_EQ(verdict(entry), "none");
}

class ByAHint : public HeldAgainstNobody {
 protected:
  ByAHint() {
    Record& home = record(7 * kHr, kAdatum, "entra.signin", "sign-in activity");
    home.kind = "interactive";
    home.actor.object = kAlice;
    home.actor.upn = home.actor.text = "alice@adatum.example";
    set_address(home);
    log(home);
  }
  static Record& set_address(Record& record) {
    record.address = parse_address("198.51.100.23");
    record.ip_text = "198.51.100.23";
    return record;
  }
  Record& by_shared_account(TimeNs at) {
    Record& deed = record(at, kFabrikam, "entra.audit", "delete user");
    deed.actor.upn = deed.actor.text = kAccount;
    return set_address(deed);
  }
};

TEST_F(ByAHint, NobodyIsAccusedAndNobodyHasLeave) {
  EXPECT_EQ(verdict(by_shared_account(8 * kHr)), "none");
  ASSERT_EQ(name(case_.attribution.confidence), "weak");
  EXPECT_EQ(reasons(), Lines{"only a hint leads to the person: it is held against nobody"});
  agree("scopes:\n  - {name: hers, who: [alice@adatum.example], customers: [Fabrikam]}\n");
  EXPECT_EQ(verdict(by_shared_account(8 * kHr + kMin)), "none");
  agree("policy: {unlisted: deny}\nscopes:\n  - {name: hers, who: [alice@adatum.example]}\n");
  EXPECT_EQ(verdict(by_shared_account(8 * kHr + kMin)), "none");
}

TEST_F(ByAHint, WhatIsTrueOfAllOfThePartnersPeopleIsSaid) {
  agree("scopes:\n  - {name: all, who: [everybody], customers: [Fabrikam]}\n");
  EXPECT_EQ(verdict(by_shared_account(8 * kHr)), "allowed (all)");
  agree("scopes:\n  - {name: all, who: [everybody], customers: [Contoso]}\n");
  EXPECT_EQ(verdict(by_shared_account(8 * kHr + kMin)), "violation: customer (all)");
}

class FromOutside : public HeldAgainstNobody {
 protected:
  FromOutside() {
    agree("scopes:\n  - {name: hers, who: [alice@adatum.example], customers: [Contoso]}\n");
  }
  std::string path(const Record& record) {
    const std::string answer = verdict(record);
    return std::string(name(case_.attribution.path)) + " " + answer;
  }
  Record& in_teams(std::string_view operation, std::string_view upn = "alice@adatum.example") {
    Record& deed = record(9 * kHr, kFabrikam, "m365.audit", operation);
    deed.workload = "MicrosoftTeams";
    deed.actor.upn = deed.actor.text = upn;
    return deed;
  }
  Record& entry(std::string_view cross) {
    Record& entry = record(9 * kHr, kFabrikam, "entra.signin", "sign-in activity");
    entry.actor.upn = entry.actor.text = "alice@adatum.example";
    entry.actor.home_tenant = kAdatum;
    entry.actor.home_tenant_source = ProvingKey::kHomeTenantId;
    entry.actor.home_object = kAlice;
    entry.actor.home_object_source = ProvingKey::kUserId;
    entry.sign_in.cross_tenant = cross;
    return entry;
  }
};

TEST_F(FromOutside, WhoTakesPartInAChannelAdministersNothing) {
  EXPECT_EQ(path(entry("b2bDirectConnect")), "guest none");
  EXPECT_EQ(path(entry("passthrough")), "guest none");
  EXPECT_EQ(reasons(), Lines{"who takes part in a shared channel, meeting or file from outside "
                             "administers nothing"});
}

TEST_F(FromOutside, NorDoesWhoWritesInAChatOrReadsAFile) {
  EXPECT_EQ(path(in_teams("messagesent")), "guest none");
  EXPECT_EQ(path(in_teams("meetingparticipantdetail")), "guest none");
  Record& file = in_teams("fileaccessed");
  file.workload = "OneDrive";
  EXPECT_EQ(path(file), "guest none");
  Record& link = in_teams("securelinkused");
  link.workload = "OneDrive";
  link.actor.guest = true;
  EXPECT_EQ(path(link), "guest none");
  link.operation = "fileaccessed";
  link.actor.upn = link.actor.text = "urn:spo:guest#alice@adatum.example";
  EXPECT_EQ(path(link), "guest none") << "by a code that was sent to her";
  link.actor.upn = link.actor.text = "alice_adatum.example#EXT#@fabrikam.example";
  EXPECT_EQ(path(link), "guest violation: customer (hers)") << "she has an account there";
  EXPECT_EQ(path(in_teams("messagesent", "pat@fabrikam.example")), "customer none")
      << "one of its own";
}

TEST_F(FromOutside, WhatAnAdministratorDoesIsHeldAgainstTheOneWhoDidIt) {
  EXPECT_EQ(path(in_teams("teamstenantsettingchanged")), "dap violation: customer (hers)");
  Record& with_account = in_teams("fileaccessed");
  with_account.workload = "SharePoint";
  with_account.actor.puid = 0x1003963c95fdb53c;
  EXPECT_EQ(path(with_account), "dap violation: customer (hers)") << "she has an account there";
  Record& by_object = in_teams("fileaccessed");
  by_object.workload = "SharePoint";
  by_object.actor.object = kAlice;
  EXPECT_EQ(path(by_object), "dap violation: customer (hers)") << "DAP shows her so";
  by_object.workload = "MicrosoftTeams";
  by_object.operation = "messagesent";
  EXPECT_EQ(path(by_object), "guest none");
  Record& as_technician = technician(in_teams("messagesent"), kAlice);
  EXPECT_EQ(path(as_technician), "gdap violation: customer (hers)");
}

// ---- a name is that of whoever bore it then

class Names : public Agreed {
 protected:
  // Bob bore "ops@…" until noon of Monday, and Alice bears it since.
  void hand_over() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kBob, "ops@adatum.example", "Bob", {0, kMonday + 12 * kHr}, false});
    b.add_person(
        adatum,
        {kAlice, "ops@adatum.example", "Alice", {kMonday + 12 * kHr, Validity{}.to}, false});
    b.add_customer(kContoso, "Contoso");
    b.add_customer(kFabrikam, "Fabrikam");
    directory_ = b.build();
  }
  std::string by(const Guid& person, TimeNs at, const Guid& customer = kContoso) {
    return verdict(act("deed", at, "update user", person, customer));
  }
};

TEST_F(Names, WhoHadTheNameBeforeMayStillHaveDoneWhatWasAgreed) {
  hand_over();
  agree(
      "policy: {unlisted: deny}\nscopes:\n  - {name: ops, who: [OPS@adatum.example], customers: "
      "[Contoso]}\n");
  EXPECT_EQ(by(kBob, 11 * kHr), "allowed (ops)");
  EXPECT_EQ(by(kAlice, 13 * kHr), "allowed (ops)");
  EXPECT_EQ(by(kBob, 13 * kHr), "violation: person") << "he bears it no longer";
}

TEST_F(Names, ANameThatNobodyBoreYetIsThatOfWhoeverBearsItNow) {
  agree("policy: {unlisted: deny}\nscopes:\n  - {name: own, who: [alice@adatum.example]}\n");
  EXPECT_EQ(by(kAlice, 9 * kHr), "allowed (own)");
  log(renamed(10 * kHr, kAlice, "al@adatum.example", "alice@adatum.example"));
  EXPECT_EQ(by(kAlice, 9 * kHr), "allowed (own)");
}

TEST_F(Names, TheLogOfRenamingsTellsWhoBoreItBefore) {
  agree("policy: {unlisted: deny}\nscopes:\n  - {name: own, who: [alice@adatum.example]}\n");
  log(renamed(10 * kHr, kBob, "alice@adatum.example", "bob@adatum.example"));
  EXPECT_EQ(by(kBob, 9 * kHr, kFabrikam), "allowed (own)") << "told late";
  EXPECT_EQ(by(kAlice, 11 * kHr, kFabrikam), "allowed (own)");
}

// ---- the end of a leave

class EndOfLeave : public Agreed {
 protected:
  EndOfLeave() { agree("scopes:\n  - {name: jit, who: [alice@adatum.example], needs: window}\n"); }
  Record& pim(TimeNs at, std::string_view operation, std::string_view role = "Helpdesk") {
    Record& r = record(at, kAdatum, "entra.audit", operation);
    r.actor.upn = r.actor.text = "alice@adatum.example";
    if (!role.empty()) {
      r.target_type = "Role";
      r.target_name = role;
    }
    return r;
  }
  Record& window(std::string_view id, TimeNs from, Outcome outcome) {
    Record& r = record(from, kContoso, "access.window", "access window");
    r.id = id;
    r.outcome = outcome;
    r.actor.upn = r.actor.text = "alice@adatum.example";
    r.grant = {"alice@adatum.example", kMonday + from, kMonday + 8 * kHr, "CHG-1"};
    return r;
  }
  std::string at(TimeNs when) { return verdict(act("deed", when, "reset user password")); }
};

TEST_F(EndOfLeave, ADeactivatedRoleIsNoLeaveAnyMore) {
  log(pim(0, "add member to role completed (pim activation)"));
  EXPECT_EQ(at(kMin), "allowed (jit)");
  log(pim(2 * kMin, "remove member from role requested (pim deactivate)"));
  log(pim(2 * kMin, "remove member from role", "Billing"));
  EXPECT_EQ(at(3 * kMin), "allowed (jit)") << "asked for; another role";
  log(pim(4 * kMin, "remove member from role (pim deactivate)"));
  restart();
  EXPECT_EQ(at(5 * kMin), "violation: ticket (jit)");
  EXPECT_EQ(at(3 * kMin), "allowed (jit)") << "told late: it was before";
}

TEST_F(EndOfLeave, ADeactivationWithoutARoleIsThatOfTheOnlyOne) {
  log(pim(0, "add member to role completed (pim activation)"));
  log(pim(0, "add member to role completed (pim activation)", "Billing"));
  log(pim(kMin, "remove member from role (pim deactivate)", ""));
  EXPECT_EQ(at(2 * kMin), "allowed (jit)") << "of two nobody knows which";
  log(pim(3 * kMin, "remove member from role (pim deactivate)", "Billing"));
  EXPECT_EQ(at(4 * kMin), "allowed (jit)");
  log(pim(5 * kMin, "remove member from role"));
  EXPECT_EQ(at(6 * kMin), "violation: ticket (jit)") << "Entra's own record of it";
}

TEST_F(EndOfLeave, AWindowThatWasRefusedOrCalledOffIsNone) {
  log(window("w1", 0, Outcome::kFailure));
  EXPECT_EQ(at(kMin), "violation: ticket (jit)");
  log(window("w2", 2 * kMin, Outcome::kSuccess));
  EXPECT_EQ(at(3 * kMin), "allowed (jit)");
  log(window("w2", 4 * kMin, Outcome::kFailure));
  EXPECT_EQ(at(5 * kMin), "violation: ticket (jit)");
}

}  // namespace
}  // namespace aobo::test
