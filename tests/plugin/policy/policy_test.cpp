// What was agreed, and by what right somebody acted, as stories in the words of aobo.yaml.
#include "plugin/policy/verdict.h"

#include "plugin/policy/role_needs.h"
#include "tests/support/agreed.h"
#include "tests/support/places.h"

namespace aobo::test {
namespace {

constexpr const char* kOffice = R"(
calendars:
  office: {zone: Europe/Zurich, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00", except: [2026-03-06]}
customer_groups:
  gold: [Contoso]
operation_sets:
  clean-up: ["delete *"]
scopes:
  - name: passwords
    who: [alice@adatum.example]
    customers: [gold]
    workloads: [entra]
    operations: [password, clean-up]
    hours: office
)";

TEST_F(Agreed, WithoutAPolicyThereIsNoVerdict) {
  EXPECT_EQ(verdict(act("a", kHr, "reset user password")), "none");
  EXPECT_EQ(verdict(own_user("b", kHr, "reset user password")), "none");
}

TEST_F(Agreed, AScopeAllowsWhatItCoversAndSaysWhatItLacks) {
  agree(kOffice);
  EXPECT_EQ(verdict(act("a", 9 * kHr, "reset user password")), "allowed (passwords)");
  EXPECT_EQ(verdict(act("b", 9 * kHr, "delete device")), "allowed (passwords)");
  EXPECT_EQ(verdict(act("c", 9 * kHr, "update policy")), "violation: operation, role (passwords)");
  EXPECT_EQ(verdict(act("d", 9 * kHr, "reset user password", kAlice, kFabrikam)),
            "violation: customer (passwords)");
  Record& mail = act("e", 9 * kHr, "set-mailbox");
  mail.family = &family_named("m365.audit");
  mail.workload = "Exchange";
  EXPECT_EQ(verdict(mail), "violation: workload, operation (passwords)");
  EXPECT_EQ(reasons(), (Lines{"scope \"passwords\" does not reach this workload",
                              "scope \"passwords\" does not hold this operation"}));
}

TEST_F(Agreed, HoursAreThoseOfThePlaceAndTheirEndIsNotWithin) {
  agree(kOffice);
  EXPECT_EQ(verdict(act("a", 7 * kHr, "reset user password")), "allowed (passwords)")
      << "08:00 in Zurich, in winter";
  EXPECT_EQ(verdict(act("b", 7 * kHr - 1, "reset user password")), "violation: time (passwords)");
  EXPECT_EQ(verdict(act("c", 17 * kHr - 1, "reset user password")), "allowed (passwords)");
  EXPECT_EQ(verdict(act("d", 17 * kHr, "reset user password")), "violation: time (passwords)");
  EXPECT_EQ(verdict(act("e", 4 * kDayNs + 9 * kHr, "reset user password")),
            "violation: time (passwords)")
      << "the day that is excepted";
  EXPECT_EQ(verdict(act("f", 5 * kDayNs + 9 * kHr, "reset user password")),
            "violation: time (passwords)")
      << "Saturday";
}

TEST_F(Agreed, ASignInIsHeldAgainstPersonCustomerAndHoursOnly) {
  agree(kOffice);
  EXPECT_EQ(verdict(sign_in("a", 9 * kHr)), "allowed (passwords)");
  EXPECT_EQ(verdict(sign_in("b", 20 * kHr)), "violation: time (passwords)");
}

// A name that a portal shows is the operation where it is known; where it is not nobody is accused
// by it, and nobody is cleared.
TEST_F(Agreed, OfANameInPlaceOfAnOperationNothingIsSaid) {
  agree("scopes:\n  - {name: azure, who: [alice@adatum.example], operations: [machine]}\n");
  const auto azure = [&](const char* id, const char* operation) {
    Record& r = act(id, 9 * kHr, operation);
    r.family = &family_named("azure.activity");
    return verdict(r);
  };
  EXPECT_EQ(azure("a", "microsoft.compute/virtualmachines/write").substr(0, 7), "allowed");
  EXPECT_NE(azure("b", "microsoft.storage/storageaccounts/write").find("operation"),
            std::string::npos);
  EXPECT_EQ(azure("c", "get keys").find("operation"), std::string::npos);
  agree("scopes:\n  - {name: azure, who: [alice@adatum.example], workloads: [azure]}\n");
  EXPECT_EQ(azure("d", "get keys").substr(0, 7), "allowed");
}

TEST_F(Agreed, WhomNoScopeNamesFollowsTheChoice) {
  const auto bob = [&] {
    return verdict(act("a", 9 * kHr, "reset user password", kBob, kFabrikam));
  };
  agree(kOffice);
  EXPECT_EQ(bob(), "none");
  agree(std::string("policy: {unlisted: deny}") + kOffice);
  EXPECT_EQ(bob(), "violation: person");
  EXPECT_EQ(verdict(act("s", 9 * kHr, "update user", kStranger, kFabrikam)), "violation: person");
  agree(std::string("policy: {unlisted: allow}") + kOffice);
  EXPECT_EQ(bob(), "allowed");
}

TEST_F(Agreed, GroupsAreThoseWhoWereInThemThen) {
  agree(
      "scopes:\n  - {name: desk, who: [Helpdesk], customers: [Fabrikam]}\npolicy: {unlisted: "
      "deny}\n");
  EXPECT_EQ(verdict(act("a", kHr, "update user", kAlice, kFabrikam)), "allowed (desk)");
  EXPECT_EQ(verdict(act("b", kHr, "update user", kBob, kFabrikam)), "violation: person");
  Record& joins = record(2 * kHr, kAdatum, "entra.audit", "add member to group");
  joins.target_group = kHelpdesk;
  joins.target_member = kBob;
  joins.actor.upn = joins.actor.text = "alice@adatum.example";
  log(joins);
  EXPECT_EQ(verdict(act("c", 2 * kHr, "update user", kBob, kFabrikam)), "allowed (desk)")
      << "the log says that he joined";
}

TEST_F(Agreed, OfAGroupWhoseMembersNobodyToldNothingRestsOnIt) {
  const auto know = [&](bool members) {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    b.add_group(adatum, kHelpdesk, "Helpdesk");
    b.add_member(kHelpdesk, kBob, {});
    if (!members) b.lack_members(kHelpdesk);
    b.add_customer(kFabrikam, "Fabrikam");
    b.add_customer(kContoso, "Contoso");
    directory_ = b.build();
  };
  const char* scopes =
      "scopes:\n  - {name: desk, who: [Helpdesk], customers: [Fabrikam]}\n"
      "  - {name: own, who: [alice@adatum.example], customers: [Contoso]}\n";
  know(true);
  agree(scopes);
  EXPECT_EQ(verdict(act("a", kHr, "update user", kAlice, kFabrikam)), "violation: customer (own)");
  know(false);
  agree(scopes);
  EXPECT_EQ(verdict(act("b", kHr, "update user", kAlice, kFabrikam)), "none")
      << "she may be in the group that may";
  EXPECT_EQ(verdict(act("c", kHr, "update user", kAlice, kElsewhere)), "none")
      << "that is nobody's customer";
  EXPECT_EQ(verdict(act("d", kHr, "update user", kAlice, kContoso)), "allowed (own)");
  agree("policy: {unlisted: deny}\nscopes:\n  - {name: desk, who: [Helpdesk]}\n");
  EXPECT_EQ(verdict(act("e", kHr, "update user", kAlice, kFabrikam)), "none");
}

TEST_F(Agreed, WhereTheCustomerIsNotKnownNothingRestsOnIt) {
  agree(kOffice);
  const auto nowhere = [&](std::string_view id, std::string_view operation) -> Record& {
    Record& r = act(id, 9 * kHr, operation);
    r.tenant.reset();
    r.log_tenant.reset();
    return r;
  };
  EXPECT_EQ(verdict(nowhere("a", "reset user password")), "none");
  EXPECT_EQ(verdict(nowhere("b", "update policy")), "violation: operation (passwords)")
      << "that is in no scope, wherever it was";
}

TEST_F(Agreed, AnActivationInPimIsAMembershipUntilItEnds) {
  agree(
      "scopes:\n  - {name: desk, who: [Helpdesk], customers: [Fabrikam]}\npolicy: {unlisted: "
      "deny}\n");
  const auto pim = [&](TimeNs at, std::string_view operation) -> Record& {
    Record& r = record(at, kAdatum, "entra.audit", operation);
    r.target_group = kHelpdesk;
    r.target_member = kBob;
    r.actor.upn = r.actor.text = "bob@adatum.example";
    return r;
  };
  log(pim(0, "add member to group requested (pim activation)"));
  EXPECT_EQ(verdict(act("a", kMin, "update user", kBob, kFabrikam)), "violation: person")
      << "only asked for";
  Record& activated = pim(2 * kMin, "add member to group completed (pim activation)");
  activated.parameters = {{"ExpirationTime", "2026-03-02T01:00:00Z"}};
  log(activated);
  EXPECT_EQ(verdict(act("b", 3 * kMin, "update user", kBob, kFabrikam)), "allowed (desk)");
  restart();
  EXPECT_EQ(verdict(act("c", kHr - 1, "update user", kBob, kFabrikam)), "allowed (desk)");
  EXPECT_EQ(verdict(act("d", kHr, "update user", kBob, kFabrikam)), "violation: person");
}

TEST_F(Agreed, WhatIsToldLateHoldsForWhatComesAfterAndRewritesNothing) {
  agree("scopes:\n  - {name: jit, who: [alice@adatum.example], needs: window}\n");
  EXPECT_EQ(verdict(act("a", kHr, "reset user password")), "violation: ticket (jit)");
  Record& window = record(0, kContoso, "access.window", "access window");
  window.actor.upn = window.actor.text = "alice@adatum.example";
  window.grant = {"alice@adatum.example", kMonday, kMonday + 3 * kHr, "CHG-1"};
  log(window);
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(verdict(act("b", 2 * kHr, "reset user password")), "allowed (jit)");
  EXPECT_EQ(verdict(act("late", kHr, "reset user password")), "allowed (jit)")
      << "a late action is held against what is known by now";
}

TEST_F(Agreed, OfSeveralPeopleTheVerdictIsWhatIsTrueOfAll) {
  const auto by_group = [&](std::string_view id) -> Record& {
    Record& r =
        record(kHr, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/start/action");
    r.id = id;
    r.subscription = kSubscription;
    r.actor.principal = kAdmins;
    r.actor.principal_type = "Group";
    return r;
  };
  agree(
      "scopes:\n  - {name: machines, who: [alice@adatum.example, bob@adatum.example], operations: "
      "[machine]}\n");
  EXPECT_EQ(verdict(by_group("a")), "allowed (machines)");
  agree(
      "scopes:\n  - {name: one, who: [alice@adatum.example], operations: [machine]}\n  - {name: "
      "two, who: [bob@adatum.example], operations: [licence]}\n");
  EXPECT_EQ(verdict(by_group("b")), "none") << "one may, the other may not: nothing can be said";
  agree(
      "scopes:\n  - {name: one, who: [alice@adatum.example], operations: [mail-flow]}\n  - {name: "
      "two, who: [bob@adatum.example], operations: [licence]}\n");
  EXPECT_EQ(verdict(by_group("c")), "violation: operation") << "neither may";
}

TEST_F(Agreed, WhereItMayHaveBeenSomebodyWhomNobodyKnowsThereIsNoVerdict) {
  agree("scopes:\n  - {name: one, who: [bob@adatum.example], operations: [licence]}\n");
  Record& joins = record(0, kAdatum, "entra.audit", "add member to group");
  joins.target_group = kHelpdesk;
  joins.target_member = kStranger;
  joins.actor.upn = joins.actor.text = "carol@adatum.example";
  const auto by_group = [&](std::string_view id, TimeNs at) -> Record& {
    Record& r =
        record(at, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/start/action");
    r.id = id;
    r.subscription = kSubscription;
    r.actor.principal = kHelpdesk;
    r.actor.principal_type = "Group";
    return r;
  };
  agree("scopes:\n  - {name: one, who: [alice@adatum.example], operations: [licence]}\n");
  EXPECT_EQ(verdict(by_group("a", -kMin)), "violation: operation (one)");
  log(joins);
  EXPECT_EQ(verdict(by_group("b", kHr)), "none") << "Alice, or whoever the new member is";
  EXPECT_EQ(name(case_.attribution.confidence), "ambiguous");
}

TEST_F(Agreed, AnApplicationHasScopesOfItsOwn) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  b.add_customer(kContoso, "Contoso");
  b.add_automation_app({{5, 1}, "nightly", b.partner(kAdatum)});
  directory_ = b.build();
  agree(
      "scopes:\n  - {name: nightly, who: [\"app:00000000-0000-0005-0000-000000000001\"], "
      "operations: [reading]}\n");
  const std::string app = Guid{5, 1}.text();
  const auto by_app = [&](std::string_view operation) -> Record& {
    Record& r = record(kHr, kContoso, "graph.activity", operation);
    r.actor.type = ActorType::kServicePrincipal;
    r.app_id = app;
    return r;
  };
  EXPECT_EQ(verdict(by_app("get /v1.0/users")), "allowed (nightly)");
  EXPECT_EQ(verdict(by_app("patch /v1.0/users/{id}")), "violation: operation (nightly)");
}

// ---- tickets and windows

class Permitted : public Agreed {
 protected:
  void needs(const std::string& what) {
    agree("scopes:\n  - {name: with-" + what + ", who: [alice@adatum.example], needs: " + what +
          "}\n");
  }
  std::string at_fabrikam(TimeNs at) {
    return verdict(act("deed", at, "update user", kAlice, kFabrikam));
  }
};

TEST_F(Permitted, AWindowHoldsFromItsBeginningToBeforeItsEndAndAtItsCustomer) {
  needs("window");
  EXPECT_EQ(verdict(act("a", 0, "reset user password")), "violation: ticket (with-window)");
  log(window(kHr, 2 * kHr, ""));
  EXPECT_EQ(verdict(act("b", kHr, "reset user password")), "allowed (with-window)");
  EXPECT_EQ(verdict(act("c", 2 * kHr - 1, "reset user password")), "allowed (with-window)");
  EXPECT_EQ(verdict(act("d", 2 * kHr, "reset user password")), "violation: ticket (with-window)");
  EXPECT_EQ(verdict(act("e", kHr, "update user", kAlice, kFabrikam)),
            "violation: ticket (with-window)");
  EXPECT_EQ(verdict(sign_in("f", 5 * kHr)), "allowed (with-window)")
      << "what an entry is for shows later";
}

TEST_F(Permitted, ATicketMustBeNamed) {
  needs("ticket");
  log(window(0, kHr, ""));
  EXPECT_EQ(verdict(act("a", kMin, "reset user password")), "violation: ticket (with-ticket)");
  log(window(0, kHr, "CHG-1"));
  EXPECT_EQ(verdict(act("b", kMin, "reset user password")), "allowed (with-ticket)");
  EXPECT_EQ(case_.verdict.ticket, "CHG-1");
}

TEST_F(Permitted, ACheckOutWithATicketIsAPermitUntilItIsGivenBack) {
  needs("ticket");
  EXPECT_EQ(verdict(vault("o", 0, CheckOutAction::kOut)), "violation: ticket (with-ticket)")
      << "taken without one";
  EXPECT_EQ(verdict(vault("o", kMin, CheckOutAction::kOut, "alice@adatum.example", "INC-7")),
            "allowed (with-ticket)");
  restart();
  EXPECT_EQ(verdict(act("a", kHr, "update user", kAlice, kFabrikam)), "allowed (with-ticket)");
  EXPECT_EQ(verdict(vault("i", 2 * kHr, CheckOutAction::kIn)), "allowed (with-ticket)");
  EXPECT_EQ(verdict(act("b", 2 * kHr, "update user", kAlice, kFabrikam)),
            "violation: ticket (with-ticket)");
}

TEST_F(Permitted, APimActivationIsAPermitForAsLongAsItSaysOrAsIsAgreed) {
  agree(
      "policy: {pim_default: 1h}\nscopes:\n  - {name: jit, who: [alice@adatum.example], needs: "
      "window}\n");
  stages_ = std::make_unique<Stages>(activity_, identity_, policy_->permits, behaviour_, memory_);
  Record& activation =
      record(0, kAdatum, "entra.audit", "add member to role completed (pim activation)");
  activation.actor.upn = activation.actor.text = "alice@adatum.example";
  log(activation);
  EXPECT_EQ(verdict(act("a", kHr - 1, "reset user password")), "allowed (jit)")
      << "at home it holds at every customer";
  EXPECT_EQ(verdict(act("b", kHr, "reset user password")), "violation: ticket (jit)");
  activation.time = kMonday + 3 * kHr;
  activation.parameters = {{"ExpirationTime", "2026-03-02T08:00:00Z"}, {"TicketNumber", "CHG-9"}};
  log(activation);
  EXPECT_EQ(verdict(act("c", 8 * kHr - 1, "reset user password")), "allowed (jit)");
  EXPECT_EQ(case_.verdict.ticket, "CHG-9");
  EXPECT_EQ(verdict(act("d", 8 * kHr, "reset user password")), "violation: ticket (jit)");
  activation.time = kMonday + 10 * kHr;
  activation.parameters = {{"ExpirationTime", "3/2/2026 8:00:00 PM"}};
  log(activation);
  EXPECT_EQ(verdict(act("e", 11 * kHr - 1, "reset user password")), "allowed (jit)");
  EXPECT_EQ(verdict(act("f", 11 * kHr, "reset user password")), "violation: ticket (jit)")
      << "the second of March, or the third of February: no end is told";
  activation.time = kMonday + 12 * kHr;
  activation.parameters = {{"ExpirationTime", "3/2/2026 8:00:00 PM"},
                           {"StartTime", "2/3/2026 9:00:00 AM"}};
  log(activation);
  EXPECT_EQ(verdict(act("g", 13 * kHr, "reset user password")), "violation: ticket (jit)");
}

TEST_F(Permitted, AReturnEndsTheLoanOfItsAccountOnly) {
  needs("ticket");
  log(vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-7"));
  Record other = vault("o2", kMin, CheckOutAction::kOut);
  other.check_out.account = "another";
  log(other);
  other.time += kMin;
  other.check_out.action = CheckOutAction::kIn;
  log(other);
  EXPECT_EQ(at_fabrikam(kHr), "allowed (with-ticket)");
  log(vault("i", 2 * kHr, CheckOutAction::kIn));
  EXPECT_EQ(at_fabrikam(2 * kHr), "violation: ticket (with-ticket)");
  log(vault("o3", 2 * kHr, CheckOutAction::kOut, "alice@adatum.example", "INC-8"));
  EXPECT_EQ(at_fabrikam(2 * kHr), "allowed (with-ticket)") << "taken anew in the same second";
}

TEST_F(Permitted, ALoanThatIsRenewedInOneSecondGoesOnWhicheverRecordIsReadFirst) {
  needs("ticket");
  log(vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-7"));
  log(vault("o2", 2 * kHr, CheckOutAction::kOut, "alice@adatum.example", "INC-8"));
  log(vault("i", 2 * kHr, CheckOutAction::kIn));
  EXPECT_EQ(at_fabrikam(3 * kHr), "allowed (with-ticket)");
  EXPECT_EQ(case_.verdict.ticket, "INC-8");
  log(vault("i2", 4 * kHr, CheckOutAction::kIn));
  EXPECT_EQ(at_fabrikam(4 * kHr), "violation: ticket (with-ticket)");
  log(vault("o3", 5 * kHr, CheckOutAction::kOut, "alice@adatum.example", "INC-9"));
  log(vault("i3", 5 * kHr, CheckOutAction::kIn));
  EXPECT_EQ(at_fabrikam(6 * kHr), "violation: ticket (with-ticket)") << "nothing was out before";
}

TEST_F(Permitted, WhatTheVaultTakesBackByItselfIsNoPermitAnyMore) {
  needs("ticket");
  for (const std::string_view by : {"", "rotation-service"}) {
    restart();
    log(vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-7"));
    log(vault("i", kHr, CheckOutAction::kIn, by));
    EXPECT_EQ(at_fabrikam(kHr), "allowed (with-ticket)") << "in that second";
    EXPECT_EQ(at_fabrikam(kHr + kMin), "violation: ticket (with-ticket)") << by;
    log(vault("o2", 2 * kHr, CheckOutAction::kOut, "alice@adatum.example", "INC-8"));
    EXPECT_EQ(at_fabrikam(3 * kHr), "allowed (with-ticket)") << "taken out anew";
  }
}

TEST_F(Permitted, AnothersReturnEndsNothing) {
  needs("ticket");
  log(vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-7"));
  log(vault("o2", kMin, CheckOutAction::kOut, "jdoe", "INC-8"));
  log(vault("i", kHr, CheckOutAction::kIn, "jdoe"));
  EXPECT_EQ(at_fabrikam(2 * kHr), "allowed (with-ticket)");
}

TEST_F(Permitted, ACheckOutByAFormerNameIsAPermitOnceItIsKnownWhose) {
  needs("ticket");
  log(vault("o", 0, CheckOutAction::kOut, "al@adatum.example", "INC-9"));
  EXPECT_EQ(at_fabrikam(kMin), "violation: ticket (with-ticket)");
  restart();
  log(renamed(kHr, kAlice, "al@adatum.example", "alice@adatum.example"));
  EXPECT_EQ(at_fabrikam(kHr + kMin), "allowed (with-ticket)");
  EXPECT_EQ(case_.verdict.ticket, "INC-9");
}

TEST_F(Permitted, AReturnByAFormerNameEndsTheLoanOnceItIsKnownWhose) {
  needs("ticket");
  log(vault("o", 0, CheckOutAction::kOut, "alice@adatum.example", "INC-9"));
  log(vault("i", kMin, CheckOutAction::kIn, "al@adatum.example"));
  EXPECT_EQ(at_fabrikam(2 * kMin), "allowed (with-ticket)");
  restart();
  log(renamed(kHr, kAlice, "al@adatum.example", "alice@adatum.example"));
  EXPECT_EQ(at_fabrikam(kHr + kMin), "violation: ticket (with-ticket)");
}

TEST_F(Permitted, AReturnThatWasAnothersEndsNothing) {
  needs("ticket");
  Record& out = vault("o", 0, CheckOutAction::kOut, text(kAlice.text()), "INC-9");
  out.actor.upn = {};
  out.actor.object = kAlice;
  log(out);
  log(vault("i", kMin, CheckOutAction::kIn, "alice@adatum.example"));
  EXPECT_EQ(at_fabrikam(2 * kMin), "violation: ticket (with-ticket)");
  restart();
  log(renamed(kHr, kBob, "alice@adatum.example", "bob@adatum.example"));
  EXPECT_EQ(at_fabrikam(kHr + kMin), "allowed (with-ticket)") << "the name was Bob's then";
  EXPECT_EQ(case_.verdict.ticket, "INC-9");
}

TEST_F(Permitted, OfTooManyTheOldestGoesAndIsCounted) {
  needs("ticket");
  log(window(0, 10 * kHr, "CHG-1"));
  for (std::size_t i = 1; i < limits::kPermitsPerPerson; ++i) log(window(0, kMin, "CHG-2"));
  EXPECT_EQ(verdict(act("a", kHr, "reset user password")), "allowed (with-ticket)");
  log(window(0, kMin, "CHG-2"));
  EXPECT_EQ(verdict(act("b", kHr, "reset user password")), "violation: ticket (with-ticket)");
  restart();
  Counters counters;
  stages_->publish(counters);
  EXPECT_EQ(counters.history_evicted, 1U);
}

TEST_F(Permitted, AnActivationIsWhoseItTurnsOutToBe) {
  needs("ticket");
  Record& activation = record(0, kAdatum, "entra.audit", kPimActivation);
  activation.actor.upn = activation.actor.text = "al@adatum.example";
  activation.parameters = {{"ExpirationTime", "2026-03-02T03:00:00Z"}, {"TicketNumber", "CHG-9"}};
  log(activation);
  EXPECT_EQ(at_fabrikam(kMin), "violation: ticket (with-ticket)");
  log(renamed(kHr, kAlice, "al@adatum.example", "alice@adatum.example"));
  EXPECT_EQ(at_fabrikam(3 * kHr - 1), "allowed (with-ticket)");
  EXPECT_EQ(case_.verdict.ticket, "CHG-9");
  EXPECT_EQ(at_fabrikam(3 * kHr), "violation: ticket (with-ticket)");
}

TEST_F(Permitted, AWindowIsWhoseItTurnsOutToBe) {
  needs("ticket");
  Record& told = window(0, 3 * kHr, "CHG-1");
  told.actor.upn = told.actor.text = "al@adatum.example";
  log(told);
  EXPECT_EQ(verdict(act("a", kMin, "reset user password")), "violation: ticket (with-ticket)");
  log(renamed(kHr, kAlice, "al@adatum.example", "alice@adatum.example"));
  EXPECT_EQ(verdict(act("b", 3 * kHr - 1, "reset user password")), "allowed (with-ticket)");
  EXPECT_EQ(case_.verdict.ticket, "CHG-1");
}

// ---- the right

using Right = Agreed;

TEST_F(Right, TheChainClosesOrSaysWhereItDoesNot) {
  EXPECT_EQ(standing(act("a", 0, "reset user password")), "gdap active");
  EXPECT_EQ(case_.standing.roles, std::vector<Guid>{kHelpdeskRole});
  EXPECT_EQ(standing(act("b", 0, "add member to role")), "gdap active role-not-granted");
  EXPECT_EQ(standing(act("c", 0, "reset user password", kBob)), "gdap active no-group");
  EXPECT_EQ(standing(act("d", 0, "reset user password", kCarol)), "gdap active leaver no-group");
  EXPECT_EQ(standing(act("e", -1, "reset user password", kCarol)), "gdap active no-group")
      << "on the day before she had not left";
  EXPECT_EQ(verdict(act("f", 0, "reset user password", kCarol)), "violation: role, person");
  EXPECT_EQ(standing(own_user("g", 0, "reset user password")), "- -");
}

TEST_F(Right, ARelationshipIsWhatItWasAtThatTime) {
  EXPECT_EQ(standing(act("a", 10 * kDayNs - 1, "reset user password")), "gdap active");
  EXPECT_EQ(standing(act("b", 10 * kDayNs, "reset user password")), "gdap expired expired");
  EXPECT_EQ(verdict(act("c", 10 * kDayNs, "reset user password")), "violation: relationship");
  EXPECT_EQ(reasons(), Lines{"expired: the relationship had expired"});
  EXPECT_EQ(standing(act("d", 0, "reset user password", kAlice, kElsewhere)),
            "- unknown no-relationship");
}

TEST_F(Right, AnEntryMayBeMeantForAnyRightThatStands) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
  b.add_relationship({"gdap",
                      RelationshipType::kGdap,
                      adatum,
                      kContoso,
                      "",
                      ExportedStatus::kActive,
                      {kMonday + kDayNs, kMonday + 2 * kDayNs},
                      {},
                      {},
                      false,
                      true});
  b.add_relationship({"aobo",
                      RelationshipType::kAobo,
                      adatum,
                      kContoso,
                      "",
                      ExportedStatus::kActive,
                      {},
                      {},
                      {},
                      false});
  directory_ = b.build();
  EXPECT_EQ(standing(sign_in("a", 0)), "aobo active");
  EXPECT_EQ(standing(act("b", 0)), "gdap not-yet not-yet")
      << "the foreign principal gives no right in Entra";
  EXPECT_EQ(standing(act("c", kDayNs)), "gdap active");
  EXPECT_EQ(standing(act("d", 2 * kDayNs)), "gdap expired expired");
}

TEST_F(Right, TheLogGoesBeforeTheExport) {
  const auto change = [&](TimeNs at, std::string_view operation) {
    Record& r = record(at, kContoso, "partner.audit", operation);
    r.log_tenant = kAdatum;
    r.actor.upn = r.actor.text = "bob@adatum.example";
    log(r);
  };
  change(kHr, "granular_admin_relationship_terminated");
  EXPECT_EQ(standing(act("a", kHr - 1, "reset user password")), "gdap active");
  EXPECT_EQ(standing(act("b", kHr, "reset user password")), "gdap terminated terminated");
  restart();
  EXPECT_EQ(standing(act("c", 2 * kHr, "reset user password")), "gdap terminated terminated");
  change(3 * kHr, "granular_admin_relationship_activated");
  EXPECT_EQ(standing(act("d", 4 * kHr, "reset user password")), "gdap active");
}

TEST_F(Right, WhatEndsAndBeginsInOneSecondStandsInWhateverOrderItIsRead) {
  for (const auto& [first, then] :
       {std::pair{"terminated", "activated"}, {"activated", "terminated"}}) {
    for (const std::string_view operation : {first, then}) {
      Record& r = record(kHr, kContoso, "partner.audit",
                         text(fmt::format("granular_admin_relationship_{}", operation)));
      r.partner = kAdatum;
      log(r);
    }
    EXPECT_EQ(standing(act("a", kHr + kMin, "reset user password")), "gdap active") << first;
  }
}

TEST_F(Right, WhatIsNotAgreedYetHasNotExpired) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
  b.add_relationship({"asked-for",
                      RelationshipType::kGdap,
                      adatum,
                      kContoso,
                      "",
                      ExportedStatus::kNotGranted,
                      {0, 0},
                      {},
                      {}});
  directory_ = b.build();
  EXPECT_EQ(standing(act("a", 0, "reset user password")), "gdap not-yet not-yet");
}

TEST_F(Right, AChangeBelongsToItsPartnerAndAnUnknownOnesToNobody) {
  const auto change = [&](TimeNs at, std::string_view operation,
                          std::string_view by = "") -> Record& {
    Record& r = record(at, kContoso, "partner.audit", operation);
    r.log_tenant.reset();
    r.actor.upn = r.actor.text = by;
    return r;
  };
  const auto alice = [&] { return standing(act("a", 9 * kHr, "reset user password")); };
  Record& expired = change(kHr, "granular_admin_relationship_terminated");
  log(expired);
  EXPECT_EQ(alice(), "gdap active") << "by the system, and nothing says whose it was";
  expired.partner = kElsewhere;
  log(expired);
  EXPECT_EQ(alice(), "gdap active") << "another partner's";
  Record& theirs = change(kHr, "granular_admin_relationship_terminated", "alice@adatum.example");
  theirs.outcome = Outcome::kOther;
  theirs.other_outcome = "progress";
  log(theirs);
  EXPECT_EQ(alice(), "gdap active") << "under way is not done";
  expired.partner = kAdatum;
  log(expired);
  EXPECT_EQ(alice(), "gdap terminated terminated");
  expired.operation = "granular_admin_relationship_activated";
  expired.time += kMin;
  expired.partner.reset();
  expired.log_tenant = kAdatum;
  log(expired);
  EXPECT_EQ(alice(), "gdap active") << "it lies in that partner's own log";
}

TEST_F(Right, AnEndIsThePartnersOnceItIsKnownWhoMadeIt) {
  Record& ended = record(0, kContoso, "partner.audit", "granular_admin_relationship_terminated");
  ended.log_tenant.reset();
  ended.actor.upn = ended.actor.text = "al@adatum.example";
  log(ended);
  EXPECT_EQ(standing(act("a", kMin, "reset user password")), "gdap active");
  restart();
  log(renamed(kHr, kAlice, "al@adatum.example", "alice@adatum.example"));
  EXPECT_EQ(standing(act("b", kHr + kMin, "reset user password")), "gdap terminated terminated");
  EXPECT_EQ(standing(act("c", -kMin, "reset user password")), "gdap active") << "not yet ended";
}

TEST_F(Right, ACustomersRecordEndsThePartnerThatItNames) {
  Record& removed = own_user("x", 0, "add partner to company");
  log(removed);
  EXPECT_EQ(standing(act("a", kMin, "reset user password")), "gdap active");
  removed.changes = {{"PartnerTenantId", "", text(kElsewhere.text())}};
  log(removed);
  EXPECT_EQ(standing(act("b", kMin, "reset user password")), "gdap active");
  removed.target_id = text(kAdatum.text());
  log(removed);
  EXPECT_EQ(standing(act("c", kMin, "reset user password")), "gdap active dap-beside-gdap");
}

TEST_F(Right, AChangeIsOfTheRelationshipThatItNames) {
  const std::string first = Guid{9, 1}.text() + "-" + Guid{9, 2}.text();
  const std::string second = Guid{9, 3}.text() + "-" + Guid{9, 4}.text();
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
  for (const std::string& id : {first, second})
    b.add_relationship({id,
                        RelationshipType::kGdap,
                        adatum,
                        kContoso,
                        "",
                        ExportedStatus::kActive,
                        {},
                        {},
                        {},
                        false,
                        true});
  directory_ = b.build();
  Record& ended = record(kHr, kContoso, "partner.audit", "granular_admin_relationship_terminated");
  ended.partner = kAdatum;
  log(ended);
  EXPECT_EQ(standing(act("a", 2 * kHr)), "gdap active") << "which of the two, nobody says";
  ended.parameters = {{"RelationshipId", first}};
  log(ended);
  EXPECT_EQ(standing(act("b", 2 * kHr)), "gdap active");
  EXPECT_EQ(case_.standing.relationship->id, second);
  ended.parameters = {{"RelationshipId", second}};
  log(ended);
  EXPECT_EQ(standing(act("c", 2 * kHr)), "gdap terminated terminated");
  restart();
  EXPECT_EQ(standing(act("d", 2 * kHr)), "gdap terminated terminated");
  const std::string third = Guid{9, 5}.text() + "-" + Guid{9, 6}.text();
  ended.operation = "granular_admin_relationship_activated";
  ended.changes = {{"id", "", third}};
  ended.parameters.clear();
  log(ended);
  EXPECT_EQ(standing(act("e", 2 * kHr)), "gdap active") << "one that no export holds yet";
}

TEST_F(Right, WhatIsDoneToARelationshipRestsOnNone) {
  const auto change = [&](TimeNs at, std::string_view operation) -> Record& {
    Record& r = record(at, kContoso, "partner.audit", operation);
    r.log_tenant = kAdatum;
    r.actor.upn = r.actor.text = "bob@adatum.example";
    return r;
  };
  log(change(kHr, "granular_admin_relationship_terminated"));
  EXPECT_EQ(standing(change(2 * kHr, "granular_admin_relationship_created")), "gdap terminated");
  EXPECT_EQ(standing(change(3 * kHr, "granular_admin_relationship_activated")), "gdap active");
  EXPECT_EQ(verdict(change(4 * kHr, "granular_admin_relationship_activated")), "none");
}

TEST_F(Right, WhatIsKnownToBeMissingAccusesNobody) {
  struct Row {
    bool relationships, assignments;
    const char* elsewhere;  // at a customer with whom no relationship is on record
    const char* bob;        // who is in no group that has roles
  };
  for (const Row& row : {Row{false, false, "- unknown no-relationship", "gdap active no-group"},
                         Row{true, false, "- unknown", "- unknown"},
                         Row{false, true, "- unknown no-relationship", "gdap active"}}) {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    b.add_group(adatum, kHelpdesk, "Helpdesk");
    b.add_member(kHelpdesk, kAlice, {});
    Relationship gdap{
        "gdap-1", RelationshipType::kGdap, adatum, kContoso, "",  ExportedStatus::kActive,
        {},       {kHelpdeskRole},         {},     false,    true};
    gdap.assignments.push_back({kHelpdesk, {kHelpdeskRole}});
    b.add_relationship(gdap);
    if (row.assignments) b.lack_assignments("gdap-1");
    b.incomplete(adatum).lacks_relationships = row.relationships;
    directory_ = b.build();
    EXPECT_EQ(standing(act("a", 0, "reset user password", kAlice, kElsewhere)), row.elsewhere);
    EXPECT_EQ(standing(act("b", 0, "reset user password", kBob)), row.bob);
    EXPECT_EQ(standing(act("c", 0, "reset user password")), "gdap active");
  }
}

TEST_F(Right, WhatGoesOnHasNotExpired) {
  Record& expired = record(kHr, kContoso, "partner.audit", "granular_admin_relationship_expired");
  expired.partner = kAdatum;
  log(expired);
  EXPECT_EQ(standing(act("a", 2 * kHr, "reset user password")), "gdap active")
      << "the one on record ends days later: an older one has expired";
  expired.time = kMonday + 10 * kDayNs - kHr;
  log(expired);
  EXPECT_EQ(standing(act("b", 10 * kDayNs - kMin, "reset user password")), "gdap expired expired");
}

// A customer with all rights at once: GDAP for the helpdesk, DAP and the foreign principal for the
// administrators.
class AllRights : public Agreed {
 protected:
  AllRights() { know({}); }

  struct Also {
    bool dap = true, aobo = true;
    Validity assignment = {};  // of the helpdesk's roles
    bool bob_deleted = false;
    Guid dap_group = kAdmins;
  };
  void know(Also also) {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    const Validity bobs = also.bob_deleted ? Validity{0, kMonday + kDayNs} : Validity{};
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", bobs, false, also.bob_deleted});
    b.add_group(adatum, kAdmins, "AdminAgents");
    b.add_group(adatum, kHelpdesk, "Helpdesk");
    b.add_member(kHelpdesk, kAlice, {});
    if (also.bob_deleted) {
      b.know_members(kAdmins);
    } else {
      b.add_member(kAdmins, kBob, {kMonday, Validity{}.to});
    }
    b.add_customer(kFabrikam, "Fabrikam");
    b.add_subscription(kSubscription, kFabrikam);
    const auto add = [&](const char* id, RelationshipType type, AccessAssignment assignment) {
      Relationship r{id, type, adatum, kFabrikam, "",  ExportedStatus::kActive,
                     {}, {},   {},     false,     true};
      r.assignments.push_back(std::move(assignment));
      b.add_relationship(std::move(r));
    };
    add("gdap", RelationshipType::kGdap, {kHelpdesk, {kHelpdeskRole}, also.assignment});
    if (also.dap) add("dap", RelationshipType::kDap, {also.dap_group, {}, {}});
    if (also.aobo) add("aobo", RelationshipType::kAobo, {kAdmins, {}, {}});
    directory_ = b.build();
  }
  Record& does(TimeNs at, const Guid& person, std::string_view operation = "reset user password") {
    return act("a", at, operation, person, kFabrikam);
  }
  Record& starts_machine(TimeNs at, const Guid& person) {
    Record& r = technician(
        record(at, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/start/action"),
        person);
    r.subscription = kSubscription;
    r.actor.principal = kAdmins;
    r.actor.principal_type = "ForeignGroup";
    return r;
  }
};

TEST_F(AllRights, AllThatHoldAreWeighedBeforeOneIsMissed) {
  EXPECT_EQ(standing(does(0, kAlice)), "gdap active dap-beside-gdap");
  EXPECT_EQ(standing(does(0, kBob)), "dap active dap-beside-gdap")
      << "he is in no group of GDAP, and an administrator by DAP";
  EXPECT_EQ(verdict(does(0, kBob)), "none");
  EXPECT_EQ(standing(does(-kMin, kBob)), "gdap active no-group dap-beside-gdap")
      << "before he was in AdminAgents neither gave him anything";
  EXPECT_EQ(standing(does(0, kAlice, "add member to role")),
            "gdap active role-not-granted dap-beside-gdap");
  know({.dap = false});
  EXPECT_EQ(standing(does(0, kBob)), "gdap active no-group")
      << "the foreign principal gives nothing in Entra";
  EXPECT_EQ(standing(sign_in("s", 0, kBob, kFabrikam)), "aobo active")
      << "an entry may be meant for Azure";
  EXPECT_EQ(standing(sign_in("s", -kMin, kBob, kFabrikam)), "gdap active no-group");
  know({.dap_group = kHelpdesk});
  EXPECT_EQ(standing(does(0, kAlice, "add member to role")), "dap active dap-beside-gdap")
      << "GDAP does not give her the role, DAP gives every one";
}

TEST_F(AllRights, OfSeveralRelationshipsOneSuffices) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
  for (const auto& [group, member] : {std::pair{kHelpdesk, kAlice}, {kAdmins, kBob}}) {
    b.add_group(adatum, group, "group");
    b.add_member(group, member, {});
    Relationship r{group.text(), RelationshipType::kGdap,
                   adatum,       kFabrikam,
                   "",           ExportedStatus::kActive,
                   {},           {},
                   {},           false,
                   true};
    r.assignments.push_back({group, {kHelpdeskRole}, {}});
    b.add_relationship(r);
  }
  directory_ = b.build();
  EXPECT_EQ(standing(does(0, kBob)), "gdap active");
  EXPECT_EQ(case_.standing.relationship->id, kAdmins.text());
  EXPECT_EQ(standing(does(0, kBob, "add member to role")), "gdap active role-not-granted");
}

TEST_F(AllRights, AnAssignmentThatIsOverGivesNoRight) {
  know({.dap = false, .aobo = false, .assignment = {0, kMonday + kHr}});
  EXPECT_EQ(standing(does(kHr - 1, kAlice)), "gdap active");
  EXPECT_EQ(standing(does(kHr, kAlice)), "gdap active no-group");
  EXPECT_EQ(verdict(does(kHr, kAlice)), "violation: role");
}

TEST_F(AllRights, MembershipBeforeItBeganIsAViolationInAzureToo) {
  EXPECT_EQ(standing(starts_machine(0, kBob)), "aobo active");
  EXPECT_EQ(standing(starts_machine(-kMin, kBob)), "aobo active no-group");
  EXPECT_EQ(verdict(starts_machine(-kMin, kBob)), "violation: role");
}

TEST_F(AllRights, OfADeletedAccountNothingIsSaidOfGroups) {
  know({.dap = false, .bob_deleted = true});
  EXPECT_EQ(standing(does(0, kBob)), "gdap active");
  EXPECT_EQ(standing(starts_machine(0, kBob)), "aobo active");
  EXPECT_EQ(standing(does(kDayNs, kBob)), "gdap active leaver");
  Record& left = record(kHr, kAdatum, "entra.audit", "remove member from group");
  left.target_group = kAdmins;
  left.target_member = kBob;
  log(left);
  EXPECT_EQ(standing(starts_machine(2 * kHr, kBob)), "aobo active no-group")
      << "the log tells of this one";
}

TEST_F(AllRights, WhatNobodyToldIsNotMissed) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
  b.add_group(adatum, kHelpdesk, "Helpdesk");
  Relationship r{"gdap", RelationshipType::kGdap,
                 adatum, kFabrikam,
                 "",     ExportedStatus::kActive,
                 {},     {},
                 {},     false,
                 true};
  r.assignments.push_back({kHelpdesk, {kHelpdeskRole}, {}});
  b.add_relationship(r);
  directory_ = b.build();
  EXPECT_EQ(standing(does(0, kBob)), "gdap active") << "its members are in no export";
}

TEST_F(AllRights, TheForeignPrincipalIsTakenAndGivenBack) {
  log(assignment("reader", kHr, false, kAdmins, kReader));
  EXPECT_EQ(standing(starts_machine(kHr, kBob)), "aobo active");
  log(assignment("d", 2 * kHr, false));
  EXPECT_EQ(standing(starts_machine(2 * kHr - 1, kBob)), "aobo active");
  EXPECT_EQ(standing(starts_machine(2 * kHr, kBob)), "aobo terminated terminated");
  EXPECT_EQ(verdict(starts_machine(2 * kHr, kBob)), "violation: relationship");
  restart();
  Record& elsewhere = starts_machine(2 * kHr, kBob);
  elsewhere.subscription = kOtherSubscription;
  EXPECT_EQ(standing(elsewhere), "aobo active") << "only that subscription was taken";
  log(assignment("w", 3 * kHr, true, kAdmins, kReader));
  EXPECT_EQ(standing(starts_machine(3 * kHr, kBob)), "aobo active");
  know({.dap = false, .aobo = false});
  fresh();
  EXPECT_EQ(standing(starts_machine(0, kBob)), "- -");
  log(assignment("w", kHr, true));
  EXPECT_EQ(standing(starts_machine(kHr, kBob)), "aobo active") << "that no export knows of yet";
  EXPECT_EQ(standing(sign_in("s", kHr, kBob, kFabrikam)), "aobo active");
  log(assignment("d", 2 * kHr, false));
  EXPECT_EQ(standing(sign_in("s", 2 * kHr, kBob, kFabrikam)), "gdap active no-group");
}

TEST_F(Right, DapBesideGdapIsAFindingAndAViolationWhereThatIsChosen) {
  Record& added = own_user("x", 0, "add partner to company");
  added.target_id = text(kAdatum.text());
  log(added);
  EXPECT_EQ(standing(act("a", kMin, "reset user password")), "gdap active dap-beside-gdap");
  EXPECT_EQ(verdict(act("b", kMin, "reset user password")), "none");
  agree("policy: {dap_beside_gdap: violation}\n");
  EXPECT_EQ(verdict(act("c", kMin, "reset user password")), "violation: relationship");
}

TEST_F(Right, AForeignGroupThatNoExportHoldsAndALighthouseNobodyKnows) {
  Record& azure =
      record(0, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/start/action");
  azure.subscription = kSubscription;
  azure.actor.principal = Guid{4, 77};
  azure.actor.principal_type = "ForeignGroup";
  EXPECT_EQ(standing(azure), "- - group-unknown");
  EXPECT_EQ(verdict(azure), "violation: relationship");
}

// ---- roles, as Microsoft's permissions reference gives them

TEST(RoleNeeds, WhoMayDoWhat) {
  constexpr Guid kAuthentication{0xc4e39bd9110046d3, 0x8c65fb160da0071f},
      kSharePoint{0xf28a1f50f6e74571, 0x818b6a12f2af6b6c},
      kExchange{0x29232cdf932342fd, 0xade21d097af3e4de},
      kTeams{0x6909124620e84a56, 0xaa4d066075b2a7a8},
      kIntune{0x3a2c62db5318420d, 0x8d7423affee5d9d5},
      kWriters{0x9360feb5f4184baa, 0x8175e2a00bac4301},
      kLicense{0x4d6ac14f345341d0, 0xbef9a3e0c569773a},
      kReaders{0x88d8e3e38f554a1e, 0x953a9b9898b8876b}, kNew{1, 2};
  struct Row {
    Guid role;
    std::vector<std::string_view> may, may_not;
  };
  for (const Row& row : {
           Row{kSharePoint, {"sitecollectionadminadded", "add group"}, {"reset user password"}},
           Row{kExchange,
               {"new-managementroleassignment", "add-rolegroupmember", "new-transportrule",
                "add member to group", "update group", "delete group", "add owner to group"},
               {"add user", "add member to role"}},
           Row{kTeams, {"add group", "remove member from group"}, {"change user license"}},
           Row{kAuthentication,
               {"update user", "delete user", "restore user", "disable account", "enable account",
                "create temporary access pass method for user"},
               {"add user", "add conditional access policy", "update policy",
                "set federation settings on domain"}},
           Row{kIntune, {"update user", "add group", "create deviceconfiguration"}, {"add user"}},
           Row{kWriters,
               {"update user", "add user", "disable account", "enable account",
                "change user license", "add group", "add member to group"},
               {"delete group", "reset user password"}},
           Row{kLicense, {"change user license", "update user"}, {"add user", "add group"}},
           Row{kHelpdeskRole,
               {"reset user password"},
               {"create temporary access pass method for user", "add member to role"}},
           Row{kReaders, {"what nobody lists"}, {"update user", "update group"}},
           Row{kNew, {"add member to role", "update user", "delete group"}, {}},
       }) {
    for (const std::string_view operation : row.may)
      EXPECT_TRUE(roles_allow({row.role}, operation)) << row.role.text() << ' ' << operation;
    for (const std::string_view operation : row.may_not)
      EXPECT_FALSE(roles_allow({row.role}, operation)) << row.role.text() << ' ' << operation;
  }
  EXPECT_TRUE(roles_allow({kReaders, kNew}, "update user")) << "what a new role may, nobody knows";
  EXPECT_TRUE(roles_allow({kReaders, kLicense}, "change user license"));
}

// ---- what is wrong with a policy

TEST_F(Agreed, MistakesSayWhereAndWhatIsExpected) {
  struct Row {
    const char* yaml;
    const char* error;
  };
  for (const Row& row : {
           Row{"policy: {unlisted: never}\n",
               ":1:20: unlisted must be allow, deny or none, found \"never\""},
           Row{"policy: {else: 1}\n",
               ":1:10: policy has no key \"else\"; expected one of unlisted, dap_beside_gdap, "
               "pim_default, check_out_max"},
           Row{"policy: {pim_default: long}\n",
               ":1:23: pim_default must be a span of time like 30m, 8h or 2d, found \"long\""},
           Row{"calendars:\n  a: {zone: Mars/Base}\n",
               ":2:13: zone \"Mars/Base\" is not in this machine's time zone data "
               "(/usr/share/zoneinfo); expected a name like Europe/Zurich or UTC"},
           Row{"calendars:\n  a: {days: [someday]}\n",
               ":2:13: days must hold mon, tue, wed, thu, fri, sat, sun, found \"someday\""},
           Row{"calendars:\n  a: {from: 25h}\n",
               ":2:13: from must be a time of day like \"08:30\" (in quotes), found \"25h\""},
           Row{"calendars:\n  a: {except: [xmas]}\n",
               ":2:15: except must hold dates like 2026-12-25, found \"xmas\""},
           Row{"customer_groups:\n  gold: [Nobody]\n",
               ":2:3: no customer \"Nobody\" by name, domain or tenant id; customers are those of "
               "the exports and of customers"},
           Row{"scopes:\n  - {name: x}\n",
               ":2:5: scope \"x\" has no who; everybody is a possible value"},
           Row{"scopes:\n  - {name: x, who: [zed@adatum.example]}\n",
               ":2:20: no person, group or partner \"zed@adatum.example\"; expected a UPN, a "
               "group's name, an id, partner:NAME, app:ID or everybody"},
           Row{"scopes:\n  - {name: x, who: everybody, hours: night}\n",
               ":2:38: no calendar \"night\" stands under calendars"},
           Row{"scopes:\n  - {name: x, who: everybody, needs: luck}\n",
               ":2:38: needs must be ticket or window, found \"luck\""},
           Row{"scopes:\n  - {name: x, who: everybody, workloads: [post]}\n",
               ":2:42: no workload \"post\"; expected one of entra, exchange, sharepoint, "
               "onedrive, teams, purview, azure, intune, graph, "
               "partner-center, vault"},
           Row{"scopes: []\npolicy: {unlisted: allow}\nscopes: []\n",
               ":3:1: key \"scopes\" stands twice in aobo.yaml, first in line 1; put all of it "
               "under one"},
           Row{"policy: {unlisted: allow, unlisted: deny}\n",
               ":1:27: key \"unlisted\" stands twice in policy, first in line 1; put all of it "
               "under one"},
           Row{"operation_sets:\n  a: [x]\n  b: [x]\n  a: [y]\n",
               ":4:3: key \"a\" stands twice in operation_sets, first in line 2; put all of it "
               "under one"},
           Row{"calendars:\n  a: {from: \"08:00\"}\n  a: {from: \"09:00\"}\n",
               ":3:3: key \"a\" stands twice in calendars, first in line 2; put all of it under "
               "one"},
           Row{"scopes:\n  - {name: x, who: everybody}\n  - {name: x, who: everybody}\n",
               ":3:12: scopes: a second entry of x, the first stands in line 2; put all of it into "
               "one"},
           Row{"scopes:\n  - {name: x, who: everybody, operations: [licence, pasword]}\n",
               ":2:53: no operation set \"pasword\"; did you mean password? An operation of that "
               "name goes into operation_sets"},
           Row{"scopes:\n  - {name: x, who: everybody, operations: Password}\n",
               ":2:43: no operation set \"Password\"; did you mean password? An operation of that "
               "name goes into operation_sets"},
           Row{"operation_sets: {clean-up: [x]}\nscopes:\n  - {name: x, who: everybody, "
               "operations: [clean_up]}\n",
               ":3:44: no operation set \"clean_up\"; did you mean clean-up? An operation of that "
               "name goes into operation_sets"},
           Row{"scopes:\n  - {name: x, who: everybody, operations: [rest user password]}\n",
               ":2:44: no operation set \"rest user password\"; did you mean reset user password? "
               "An operation of that name goes into operation_sets"},
       }) {
    const auto loaded = load(row.yaml);
    ASSERT_FALSE(loaded.ok()) << row.yaml;
    EXPECT_EQ(loaded.error().message, folder_.path() + "/aobo.yaml" + row.error) << row.yaml;
  }
}

// What no table holds, an installation may have all the same.
TEST_F(Agreed, OperationsThatNoTableHoldsAreTaken) {
  for (const std::string operation :
       {"password", "reset user password", "Reset User Password", "get-mailbox", "Get-Mailbox",
        "microsoft.storage/storageaccounts/write", "check-out", "sign-in", "edit", "reset *",
        "pasword*", "delete device"}) {
    const auto loaded = load(
        ("scopes:\n  - {name: x, who: everybody, operations: [\"" + operation + "\"]}\n").c_str());
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
  }
  // The way to say that a slip is none.
  const auto loaded = load(
      "operation_sets: {own: [pasword]}\nscopes:\n  - {name: x, who: everybody, operations: "
      "[own]}\n");
  EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
}

// ---- calendars

TEST(CalendarTest, DaylightSavingIsThatOfThePlace) {
  Calendar::Hours hours;
  hours.from_minute = 8 * 60;
  hours.to_minute = 18 * 60;
  const auto zurich = Calendar::make("Europe/Zurich", hours);
  ASSERT_TRUE(zurich.ok()) << zurich.error().message;
  EXPECT_TRUE(zurich->holds(*parse_time("2026-03-28T07:00:00Z"))) << "08:00 in winter";
  EXPECT_FALSE(zurich->holds(*parse_time("2026-03-28T06:59:59Z")));
  EXPECT_TRUE(zurich->holds(*parse_time("2026-03-29T06:00:00Z")))
      << "08:00 on the first day of summer time";
  EXPECT_FALSE(zurich->holds(*parse_time("2026-03-29T16:00:00Z"))) << "18:00";
  EXPECT_FALSE(zurich->holds(*parse_time("2026-10-25T06:59:59Z")))
      << "07:59 on the first day of winter time";
  EXPECT_TRUE(zurich->holds(*parse_time("2026-10-25T16:59:59Z")));
}

TEST(CalendarTest, HoursOverMidnightBelongToTheDayTheyBegan) {
  Calendar::Hours hours;
  hours.days = 1 << 4;  // Friday
  hours.from_minute = 22 * 60;
  hours.to_minute = 6 * 60;
  const auto night = Calendar::make("UTC", hours);
  EXPECT_TRUE(night->holds(*parse_time("2026-03-06T22:00:00Z")));
  EXPECT_TRUE(night->holds(*parse_time("2026-03-07T05:59:59Z")));
  EXPECT_FALSE(night->holds(*parse_time("2026-03-07T06:00:00Z")));
  EXPECT_FALSE(night->holds(*parse_time("2026-03-06T05:00:00Z"))) << "Thursday's night";
}

TEST(OperationSets, PolicyMdListsThemAndTheFindings) {
  std::ifstream file(std::string(test::kSourceDir) + "/docs/policy.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  std::string sets;
  for (const OperationSetRow& row : known_operation_sets()) {
    sets += fmt::format("- `{}`, {}: {}\n", row.name, row.text, fmt::join(row.operations, ", "));
  }
  EXPECT_NE(page.find("<!-- operation sets -->\n" + sets), std::string::npos) << sets;
  std::string flaws;
  for (const Flaw& flaw : known_flaws()) {
    flaws += fmt::format("| `{}` | {} | {} |\n", flaw.name,
                         flaw.violation ? name(*flaw.violation) : "–", flaw.text);
  }
  EXPECT_NE(page.find(flaws), std::string::npos) << flaws;
}

TEST(OperationSets, AStarStandsForAnything) {
  EXPECT_TRUE(operation_matches("microsoft.*/write", "microsoft.compute/virtualmachines/write"));
  EXPECT_TRUE(operation_matches("*", ""));
  EXPECT_TRUE(operation_matches("Add User", "add user"));
  EXPECT_FALSE(operation_matches("add user", "add user group"));
  EXPECT_FALSE(operation_matches("get *messages*", "get /v1.0/users"));
  EXPECT_TRUE(operation_matches("get *messages*", "get /v1.0/users/{id}/messages"));
  EXPECT_TRUE(operation_matches("*a*b", "xaxbxb"));
}

}  // namespace
}  // namespace aobo::test
