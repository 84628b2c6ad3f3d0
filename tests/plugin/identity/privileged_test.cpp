// Whether who was acted on holds a privileged role, as stories: told by the logs in time and out of
// it, by id and by name, and by exports; and what is not known is not said.
#include "plugin/identity/privileged.h"

#include "tests/support/days.h"

namespace aobo::test {
namespace {

using Answer = std::optional<bool>;
constexpr Answer kUnknown = std::nullopt;

constexpr Guid kPat{9, 1}, kSam{9, 2}, kGroupOfAdmins{9, 3}, kKim{9, 4};
constexpr std::string_view kPatName = "pat@contoso.example", kSamName = "sam@contoso.example";
constexpr std::string_view kReports = "4a5d8f65-41da-4de4-8968-e035b65339cf",
                           kOfTheirOwn = "77777777-1111-4111-8111-111111111111";

class Privileged : public Days {
 protected:
  // A record about a user of Contoso's, by each name that it gives.
  Record& about(TimeNs at, std::string_view operation, const Guid& object, std::string_view name) {
    Record& r = own_user(text(fmt::format("r{}", records_.size())), at, operation);
    r.target_type = "User";
    r.target_name = name;
    if (!object.is_zero()) {
      r.target_id = text(object.text());
      r.target_member = object;
    }
    return r;
  }
  Record& role(TimeNs at, std::string_view operation, std::string_view role = kGlobalAdministrator,
               const Guid& object = kPat, std::string_view name = kPatName) {
    Record& r = about(at, operation, object, name);
    r.kind = "RoleManagement";
    r.role_id = role;
    return r;
  }
  Answer reset(TimeNs at, const Guid& object = kPat, std::string_view name = kPatName) {
    log(about(at, "reset user password", object, name));
    return case_.observed.target_privileged;
  }
  Answer reset_by_name(TimeNs at, std::string_view name = kPatName) {
    return reset(at, Guid{}, name);
  }

