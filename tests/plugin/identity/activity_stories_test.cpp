// A change of a directory that has several records, of which one does not show who made it.
#include "tests/plugin/identity/story.h"

namespace aobo {
namespace {

constexpr std::string_view kRequest = "c1111111-1111-4111-8111-111111111111";
constexpr std::string_view kOtherRequest = "c2222222-2222-4222-8222-222222222222";

class TwoRecords : public Story {
 protected:
  // Entra's own record, which shows the technician.
  static Record shown(TimeNs after, const Guid& person) {
    Record r = technician(after, person);
    r.correlation = kRequest;
    return r;
  }
  // The unified log's copy, which does not.
  static Record copy(TimeNs after, std::string_view actor = "Adatum technician") {
    Record r = at(after, kContoso, "m365.audit");
    r.workload = "AzureActiveDirectory";
    r.correlation = kRequest;
    r.actor.text = actor;
    r.actor.puid = 0x10033FFF80000000;
    return r;
  }
  std::vector<std::string> evidence() const {
    std::vector<std::string> lines;
    for (const Proof& proof : answer_.evidence) lines.push_back(text(proof));
    return lines;
  }
  void is_renamed(TimeNs after, std::string_view before, std::string_view since) {
    const std::string id = kAlice.text();
    Record r = at(after, kAdatum);
    r.target_id = id;
    r.changes = {{"UserPrincipalName", before, since}};
    told(r);
  }
  // What the record that came as the nth taught is taken back.
  void is_withdrawn(std::size_t nth) {
    const Case& c = cases_.at(nth);
    evidence_.take_back(c.record(), lesson_of(c, evidence_), c.number);
  }
};
using Lines = std::vector<std::string>;

TEST_F(TwoRecords, WhoIsNotShownIsWhomTheOtherRecordNames) {
  EXPECT_EQ(told(copy(0)), "nobody unknown ");
  told(shown(kSecondNs, kAlice));
  for (const char* actor : {"Adatum technician", "Not Available", ""}) {
    EXPECT_EQ(told(copy(kSecondNs, actor)), "Alice gdap strong by activity") << actor;
    EXPECT_TRUE(answer_.is_partner);
    EXPECT_EQ(answer_.partner->name, "Adatum");
    EXPECT_EQ(evidence(),
              Lines{"activity: another record of the same change, correlation id "
                    "c1111111-1111-4111-8111-111111111111, names alice@adatum.example"});
  }
}

TEST_F(TwoRecords, WhatFailedToo) {
  Record failed = shown(0, kAlice), its_copy = copy(0);
  failed.outcome = its_copy.outcome = Outcome::kFailure;
  told(failed);
  EXPECT_EQ(told(its_copy), "Alice gdap strong by activity");
}

// One request may make several changes, also those of several people.
TEST_F(TwoRecords, AnotherTargetResultOrDayIsAnotherChange) {
  const std::string one = Guid{7, 1}.text(), other = Guid{7, 2}.text();
  Record made = shown(0, kAlice);
  made.target_id = one;
  told(made);
  EXPECT_EQ(told(copy(0)), "Alice gdap strong by activity") << "what was changed is not shown";
  Record r = copy(0);
  r.target_id = one;
  EXPECT_EQ(told(r), "Alice gdap strong by activity");
  r.target_id = other;
  EXPECT_EQ(told(r), "nobody unknown ");
  r = copy(0);
  r.outcome = Outcome::kFailure;
  EXPECT_EQ(told(r), "nobody unknown ");
  EXPECT_EQ(told(copy(240 * kHour)), "nobody unknown ");
  made = shown(kSecondNs, kBob);
  made.target_id = other;
  told(made);
  r = copy(kSecondNs);
  r.target_id = other;
  EXPECT_EQ(told(r), "Bob gdap strong by activity");
  EXPECT_EQ(told(copy(kSecondNs)), "{Alice,Bob} gdap ambiguous by activity");
}

TEST_F(TwoRecords, AnotherRequestOperationOrTenantIsAnotherChange) {
  told(shown(0, kAlice));
  Record r = copy(0);
  r.correlation = kOtherRequest;
  EXPECT_EQ(told(r), "nobody unknown ");
  r = copy(0);
  r.operation = "delete user";
  EXPECT_EQ(told(r), "nobody unknown ");
  r = copy(0);
  r.tenant = r.log_tenant = kFabrikam;
  EXPECT_EQ(told(r), "nobody unknown ");
  r = copy(0);
  r.workload = "SharePoint";
  EXPECT_EQ(told(r), "nobody customer ") << "no change of the directory";
}

TEST_F(TwoRecords, WithoutAnIdNoTwoRecordsAreOfOneChange) {
  for (const char* none : {"", "not an id", "00000000-0000-0000-0000-000000000000"}) {
    Record entras = shown(0, kAlice), unified = copy(0);
    entras.correlation = unified.correlation = none;
    told(entras);
    EXPECT_EQ(told(unified), "nobody unknown ") << none;
  }
}

TEST_F(TwoRecords, ASignInsIdAndAzuresAreUsedAgain) {
  Record signed_in = sign_in(0, kContoso, {9, 1});
  signed_in.actor = technician(0, kAlice).actor;
  signed_in.operation = "update user";
  signed_in.correlation = kRequest;
  told(signed_in);
  EXPECT_EQ(told(copy(0)), "nobody unknown ");
  Record azure = aobo(0, kEmpty), azures_copy = aobo(0, kEmpty);
  azure.actor.home_object = kAlice;
  azure.actor.home_tenant = kAdatum;
  azure.correlation = azures_copy.correlation = kRequest;
  told(azure);
  EXPECT_EQ(told(azures_copy), "nobody aobo unresolved");
}

// Two people can share an id in a batch.
TEST_F(TwoRecords, WhoShowsSomebodyIsNotCalledAnother) {
  told(shown(0, kAlice));
  Record r = copy(0, "pat@contoso.example");
  r.actor.upn = r.actor.text;
  EXPECT_EQ(told(r), "nobody customer ");
  r = copy(0);
  r.actor.object = Guid{0x77, 1};
  EXPECT_EQ(told(r), "nobody customer ");
  r = copy(0);
  r.actor.home_object = kStranger;
  r.actor.home_object_source = ProvingKey::kTokenObjectId;
  EXPECT_EQ(told(r), "id 9 customer unknown by object-id");
  r = copy(0, "CONTOSO\\svc");
  EXPECT_EQ(told(r), "nobody customer ");
  r = copy(0);
  r.actor.name = "Some application";
  EXPECT_EQ(told(r), "nobody customer ");
}

TEST_F(TwoRecords, WhatAProgramDidNobodyElseDid) {
  told(shown(0, kAlice));
  Record r = copy(0);
  for (const ActorType type : {ActorType::kServicePrincipal, ActorType::kSystem}) {
    r.actor.type = type;
    EXPECT_EQ(told(r).substr(0, 7), "nobody ") << name(type);
    EXPECT_EQ(evidence(), Lines{}) << name(type);
  }
  r = copy(0);
  r.actor.microsoft = true;
  EXPECT_EQ(told(r), "nobody microsoft ");
}

TEST_F(TwoRecords, OfTwoPeopleUnderOneIdNeitherIsNamed) {
  told(shown(0, kAlice));
  told(shown(kSecondNs, kBob));
  EXPECT_EQ(told(copy(kSecondNs)), "{Alice,Bob} gdap ambiguous by activity");
  EXPECT_EQ(evidence(), Lines{"activity: another record of the same change, correlation id "
                              "c1111111-1111-4111-8111-111111111111, names 2 people"});
}

TEST_F(TwoRecords, WhomExactEvidenceDisagreesAboutAreBothPossible) {
  Record both = shown(0, kAlice);
  both.actor.object = kBob;
  EXPECT_EQ(told(both), "{Alice,Bob} gdap conflict by object-id");
  EXPECT_EQ(told(copy(0)), "{Alice,Bob} gdap ambiguous by activity");
}

TEST_F(TwoRecords, WhoIsInNoExportIsNobodyAndNoUserOfTheCustomers) {
  Record r = shown(0, kStranger);
  r.actor.home_tenant = kAdatum;
  EXPECT_EQ(told(r), "id 9 gdap unknown by token");
  EXPECT_EQ(told(copy(0)), "nobody gdap unresolved");
  EXPECT_EQ(answer_.partner->name, "Adatum");
  EXPECT_EQ(evidence(), Lines{"activity: another record of the same change, correlation id "
                              "c1111111-1111-4111-8111-111111111111, names somebody whom no "
                              "directory knows"});
  told(shown(0, kAlice));
  EXPECT_EQ(told(copy(0)), "{Alice} gdap ambiguous by activity");
  EXPECT_EQ(evidence(), Lines{"activity: other records of the same change, correlation id "
                              "c1111111-1111-4111-8111-111111111111, name alice@adatum.example, "
                              "and somebody whom no directory knows"});
}

TEST_F(TwoRecords, WhoIsStatedToBeAtHomeElsewhereItWasNot) {
  told(shown(0, kAlice));
  Record r = copy(0);
  r.actor.home_tenant = kProseware;
  r.actor.home_tenant_source = ProvingKey::kInitiatedByHomeTenantId;
  EXPECT_EQ(told(r), "nobody unknown unresolved");
  EXPECT_EQ(evidence(), Lines{"correlation id c1111111-1111-4111-8111-111111111111: not believed, "
                              "for " +
                              kProseware.text() + " is stated as the home tenant"});
  r.actor.home_tenant = kContoso;
  EXPECT_EQ(told(r), "nobody customer ");
  r.actor.home_tenant = kAdatum;
  EXPECT_EQ(told(r), "Alice gdap strong by activity");
}

TEST_F(TwoRecords, WhoIsCalledAnotherPartnersTechnicianItWasNot) {
  told(shown(0, kAlice));
  EXPECT_EQ(told(copy(0, "Proseware technician")), "nobody unknown ");
  EXPECT_EQ(evidence(), Lines{"correlation id c1111111-1111-4111-8111-111111111111: not believed, "
                              "for " +
                              kProseware.text() + " is stated as the home tenant"});
  EXPECT_EQ(told(copy(0, "Adatum Benelux technician")), "Alice gdap strong by activity")
      << "a name that is no known partner's speaks against nobody";
}

TEST_F(TwoRecords, AnIdOfTheRecordsOwnGoesBeforeAndTheOtherIsTold) {
  told(shown(0, kAlice));
  Record r = copy(0);
  r.actor.puid = 0x1003200012345602;
  EXPECT_EQ(told(r), "Bob gdap exact by puid");
  EXPECT_EQ(evidence(),
            (Lines{"puid: 1003200012345602 is this person's",
                   "activity: another record of the same change, correlation id "
                   "c1111111-1111-4111-8111-111111111111, names alice@adatum.example"}));
}

TEST_F(TwoRecords, ASessionThatIsAnothersLeavesBoth) {
  Record entry = sign_in(0, kContoso, {9, 1});
  entry.actor = technician(0, kBob).actor;
  entry.session = "5e550000-0000-4000-8000-000000000001";
  told(entry);
  told(shown(kSecondNs, kAlice));
  Record r = copy(kSecondNs);
  r.session = entry.session;
  EXPECT_EQ(told(r), "{Alice,Bob} gdap ambiguous by session");
}

TEST_F(TwoRecords, WhatANameAloneToldHoldsAsLongAsTheNameIsTheirs) {
  Record r = at(0, kContoso);
  r.correlation = kRequest;
  r.actor.upn = r.actor.text = "alice@adatum.example";
  EXPECT_EQ(told(r), "Alice gdap exact by upn");
  EXPECT_EQ(told(copy(0)), "Alice gdap strong by activity");
  is_renamed(kHour, "al@adatum.example", "alice@adatum.example");
  EXPECT_EQ(told(copy(0)).substr(0, 7), "nobody ") << "on Monday the name was somebody else's";
}

TEST_F(TwoRecords, TwoThatAreNamedSoDoNotHoldEachOtherUp) {
  told(shown(0, kAlice));
  EXPECT_EQ(told(copy(0)), "Alice gdap strong by activity");
  EXPECT_EQ(told(copy(0)), "Alice gdap strong by activity");
  is_withdrawn(0);
  EXPECT_EQ(told(copy(0)), "nobody unknown ");
}

// A tool's account is nobody, here as there.
TEST_F(TwoRecords, WhatAToolsAccountIsNamedForNamesNobodyElseEither) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  Person& tool = b.add_person(b.partner(kAdatum), {kBob, "rmm@adatum.example", "RMM", {}, false});
  b.add_tool_account(tool, {"Contoso RMM", {}});
  b.add_customer(kContoso, "Contoso");
  directory_ = b.build();
  told(shown(0, kBob));
  EXPECT_EQ(told(copy(0)), "nobody automation ");
  told(copy(0));
  is_withdrawn(0);
  EXPECT_EQ(told(copy(0)), "nobody unknown ");
}

}  // namespace
}  // namespace aobo
