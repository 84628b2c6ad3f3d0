// What else a record, or one before it, says of the actor: other ids and names, other homes.
#include <gtest/gtest.h>

#include "tests/plugin/identity/story.h"

namespace aobo {
namespace {

constexpr Guid kGuestId{8, 1}, kOutside{1, 78}, kLocal{7, 0x77};
constexpr std::string_view kAsAlice = "user_00000000000000030000000000000001@contoso.example";

class Contradiction : public Story {
 protected:
  // A token of Adatum's own tenant, as Lighthouse shows it.
  static Record lighthouse(TimeNs after, const Guid& object) {
    Record r = at(after, kFabrikam, "azure.activity");
    r.actor.home_tenant = kAdatum;
    r.actor.home_tenant_source = ProvingKey::kTenantIdClaim;
    r.actor.object = r.actor.home_object = object;
    r.actor.home_object_source = ProvingKey::kObjectIdentifierClaim;
    return r;
  }
  // A sign-in that states the home, of somebody whom no export knows.
  static Record entry(TimeNs after, const Guid& home, const Guid& object) {
    Record r = sign_in(after, kContoso, {9, 90});
    r.actor.home_tenant = home;
    r.actor.home_tenant_source = ProvingKey::kHomeTenantId;
    r.actor.object = object;
    r.actor.text = "somebody";
    return r;
  }
};

TEST_F(Contradiction, TheIdsOfTwoPeopleNameNeither) {
  Record r = technician(0, kAlice);
  r.actor.object = kBob;
  EXPECT_EQ(told(r), "{Alice,Bob} gdap conflict by object-id");
  EXPECT_EQ(text(answer_.evidence.back()),
            "object-id: the record also holds 00000000-0000-0003-0000-000000000002, the object id "
            "of bob@adatum.example");
  r.actor.object = kStranger;  // one of the customer's own, perhaps
  EXPECT_EQ(told(r), "Alice gdap exact by object-id");
  r.actor.other_object = kBob;
  EXPECT_EQ(told(r), "{Alice,Bob} gdap conflict by object-id");
}

TEST_F(Contradiction, TheNamesOfTwoPeopleNameNeither) {
  Record r = at(0, kFabrikam, "azure.activity");
  r.actor.upn = "bob@adatum.example";
  EXPECT_EQ(told(r), "Bob dap exact by upn");
  r.actor.other_upn = "helpdesk@adatum.example";  // nobody's
  EXPECT_EQ(told(r), "Bob dap exact by upn");
  r.actor.other_upn = "alice@adatum.example";
  EXPECT_EQ(told(r), "{Alice,Bob} dap conflict by upn");
}

TEST_F(Contradiction, ATokensOwnIdRefutesItsNameAndTheMembersOfItsGroup) {
  Record r = lighthouse(0, kStranger);
  EXPECT_EQ(told(r), "id 9 lighthouse unknown by token");
  r.actor.upn = "bob@adatum.example";
  EXPECT_EQ(told(r), "id 9 lighthouse unknown by token");
  r.actor.principal = kOps;  // whose only member is Bob
  EXPECT_EQ(told(r).substr(0, 4), "id 9");
  r.actor.object = r.actor.home_object = kBob;
  EXPECT_EQ(told(r).substr(0, 9), "Bob light");
}

TEST_F(Contradiction, AHomeThatIsStatedOfAnIdGoesForOtherSpellingsOfItsName) {
  Record guest = at(kHour, kContoso);
  guest.actor.upn = "bob_adatum.example#EXT#@contoso.onmicrosoft.example";
  guest.actor.guest = true;
  guest.actor.object = kGuestId;
  EXPECT_EQ(told(guest), "Bob guest strong by upn");
  Record entered = entry(0, kOutside, kGuestId);
  entered.actor.upn = "bob@adatum.example";
  told(entered);
  EXPECT_EQ(told(guest), "nobody guest ");
}

TEST_F(Contradiction, AUserWhoWasMadeThereIsNoTechnician) {
  Record deed = technician(kHour, kAlice);
  deed.actor.upn = "user_00000000000000030000000000000001@contoso.example";
  EXPECT_EQ(told(deed), "Alice gdap exact by object-id");
  Record made = at(0, kContoso);
  made.operation = "add user";
  made.outcome = Outcome::kSuccess;
  made.actor.upn = "admin@contoso.example";
  made.target_name = "User_00000000000000030000000000000001@contoso.example";
  told(made);
  EXPECT_EQ(told(deed), "{Alice} gdap ambiguous by object-id") << "whose it is nobody shows";
  EXPECT_TRUE(answer_.others);
  deed.time = kMonday - 1;
  EXPECT_EQ(told(deed), "Alice gdap exact by object-id") << "before there was one";
}

// A user of Contoso's own, renamed into a name, and what it does under it.
class Renamed : public Contradiction {
 protected:
  Record renames(TimeNs after, std::string_view from, std::string_view to) {
    Record r = at(after, kContoso);
    r.outcome = Outcome::kSuccess;
    r.actor.upn = "admin@contoso.example";
    r.target_id = "00000000-0000-0007-0000-000000000077";
    r.changes = {{"UserPrincipalName", from, to}};
    return r;
  }
  static Record deletes(TimeNs after, std::string_view name) {
    Record r = at(after, kContoso);
    r.operation = "delete user";
    r.outcome = Outcome::kSuccess;
    r.target_id = "00000000-0000-0007-0000-000000000077";
    r.target_name = name;
    return r;
  }
  // In doubt from the renaming until that end.
  void until(const Record& end) {
    told(renames(0, "x@contoso.example", kAsAlice));
    told(end);
    Record deed = technician(kHour, kAlice);
    deed.actor.upn = kAsAlice;
    EXPECT_EQ(told(deed), "{Alice} gdap ambiguous by object-id");
    deed.time = kMonday + 3 * kHour;
    EXPECT_EQ(told(deed), "Alice gdap exact by object-id");
  }
};

TEST_F(Renamed, IntoATechnicianIsKnownByTheirId) {
  told(renames(0, "x@contoso.example", kAsAlice));
  Record deed = technician(kHour, kAlice);
  deed.actor.upn = kAsAlice;
  EXPECT_EQ(told(deed), "{Alice} gdap ambiguous by object-id");
  deed.actor.object = kLocal;
  EXPECT_EQ(told(deed), "nobody customer ");
  deed.actor.object = kAlice;
  EXPECT_EQ(told(deed), "Alice gdap exact by object-id") << "the local user has another id";
}

TEST_F(Renamed, IntoAGuestIsKnownByTheirId) {
  constexpr std::string_view kAsBob = "bob_adatum.example#EXT#@contoso.example";
  Record deed = at(kHour, kContoso);
  deed.actor.upn = kAsBob;
  deed.actor.guest = true;
  EXPECT_EQ(told(deed), "Bob guest strong by upn");
  told(renames(0, "x@contoso.example", kAsBob));
  EXPECT_EQ(told(deed), "{Bob} guest ambiguous by upn");
  deed.actor.object = kLocal;
  EXPECT_EQ(told(deed), "nobody guest ");
}

TEST_F(Renamed, AgainTheNameIsTheTechnicians) {
  until(renames(2 * kHour, kAsAlice, "x@contoso.example"));
}

TEST_F(Renamed, AndDeletedTheNameIsTheTechnicians) { until(deletes(2 * kHour, kAsAlice)); }

TEST_F(Renamed, AndDeletedUnderTheNameOfADeletedUser) {
  until(deletes(2 * kHour,
                "00000000000000070000000000000077user_00000000000000030000000000000001@"
                "contoso.example"));
}

TEST_F(Contradiction, AnotherPuidAtHomeIsAnothers) {
  Record guest = at(0, kContoso);
  guest.actor.upn = "bob_adatum.example#EXT#@contoso.example";
  guest.actor.guest = true;
  guest.actor.home_puid = 0x1003200012345602;
  EXPECT_EQ(told(guest), "Bob guest exact by puid");
  guest.actor.home_puid = 0x1003200012349999;
  EXPECT_EQ(told(guest), "nobody guest ");
  guest.actor.upn = "alice_adatum.example#EXT#@contoso.example";
  EXPECT_EQ(told(guest), "Alice guest strong by upn") << "of her no PUID is listed";
}

// A damaged row of Azure's: its subscription tells that the token is the customer's own.
TEST_F(Contradiction, ATokenOfTheTenantWhereItIsUsedIsNoUnknownPersonsOfAPartner) {
  Record deed = at(0, kFabrikam, "azure.activity");
  deed.tenant.reset();
  deed.subscription = kSubscription;
  deed.actor.upn = deed.actor.text = "rosa@fabrikam.example";
  deed.actor.object = deed.actor.home_object = kLocal;
  deed.actor.home_object_source = ProvingKey::kObjectIdentifierClaim;
  deed.actor.home_tenant = kFabrikam;
  deed.actor.home_tenant_source = ProvingKey::kTenantIdClaim;
  EXPECT_EQ(told(deed), "nobody customer ");
}

// A guest who was given another's name signs in; what is done with the token shows the PUID at
// home.
TEST_F(Contradiction, APuidOfSomebodyElsesRefutesAToken) {
  Record guest = sign_in(0, kFabrikam, {8, 71});
  guest.actor.upn = guest.actor.text = "bob@adatum.example";
  guest.actor.guest = true;
  EXPECT_EQ(told(guest), "Bob guest exact by upn");
  Record deed = at(kHour, kFabrikam, "azure.activity");
  deed.token = Guid{8, 71};
  deed.actor.text = "f4220cda";
  EXPECT_EQ(told(deed), "Bob dap strong by session");
  deed.actor.home_puid = 0x1003200012349999;
  EXPECT_EQ(told(deed), "nobody customer ");
}

TEST_F(Contradiction, AnUnknownTechniciansTokenIsStillThePartners) {
  told(entry(0, kProseware, kStranger));
  Record deed = at(kHour, kContoso, "graph.activity");
  deed.token = Guid{9, 90};
  deed.actor.text = "00000008";
  EXPECT_EQ(told(deed), "nobody unknown unresolved");
  EXPECT_EQ(answer_.partner_tenant, kProseware);
  Record by_id = at(2 * kHour, kContoso);
  by_id.actor.upn = "x@contoso.example";
  by_id.actor.object = kStranger;
  EXPECT_EQ(told(by_id), "nobody unknown unresolved");
  EXPECT_EQ(answer_.partner_tenant, kProseware);
  by_id.actor.object = kGuestId;  // of whom no sign-in tells
  EXPECT_EQ(told(by_id), "nobody customer ");
}

TEST_F(Contradiction, AnotherApplicationIsNotPartnerCenter) {
  Record ordered = at(0, kContoso, "partner.audit");
  ordered.operation = "update_customer_user";
  ordered.actor.upn = "alice@adatum.example";
  ordered.target_id = "user-1";
  told(ordered);
  Record deed = at(kSecondNs, kContoso);
  deed.actor.type = ActorType::kServicePrincipal;
  deed.target_id = "user-1";
  EXPECT_EQ(told(deed).substr(0, 7), "{Alice}") << "nothing is known of it";
  for (const std::string_view name : {"Partner Center", "microsoft partner center"}) {
    deed.actor.name = name;
    EXPECT_EQ(told(deed).substr(0, 5), "Alice") << name;
  }
  for (const std::string_view name : {"Workday", "Partner Center Helper", "Microsoft"}) {
    deed.actor.name = name;
    EXPECT_EQ(told(deed).substr(0, 6), "nobody") << name;
  }
}

TEST_F(Contradiction, WhatTheVaultRefusedLendsNothing) {
  told(vault(0, "alice@adatum.example", CheckOutAction::kRefused));
  EXPECT_EQ(told(shared(kHour)).substr(0, 6), "nobody");
  told(vault(2 * kHour, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(3 * kHour, "alice@adatum.example", CheckOutAction::kRefused));
  EXPECT_EQ(told(shared(4 * kHour)), "Alice shared-account strong by check-out");
}

}  // namespace
}  // namespace aobo
