// Rights on subscriptions: each group's are its own, and what is given above them holds in them;
// and GDAP as the customer's own log shows it.
#include "tests/support/agreed.h"

namespace aobo::test {
namespace {

constexpr Guid kOther{4, 7};
constexpr std::string_view kManagementGroup =
    "/providers/microsoft.management/managementgroups/mg1/providers/microsoft.authorization/"
    "roleassignments/x";

class RightsOnAzure : public Agreed {
 protected:
  Record& start(std::string_view id, TimeNs at, const Guid& group) {
    Record& r =
        record(at, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/start/action");
    r.id = id;
    r.subscription = kSubscription;
    r.actor.principal = group;
    r.actor.principal_type = "ForeignGroup";
    return r;
  }
  Record& above(std::string_view id, TimeNs at, bool added) {
    Record& r = assignment(id, at, added, kAdmins, kOwner, kManagementGroup);
    r.subscription.reset();
    return r;
  }
};

TEST_F(RightsOnAzure, WhatIsTakenFromOneGroupTakesNothingFromAnother) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
  for (const Guid& group : {kAdmins, kOther}) {
    b.add_group(adatum, group, "group");
    b.add_member(group, kAlice, {});
  }
  b.add_customer(kFabrikam, "Fabrikam");
  b.add_subscription(kSubscription, kFabrikam);
  Relationship aobo{
      "aobo-1", RelationshipType::kAobo, adatum, kFabrikam, "", ExportedStatus::kActive, {}, {}, {},
      false};
  aobo.assignments.push_back({kAdmins, {}});
  b.add_relationship(aobo);
  directory_ = b.build();
  log(assignment("r1", kHr, false));
  EXPECT_EQ(standing(start("a1", 2 * kHr, kOther)), "aobo active");
  EXPECT_EQ(standing(start("a2", 2 * kHr, kAdmins)), "aobo terminated terminated");
  log(assignment("r2", 3 * kHr, false, kOther));
  EXPECT_EQ(standing(start("a3", 4 * kHr, kOther)), "aobo terminated terminated");
}

TEST_F(RightsOnAzure, ARoleOnAManagementGroupHoldsInItsSubscriptions) {
  log(above("r1", 0, true));
  log(assignment("r2", kHr, false));
  EXPECT_EQ(standing(start("a1", 2 * kHr, kAdmins)), "aobo active");
  restart();
  EXPECT_EQ(standing(start("a2", 2 * kHr, kAdmins)), "aobo active");
  log(above("r3", 3 * kHr, false));
  EXPECT_EQ(standing(start("a3", 4 * kHr, kAdmins)), "aobo terminated terminated");
}

TEST_F(RightsOnAzure, AGroupMadeSinceTheExportIsThePartnersByItsLog) {
  EXPECT_EQ(standing(start("a1", 0, kOther)), "- - group-unknown");
  Record& joins = record(kHr, kAdatum, "entra.audit", "add member to group");
  joins.target_group = kOther;
  joins.target_member = kAlice;
  joins.actor.upn = joins.actor.text = "bob@adatum.example";
  log(joins);
  EXPECT_EQ(standing(start("a2", 2 * kHr, kOther)), "aobo active");
  Record& without_kind = start("a3", 2 * kHr, kOther);
  without_kind.actor.principal_type = "Group";
  log(without_kind);
  EXPECT_EQ(name(case_.attribution.path), "aobo");
}

TEST_F(RightsOnAzure, ATokenAloneDoesNotSayWhoseASubscriptionIs) {
  const auto with_token = [&](const Guid& subscription) {
    Record& r = record(0, kAdatum, "azure.activity", "microsoft.compute/virtualmachines/delete");
    r.subscription = subscription;
    r.actor.upn = r.actor.text = "alice@adatum.example";
    r.actor.home_tenant = kAdatum;
    r.actor.home_tenant_source = ProvingKey::kTenantIdClaim;
    log(r);
    return std::string(name(case_.attribution.path));
  };
  EXPECT_EQ(with_token(kSubscription), "lighthouse");
  EXPECT_EQ(with_token(kOtherSubscription), "unknown");
}

TEST_F(RightsOnAzure, AnApplicationThatComesByLighthouseIsNoTechnician) {
  Record& r = record(0, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/delete");
  r.subscription = kSubscription;
  r.actor.type = ActorType::kServicePrincipal;
  r.actor.home_tenant = kAdatum;
  r.actor.home_tenant_source = ProvingKey::kTenantIdClaim;
  r.actor.home_object = kStranger;
  r.actor.home_object_source = ProvingKey::kObjectIdentifierClaim;
  log(r);
  EXPECT_EQ(name(case_.attribution.path), "lighthouse");
  EXPECT_EQ(name(case_.attribution.confidence), "unresolved");
  EXPECT_EQ(case_.attribution.unknown_object, std::nullopt);
}

TEST_F(RightsOnAzure, TheCustomersLogShowsThatGdapWasRenewed) {
  constexpr TimeNs kBeforeItsEnd = 9 * kDayNs, kAfterItsEnd = 11 * kDayNs;
  const std::string processor = "a3475900-ccec-4a69-98f5-a65cd5dc5306";
  const auto given = [&](const Guid& group, std::string_view app) -> Record& {
    Record& r = record(kBeforeItsEnd, kContoso, "entra.audit", "add member to role");
    r.actor.type = ActorType::kServicePrincipal;
    r.app_id = app;
    r.target_type = "Group";
    r.target_id = text(group.text());
    return r;
  };
  log(given(kHelpdesk, "11111111-1111-4111-8111-111111111111"));
  log(given(kOther, processor));
  EXPECT_EQ(standing(act("a1", kAfterItsEnd + kHr)), "gdap expired expired")
      << "somebody else's application; a group of nobody known";
  log(given(kHelpdesk, processor));
  EXPECT_EQ(standing(act("a2", kAfterItsEnd + kHr)), "gdap active");
}

}  // namespace
}  // namespace aobo::test
