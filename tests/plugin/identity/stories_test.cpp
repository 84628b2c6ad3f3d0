// Who acted, as stories: each says what was logged, in the words of the fixture, and who the answer
// must be.
#include "tests/plugin/identity/story.h"

namespace aobo {
namespace {

TEST_F(Story, ATechnicianIsNamedByTheIdInTheUpn) {
  EXPECT_EQ(told(technician(0, kAlice)), "Alice gdap exact by object-id");
  EXPECT_TRUE(answer_.is_partner);
  EXPECT_EQ(answer_.partner->name, "Adatum");
}

TEST_F(Story, WhetherItTookPlaceInOnesOwnHouseIsKnownWhoeverActed) {
  told(at(0, kAdatum));
  EXPECT_EQ(answer_.own_house, true) << "nobody is named";
  EXPECT_EQ(answer_.partner, nullptr);
  told(at(kHour, kProseware));
  EXPECT_EQ(answer_.own_house, false) << "nobody exports its people to us";
  told(technician(2 * kHour, kAlice));
  EXPECT_EQ(answer_.own_house, std::nullopt) << "at a customer";
}

TEST_F(Story, AStrangersIdIsUnknownAndNeverAGuess) {
  EXPECT_EQ(told(technician(0, kStranger)), "id 9 gdap unknown by object-id");
  EXPECT_EQ(answer_.partner_tenant, std::nullopt) << "the id alone does not tell whose";
}

TEST_F(Story, AKnownPartnersUnknownPersonIsUnknownToo) {
  Record r = technician(0, kStranger);
  r.actor.home_tenant = kProseware;
  EXPECT_EQ(told(r), "id 9 gdap unknown by token");
  EXPECT_EQ(answer_.partner->name, "Proseware");
}

TEST_F(Story, ALeaverIsNamedAndFlagged) {
  EXPECT_EQ(told(technician(0, kCarol)), "Carol gdap exact by object-id");
  EXPECT_EQ(answer_.person->active_at(kMonday), false);
  EXPECT_EQ(told(technician(-2 * kDayNs, kCarol)), "Carol gdap exact by object-id");
  EXPECT_EQ(answer_.person->active_at(kMonday - 2 * kDayNs), true);
}

TEST_F(Story, AUpnIsWhoHeldItThen) {
  Record r = at(-6 * kDayNs, kAdatum);
  r.actor.upn = "ROBERT@adatum.example";
  EXPECT_EQ(told(r), "Bob customer exact by upn");
  r.actor.upn = "bob@adatum.example";
  EXPECT_EQ(told(r), "nobody customer ") << "six days before Monday that name was not yet Bob's";
  r.time = kMonday;
  EXPECT_EQ(told(r), "Bob customer exact by upn");
}

TEST_F(Story, AFormerUpnIsLearnedFromThePartnersOwnLog) {
  Record before = at(0, kContoso);
  before.actor.upn = "al@adatum.example";
  EXPECT_EQ(told(before), "nobody customer ");
  const std::string alice = kAlice.text();
  Record renamed = at(kHour, kAdatum);
  renamed.target_id = alice;
  renamed.changes = {{"UserPrincipalName", "al@adatum.example", "alice@adatum.example"}};
  Record forged = renamed;
  forged.tenant = forged.log_tenant = kContoso;
  told(forged);
  EXPECT_EQ(told(before), "nobody customer ") << "a customer's log renames nobody";
  told(renamed);
  EXPECT_EQ(told(before), "Alice gdap exact by upn");
  before.time = kMonday + 3 * kHour;
  EXPECT_EQ(told(before), "nobody customer ") << "later the name is nobody's";
}

// Who bears a name by the export, and by the log took it on Monday or gave it up then.
class Renaming : public Story {
 protected:
  void is_renamed(TimeNs after, const Guid& person, std::string_view before,
                  std::string_view since) {
    const std::string id = person.text();
    Record r = at(after, kAdatum);
    r.target_id = id;
    r.changes = {{"UserPrincipalName", before, since}};
    told(r);
  }
  std::string told_of(TimeNs after, std::string_view upn) {
    Record r = at(after, kContoso);
    r.actor.upn = upn;
    r.actor.guest = upn.find("#EXT#") != std::string_view::npos;
    return told(r);
  }
};

TEST_F(Renaming, WhoTookTheNameLaterDidNotBearItBefore) {
  EXPECT_EQ(told_of(0, "alice@adatum.example"), "Alice gdap exact by upn") << "the export says so";
  EXPECT_EQ(told_of(0, "alice_adatum.example#EXT#@contoso.example"), "Alice guest strong by upn");
  is_renamed(kHour, kAlice, "al@adatum.example", "alice@adatum.example");
  EXPECT_EQ(told_of(0, "alice@adatum.example"), "nobody customer ") << "somebody's who has left";
  EXPECT_EQ(told_of(0, "alice_adatum.example#EXT#@contoso.example"), "nobody guest ");
  EXPECT_EQ(told_of(kHour, "alice@adatum.example"), "Alice gdap exact by upn");
  EXPECT_EQ(told_of(kHour, "alice_adatum.example#EXT#@contoso.example"),
            "Alice guest strong by upn");
}

TEST_F(Renaming, WhoGaveTheNameUpBearsItAsLongAsATokenLives) {
  is_renamed(0, kAlice, "alice@adatum.example", "al@adatum.example");
  EXPECT_EQ(told_of(kHour, "alice@adatum.example"), "Alice gdap exact by upn");
  EXPECT_EQ(told_of(2 * kHour, "alice@adatum.example"), "nobody customer ")
      << "the export is of before";
  EXPECT_EQ(told_of(2 * kHour, "alice_adatum.example#EXT#@contoso.example"),
            "Alice guest strong by upn")
      << "a guest's name stays";
}

TEST_F(Renaming, WhileATokenMayBearItANameThatPassedOnIsEithers) {
  is_renamed(0, kBob, "alice@adatum.example", "bob@adatum.example");
  is_renamed(kHour / 2, kAlice, "al@adatum.example", "alice@adatum.example");
  EXPECT_EQ(told_of(-kHour, "alice@adatum.example"), "Bob gdap exact by upn");
  EXPECT_EQ(told_of(kHour, "alice@adatum.example"), "{Alice,Bob} gdap ambiguous by upn");
  EXPECT_EQ(told_of(2 * kHour, "alice@adatum.example"), "Alice gdap exact by upn");
  is_renamed(3 * kHour, kAlice, "alice@adatum.example", "ally@adatum.example");
  EXPECT_EQ(told_of(kHour, "alice@adatum.example"), "{Alice,Bob} gdap ambiguous by upn");
  EXPECT_EQ(told_of(kHour / 4, "alice@adatum.example"), "Bob gdap exact by upn")
      << "nobody had it between the two renamings, but a token of Bob's may bear it";
}

// The export already has the new name.
TEST_F(Renaming, ANameThatWasGivenUpIsNotTheCustomersOwnWhileATokenMayBearIt) {
  is_renamed(0, kAlice, "ally@adatum.example", "alice@adatum.example");
  EXPECT_EQ(told_of(kHour, "ally@adatum.example"), "Alice gdap exact by upn");
  EXPECT_EQ(told_of(2 * kHour, "ally@adatum.example"), "nobody customer ");
}

// A leaver's name is given to whoever comes next; an export from before knows the leaver alone.
TEST_F(Renaming, WhoIsAddedUnderANameIsMeantAndNotWhoBoreItBefore) {
  const auto is_added = [&](TimeNs after, const Guid& person) {
    const std::string id = person.text();
    Record r = at(after, kAdatum);
    r.operation = "add user";
    r.target_id = id;
    r.target_name = "alice@adatum.example";
    told(r);
  };
  const auto guest = [&](TimeNs after) {
    return told_of(after, "alice_adatum.example#EXT#@contoso.example");
  };
  EXPECT_EQ(told_of(kHour, "alice@adatum.example"), "Alice gdap exact by upn");
  is_added(0, Guid{0x77, 0x77});
  EXPECT_EQ(told_of(-kHour, "alice@adatum.example"), "Alice gdap exact by upn");
  EXPECT_EQ(told_of(kHour, "alice@adatum.example"), "nobody customer ");
  EXPECT_EQ(guest(kHour), "nobody guest ");
  is_added(2 * kHour, kBob);
  EXPECT_EQ(told_of(3 * kHour, "alice@adatum.example"), "nobody customer ")
      << "a token of the one before may bear it";
  EXPECT_EQ(told_of(4 * kHour, "alice@adatum.example"), "{Alice,Bob} gdap ambiguous by upn");
}

TEST_F(Renaming, WhoTookTheNameIsMeantTooWhereTheExportIsOlder) {
  is_renamed(0, kBob, "bob@adatum.example", "alice@adatum.example");
  EXPECT_EQ(told_of(-kHour, "alice@adatum.example"), "Alice gdap exact by upn");
  EXPECT_EQ(told_of(kHour, "alice@adatum.example"), "{Alice,Bob} gdap ambiguous by upn");
  EXPECT_EQ(told_of(kHour, "alice_adatum.example#EXT#@contoso.example"),
            "{Alice,Bob} guest ambiguous by upn");
  is_renamed(-kHour, kAlice, "alice@adatum.example", "al@adatum.example");
  EXPECT_EQ(told_of(2 * kHour, "alice@adatum.example"), "Bob gdap exact by upn");
  is_renamed(3 * kHour, Guid{0x77, 0x77}, "new@adatum.example", "alice@adatum.example");
  EXPECT_EQ(told_of(4 * kHour, "alice@adatum.example"), "nobody customer ")
      << "it is somebody's whom no export knows, or Bob's";
}

TEST_F(Renaming, AnotherNameInTheRecordContradictsOnlyWhoBoreItThen) {
  Record r = at(0, kFabrikam, "azure.activity");
  r.actor.upn = "bob@adatum.example";
  r.actor.other_upn = "alice@adatum.example";
  EXPECT_EQ(told(r), "{Alice,Bob} dap conflict by upn");
  is_renamed(kHour, kAlice, "al@adatum.example", "alice@adatum.example");
  EXPECT_EQ(told(r), "Bob dap exact by upn");
}

TEST_F(Story, AGuestIsNamedByTheHomeUpnInside) {
  Record r = at(0, kContoso);
  r.actor.guest = true;
  r.actor.upn = "alice_adatum.example#EXT#@contoso.example";
  EXPECT_EQ(told(r), "Alice guest strong by upn");
  EXPECT_TRUE(answer_.is_partner);
  r.actor.upn = "mallory_elsewhere.example#EXT#@contoso.example";
  EXPECT_EQ(told(r), "nobody guest ");
  EXPECT_FALSE(answer_.is_partner) << "a guest from anywhere is no partner";
}

TEST_F(Story, TheForeignPrincipalsMembersAreTheCandidates) {
  EXPECT_EQ(told(aobo(0, kAdmins)), "{Alice,Bob} aobo ambiguous by group") << "Carol had left";
  EXPECT_EQ(told(aobo(-2 * kDayNs, kAdmins)), "{Alice,Bob,Carol} aobo ambiguous by group");
  EXPECT_EQ(told(aobo(0, kOps)), "Bob aobo strong by group");
  EXPECT_EQ(told(aobo(0, kEmpty)), "nobody aobo unresolved");
}

TEST_F(Story, MembershipFollowsThePartnersOwnLog) {
  Record change = at(kHour, kAdatum);
  change.operation = "remove member from group";
  change.target_group = kAdmins;
  change.target_member = kBob;
  told(change);
  EXPECT_EQ(told(aobo(3 * kHour, kAdmins)), "Alice aobo strong by group");
  EXPECT_EQ(told(aobo(0, kAdmins)), "{Alice,Bob} aobo ambiguous by group")
      << "before the removal Bob was in it";
  change.tenant = change.log_tenant = kContoso;
  change.operation = "add member to group";
  change.target_member = kCarol;
  told(change);
  EXPECT_EQ(told(aobo(3 * kHour, kAdmins)), "Alice aobo strong by group")
      << "a customer's log says nothing of it";
}

TEST_F(Story, OfWhatIsToldOfAMemberInOneSecondNobodyKnowsTheOrder) {
  const auto change = [&](TimeNs after, std::string_view operation) {
    Record r = at(after, kAdatum);
    r.operation = operation;
    r.target_group = kOps;
    r.target_member = kAlice;
    told(r);
  };
  change(kHour, "add member to group");
  change(kHour, "remove member from group");
  EXPECT_EQ(told(aobo(4 * kHour, kOps)), "{Alice,Bob} aobo ambiguous by group");
  EXPECT_EQ(told(aobo(0, kOps)), "{Alice,Bob} aobo ambiguous by group") << "before it too";
  change(2 * kHour, "remove member from group");
  EXPECT_EQ(told(aobo(4 * kHour, kOps)), "Bob aobo strong by group");
  change(5 * kHour, "remove member from group");
  change(5 * kHour, "add member to group");
  EXPECT_EQ(told(aobo(8 * kHour, kOps)), "{Alice,Bob} aobo ambiguous by group");
}

TEST_F(Story, MembershipIsFollowedThroughGroupsInTime) {
  const auto change = [&](TimeNs after, std::string_view operation, const Guid& group,
                          const Guid& member) {
    Record r = at(after, kAdatum);
    r.operation = operation;
    r.target_group = group;
    r.target_member = member;
    told(r);
  };
  constexpr Guid kNested{4, 7}, kInner{4, 8};
  EXPECT_EQ(told(aobo(0, kOps)), "Bob aobo strong by group");
  change(kHour, "add member to group", kOps, kNested);
  change(2 * kHour, "add member to group", kNested, kInner);
  change(3 * kHour, "add member to group", kInner, kAlice);
  change(3 * kHour, "add member to group", kInner, kNested);
  EXPECT_EQ(told(aobo(3 * kHour - 1, kOps)), "{Bob} aobo ambiguous by group")
      << "who else was in the new group, nobody says";
  EXPECT_EQ(told(aobo(3 * kHour, kOps)), "{Alice,Bob} aobo ambiguous by group");
  change(4 * kHour, "remove member from group", kOps, kBob);
  change(7 * kHour, "remove member from group", kOps, kNested);
  EXPECT_EQ(told(aobo(6 * kHour, kOps)), "{Alice} aobo ambiguous by group")
      << "groups that hold each other end";
  EXPECT_EQ(told(aobo(9 * kHour, kOps)), "nobody aobo unresolved");
}

// The list of groups grows while the members of one of them are visited.
TEST_F(Story, AMemberWhoIsToldByTheLogStandsBehindAGroupWithinTheGroup) {
  DirectoryBuilder b = two_groups();
  b.add_member(kOuter, kWithin, {}, MemberKind::kGroup);
  b.add_member(kOuter, kBob, {});
  b.add_member(kWithin, kAlice, {});
  b.add_customer(kFabrikam, "Fabrikam");
  directory_ = b.build();
  Record leaves = at(kHour, kAdatum);
  leaves.operation = "remove member from group";
  leaves.target_group = kOuter;
  leaves.target_member = kBob;
  told(leaves);
  EXPECT_EQ(told(aobo(kHour - 1, kOuter)), "{Alice,Bob} aobo ambiguous by group");
  EXPECT_EQ(told(aobo(3 * kHour, kOuter)), "Alice aobo strong by group");
}

TEST_F(Story, AnExportedGroupWithinAGroupCountsWithBothMemberships) {
  DirectoryBuilder b = two_groups();
  b.add_member(kOuter, kWithin, {kMonday, kMonday + 4 * kHour}, MemberKind::kGroup);
  b.add_member(kWithin, kAlice, {kMonday + kHour, kMonday + 8 * kHour});
  b.add_member(kWithin, kOuter, {}, MemberKind::kGroup);
  b.add_customer(kFabrikam, "Fabrikam");
  directory_ = b.build();
  EXPECT_EQ(told(aobo(kHour - 1, kOuter)), "nobody aobo unresolved");
  EXPECT_EQ(told(aobo(kHour, kOuter)), "Alice aobo strong by group");
  EXPECT_EQ(told(aobo(6 * kHour, kOuter)), "nobody aobo unresolved");
  Record joins = at(2 * kHour, kAdatum);
  joins.operation = "add member to group";
  joins.target_group = kWithin;
  joins.target_member = kBob;
  told(joins);
  EXPECT_EQ(told(aobo(2 * kHour, kOuter)), "{Alice,Bob} aobo ambiguous by group");
  EXPECT_EQ(groups_within(*directory_, evidence_, kOuter), std::vector<Guid>{kWithin});
}

TEST_F(Story, WhoeverLeftTheGroupAndCameAgainWasNotInItInBetween) {
  DirectoryBuilder b = two_groups();
  b.add_member(kOuter, kBob, {});
  b.add_member(kOuter, kAlice, {kMonday, kMonday + kHour});
  b.add_member(kOuter, kAlice, {kMonday + 4 * kHour, kMonday + 9 * kHour});
  b.add_customer(kFabrikam, "Fabrikam");
  directory_ = b.build();
  EXPECT_EQ(told(aobo(0, kOuter)), "{Alice,Bob} aobo ambiguous by group");
  EXPECT_EQ(told(aobo(3 * kHour, kOuter)), "Bob aobo strong by group");
  EXPECT_EQ(told(aobo(5 * kHour, kOuter)), "{Alice,Bob} aobo ambiguous by group");
  Record leaves = at(5 * kHour, kAdatum);
  leaves.operation = "remove member from group";
  leaves.target_group = kOuter;
  leaves.target_member = kAlice;
  told(leaves);
  EXPECT_EQ(told(aobo(7 * kHour, kOuter)), "Bob aobo strong by group")
      << "a log goes before all that exports show";
}

TEST_F(Story, AnApplicationOrAStrangerInTheGroupMayHaveActedToo) {
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  const std::size_t adatum = b.partner(kAdatum);
  b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
  for (const auto& [group, kind] : {std::pair{kOps, MemberKind::kApplication},
                                    {kAdmins, MemberKind::kUser},
                                    {kEmpty, MemberKind::kThing}}) {
    b.add_group(adatum, group, "group");
    b.add_member(group, kBob, {});
    b.add_member(group, kStranger, {}, kind);
  }
  b.add_customer(kFabrikam, "Fabrikam");
  directory_ = b.build();
  Record r = aobo(0, kOps);
  EXPECT_EQ(told(r), "Bob aobo strong by group") << "a person acted, and only one is in it";
  r.actor.type = ActorType::kUnknown;
  EXPECT_EQ(told(r), "{Bob} aobo ambiguous by group");
  r.actor.type = ActorType::kServicePrincipal;
  EXPECT_EQ(told(r), "nobody aobo unresolved") << "an application is no person";
  EXPECT_EQ(told(aobo(0, kAdmins)), "{Bob} aobo ambiguous by group");
  EXPECT_EQ(told(aobo(0, kEmpty)), "Bob aobo strong by group") << "a device does nothing";
}

TEST_F(Story, OnlyWhatHappenedChangesAMembership) {
  struct Row {
    std::string_view operation, category, role;
    bool joins;
  };
  for (const Row& row : {
           Row{"add member to group", "", "", true},
           Row{"add member to role completed (pim activation)", "GroupManagement", "Member", true},
           Row{"add member to role in pim completed (timebound)", "GroupManagement", "Member",
               true},
           Row{"restore member from role", "GroupManagement", "Member", true},
           Row{"add member to role completed (pim activation)", "AzureActiveDirectory", "", true},
           Row{"add member to role completed (pim activation)", "AzureActiveDirectory", "Owner",
               false},
           Row{"add member to role completed (pim activation)", "RoleManagement", "Member", false},
           Row{"add member to role completed (pim activation)", "GroupManagement", "Owner", false},
           Row{"add member to role requested (pim activation)", "GroupManagement", "Member", false},
           Row{"add member to role request approved (pim activation)", "GroupManagement", "Member",
               false},
           Row{"add member to role request denied (pim activation)", "GroupManagement", "Member",
               false},
           Row{"add member to role canceled (pim activation)", "GroupManagement", "Member", false},
           Row{"add eligible member to role in pim completed (permanent)", "GroupManagement",
               "Member", false},
       }) {
    Evidence evidence(options_);
    Record r = at(0, kAdatum);
    r.operation = row.operation;
    r.kind = row.category;
    r.target_name = row.role;
    r.target_group = kOps;
    r.target_member = kAlice;
    resolve(r, evidence);
    const bool joined = resolve(aobo(kHour, kOps), evidence).candidates.size() == 2;
    EXPECT_EQ(joined, row.joins) << row.operation << " " << row.category << " " << row.role;
    for (const std::string_view left :
         {"remove member from role (pim activation expired)",
          "remove member from role completed (pim deactivate)", "remove member from group"}) {
      r.time = kMonday + 2 * kHour;
      r.operation = left;
      r.kind = "GroupManagement";
      r.target_name = "Member";
      Evidence after = Evidence(options_);
      resolve(r, after);
      EXPECT_EQ(resolve(aobo(kHour, kOps), after).candidates.size(), 2U) << "until then: " << left;
      EXPECT_EQ(resolve(aobo(4 * kHour, kOps), after).candidates.size(), 1U) << left;
    }
  }
}

TEST_F(Story, WhatIsToldLateOfAGroupWithinAGroupIsAskedAgain) {
  constexpr Guid kByLog{4, 7};
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  b.add_group(b.partner(kAdatum), kOuter, "AdminAgents");
  b.add_group(b.partner(kAdatum), kWithin, "Azure technicians");
  b.add_member(kOuter, kWithin, {}, MemberKind::kGroup);
  directory_ = b.build();
  const auto joins = [&](const Guid& group, const Guid& member) {
    Record r = at(0, kAdatum);
    r.operation = "add member to group";
    r.target_group = group;
    r.target_member = member;
    return r;
  };
  resolve(joins(kWithin, kByLog), evidence_);
  resolve(joins(kByLog, kAlice), evidence_);
  const Record action = aobo(kHour, kOuter);
  resolve(action, evidence_);
  const auto asked = evidence_.questions(action, lesson_of(cases_.back(), evidence_));
  Lesson at_home;
  at_home.tenant = kAdatum;
  at_home.at_partner = true;
  for (const Guid& group : {kOuter, kWithin, kByLog}) {
    const auto about = evidence_.topics(joins(group, kBob), at_home);
    ASSERT_EQ(about.size(), 1U);
    EXPECT_NE(std::ranges::find(asked, about.front().about), asked.end()) << group.text();
  }
}

TEST_F(Story, APuidNamesItsHolderAndOneIsLearnedAtHome) {
  Record r = aobo(0, kEmpty);
  r.actor.home_puid = 0x1003200012345602;
  EXPECT_EQ(told(r), "Bob aobo exact by puid");
  r.actor.home_puid = 0x1003200012345601;
  EXPECT_EQ(told(r), "nobody aobo unresolved");
  Record home = at(0, kAdatum, "m365.audit");
  home.actor.upn = "alice@adatum.example";
  home.actor.puid = 0x1003200012345601;
  told(home);
  EXPECT_EQ(told(r), "nobody aobo unresolved") << "a name alone teaches no id: it may be another's";
  home.actor.object = kAlice;
  told(home);
  EXPECT_EQ(told(r), "Alice aobo exact by puid");
}

TEST_F(Story, AHomeTenantThatTheRecordStatesRefutesAName) {
  Record r = sign_in(0, kContoso, {8, 6});
  r.actor.upn = "alice@adatum.example";
  r.actor.home_tenant = {1, 77};
  r.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  EXPECT_EQ(told(r), "nobody unknown ");
  const Guid elsewhere{1, 77};
  EXPECT_EQ(text(answer_.evidence.at(0)), "upn alice@adatum.example: not believed, for " +
                                              elsewhere.text() + " is stated as the home tenant");
  r.actor.upn = "alice_adatum.example#EXT#@contoso.example";
  r.actor.guest = true;
  EXPECT_EQ(told(r), "nobody guest ") << "nor as a guest";
}

TEST_F(Story, AHomeThatIsNoTenantRefutesAName) {
  for (const char* provider : {"live.com", "google.com", "mail", "https://sts.windows.net/x/"}) {
    Record r = at(0, kFabrikam, "azure.activity");
    r.actor.upn = "alice@adatum.example";
    r.actor.home_provider = provider;
    r.actor.guest = true;
    EXPECT_EQ(told(r), "nobody guest ");
    EXPECT_EQ(text(answer_.evidence.at(0)),
              fmt::format("upn alice@adatum.example: not believed, for {} is stated as the home "
                          "tenant",
                          provider));
    Record hex = technician(kHour, kAlice);
    hex.family = &family_named("azure.activity");
    hex.actor.home_provider = provider;
    hex.actor.guest = true;
    EXPECT_EQ(told(hex), "nobody guest ") << provider;
  }
}

TEST_F(Story, ASignInThatCrossesNoBoundaryIsBySomebodyOfThere) {
  Record r = sign_in(0, kContoso, {8, 21});
  r.actor.upn = "alice@adatum.example";
  r.sign_in.cross_tenant = "none";
  EXPECT_EQ(told(r), "nobody customer ");
  EXPECT_EQ(text(answer_.evidence.at(0)), "upn alice@adatum.example: not believed, for " +
                                              kContoso.text() + " is stated as the home tenant");
  r.tenant = r.log_tenant = kAdatum;
  EXPECT_EQ(told(r), "Alice customer exact by upn") << "at home she is";
}

TEST_F(Story, WhomMicrosoftCallsATechnicianIsNotTheirNamesakeAtTheCustomers) {
  Record namesake = sign_in(0, kContoso, {8, 31});
  namesake.actor = technician(0, kAlice).actor;
  namesake.actor.upn = "user_alice@contoso.example";
  namesake.sign_in.cross_tenant = "none";
  EXPECT_EQ(told(namesake), "nobody customer ");
  Record doubtful = technician(kHour, kAlice);
  doubtful.actor.upn = namesake.actor.upn;
  EXPECT_EQ(told(doubtful), "nobody customer ") << "the name alone may be the namesake's";
  Record marked = doubtful;
  marked.actor.technician = true;
  EXPECT_EQ(told(marked), "Alice gdap exact by object-id");
}

TEST_F(Story, ATechnicianIsNoGuestAndNoUserOfTheCustomers) {
  const Guid alice = kAlice;
  std::uint64_t request = 100;
  const auto entered = [&](std::string_view cross, bool guest) {
    Record r = sign_in(0, kContoso, {8, ++request});
    r.actor = technician(0, kAlice).actor;
    r.actor.upn = "user_alice@contoso.example";
    r.actor.guest = guest;
    r.sign_in.cross_tenant = cross;
    return told(r);
  };
  EXPECT_EQ(entered("serviceProvider", false), "Alice gdap exact by object-id");
  EXPECT_EQ(entered("b2bCollaboration", true), "nobody guest ");
  EXPECT_EQ(text(answer_.evidence.at(0)), "user_<hex> UPN " + alice.text() +
                                              ": not believed, for b2bCollaboration is no "
                                              "technician's");
  EXPECT_EQ(entered("", true), "nobody guest ");
  EXPECT_EQ(entered("none", false), "nobody customer ");
  Record r = technician(0, kAlice);
  r.actor.guest = true;
  r.actor.home_tenant = kAdatum;
  r.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  EXPECT_EQ(told(r), "Alice gdap exact by token") << "her own home tenant says more";
}

// The tenant's own id of the technician stands beside the one by which the token was asked for.
TEST_F(Story, AnIdOfTheTenantsOwnDoesNotHideWhoAskedForTheToken) {
  Record r = at(0, kContoso, "m365.audit");
  r.actor.delegated_admin = true;
  r.actor.delegated_source = ProvingKey::kUserType9;
  r.actor.object = kStranger;
  r.actor.home_object = kBob;
  r.actor.home_object_source = ProvingKey::kTokenObjectId;
  r.actor.home_object_inferred = true;
  EXPECT_EQ(told(r), "Bob gdap exact by object-id");
  r.actor.object = kAlice;
  EXPECT_EQ(told(r), "{Alice,Bob} gdap ambiguous by object-id") << "two ids of two people";
  r.actor.object = kStranger;
  r.actor.home_object = Guid{3, 8};
  EXPECT_EQ(told(r), "nobody unknown unresolved") << "an own user's ids are nobody's here";
}

TEST_F(Story, WhoeverIsNamedForAnAgentIsNamedWithTheAgent) {
  Record r = technician(0, kAlice);
  r.sign_in.agent = "agenticApp";
  EXPECT_EQ(told(r), "Alice gdap exact by object-id");
  EXPECT_EQ(answer_.evidence.back(), (Proof{ProofKind::kAgent, {"agenticApp"}}));
  EXPECT_EQ(text(answer_.evidence.back()),
            "an agent (agenticApp) signed in, a program that acts for the one named; they may not "
            "have been there");
}

TEST_F(Story, ATokenOfAThirdTenantRefutesATechniciansDigits) {
  Record r = technician(0, kAlice);
  r.actor.home_tenant_source = ProvingKey::kTokenTenantId;
  r.actor.home_tenant = {1, 77};
  EXPECT_EQ(told(r), "nobody gdap unresolved");
  r.actor.home_tenant = kContoso;
  EXPECT_EQ(told(r), "Alice gdap exact by object-id") << "the tenant signed in to";
  r.actor.home_tenant = {1, 77};
  r.actor.home_tenant_source = ProvingKey::kExternalUserTenantId;
  EXPECT_EQ(told(r), "nobody gdap unresolved");
}

TEST_F(Story, AnOwnUserWithATechniciansDigitsIsTheCustomers) {
  Record logon = technician(0, kAlice);
  logon.actor.upn = "user_alice@contoso.example";
  EXPECT_EQ(told(logon), "Alice gdap exact by object-id") << "nothing speaks against it yet";
  Record r = sign_in(kHour, kContoso, {8, 7});
  r.actor = logon.actor;
  r.actor.home_tenant = kContoso;
  r.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  EXPECT_EQ(told(r), "nobody customer ");
  EXPECT_EQ(told(logon), "nobody customer ") << "another record of that name says whose it is";
}

TEST_F(Story, AnOwnUserIsKnownByASignInThatCrossedNoBoundary) {
  Record logon = technician(0, kAlice);
  logon.actor.upn = "user_alice@contoso.example";
  Record r = sign_in(kHour, kContoso, {8, 7});
  r.actor = logon.actor;
  r.sign_in.cross_tenant = "none";
  EXPECT_EQ(told(r), "nobody customer ");
  EXPECT_EQ(told(logon), "nobody customer ") << "another record of that name says whose it is";
}

TEST_F(Story, ASecondHolderWhomNobodyKnowsLeavesItOpen) {
  told(vault(0, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(kHour, "zoe@elsewhere.example", CheckOutAction::kOut));
  EXPECT_EQ(told(shared(2 * kHour)), "{Alice} shared-account ambiguous by check-out");
  told(vault(3 * kHour, "zoe@elsewhere.example", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(4 * kHour)), "Alice shared-account strong by check-out");
}

TEST_F(Story, TheVaultItselfEndsALoan) {
  told(vault(0, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(kHour, "", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(2 * kHour)), "nobody shared-account unresolved") << "without a person";
  told(vault(3 * kHour, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(4 * kHour, "vault-rotation", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(5 * kHour)), "nobody shared-account unresolved") << "by rotation";
}

// One second has no order: the end may be of the loan before, or of the one that began then.
TEST_F(Story, WhetherALoanWentOnThatWasRenewedInOneSecondNobodyKnows) {
  told(vault(0, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(kHour, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(kHour, "alice@adatum.example", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(2 * kHour)), "{Alice} shared-account ambiguous by check-out");
  told(vault(kHour, "alice@adatum.example", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(2 * kHour)), "{Alice} shared-account ambiguous by check-out")
      << "and given back at once";
  told(vault(3 * kHour, "alice@adatum.example", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(4 * kHour)), "nobody shared-account unresolved");
  told(vault(5 * kHour, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(5 * kHour, "alice@adatum.example", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(6 * kHour)), "nobody shared-account unresolved")
      << "taken out and given back at once";
}

TEST_F(Story, WhetherAPasswordWasChangedBeforeItWasGivenInThatSecondNobodyKnows) {
  told(vault(0, "bob@adatum.example", CheckOutAction::kOut));
  told(vault(0, "", CheckOutAction::kRotated));
  EXPECT_EQ(told(shared(kHour)), "{Bob} shared-account ambiguous by check-out");
  told(vault(3 * kHour, "bob@adatum.example", CheckOutAction::kIn));
  told(vault(5 * kHour, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(6 * kHour, "bob@adatum.example", CheckOutAction::kOut));
  told(vault(6 * kHour, "", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(7 * kHour)), "{Bob} shared-account ambiguous by check-out")
      << "whose loan the vault ended";
}

TEST_F(Story, WhatTheVaultCallsByAnUnknownWordMayHaveEndedALoan) {
  told(vault(0, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(kHour, "", CheckOutAction::kOther));
  EXPECT_EQ(told(shared(kHour)), "Alice shared-account strong by check-out") << "at that moment";
  EXPECT_EQ(told(shared(2 * kHour)), "{Alice} shared-account ambiguous by check-out");
  told(vault(3 * kHour, "alice@adatum.example", CheckOutAction::kIn));
  EXPECT_EQ(told(shared(4 * kHour)), "nobody shared-account unresolved");
}

TEST_F(Story, TwoExactMethodsThatDisagreeNameNobody) {
  Record r = technician(0, kAlice);
  r.actor.home_puid = 0x1003200012345602;
  EXPECT_EQ(told(r), "{Alice,Bob} gdap conflict by object-id");
  r.actor.home_object = kStranger;
  EXPECT_EQ(told(r), "{Bob} gdap conflict by object-id")
      << "an id that is nobody's contradicts Bob";
}

TEST_F(Story, TheSameRequestInThePartnersLogNamesAnOpaqueTechnician) {
  const Guid request{8, 1};
  Record opaque = sign_in(kHour, kContoso, request);
  opaque.actor.delegated_admin = true;
  opaque.actor.delegated_source = ProvingKey::kCrossTenantAccessType;
  opaque.actor.home_tenant = kAdatum;
  EXPECT_EQ(told(opaque), "nobody gdap unresolved");
  Record own = sign_in(0, kContoso, request);
  own.actor.upn = "alice@adatum.example";
  told(own);
  EXPECT_EQ(told(opaque), "nobody gdap unresolved") << "a name alone is no proof of another record";
  own.actor.home_tenant = kAdatum;
  own.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  own.actor.home_object = kAlice;
  told(own);
  EXPECT_EQ(told(opaque), "Alice gdap exact by request");
}

TEST_F(Story, ATokensSignInNamesWhoUsesIt) {
  Record own = sign_in(0, kContoso, {8, 2});
  own.actor.upn = "bob@adatum.example";
  own.session = "00000000-0000-0007-0000-000000000007";
  told(own);
  Record action = at(kHour, kContoso, "m365.audit");
  action.actor.text = "technician";
  action.token = Guid{8, 2};
  EXPECT_EQ(told(action), "Bob gdap strong by session");
  action.token.reset();
  action.session = own.session;
  EXPECT_EQ(told(action), "Bob gdap strong by session");
  action.tenant = kFabrikam;
  EXPECT_EQ(told(action), "nobody customer ")
      << "in another tenant the same session id proves nothing";
}

TEST_F(Story, ATokenOfASignInWhoseCopiesDisagreeIsOfEither) {
  Record entered = sign_in(0, kContoso, {8, 31});
  entered.actor = technician(0, kAlice).actor;
  entered.token = {8, 32};
  Record home = sign_in(0, kContoso, {8, 31});
  home.log_tenant = kAdatum;
  home.actor.home_tenant = kAdatum;
  home.actor.home_object = kBob;
  home.actor.home_object_source = ProvingKey::kUserId;
  Record deed = technician(kHour, {9, 9});
  deed.actor.home_object.reset();
  deed.token = {8, 32};
  EXPECT_EQ(told(home), "Bob gdap exact by token");
  EXPECT_EQ(told(entered), "{Alice,Bob} gdap conflict by object-id");
  EXPECT_EQ(told(deed), "{Alice,Bob} gdap ambiguous by session");
}

TEST_F(Story, ASignInWhoseIdIsAnotherOnesThanItsNameTeachesNothing) {
  Record entered = sign_in(0, kContoso, {8, 33});
  entered.token = {8, 34};
  entered.actor.upn = "alice@adatum.example";
  entered.actor.home_tenant = kAdatum;
  entered.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  entered.actor.home_object = {3, 77};
  entered.actor.home_object_source = ProvingKey::kUserId;
  entered.actor.home_object_inferred = true;
  Record deed = technician(kHour, {9, 9});
  deed.actor.home_object.reset();
  deed.token = {8, 34};
  EXPECT_EQ(told(entered), "Alice gdap exact by upn");
  EXPECT_EQ(told(deed), "nobody gdap unresolved");
  entered.actor.guest = true;
  entered.token = {8, 35};
  told(entered);
  deed.token = {8, 35};
  EXPECT_EQ(told(deed), "Alice gdap strong by session") << "a guest's id is one of Contoso's";
  entered.actor.guest = false;
  entered.actor.home_object.reset();
  entered.actor.home_object_source = ProvingKey::kNone;
  entered.token = {8, 36};
  told(entered);
  deed.token = {8, 36};
  EXPECT_EQ(told(deed), "Alice gdap strong by session") << "without an id her name alone stands";
}

TEST_F(Story, ASignInThatFailedOrWasInterruptedProvesNobodyAndTeachesNothing) {
  for (const Outcome outcome : {Outcome::kFailure, Outcome::kInterruption}) {
    Record failed = sign_in(0, kContoso, {8, 3});
    failed.outcome = outcome;
    failed.actor.upn = "alice@adatum.example";
    EXPECT_EQ(told(failed), "Alice gdap weak by upn");
    Record action = at(kHour, kContoso, "m365.audit");
    action.actor.text = "technician";
    action.token = Guid{8, 3};
    EXPECT_EQ(told(action), "nobody customer ");
  }
}

TEST_F(Story, ASharedAccountIsWhoHadItOut) {
  EXPECT_EQ(told(shared(0)), "nobody shared-account unresolved");
  told(vault(kHour, "alice@adatum.example", CheckOutAction::kOut));
  told(vault(3 * kHour, "alice@adatum.example", CheckOutAction::kIn));
  told(vault(2 * kHour, "bob@adatum.example", CheckOutAction::kOut));
  EXPECT_EQ(told(shared(kHour - 1)), "nobody shared-account unresolved");
  EXPECT_EQ(told(shared(kHour)), "Alice shared-account strong by check-out");
  EXPECT_EQ(told(shared(2 * kHour)), "{Alice,Bob} shared-account ambiguous by check-out");
  EXPECT_EQ(told(shared(3 * kHour)), "{Alice,Bob} shared-account ambiguous by check-out")
      << "the moment of the check-in belongs to it";
  EXPECT_EQ(told(shared(3 * kHour + 1)), "{Alice,Bob} shared-account ambiguous by check-out")
      << "given back a moment ago, by the vault's clock";
  EXPECT_EQ(told(shared(3 * kHour + 300 * kSecondNs)), "Bob shared-account strong by check-out");
  EXPECT_EQ(told(shared(14 * kHour - 1)), "Bob shared-account strong by check-out");
  EXPECT_EQ(told(shared(14 * kHour)), "nobody shared-account unresolved")
      << "nobody keeps it for more than twelve hours";
}

TEST_F(Story, AnAddressIsAWeakHintAndOnlyWhereOnePersonUsedIt) {
  Record alice = sign_in(0, kAdatum, {8, 4});
  alice.actor.upn = "alice@adatum.example";
  alice.actor.object = kAlice;
  alice.address = parse_address("198.51.100.7");
  told(alice);
  Record use = shared(kHour);
  use.address = alice.address;
  EXPECT_EQ(told(use), "Alice shared-account weak by address");
  use.address = parse_address("198.51.100.XXX");
  EXPECT_EQ(told(use), "nobody shared-account unresolved") << "a masked address is nobody's";
  Record bob = sign_in(0, kAdatum, {8, 5});
  bob.actor.upn = "bob@adatum.example";
  bob.actor.object = kBob;
  bob.address = alice.address;
  told(bob);
  use.address = alice.address;
  EXPECT_EQ(told(use), "nobody shared-account unresolved") << "an office's address is two people's";
}

TEST_F(Story, AnAddressOfSomebodyWhomAnIdDoesNotNameIsNotAnothersAlone) {
  std::uint64_t nth = 0;
  const auto enters = [&](std::string_view upn, std::optional<Guid> object, const char* address) {
    Record r = sign_in(0, kAdatum, {8, ++nth});
    r.actor.upn = upn;
    r.actor.object = object;
    r.address = parse_address(address);
    told(r);
  };
  const auto used_from = [&](const char* address) {
    Record use = shared(kHour);
    use.address = parse_address(address);
    return told(use);
  };
  enters("alice@adatum.example", kAlice, "198.51.100.7");
  EXPECT_EQ(used_from("198.51.100.7"), "Alice shared-account weak by address");
  enters("zoe@adatum.example", kStranger, "198.51.100.7");
  EXPECT_EQ(used_from("198.51.100.7"), "nobody shared-account unresolved")
      << "one whom no export knows yet was there too";
  enters("alice@adatum.example", kAlice, "198.51.100.8");
  enters("bob@adatum.example", std::nullopt, "198.51.100.8");
  EXPECT_EQ(used_from("198.51.100.8"), "nobody shared-account unresolved")
      << "and here one whom the name tells";
  enters("bob@adatum.example", std::nullopt, "198.51.100.9");
  EXPECT_EQ(used_from("198.51.100.9"), "nobody shared-account unresolved")
      << "a name alone teaches no address";
}

// Who came from there, where that is not certain: it makes the address nobody's as long as it is
// not.
TEST_F(Story, AnAddressWhereSomebodyElsePerhapsWasIsNobodysForNow) {
  const auto enters = [&](std::uint64_t request, std::string_view upn) {
    Record r = sign_in(0, kContoso, {8, request});
    r.actor.upn = upn;
    r.actor.home_tenant = kAdatum;
    r.actor.home_tenant_source = ProvingKey::kHomeTenantId;
    r.address = parse_address("198.51.100.7");
    return r;
  };
  const auto with_id = [](Record entry, const Guid& id) {
    entry.actor.home_object = id;
    entry.actor.home_object_source = ProvingKey::kUserId;
    entry.actor.home_object_inferred = true;
    return entry;
  };
  Record use = shared(kHour);
  use.address = parse_address("198.51.100.7");
  told(with_id(enters(50, "alice@adatum.example"), kAlice));
  told(with_id(enters(51, "alice@adatum.example"), {3, 77}));
  EXPECT_EQ(told(use), "Alice shared-account weak by address") << "it was she, if her name is hers";
  EXPECT_EQ(told(with_id(enters(52, "bob@adatum.example"), {3, 78})), "Bob gdap exact by upn");
  EXPECT_EQ(told(use), "nobody shared-account unresolved") << "Bob's name, beside another's id";
  const Case& bobs = cases_[cases_.size() - 2];
  evidence_.take_back(bobs.record(), lesson_of(bobs, evidence_), bobs.number);
  EXPECT_EQ(told(use), "Alice shared-account weak by address") << "it is known by now who it was";
  const Record either = with_id(enters(53, "bob@adatum.example"), kAlice);
  EXPECT_EQ(told(either), "{Alice,Bob} gdap conflict by token");
  EXPECT_EQ(told(use), "nobody shared-account unresolved") << "Alice or Bob";
}

TEST_F(Story, AnAddressThatTwoEverUsedNamesNeitherEverAgain) {
  for (const auto& [upn, after] : {std::pair{"alice@adatum.example", 0 * kHour},
                                   {"bob@adatum.example", 2 * kHour},
                                   {"bob@adatum.example", 100 * kHour}}) {
    Record r = sign_in(after, kAdatum, {8, static_cast<std::uint64_t>(after + 1)});
    r.actor.upn = upn;
    r.address = parse_address("198.51.100.7");
    told(r);
  }
  Record use = shared(
      kHour);  // read after all of them: Bob's later sign-in does not make it Alice's address
  use.address = parse_address("198.51.100.7");
  EXPECT_EQ(told(use), "nobody shared-account unresolved");
  use.time = kMonday + 101 * kHour;
  EXPECT_EQ(told(use), "nobody shared-account unresolved");
}

TEST_F(Story, LighthouseIsToldByItsTokenThoughItsRightIsAGroups) {
  Record r = aobo(0, kOps);
  r.actor.home_tenant = kAdatum;
  r.actor.home_tenant_source = ProvingKey::kTenantIdClaim;
  EXPECT_EQ(told(r), "Bob lighthouse strong by group");
}

TEST_F(Story, AGroupThatHoldsADelegationIsLighthouse) {
  const auto with = [&](RelationshipType type, std::vector<AccessAssignment> assignments,
                        bool aobo_too) {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    b.add_group(adatum, kOps, "Azure Ops");
    b.add_member(kOps, kBob, {});
    const auto add = [&](const char* id, RelationshipType kind,
                         std::vector<AccessAssignment> groups) {
      b.add_relationship(
          {id, kind, adatum, kFabrikam, "", ExportedStatus::kActive, {}, {}, std::move(groups)});
    };
    add("first", type, std::move(assignments));
    if (aobo_too) add("aobo", RelationshipType::kAobo, {{kAdmins, {}, {}}});
    directory_ = b.build();
  };
  with(RelationshipType::kLighthouse, {}, false);
  EXPECT_EQ(told(aobo(0, kOps)), "Bob lighthouse strong by group");
  with(RelationshipType::kLighthouse, {}, true);
  EXPECT_EQ(told(aobo(0, kOps)), "Bob aobo strong by group") << "nothing tells the two apart";
  with(RelationshipType::kLighthouse, {{kOps, {}, {}}}, true);
  EXPECT_EQ(told(aobo(0, kOps)), "Bob lighthouse strong by group");
  with(RelationshipType::kLighthouse, {}, false);
  Record token = aobo(0, kOps);
  token.actor.home_tenant = kAdatum;
  token.actor.home_tenant_source = ProvingKey::kIdentityProviderClaim;
  EXPECT_EQ(told(token), "Bob aobo strong by group") << "the customer's token, for somebody else's";
  with(RelationshipType::kLighthouse, {{kOps, {}, {}}}, true);
  Record foreign = aobo(0, kOps);
  foreign.actor.principal_type = "ForeignGroup";
  EXPECT_EQ(told(foreign), "Bob aobo strong by group");
  with(RelationshipType::kAobo, {}, false);
  EXPECT_EQ(told(aobo(0, kOps)), "Bob aobo strong by group");
}

TEST_F(Story, AKnownSubscriptionTellsWhoseItIs) {
  Record r = aobo(0, kOps);
  r.tenant = r.log_tenant = kAdatum;  // no hierarchy: the token's tenant
  r.subscription = kSubscription;
  r.actor.home_tenant = kAdatum;
  r.actor.home_tenant_source = ProvingKey::kTenantIdClaim;
  EXPECT_EQ(told(r), "Bob lighthouse strong by group");
  EXPECT_EQ(answer_.tenant, kFabrikam);
  EXPECT_TRUE(answer_.is_partner);
  r.subscription = Guid{6, 9};
  told(r);
  EXPECT_EQ(answer_.tenant, kAdatum);
  EXPECT_FALSE(answer_.is_partner);
}

TEST_F(Story, AManagedIdentityIsTheCustomersOwn) {
  Record r = at(0, kFabrikam, "azure.activity");
  r.actor.type = ActorType::kManagedIdentity;
  r.actor.text = "13131313-1313-4313-8313-131313131313";
  EXPECT_EQ(told(r), "nobody customer ");
}

TEST_F(Story, AGuestsNameIsThatOfTheDayOfTheInvitation) {
  Record renamed = at(-kDayNs, kAdatum);
  const std::string alice = kAlice.text();
  renamed.target_id = alice;
  renamed.changes = {{"UserPrincipalName", "bob@adatum.example", "alice@adatum.example"}};
  Record guest = at(0, kContoso);
  guest.actor.guest = true;
  guest.actor.upn = "bob_adatum.example#EXT#@contoso.example";
  EXPECT_EQ(told(guest), "Bob guest strong by upn");
  told(renamed);
  EXPECT_EQ(told(guest), "{Alice,Bob} guest ambiguous by upn")
      << "Alice bore the name before Bob, and may have been invited then";
  guest.actor.upn = "robert_adatum.example#EXT#@contoso.example";
  EXPECT_EQ(told(guest), "Bob guest strong by upn") << "renamed since";
}

TEST_F(Story, ANameGivenAgainIsNotItsFormerHolderWhereTheIdSaysSo) {
  Record r = at(0, kAdatum);
  r.actor.upn = r.actor.text = "alice@adatum.example";
  r.actor.object = kStranger;
  EXPECT_EQ(told(r), "id 9 customer unknown by object-id");
  EXPECT_FALSE(answer_.is_partner);
  Record copy = sign_in(0, kContoso, {8, 9});  // the partner's own copy of a sign-in elsewhere
  copy.log_tenant = copy.actor.home_tenant = kAdatum;
  copy.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  copy.actor.home_object = kStranger;
  copy.actor.home_object_source = ProvingKey::kUserId;
  copy.actor.home_object_inferred = true;
  copy.actor.delegated_admin = true;
  copy.actor.upn = "alice@adatum.example";
  EXPECT_EQ(told(copy), "id 9 gdap unknown by token");
  copy.log_tenant = kContoso;  // in the customer's copy the id may be another than the home one
  EXPECT_EQ(told(copy), "Alice gdap exact by upn");
}

TEST_F(Story, PartnerCenterExplainsAnApplicationsAction) {
  Record center = at(0, kContoso, "partner.audit");
  center.operation = "reset_customer_user_password";
  center.outcome = Outcome::kSuccess;
  center.target_id = "pat";
  center.actor.upn = "alice@adatum.example";
  EXPECT_EQ(told(center), "Alice gdap exact by upn");
  Record reset = at(60 * kSecondNs, kContoso);
  reset.operation = "reset user password";
  reset.target_id = "PAT";
  reset.actor.type = ActorType::kServicePrincipal;
  EXPECT_EQ(told(reset), "{Alice} gdap ambiguous by partner-center") << "any application's";
  reset.actor.name = "Microsoft Partner Center";
  EXPECT_EQ(told(reset), "Alice gdap strong by partner-center");
  reset.target_id = "lee";
  EXPECT_EQ(told(reset), "nobody unknown ") << "another user's password";
  reset.target_id = "pat";
  reset.time = kMonday + kHour;
  EXPECT_EQ(told(reset), "nobody unknown ") << "an hour later";
  reset.time = kMonday;
  reset.actor.type = ActorType::kUser;
  reset.actor.upn = reset.actor.text = "boss@contoso.example";
  EXPECT_EQ(told(reset), "nobody customer ") << "Contoso's own admin did the same thing";
}

// Of a password that was reset once in Partner Center and twice in the customer's log, once by
// somebody whom neither tells.
class ResetInPartnerCenter : public Story {
 protected:
  static Record center(TimeNs after, std::string_view upn) {
    Record r = at(after, kContoso, "partner.audit");
    r.operation = "reset_customer_user_password";
    r.outcome = Outcome::kSuccess;
    r.target_id = "pat";
    r.actor.upn = upn;
    return r;
  }
  static Record reset(TimeNs after) {
    Record r = at(after, kContoso);
    r.operation = "reset user password";
    r.outcome = Outcome::kSuccess;
    r.target_id = "pat";
    r.actor.type = ActorType::kServicePrincipal;
    r.app_name = "Microsoft Partner Center";
    return r;
  }
};

TEST_F(ResetInPartnerCenter, OneDeedExplainsOneActionTheNearest) {
  told(center(0, "alice@adatum.example"));
  EXPECT_EQ(told(reset(5 * kSecondNs)), "Alice gdap strong by partner-center");
  EXPECT_EQ(told(reset(8 * kSecondNs)), "Alice gdap strong by partner-center")
      << "another record of the same action";
  EXPECT_EQ(told(reset(240 * kSecondNs)), "nobody unknown ") << "another action";
  told(center(238 * kSecondNs, "bob@adatum.example"));
  EXPECT_EQ(told(reset(240 * kSecondNs)), "Bob gdap strong by partner-center");
  EXPECT_EQ(told(reset(5 * kSecondNs)), "Alice gdap strong by partner-center");
}

TEST_F(ResetInPartnerCenter, OfTwoActionsThatAreAsNearNobodyKnowsWhichItWas) {
  told(reset(-60 * kSecondNs));
  told(center(0, "alice@adatum.example"));
  EXPECT_EQ(told(reset(60 * kSecondNs)), "{Alice} gdap ambiguous by partner-center");
  ASSERT_EQ(answer_.evidence.size(), 1U);
  EXPECT_EQ(text(answer_.evidence.front()),
            "partner-center: reset_customer_user_password for this customer at that moment, which "
            "may as well be another action of the same kind");
  EXPECT_TRUE(answer_.others);
}

TEST_F(ResetInPartnerCenter, ADeedThatSucceededIsNoneThatFailed) {
  told(center(0, "alice@adatum.example"));
  Record failed = reset(2 * kSecondNs);
  failed.outcome = Outcome::kFailure;
  EXPECT_EQ(told(failed), "nobody unknown ");
  EXPECT_EQ(told(reset(60 * kSecondNs)), "Alice gdap strong by partner-center")
      << "nor is the deed that of the failed one";
}

// A user of the customer's own bears a technician's name; the technician does the same in Partner
// Center at that moment.
TEST_F(ResetInPartnerCenter, AnActionOfWhoIsInDoubtIsNotExplained) {
  Record own = sign_in(0, kContoso, {8, 61});
  own.actor.home_object = kAlice;
  own.actor.home_object_source = own.actor.delegated_source = ProvingKey::kUserHexUpn;
  own.actor.upn = own.actor.text = "user_00000000000000030000000000000001@contoso.example";
  own.actor.delegated_admin = true;
  own.actor.home_tenant = kContoso;
  own.actor.home_tenant_source = ProvingKey::kHomeTenantId;
  told(own);
  told(center(kHour, "alice@adatum.example"));
  Record deed = reset(kHour + kMinute);
  deed.actor = own.actor;
  deed.actor.home_tenant.reset();
  deed.actor.home_tenant_source = ProvingKey::kNone;
  deed.app_name = {};
  EXPECT_EQ(told(deed), "nobody customer ");
}

TEST_F(Story, MicrosoftIsNeverAPartner) {
  Record support = sign_in(0, kContoso, {8, 6});
  support.actor.upn = "engineer@support.example";
  support.actor.home_tenant = parse_guid("b4c546a4-7dac-46a6-a7dd-ed822a11efd3");
  support.actor.delegated_admin = true;
  EXPECT_EQ(told(support), "nobody microsoft ");
  Record machinery = at(0, kContoso);
  machinery.actor.type = ActorType::kServicePrincipal;
  machinery.app_id = "a3475900-ccec-4a69-98f5-a65cd5dc5306";
  EXPECT_EQ(told(machinery), "nobody microsoft ");
  EXPECT_FALSE(answer_.is_partner);
}

// An application that acts, as Entra's audit log shows it: by its principal alone.
Record application(Record record, const Guid& principal) {
  record.actor.type = ActorType::kServicePrincipal;
  record.actor.object = principal;
  return record;
}

TEST_F(Story, AnApplicationIsKnownByItsOwnSignIns) {
  constexpr Guid kPrincipal{7, 1};
  const Record deed = application(at(kHour, kContoso), kPrincipal);
  EXPECT_EQ(told(deed), "nobody unknown ");
  const std::string nightly = kNightly.text();
  Record own = application(sign_in(0, kContoso, {8, 20}), kPrincipal);
  own.app_id = nightly;
  own.outcome = Outcome::kFailure;
  told(own);
  EXPECT_EQ(told(deed), "nobody unknown ") << "a failed sign-in teaches nothing";
  own.outcome = Outcome::kSuccess;
  told(own);
  EXPECT_EQ(told(deed), "nobody automation ");
  EXPECT_EQ(told(application(at(kHour, kFabrikam), kPrincipal)), "nobody unknown ")
      << "in another tenant the same id is another's";
  own.app_id = "1b730954-1685-4b74-9bfd-dac224a7b894";
  told(own);
  EXPECT_EQ(told(deed), "nobody unknown ") << "records that contradict each other tell nothing";
}

TEST_F(Story, AnApplicationOfSomebodyElsesDidNotComeFromPartnerCenter) {
  Record center = at(0, kContoso, "partner.audit");
  center.operation = "create_customer_user";
  center.outcome = Outcome::kSuccess;
  center.target_id = "new";
  center.actor.upn = "alice@adatum.example";
  told(center);
  Record add = application(at(180 * kSecondNs, kContoso), {7, 30});
  add.operation = "add user";
  add.target_id = "new";
  EXPECT_EQ(told(add), "{Alice} gdap ambiguous by partner-center") << "nothing is known of it";
  Record entered = application(sign_in(0, kContoso, {8, 40}), {7, 30});
  entered.app_id = "33333333-3333-4333-8333-333333333333";
  entered.actor.app_owner = kContoso;
  EXPECT_EQ(told(entered), "nobody customer ");
  EXPECT_EQ(told(add), "nobody customer ") << "its own sign-in tells whose it is";
  add.actor.object = Guid{7, 31};
  add.app_id = "33333333-3333-4333-8333-333333333333";
  EXPECT_EQ(told(add), "nobody unknown ") << "an id, and not one of Partner Center's";
  add.app_id = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd";
  EXPECT_EQ(told(add), "Alice gdap strong by partner-center");
}

TEST_F(Story, MicrosoftsApplicationIsMicrosoftsByItsIdThoughTheRecordHasNone) {
  const Record deed = application(at(kHour, kContoso), {7, 2});
  Record own = application(sign_in(0, kContoso, {8, 21}), {7, 2});
  own.app_id = "98db8bd6-0cc0-4e67-9de5-f187f1cd1b41";  // Microsoft Substrate Management
  EXPECT_EQ(told(own), "nobody microsoft ");
  EXPECT_EQ(told(deed), "nobody microsoft ");
}

TEST_F(Story, AnApplicationIsNotMicrosoftsByItsNameOrType) {
  Record r = application(at(0, kContoso), {7, 3});
  r.actor.microsoft = true;
  r.actor.text = "NT AUTHORITY";
  EXPECT_EQ(told(r), "nobody unknown ");
  Record person = at(0, kContoso);
  person.actor.microsoft = true;
  person.actor.home_tenant = kAdatum;
  EXPECT_EQ(told(person), "nobody gdap unresolved") << "the record says that it is Adatum's";
}

TEST_F(Story, ThePartnersExportTellsWhoseAnApplicationIs) {
  EXPECT_EQ(told(application(at(0, kAdatum), kExported)), "nobody automation ")
      << "its principal at home";
  Record own = application(at(0, kContoso), {7, 4});
  const std::string app = kRegistered.text();
  own.app_id = app;
  EXPECT_EQ(told(own), "nobody automation ") << "registered with the partner";
  EXPECT_EQ(answer_.partner->name, "Adatum");
  own.tenant = own.log_tenant = kAdatum;
  EXPECT_EQ(told(own), "nobody customer ") << "at home it is its own";
}

TEST_F(Story, AnAddressThatEverybodyHasIsNobodys) {
  for (const char* text : {"127.0.0.1", "10.1.2.3", "192.168.0.4", "::1", "fe80::1", "0.0.0.0"}) {
    Record alice = sign_in(0, kAdatum, {8, 30});
    alice.actor.upn = "alice@adatum.example";
    alice.address = parse_address(text);
    told(alice);
    Record use = shared(kHour);
    use.address = alice.address;
    EXPECT_EQ(told(use), "nobody shared-account unresolved") << text;
  }
}

TEST_F(Story, PathsFollowTheRelationshipOfThatTime) {
  Record r = at(0, kContoso, "m365.audit");
  r.actor.delegated_admin = true;
  r.actor.delegated_source = ProvingKey::kUserType9;
  r.actor.home_tenant = kAdatum;
  EXPECT_EQ(told(r), "nobody gdap unresolved");
  r.time = kMonday + 11 * kDayNs;
  EXPECT_EQ(told(r), "nobody unknown unresolved") << "GDAP had ended";
  r.tenant = kFabrikam;
  EXPECT_EQ(told(r), "nobody dap unresolved");
  Record app = sign_in(0, kContoso, {8, 7});
  app.actor.type = ActorType::kServicePrincipal;
  const std::string id = kNightly.text();
  app.app_id = id;
  EXPECT_EQ(told(app), "nobody automation ");
}

TEST_F(Story, WhatIsInferredCanBeSwitchedOff) {
  Record r = sign_in(0, kContoso, {8, 8});
  r.actor.home_tenant = kAdatum;
  r.actor.home_object = kAlice;
  r.actor.home_object_source = ProvingKey::kUserId;
  r.actor.home_object_inferred = true;
  r.actor.delegated_admin = true;
  EXPECT_EQ(told(r), "Alice gdap exact by token");
  options_.signin_user_id = false;
  Evidence strict(options_);
  EXPECT_EQ(resolve(r, strict).confidence, Confidence::kUnresolved);
}

// Whatever is mixed: a name is given by exactly the confidences that name, and is then the only
// candidate.
TEST_F(Story, AnswersAreConsistent) {
  test::property("named or not, never both", [this] {
    const auto person = [] { return *rc::gen::element(kAlice, kBob, kCarol, kStranger); };
    Evidence evidence(options_);
    for (int i = 0; i < 30; ++i) {
      const TimeNs after = *rc::gen::inRange<TimeNs>(-3 * 24, 3 * 24) * kHour;
      Record r = *rc::gen::element(0, 1) == 0
                     ? technician(after, person())
                     : aobo(after, *rc::gen::element(kAdmins, kOps, kEmpty));
      if (*rc::gen::arbitrary<bool>()) r = shared(after);
      if (*rc::gen::arbitrary<bool>())
        r = vault(after, *rc::gen::element("alice@adatum.example", "bob@adatum.example"),
                  *rc::gen::element(CheckOutAction::kOut, CheckOutAction::kIn));
      if (*rc::gen::arbitrary<bool>()) r.actor.home_puid = 0x1003200012345602;
      const Attribution& a = resolve(r, evidence);
      const bool names = a.confidence == Confidence::kExact ||
                         a.confidence == Confidence::kStrong || a.confidence == Confidence::kWeak;
      RC_ASSERT(names == (a.person != nullptr));
      if (names) RC_ASSERT(a.candidates == std::vector<const Person*>{a.person});
      const bool and_a_stranger = std::ranges::find(a.evidence, ProofKind::kCheckOutAndUnknown,
                                                    &Proof::kind) != a.evidence.end();
      if (a.confidence == Confidence::kAmbiguous)
        RC_ASSERT(a.candidates.size() + (and_a_stranger ? 1U : 0U) >= 2U);
      if (a.confidence != Confidence::kNone && a.confidence != Confidence::kUnresolved)
        RC_ASSERT(!a.evidence.empty());
    }
  });
}

TEST_F(Story, EvidenceIsBoundedAndTheOldestGoesFirst) {
  IdentityOptions options;
  options.evidence_entries = 3;
  Evidence evidence(options);
  Lesson alice;
  alice.person = {kAdatum, kAlice};
  alice.exact = true;
  for (std::uint64_t i = 1; i <= 5; ++i) {
    Record r = sign_in(0, kContoso, {0, i});
    evidence.teach(r, alice, i);
  }
  EXPECT_EQ(evidence.evicted(), 2U);
  EXPECT_TRUE(evidence.of<SignIns>().by_request({0, 2}, 9).empty());
  EXPECT_EQ(evidence.of<SignIns>().by_request({0, 3}, 9).size(), 1U);
}

// Whoever floods the evidence must not make one of two holders the only one.
TEST_F(Story, ACheckOutThatWasForgottenLeavesItOpen) {
  Account account(std::size_t{64} << 10);
  options_.account = &account;
  Evidence evidence(options_);
  resolve(vault(0, "bob@adatum.example", CheckOutAction::kOut), evidence);
  std::vector<std::string> names;
  for (int i = 0; i < 4; ++i)
    names.push_back(std::string(40'000 + static_cast<std::size_t>(i), 'x'));
  for (const std::string& name : names) {
    Record flood = vault(kHour / 2, "bob@adatum.example", CheckOutAction::kOut);
    flood.check_out.account = name;
    resolve(flood, evidence);
    account.trim();
  }
  EXPECT_EQ(account.evicted(), 4U);
  resolve(vault(kHour, "alice@adatum.example", CheckOutAction::kOut), evidence);
  const Attribution& near = resolve(shared(2 * kHour), evidence);
  EXPECT_EQ(near.confidence, Confidence::kAmbiguous);
  resolve(vault(20 * kHour, "alice@adatum.example", CheckOutAction::kOut), evidence);
  const Attribution& later = resolve(shared(21 * kHour), evidence);
  EXPECT_EQ(later.confidence, Confidence::kStrong) << "what was forgotten would be over by now";
}

TEST_F(Story, ARecordIsNoEvidenceAboutItself) {
  Evidence evidence{IdentityOptions()};
  Lesson alice;
  alice.person = {kAdatum, kAlice};
  alice.exact = true;
  const Record r = sign_in(0, kContoso, {0, 1});
  evidence.teach(r, alice, 1);
  EXPECT_TRUE(evidence.of<SignIns>().by_request({0, 1}, 1).empty());
  EXPECT_EQ(evidence.of<SignIns>().by_request({0, 1}, 2).size(), 1U) << "another one's question";
  evidence.teach(r, alice, 2);
  EXPECT_EQ(evidence.of<SignIns>().by_request({0, 1}, 1).size(), 1U) << "the other says so too";
  evidence.take_back(r, alice, 2);
  EXPECT_TRUE(evidence.of<SignIns>().by_request({0, 1}, 1).empty());
  evidence.take_back(r, alice, 1);
  EXPECT_EQ(evidence.size(), 0U);
}

}  // namespace
}  // namespace aobo
