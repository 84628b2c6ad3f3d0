// What the record itself says of the actor's home goes before what a group, a token or a name leads
// to.
#include "tests/plugin/identity/story.h"

#include <gtest/gtest.h>

namespace aobo {
namespace {

constexpr Guid kOther{1, 77};

class Home : public Story {
 protected:
  static Record with_token(TimeNs after, const Guid& token) {
    Record r = at(after, kContoso);
    r.token = token;
    return r;
  }
  Record bobs_sign_in(const Guid& request) {
    Record r = sign_in(0, kContoso, request);
    r.actor.home_object = kBob;
    r.actor.home_object_source = r.actor.delegated_source = ProvingKey::kUserHexUpn;
    r.actor.delegated_admin = true;
    r.session = "00000000-0000-0009-0000-000000000061";
    return r;
  }
  static void put_home(Record& entry, const Guid& home, ProvingKey source) {
    entry.actor.home_tenant = home;
    entry.actor.home_tenant_source = source;
  }
};

TEST_F(Home, OfAnotherTenantNoMemberOfTheGroupActed) {
  Record r = aobo(0, kOps);
  EXPECT_EQ(told(r), "Bob aobo strong by group");
  put_home(r, kOther, ProvingKey::kIdentityProviderClaim);
  EXPECT_EQ(told(r), "nobody aobo unresolved");
  EXPECT_EQ(text(answer_.evidence.front()),
            "group group: not believed, for 00000000-0000-0001-0000-00000000004d is stated as the "
            "home tenant");
  put_home(r, kAdatum, ProvingKey::kIdentityProviderClaim);
  EXPECT_EQ(told(r), "Bob aobo strong by group");
}

TEST_F(Home, OfAnotherTenantIsNobodyWithTheToken) {
  told(bobs_sign_in({9, 60}));
  Record deed = with_token(kHour, {9, 60});
  EXPECT_EQ(told(deed), "Bob gdap strong by session");
  put_home(deed, kOther, ProvingKey::kInitiatedByHomeTenantId);
  EXPECT_EQ(told(deed).substr(0, 6), "nobody");
  Record by_session = at(kHour, kContoso);
  by_session.session = "00000000-0000-0009-0000-000000000061";
  EXPECT_EQ(told(by_session), "Bob gdap strong by session");
  put_home(by_session, kOther, ProvingKey::kInitiatedByHomeTenantId);
  EXPECT_EQ(told(by_session).substr(0, 6), "nobody");
}

// A token is made by the tenant signed in to or by the home: one of neither is somebody else's.
TEST_F(Home, OfATokenOfAnUnknownTenantANameIsNobodys) {
  Record r = at(0, kFabrikam, "azure.activity");
  r.actor.upn = "alice@adatum.example";
  for (const Guid& tenant : {kFabrikam, kAdatum}) {
    put_home(r, tenant, ProvingKey::kTenantIdClaim);
    EXPECT_EQ(told(r).substr(0, 5), "Alice") << tenant.text();
  }
  put_home(r, kOther, ProvingKey::kTenantIdClaim);
  EXPECT_EQ(told(r).substr(0, 6), "nobody");
}

// What a name alone said of a sign-in is held against the names that are known when it is asked.
TEST_F(Home, ANameThatWasNeverHisMakesNoToken) {
  Record entered = sign_in(0, kContoso, {9, 70});
  entered.actor.upn = "bob@adatum.example";
  entered.session = "00000000-0000-0009-0000-000000000071";
  told(entered);
  const Record deed = with_token(kHour, {9, 70});
  Record by_session = at(kHour, kContoso);
  by_session.session = entered.session;
  EXPECT_EQ(told(deed), "Bob gdap strong by session");
  EXPECT_EQ(told(by_session), "Bob gdap strong by session");
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  b.add_person(b.partner(kAdatum), {kBob, "bob.old@adatum.example", "Bob", {}, false});
  b.add_customer(kContoso, "Contoso");
  directory_ = b.build();
  EXPECT_EQ(told(deed).substr(0, 6), "nobody");
  EXPECT_EQ(told(by_session).substr(0, 6), "nobody");
}

TEST_F(Home, WhatAnIdSaidOfASignInHoldsWhateverTheNamesAre) {
  told(bobs_sign_in({9, 60}));
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  b.add_person(b.partner(kAdatum), {kBob, "bob.old@adatum.example", "Bob", {}, false});
  b.add_customer(kContoso, "Contoso");
  directory_ = b.build();
  EXPECT_EQ(told(with_token(kHour, {9, 60})), "Bob unknown strong by session");
}

}  // namespace
}  // namespace aobo