  // ---- exports
  static RoleHolder holder(const Guid& object, std::string_view name, std::string_view role,
                           MemberKind kind = MemberKind::kUser) {
    return {*parse_id(role), object, std::string(name), kind, false, {}};
  }
  using List = DirectoryBuilder::RoleList;
  void export_roles(const std::vector<RoleHolder>& holders, const std::vector<List>& whole) {
    DirectoryBuilder b;
    b.add_customer(kContoso, "Contoso");
    for (const RoleHolder& one : holders) b.add_role_holder(kContoso, one);
    for (const List list : whole) b.know_roles(kContoso, list);
    directory_ = b.build();
  }
};

TEST_F(Privileged, ARoleIsHeldFromWhenItWasGivenUntilItWasTakenAway) {
  EXPECT_EQ(reset(0), kUnknown) << "not yet";
  log(role(kHr, "add member to role"));
  EXPECT_EQ(reset(kHr + kMin), true);
  EXPECT_EQ(reset_by_name(kHr + 2 * kMin, "Pat@Contoso.example"), true);
  EXPECT_EQ(reset(kHr + 3 * kMin, kPat, "was.pat@contoso.example"), true) << "by the id alone";
  EXPECT_EQ(reset(kHr + 4 * kMin, kSam, kSamName), kUnknown) << "somebody else";
  log(role(2 * kHr, "remove member from role"));
  EXPECT_EQ(reset(2 * kHr + kMin), kUnknown) << "of other roles nothing is known";
  EXPECT_EQ(reset_by_name(2 * kHr + 2 * kMin), kUnknown);
}

TEST_F(Privileged, OfTwoRolesOneIsLeft) {
  log(role(0, "add member to role"));
  log(role(kMin, "add scoped member to role", "729827e3-9c14-49f7-bb1b-9608f156bbb8"));
  log(role(2 * kMin, "remove member from role"));
  EXPECT_EQ(reset(kHr), true);
}

TEST_F(Privileged, AnotherCustomersRolesAreTheirs) {
  log(role(0, "add member to role"));
  Record& elsewhere = about(kHr, "reset user password", kPat, kPatName);
  elsewhere.tenant = elsewhere.log_tenant = kFabrikam;
  log(elsewhere);
  EXPECT_EQ(case_.observed.target_privileged, kUnknown);
}

TEST_F(Privileged, WhatIsToldLateHoldsForItsOwnTime) {
  log(role(3 * kHr, "remove member from role"));
  EXPECT_EQ(reset(kHr), true) << "what was taken away had been held";
  log(role(2 * kHr, "add member to role"));
  EXPECT_EQ(reset(kHr + kMin), kUnknown) << "what was given had not been held";
  EXPECT_EQ(reset(2 * kHr + kMin), true);
  EXPECT_EQ(reset(3 * kHr + kMin), kUnknown);
}

TEST_F(Privileged, OfChangesWithinOneSecondNoOrderDecides) {
  for (const bool given_first : {true, false}) {
    const TimeNs day = given_first ? 0 : 24 * kHr;
    const Guid whom{8, given_first ? 1U : 2U};
    const auto change = [&](std::string_view operation) {
      log(role(day + kHr, operation, kGlobalAdministrator, whom, {}));
    };
    change(given_first ? "add member to role" : "remove member from role");
    change(given_first ? "remove member from role" : "add member to role");
    EXPECT_EQ(reset(day + 2 * kHr, whom, {}), true) << "they may have it" << given_first;
    EXPECT_EQ(reset(day, whom, {}), true) << "and may have had it" << given_first;
  }
}

TEST_F(Privileged, OfTwoThatWereTakenUpWithinOneSecondTheLongerLasts) {
  for (const std::string_view end : {"2026-03-02T03:00:00Z", "2026-03-02T01:00:00Z"}) {
    Record& activation = role(0, kPimActivation);
    activation.parameters.push_back({kPimEnd, end});
    log(activation);
  }
  EXPECT_EQ(reset(2 * kHr), true);
  EXPECT_EQ(reset(3 * kHr), kUnknown);
}

TEST_F(Privileged, ARoleThatIsTakenUpInPimEnds) {
  Record& activation = role(0, kPimActivation);
  activation.target_type = "Role";
  activation.target_id = text(Guid{5, 5}.text());
  activation.target_name = "Global Administrator";
  activation.role_id = {};
  activation.parameters.push_back({kPimEnd, "2026-03-02T01:00:00Z"});
  log(activation);
  EXPECT_EQ(reset(kHr - 1), true) << "the role stands before the user, by its name";
  EXPECT_EQ(reset(kHr), kUnknown);
  Record& again = role(2 * kHr, kPimActivation);
  again.parameters.push_back({kPimEnd, "2026-03-02T03:00:00Z"});
  log(again);
  EXPECT_EQ(reset(3 * kHr - 1), true);
  EXPECT_EQ(reset(3 * kHr), kUnknown);
}

TEST_F(Privileged, WhoMayTakeARoleUpCounts) {
  log(role(0, "add eligible member to role in pim completed (permanent)"));
  log(role(kMin, kPimActivation));
  log(role(2 * kMin, "remove member from role (pim activation expired)"));
  EXPECT_EQ(reset(kHr), true) << "it can be taken up again";
  log(role(2 * kHr, "remove eligible member from role in pim completed (permanent)"));
  EXPECT_EQ(reset(3 * kHr), kUnknown);
}

TEST_F(Privileged, WhatChangedNoRoleSaysNothing) {
  for (const std::string_view operation :
       {"add member to role requested (pim activation)",
        "add member to role request denied (pim activation)",
        "add member to role canceled (pim activation)", "add member to role failed"})
    log(role(0, operation));
  Record& failed = role(0, "add member to role");
  failed.outcome = Outcome::kFailure;
  log(failed);
  Record& of_a_group = role(0, kPimActivation);
  of_a_group.kind = "GroupManagement";
  of_a_group.target_group = kGroupOfAdmins;
  log(of_a_group);
  Record& unified = role(0, kPimActivation, {});
  unified.kind = {};
  unified.target_group = kGroupOfAdmins;
  log(unified);
  log(role(0, "add member to role", kReports));
  EXPECT_EQ(reset(kHr), kUnknown);
}

TEST_F(Privileged, ARoleIsKnownByTheNameThatEntraCallsItByToo) {
  for (const auto& [object, shown, privileged] :
       {std::tuple{Guid{9, 11}, "Company Administrator", Answer(true)},
        {Guid{9, 12}, "helpdesk administrator", true},
        {Guid{9, 13}, "Reports Reader", kUnknown},
        {Guid{9, 14}, "Administrator of ours", kUnknown}}) {
    Record& r = role(0, "add member to role", {}, object, {});
    r.changes.push_back({"Role.DisplayName", {}, shown});
    log(r);
    EXPECT_EQ(reset(kHr, object, {}), privileged) << shown;
  }
}

TEST_F(Privileged, ANameIsAnothersWhenItsUserIsDeletedAndMadeAnew) {
  log(role(0, "add member to role", kGlobalAdministrator, Guid{}, kPatName));
  EXPECT_EQ(reset_by_name(kHr), true);
  log(about(2 * kHr, "delete user", Guid{}, kPatName));
  EXPECT_EQ(reset_by_name(3 * kHr), kUnknown);
  log(about(4 * kHr, "add user", kSam, kPatName));
  EXPECT_EQ(reset_by_name(5 * kHr), kUnknown);
  log(role(6 * kHr, "add member to role", kGlobalAdministrator, kSam, kPatName));
  EXPECT_EQ(reset_by_name(7 * kHr), true);
  EXPECT_EQ(reset_by_name(3 * kHr + kMin), kUnknown) << "told late, of when it was nobody's";
}

TEST_F(Privileged, ANameIsAnothersWhenItsUserIsRenamed) {
  log(role(0, "add member to role"));
  Record& renamed = about(kHr, "update user", kPat, "pat.lund@contoso.example");
  renamed.changes.push_back({"UserPrincipalName", kPatName, "pat.lund@contoso.example"});
  log(renamed);
  EXPECT_EQ(reset_by_name(2 * kHr), kUnknown);
  EXPECT_EQ(reset_by_name(2 * kHr, "pat.lund@contoso.example"), kUnknown);
  EXPECT_EQ(reset(2 * kHr, kPat, "pat.lund@contoso.example"), true) << "the id is theirs";
  EXPECT_EQ(reset(2 * kHr, kSam, kPatName), kUnknown) << "and this one is another's";
}

TEST_F(Privileged, OfTwoWhoBearOneNameNobodyKnowsWhichIsMeant) {
  log(role(0, "add member to role"));
  log(role(kMin, "add member to role", kReports, kSam, kPatName));
  EXPECT_EQ(reset_by_name(kHr), kUnknown);
  EXPECT_EQ(reset(kHr), true);
  EXPECT_EQ(reset(kHr, kSam, kPatName), kUnknown);
}

// Of the two records of one deed neither tells it of the other.
TEST_F(Privileged, AChangeOfARoleTellsWhatIsHeldBesideIt) {
  log(role(0, "add member to role"));
  log(role(kSecondNs, "add member to role"));
  EXPECT_EQ(case_.observed.target_privileged, kUnknown);
  log(role(kMin, "add member to role", "fe930be7-5e62-47db-91af-98c3a49a38b1"));
  EXPECT_EQ(case_.observed.target_privileged, true);
}

TEST_F(Privileged, SignInsAndGroupsActOnNobody) {
  log(role(0, "add member to role"));
  Record& entry = sign_in("s", kMin);
  entry.target_id = text(kPat.text());
  log(entry);
  EXPECT_EQ(case_.observed.target_privileged, kUnknown);
  Record& group = about(kHr, "update group", Guid{}, {});
  group.target_type = "Group";
  group.target_id = text(kPat.text());
  log(group);
  EXPECT_EQ(case_.observed.target_privileged, kUnknown);
}

TEST_F(Privileged, WhatWasLearnedOutlivesARestart) {
  log(role(0, "add member to role"));
  restart();
  EXPECT_EQ(reset(kHr), true);
}

TEST_F(Privileged, AnExportSaysItAlone) {
  export_roles({holder(kPat, kPatName, kGlobalAdministrator)}, {});
  EXPECT_EQ(reset(0), true);
  EXPECT_EQ(reset_by_name(0), true);
  EXPECT_EQ(reset(0, kSam, kSamName), kUnknown) << "it does not say that these are all";
  log(role(kHr, "remove member from role"));
  EXPECT_EQ(reset(2 * kHr), kUnknown) << "a log goes before it";
}

TEST_F(Privileged, AnExportOfBeforeHoldsAsLongAsItDoes) {
  RoleHolder former = holder(kPat, kPatName, kGlobalAdministrator);
  former.valid.to = kMonday + kHr;
  export_roles({former}, {});
  EXPECT_EQ(reset(kHr - 1), true);
  EXPECT_EQ(reset(kHr), kUnknown);
}

TEST_F(Privileged, NobodyElseIsWhereAllWereTold) {
  const auto of_sam = [&](const std::vector<RoleHolder>& holders, const std::vector<List>& whole) {
    export_roles(holders, whole);
    return reset(0, kSam, kSamName);
  };
  const RoleHolder pat = holder(kPat, kPatName, kGlobalAdministrator);
  const std::vector<List> all = {List::kAssigned, List::kEligible};
  EXPECT_EQ(of_sam({pat}, all), false);
  EXPECT_EQ(reset_by_name(0, kSamName), kUnknown) << "the name may have been another's";
  EXPECT_EQ(of_sam({}, all), kUnknown) << "no tenant is without an administrator";
  EXPECT_EQ(of_sam({pat}, {List::kAssigned}), kUnknown) << "Sam may take one up";
  EXPECT_EQ(of_sam({pat}, {List::kEligible}), kUnknown);
  EXPECT_EQ(of_sam({pat, holder(kSam, kSamName, kReports)}, all), false);
  EXPECT_EQ(of_sam({pat, holder(kSam, kSamName, kOfTheirOwn)}, all), kUnknown)
      << "a role of the tenant's own may be any";
  const auto group = [&](MemberKind kind) {
    return holder(kGroupOfAdmins, "", kGlobalAdministrator, kind);
  };
  EXPECT_EQ(of_sam({pat, group(MemberKind::kGroup)}, all), kUnknown) << "Sam may be in it";
  EXPECT_EQ(of_sam({pat, group(MemberKind::kUnknown)}, all), kUnknown) << "it may be a group";
  EXPECT_EQ(of_sam({pat, group(MemberKind::kApplication)}, all), false);
}

TEST_F(Privileged, NobodyIsKnownToHoldNoneOnceALogSaysMore) {
  export_roles({holder(kKim, "kim@contoso.example", kGlobalAdministrator)},
               {List::kAssigned, List::kEligible});
  EXPECT_EQ(reset(0), false);
  log(role(kMin, "add member to role", kOfTheirOwn));
  EXPECT_EQ(reset(kHr), kUnknown);
  EXPECT_EQ(reset(kHr, kSam, kSamName), false);
  log(about(2 * kHr, "add user", Guid{}, kSamName));
  EXPECT_EQ(reset_by_name(3 * kHr, kSamName), kUnknown) << "the export may tell of another";
  EXPECT_EQ(reset(3 * kHr, kSam, kSamName), false);
  Record& group = role(4 * kHr, "add member to role", kGlobalAdministrator, Guid{}, "Admins");
  group.target_type = "Group";
  group.target_group = kGroupOfAdmins;
  log(group);
  EXPECT_EQ(reset(5 * kHr, kSam, kSamName), kUnknown);
  Record& gone = role(6 * kHr, "remove member from role", kGlobalAdministrator, Guid{}, "Admins");
  gone.target_type = "Group";
  gone.target_group = kGroupOfAdmins;
  log(gone);
  EXPECT_EQ(reset(7 * kHr, kSam, kSamName), false);
}

// The role may be held in another scope, for longer, or by a right of another kind.
TEST_F(Privileged, WhoWasToldToHaveLostARoleIsNotKnownToHoldNone) {
  export_roles({holder(kKim, "kim@contoso.example", kGlobalAdministrator)},
               {List::kAssigned, List::kEligible});
  log(role(kMin, "remove scoped member from role"));
  EXPECT_EQ(reset(kHr), kUnknown);
  EXPECT_EQ(reset(kHr, kSam, kSamName), false);
}

TEST_F(Privileged, WhatIsForgottenIsCountedAndNoMoreIsSaidThatHangsOnIt) {
  identity_.evidence_entries = 4;
  fresh();
  export_roles({holder(kKim, "kim@contoso.example", kGlobalAdministrator)},
               {List::kAssigned, List::kEligible});
  log(role(0, "add member to role"));
  EXPECT_EQ(reset(kHr, kSam, kSamName), false);
  for (std::uint64_t i = 0; i < 4; ++i)
    log(role(2 * kHr, "add member to role", kReports, Guid{9, 100 + i}, {}));
  EXPECT_EQ(reset(3 * kHr), kUnknown);
  EXPECT_EQ(reset(3 * kHr, kSam, kSamName), kUnknown);
  Counters counters;
  stages_->publish(counters);
  EXPECT_GT(counters.evidence_evicted.load(), 0U);
}

TEST_F(Privileged, WhatARecordTaughtOfAnotherTenantIsTakenBack) {
  Evidence evidence(identity_);
  const Record& given = role(0, "add member to role");
  Lesson lesson;
  lesson.tenant = kContoso;
  evidence.teach(given, lesson, 1);
  Case deed;
  deed.packed = std::make_shared<const PackedRecord>(
      PackedRecord::whole(about(kHr, "reset user password", kPat, kPatName), {}));
  deed.number = 2;
  deed.knowledge = knowledge();
  deed.tenant = kContoso;
  EXPECT_EQ(target_privileged(deed, evidence), true);
  evidence.take_back(given, lesson, 1);
  EXPECT_EQ(target_privileged(deed, evidence), kUnknown);
  EXPECT_EQ(evidence.take_changed().size(), 0U) << "no answer about who acted hangs on it";
}

}  // namespace
}  // namespace aobo::test
