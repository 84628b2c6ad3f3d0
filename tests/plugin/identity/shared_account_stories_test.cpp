// Who stood behind a shared account: by the loan under which its session began, not by the one in
// which it was used.
#include <gtest/gtest.h>

#include "tests/plugin/identity/story.h"

namespace aobo {
namespace {

constexpr Guid kAccountsId{8, 0x51};
constexpr std::string_view kSession = "5e550000-0000-4000-8000-000000000001";
constexpr TimeNs kMin = 60 * kSecondNs;

class SharedAccount : public Story {
 protected:
  void lends(TimeNs from, TimeNs to, std::string_view person) {
    told(vault(from, person, CheckOutAction::kOut));
    told(vault(to, person, CheckOutAction::kIn));
  }
  static Record enters(TimeNs after) {
    Record r = shared(after);
    r.session = kSession;
    return r;
  }
  static Record acts(TimeNs after, std::string_view session = "") {
    Record r = at(after, kFabrikam);
    r.actor.upn = r.actor.text = kShared;
    r.session = session;
    return r;
  }
};

TEST_F(SharedAccount, ASessionThatBeganBeforeTheLoanIsNotTheBorrowers) {
  told(enters(0));
  lends(10 * kMin, kHour, "alice@adatum.example");
  EXPECT_EQ(told(acts(20 * kMin, kSession)), "nobody shared-account unresolved");
  EXPECT_EQ(told(acts(20 * kMin)), "Alice shared-account strong by check-out") << "not seen since";
  Record by_token = acts(20 * kMin);
  by_token.token = Guid{9, 0};  // the sign-in's own
  EXPECT_EQ(told(by_token), "nobody shared-account unresolved");
  EXPECT_EQ(told(enters(30 * kMin)), "nobody shared-account unresolved") << "it goes on";
  EXPECT_EQ(told(acts(40 * kMin)), "{Alice} shared-account ambiguous by check-out");
  EXPECT_EQ(told(acts(2 * kHour, kSession)), "nobody shared-account unresolved");
}

TEST_F(SharedAccount, ASessionIsWhoseLoanItBeganIn) {
  lends(0, kHour, "alice@adatum.example");
  told(enters(10 * kMin));
  lends(2 * kHour, 4 * kHour, "bob@adatum.example");
  EXPECT_EQ(told(acts(3 * kHour, kSession)), "Alice shared-account strong by session");
  EXPECT_EQ(told(acts(3 * kHour)), "Bob shared-account strong by check-out");
}

TEST_F(SharedAccount, WhileAnothersSessionGoesOnADeedWithoutOneMayBeEithers) {
  lends(0, kHour, "alice@adatum.example");
  told(enters(10 * kMin));
  lends(2 * kHour, 6 * kHour, "bob@adatum.example");
  told(enters(150 * kMin));
  EXPECT_EQ(told(acts(145 * kMin)), "Bob shared-account strong by check-out") << "before it";
  EXPECT_EQ(told(acts(155 * kMin)), "{Alice,Bob} shared-account ambiguous by check-out");
  EXPECT_EQ(told(acts(5 * kHour)), "Bob shared-account strong by check-out") << "its token is over";
}

TEST_F(SharedAccount, IsKnownByItsObjectIdOnceASignInShowedIt) {
  lends(0, kHour, "alice@adatum.example");
  Record deed = at(30 * kMin, kFabrikam, "graph.activity");
  deed.actor.object = kAccountsId;
  deed.actor.text = "00000008";
  EXPECT_EQ(told(deed), "nobody customer ");
  Record entry = enters(10 * kMin);
  entry.actor.object = kAccountsId;
  told(entry);
  EXPECT_EQ(told(deed), "Alice shared-account strong by check-out");
  deed.tenant = deed.log_tenant = kContoso;
  EXPECT_EQ(told(deed), "nobody customer ") << "elsewhere it is another's";
}

TEST_F(SharedAccount, TheEarlierSignInMayComeLater) {
  lends(10 * kMin, kHour, "alice@adatum.example");
  EXPECT_EQ(told(acts(20 * kMin, kSession)), "Alice shared-account strong by check-out");
  const Record deed = acts(20 * kMin, kSession);
  evidence_.take_changed();
  told(enters(0));
  EXPECT_TRUE(asks_again(deed));
  EXPECT_EQ(told(deed), "nobody shared-account unresolved");
}

// Whoever has a mail address or a name like the account's in a tenant of their own.
TEST_F(SharedAccount, IsNotWhoeverBearsItsNameAtHomeElsewhere) {
  lends(0, kHour, "alice@adatum.example");
  Record claims = at(10 * kMin, kFabrikam, "azure.activity");
  claims.actor.upn = claims.actor.text = kShared;
  EXPECT_EQ(told(claims), "Alice shared-account strong by check-out");
  claims.actor.home_tenant = Guid{9, 9};
  claims.actor.home_tenant_source = ProvingKey::kIdentityProviderClaim;
  EXPECT_EQ(told(claims), "nobody guest ");
  claims.actor.home_tenant = kFabrikam;
  EXPECT_EQ(told(claims), "Alice shared-account strong by check-out");
  Record mail = at(10 * kMin, kFabrikam, "azure.activity");
  mail.actor.upn = mail.actor.text = kShared;
  mail.actor.home_provider = "live.com";
  mail.actor.guest = true;
  EXPECT_EQ(told(mail), "nobody guest ");
  Record crossing = enters(20 * kMin);
  crossing.actor.home_tenant = Guid{9, 9};
  crossing.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  EXPECT_EQ(told(crossing), "nobody unknown ");
  Record elsewhere = at(30 * kMin, kContoso, "entra.signin");
  elsewhere.actor.upn = elsewhere.actor.text = kShared;
  elsewhere.actor.home_tenant = kFabrikam;
  elsewhere.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  EXPECT_EQ(told(elsewhere), "Alice shared-account strong by check-out") << "itself, as a guest";
}

// A sign-in minutes before a check-out is by the clocks nobody's: a leaked password signs in so
// too. What is done in that session while somebody has the password rests on the loan, and is
// theirs.
TEST_F(SharedAccount, ASignInMinutesBeforeTheLoanWaitsForWhatIsDoneInIt) {
  told(enters(0));
  lends(3 * kMin, kHour, "alice@adatum.example");
  EXPECT_EQ(told(enters(0)), "nobody shared-account unresolved");
  EXPECT_EQ(told(acts(2 * kMin, kSession)), "nobody shared-account unresolved") << "not yet lent";
  EXPECT_EQ(told(acts(10 * kMin, kSession)), "Alice shared-account strong by check-out");
  EXPECT_EQ(told(enters(10 * kMin)), "Alice shared-account strong by check-out") << "it goes on";
}

// A vault that knows people by their accounts in Active Directory.
class AccountNames : public SharedAccount {
 protected:
  AccountNames() {
    DirectoryBuilder builder;
    builder.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = builder.partner(kAdatum);
    const Validity gone{0, kMonday - kDayNs};
    add(builder, kAlice, "alice@adatum.example", "Alice",
        {"aarcher", "corp.adatum.example", "alice"});
    add(builder, kBob, "bob@adatum.example", "Bob", {"bbaker", "corp.adatum.example", "help"});
    add(builder, {3, 4}, "aarcher@adatum.example", "Dan", {"dan", "lab.adatum.example", "dan"});
    builder.add_person(
        adatum, {{3, 5}, "eve@adatum.example", "Eve", gone, false, true, {"bbaker", "", ""}});
    add(builder, {3, 6}, "fay@adatum.example", "Fay", {"help", "corp.adatum.example", "fay"});
    builder.add_shared_account({std::string(kShared), kFabrikam, {}, "vault-fabrikam", adatum});
    directory_ = builder.build();
  }
  static void add(DirectoryBuilder& builder, const Guid& id, const char* upn, const char* name,
                  const AccountName& account) {
    builder.add_person(builder.partner(kAdatum), {id, upn, name, {}, false, false, account});
  }
  static Record moves(TimeNs after, std::string_view who, CheckOutAction action) {
    Record r = vault(after, who, action);
    r.actor.upn = {};
    r.actor.text = who;
    return r;
  }
  std::string takes_out(std::string_view who) { return told(moves(0, who, CheckOutAction::kOut)); }
};

TEST_F(AccountNames, ArePeoplesWhereTheExportTellsWhoseTheyAre) {
  EXPECT_EQ(takes_out("CORP\\aarcher"), "Alice shared-account strong by upn");
  EXPECT_EQ(text(answer_.evidence.at(0)),
            "upn: CORP\\aarcher is the account name of one person at home");
  EXPECT_EQ(takes_out("corp.adatum.example\\AArcher"), "Alice shared-account strong by upn");
  EXPECT_EQ(takes_out("bbaker"), "Bob shared-account strong by upn") << "Eve had it, and has left";
  EXPECT_EQ(takes_out("alice"), "Alice shared-account strong by upn") << "her nickname";
}

TEST_F(AccountNames, OfAnotherDomainOrOfSeveralNameNobody) {
  EXPECT_EQ(takes_out("LAB\\aarcher"), "nobody shared-account unresolved");
  EXPECT_EQ(takes_out("\\aarcher"), "nobody shared-account unresolved");
  EXPECT_EQ(takes_out("CORP\\LAB\\aarcher"), "nobody shared-account unresolved");
  EXPECT_EQ(takes_out("CORP\\alice"), "nobody shared-account unresolved") << "no account of hers";
  EXPECT_EQ(takes_out("zoe"), "nobody shared-account unresolved");
  EXPECT_EQ(takes_out("eve"), "nobody shared-account unresolved") << "a name in Entra alone";
  EXPECT_EQ(takes_out("help"), "{Bob,Fay} shared-account ambiguous by upn");
  EXPECT_EQ(takes_out("aarcher"), "{Dan,Alice} shared-account ambiguous by upn")
      << "Dan is called so in Entra";
}

TEST_F(AccountNames, ALoanUnderOneEndsAndNamesAsAnyOther) {
  told(moves(0, "CORP\\aarcher", CheckOutAction::kOut));
  EXPECT_EQ(told(acts(10 * kMin)), "Alice shared-account strong by check-out");
  told(moves(20 * kMin, "alice", CheckOutAction::kIn));
  EXPECT_EQ(told(acts(40 * kMin)), "nobody shared-account unresolved");
}

TEST_F(AccountNames, WhatNobodyKnowsKeepsALoanInDoubt) {
  lends(0, 5 * kHour, "alice@adatum.example");
  told(moves(kHour, "CORP\\zoe", CheckOutAction::kOut));
  EXPECT_EQ(told(acts(2 * kHour)), "{Alice} shared-account ambiguous by check-out");
}

// Windows' own accounts and machines take a password back as the vault does; people of a domain may
// have relieved somebody of it.
TEST_F(AccountNames, OnlyMachinesEndAllLoans) {
  constexpr const char* kMachines[] = {"vault", "CORP\\vault01$", "NT AUTHORITY\\SYSTEM"};
  for (int i = 0; i < 3; ++i) {
    const TimeNs from = i * kDayNs;
    told(vault(from, "bob@adatum.example", CheckOutAction::kOut));
    told(moves(from + kHour, kMachines[i], CheckOutAction::kIn));
    EXPECT_EQ(told(acts(from + 2 * kHour)), "nobody shared-account unresolved") << kMachines[i];
  }
  told(vault(4 * kDayNs, "bob@adatum.example", CheckOutAction::kOut));
  told(moves(4 * kDayNs + kHour, "CORP\\zoe", CheckOutAction::kIn));
  EXPECT_EQ(told(acts(4 * kDayNs + 2 * kHour)), "{Bob} shared-account ambiguous by check-out");
}

}  // namespace
}  // namespace aobo
