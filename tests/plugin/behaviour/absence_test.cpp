// Absence: before it is said that somebody did not do a thing, all that may be it is looked for,
// and the log in which it would stand must be collected.
#include "tests/support/days.h"

namespace aobo::test {
namespace {

class Absence : public Days {
 protected:
  // Fabrikam's log of what is done is collected.
  void collect(const Guid& customer = kFabrikam) {
    log(own_user("own", -kHr, "update user", customer));
  }
  static Record& renewed(Record& sign_in) {
    sign_in.kind = "non-interactive";
    return sign_in;
  }
  Record& by_group(std::string_view id, TimeNs at, const Guid& group) {
    Record& r =
        record(at, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/start/action");
    r.id = id;
    r.subscription = kSubscription;
    r.actor.principal = group;
    r.actor.principal_type = "Group";
    return r;
  }
  Record& unresolved(Record& it) {
    it.actor = {};
    it.actor.type = ActorType::kUser;
    it.actor.delegated_admin = true;
    it.actor.home_tenant = kAdatum;
    it.actor.home_tenant_source = ProvingKey::kHomeTenantId;
    it.actor.text = "Adatum technician";
    return it;
  }
};

TEST_F(Absence, ADeedOfOneOfSeveralMayBeHers) {
  only_ = "silent_entry";
  collect();
  log(sign_in("s1", 0, kAlice, kFabrikam));
  log(sign_in("s2", 0, kCarol, kFabrikam));
  log(by_group("a1", 10 * kMin, kAdmins));
  ASSERT_EQ(case_.attribution.candidates.size(), 2U);
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 60m by Carol <carol@adatum.example> [s2]"});
}

TEST_F(Absence, ADeedOfNobodyKnownMayBeHersAndWithdrawsWhatWasSaid) {
  only_ = "silent_entry";
  collect();
  log(sign_in("s1", 0, kAlice, kFabrikam));
  log(unresolved(act("a1", 10 * kMin, "update user", kAlice, kFabrikam)));
  ASSERT_EQ(name(case_.attribution.confidence), "unresolved");
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{});
  only_ = {};
  log(sign_in("s2", 3 * kHr, kAlice, kFabrikam));
  wait_until(5 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 240m by Alice <alice@adatum.example> [s2]"});
  restart();
  log(unresolved(act("a2", 3 * kHr + kMin, "update user", kAlice, kFabrikam)));
  EXPECT_EQ(told(), Lines{"derived_withdrawn at 300m by Alice <alice@adatum.example> "
                          "[silent_entry:s2]"});
}

TEST_F(Absence, AnEntryOfNobodyKnownMayBeHersToo) {
  only_ = "silent_entry";
  collect(kContoso);
  log(unresolved(sign_in("s1", 0)));
  log(act("a1", 5 * kMin));
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{});
}

TEST_F(Absence, WithoutTheCustomersLogNobodyIsSaidToHaveDoneNothing) {
  only_ = "silent_entry";
  log(sign_in("s1", 0, kAlice, kElsewhere));
  log(sign_in("s2", 0, kBob, kContoso));
  wait_until(2 * kHr);
  log(own_user("late", 3 * kHr, "update user", kContoso));
  wait_until(4 * kHr);
  EXPECT_EQ(told(), Lines{}) << "of one there is no log, and the other's begins later";
  log(sign_in("s3", 100 * kHr, kBob, kContoso));
  wait_until(102 * kHr);
  EXPECT_EQ(told(), Lines{}) << "and it ended days ago";
}

TEST_F(Absence, ASessionThatRenewsItselfIsNoEntry) {
  only_ = "silent_entry";
  collect(kContoso);
  log(sign_in("s1", 0));
  log(act("a1", kMin));
  log(renewed(sign_in("r1", 10 * kHr)));
  restart();
  log(renewed(sign_in("r2", 33 * kHr)));
  wait_until(35 * kHr);
  EXPECT_EQ(told(), Lines{});
  log(renewed(sign_in("r3", 62 * kHr)));
  wait_until(64 * kHr);
  EXPECT_EQ(told(), Lines{"silent_entry at 3780m by Alice <alice@adatum.example> [r3]"})
      << "after more than a day it is another session";
}

TEST_F(Absence, OfACheckOutNothingIsSaidWhereNoLogTellsWhoSignsIn) {
  only_ = "checkout_unused";
  log(own_user("own", -kHr, "update user", kFabrikam));
  log(vault("o1", 0, CheckOutAction::kOut));
  log(vault("i1", kHr, CheckOutAction::kIn));
  wait_until(20 * kHr);
  EXPECT_EQ(told(), Lines{}) << "Entra's audit log tells no sign-in";
  log(sign_in("s1", 21 * kHr, kBob, kFabrikam));
  log(vault("o2", 22 * kHr, CheckOutAction::kOut));
  log(vault("i2", 23 * kHr, CheckOutAction::kIn));
  restart();
  wait_until(24 * kHr);
  EXPECT_EQ(told(), Lines{"checkout_unused at 1385m+ by Alice <alice@adatum.example> [o2,i2]"});
}

TEST_F(Absence, WhoComesByLighthouseSignsInAtHome) {
  only_ = "action_without_signin";
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
  b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
  b.add_group(adatum, kAdmins, "AdminAgents");
  b.add_member(kAdmins, kAlice, {});
  b.add_member(kAdmins, kBob, {});
  b.add_customer(kFabrikam, "Fabrikam");
  b.add_subscription(kSubscription, kFabrikam);
  b.add_relationship({"lh-1",
                      RelationshipType::kLighthouse,
                      adatum,
                      kFabrikam,
                      "",
                      ExportedStatus::kActive,
                      {},
                      {},
                      {},
                      false});
  directory_ = b.build();
  const auto at_home = [&](std::string_view id, TimeNs at, const Guid& person) -> Record& {
    Record& r = sign_in(id, at, person, kAdatum, kAdatum);
    r.actor = {};
    r.actor.type = ActorType::kUser;
    r.actor.object = person;
    r.actor.upn = r.actor.text = person == kAlice ? "alice@adatum.example" : "bob@adatum.example";
    return r;
  };
  const auto deed = [&](std::string_view id, TimeNs at, const Guid& person) -> Record& {
    Record& r = by_group(id, at, kAdmins);
    r.actor.home_object = person;
    r.actor.home_object_source = ProvingKey::kUserHexUpn;
    r.actor.home_tenant = kAdatum;
    r.actor.home_tenant_source = ProvingKey::kHomeTenantId;
    return r;
  };
  log(at_home("h0", 0, kAlice));
  log(renewed(at_home("n0", 0, kAlice)));
  log(deed("a1", kHr, kAlice));
  ASSERT_EQ(name(case_.attribution.path), "lighthouse");
  ASSERT_TRUE(case_.attribution.person);
  log(deed("b1", kHr, kBob));
  wait_until(3 * kHr);
  EXPECT_EQ(told(), Lines{"action_without_signin at 70m by Bob <bob@adatum.example> [b1]"});
}

TEST_F(Absence, ASignInOfNobodyKnownMayBeTheirs) {
  only_ = "action_without_signin";
  log(own_user("own", -kHr, "update user"));
  Record& first = sign_in("i0", 0);
  first.actor = {};
  first.actor.upn = first.actor.text = "pat@contoso.example";
  log(first);
  Record& second = renewed(sign_in("n0", 0));
  second.actor = first.actor;
  log(second);
  log(act("a0", kHr, "update user", kBob));
  wait_until(2 * kHr);
  EXPECT_EQ(told(), Lines{"action_without_signin at 70m by Bob <bob@adatum.example> [a0]"});
  log(unresolved(sign_in("s1", 30 * kHr)));
  log(act("a1", 30 * kHr + 5 * kMin));
  restart();
  wait_until(31 * kHr);
  EXPECT_EQ(told(), Lines{});
  log(act("a2", 31 * kHr + 30 * kMin));
  wait_until(33 * kHr);
  EXPECT_EQ(told(), Lines{"action_without_signin at 1900m by Alice <alice@adatum.example> [a2]"})
      << "by then it would have been renewed";
}

}  // namespace
}  // namespace aobo::test
