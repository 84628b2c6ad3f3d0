// Answers that are asked again: whatever comes late, the last answer is the one that would have
// been given had it come in time.
#include <algorithm>

#include "tests/support/days.h"

namespace aobo::test {
namespace {

class GroupsWithin : public Days {
 protected:
  GroupsWithin() {
    DirectoryBuilder b;
    b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
    const std::size_t adatum = b.partner(kAdatum);
    b.add_person(adatum, {kAlice, "alice@adatum.example", "Alice", {}, false});
    b.add_person(adatum, {kBob, "bob@adatum.example", "Bob", {}, false});
    b.add_group(adatum, kAdmins, "AdminAgents");
    b.add_member(kAdmins, kAlice, {});
    b.add_group(adatum, kHelpdesk, "Helpdesk");
    b.add_customer(kFabrikam, "Fabrikam");
    directory_ = b.build();
  }

  Record& joins(std::string_view id, TimeNs at, const Guid& group, const Guid& member) {
    Record& r = record(at, kAdatum, "entra.audit", "add member to group");
    r.id = id;
    r.target_group = group;
    r.target_member = member;
    return r;
  }
  // Done by the right of the group AdminAgents.
  Record& deed() {
    Record& r = record(kHr, kFabrikam, "azure.activity", "microsoft.compute/virtualmachines/write");
    r.id = "deed";
    r.actor.principal = kAdmins;
    r.actor.principal_type = "Group";
    return r;
  }

  // The last answer to the deed, when these have come in this order.
  std::string last_answer(const std::vector<const Record*>& records) {
    fresh();
    std::string answer;
    for (const Record* one : records) {
      last_ = {};
      log(*one);
      if (one->id == "deed") answer = shown(Subject::of(case_));
      stages_->ask_what_waits(knowledge(), now_, changes_);
      for (const Derived& change : changes_) note({change});
      changes_.clear();
      if (last_.kind == kAttributionChanged && last_.basis.id == "deed")
        answer = shown(last_.basis.subject);
    }
    return answer;
  }

 private:
  static std::string shown(const Subject& subject) {
    return fmt::format("{} {}", name(subject.confidence), fmt::join(subject.candidates, ", "));
  }

  std::vector<Derived> changes_;
};

TEST_F(GroupsWithin, AMemberOfAGroupWithinItIsACandidateInWhateverOrderTheLogsCome) {
  constexpr Guid kByLogsAlone{4, 9};
  for (const Guid& inner : {kHelpdesk, kByLogsAlone}) {
    std::vector<const Record*> records = {&joins("j1", 0, kAdmins, inner),
                                          &joins("j2", kMin, inner, kBob), &deed()};
    std::vector<std::size_t> order = {0, 1, 2};
    do {
      EXPECT_EQ(last_answer({records[order[0]], records[order[1]], records[order[2]]}),
                "ambiguous alice@adatum.example, bob@adatum.example")
          << fmt::format("{}{}{} {}", order[0], order[1], order[2], inner.text());
    } while (std::ranges::next_permutation(order).found);
  }
}

TEST_F(GroupsWithin, ARunLaterToo) {
  log(deed());
  log(joins("j1", 0, kAdmins, kHelpdesk));
  restart();
  log(joins("j2", kMin, kHelpdesk, kBob));
  only_ = kAttributionChanged;
  told_.clear();
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(last_.text(),
            "What was told of deed (microsoft.compute/virtualmachines/write) has changed: it was "
            "somebody (ambiguous); by what came since it is one of alice@adatum.example, "
            "bob@adatum.example (ambiguous).");
}

class PartnerCenter : public Days {
 protected:
  PartnerCenter() { only_ = kAttributionChanged; }
  Record& deed(TimeNs at) {
    Record& r = record(at, kContoso, "partner.audit", "reset_customer_user_password");
    r.id = "deed";
    r.target_id = "pat";
    r.actor.upn = r.actor.text = "alice@adatum.example";
    return r;
  }
  Record& reset(std::string_view id, TimeNs at) {
    Record& r = unnamed_application(at, "entra.audit", "reset user password");
    r.id = id;
    r.target_id = "pat";
    r.app_name = "Microsoft Partner Center";
    return r;
  }
  std::string confidence() const { return std::string(name(case_.attribution.confidence)); }
};

// The customer's log comes with one record too late, which is the deed's own.
TEST_F(PartnerCenter, ANearerActionThatComesLateTakesTheDeedForItself) {
  log(deed(0));
  log(reset("far", 3 * kMin));
  EXPECT_EQ(confidence(), "strong");
  log(reset("near", kSecondNs));
  EXPECT_EQ(confidence(), "strong");
  log(act("later", kHr));
  EXPECT_EQ(told(), Lines{"attribution_changed at 5m by somebody [far]"});
}

// Workers that share the customers see other records between, and tell the same.
TEST_F(PartnerCenter, WhatRipensIsToldAtItsOwnTimeWhicheverRecordComesNext) {
  for (const TimeNs next : {8 * kMin, kHr, 30 * kHr}) {
    fresh();
    log(reset("before", 0));
    log(deed(kMin));
    log(act("later", next));
    EXPECT_EQ(told(), Lines{"attribution_changed at 6m by Alice <alice@adatum.example> [before]"});
  }
}

// The deed is asked about when all has come that may be nearer.
TEST_F(PartnerCenter, ADeedThatComesBetweenTwoActionsIsTheNearerOnes) {
  log(reset("before", 0));
  log(deed(2 * kMin));
  log(reset("after", 2 * kMin + kSecondNs));
  EXPECT_EQ(confidence(), "strong");
  log(act("later", kHr));
  EXPECT_EQ(told(), Lines{}) << "nothing of the one before";
}

using Applications = Days;

// Real sign-ins of applications tell no owner (appOwnerTenantId): what tells is which application
// the service principal is, and aobo.yaml's list of the partner's own.
TEST_F(Applications, ASignInThatComesAfterTheDeedTellsWhichItWas) {
  constexpr Guid kTool{7, 90};
  DirectoryBuilder b;
  b.add_partner(kAdatum, "Adatum", PartnerKind::kDirect);
  b.add_automation_app({kTool, "nightly", b.partner(kAdatum)});
  b.add_customer(kContoso, "Contoso");
  directory_ = b.build();
  log(done_by_application("a1", 0));
  EXPECT_EQ(case_.attribution.path, Path::kUnknown);
  only_ = kAttributionChanged;
  Record& entered = unnamed_application(kHr, "entra.signin", "sign-in activity");
  entered.app_id = text(kTool.text());
  log(entered);
  EXPECT_EQ(told(), Lines{"attribution_changed at 60m by some tool [a1]"});
  EXPECT_EQ(last_.basis.subject.path, Path::kAutomation);
}

// A change of a directory: Entra's own record shows who made it, the unified log's copy does not.
class TwoRecordsOfAChange : public Days {
 protected:
  TwoRecordsOfAChange() { only_ = kAttributionChanged; }
  Record& of_one_change(Record& told_of) {
    told_of.correlation = "c1111111-1111-4111-8111-111111111111";
    return told_of;
  }
  Record& shown(TimeNs at, const Guid& person = kAlice) {
    return of_one_change(act("shown", at, "reset user password", person));
  }
  Record& copy(TimeNs at, std::string_view id = "copy") {
    Record& r = of_one_change(record(at, kContoso, "m365.audit", "reset user password"));
    r.id = id;
    r.workload = "AzureActiveDirectory";
    r.actor.text = "Adatum technician";
    return r;
  }
  std::string answer() const {
    const Attribution& a = case_.attribution;
    return fmt::format("{} {} {}", Subject::of(case_).shown(), name(a.path), name(a.confidence));
  }
};

TEST_F(TwoRecordsOfAChange, TheOneThatCameFirstIsToldAnew) {
  log(copy(0));
  EXPECT_EQ(answer(), "Adatum technician unknown ");
  log(shown(kSecondNs));
  EXPECT_EQ(told(), Lines{"attribution_changed at 0m+ by Alice <alice@adatum.example> [copy]"});
  EXPECT_EQ(last_.text(),
            "What was told of copy (reset user password) has changed: it was nobody of a "
            "partner's; by what came since it is Alice <alice@adatum.example> (strong).");
  EXPECT_EQ(last_.basis.subject.path, Path::kGdap);
}

TEST_F(TwoRecordsOfAChange, ARunLaterToo) {
  log(copy(0));
  restart();
  log(shown(kSecondNs));
  EXPECT_EQ(told(), Lines{"attribution_changed at 0m+ by Alice <alice@adatum.example> [copy]"});
  restart();
  log(copy(2 * kSecondNs, "another"));
  EXPECT_EQ(answer(), "Alice <alice@adatum.example> gdap strong");
}

TEST_F(TwoRecordsOfAChange, AnotherPersonOfTheSameIdTakesTheNameBack) {
  log(shown(0));
  log(copy(kSecondNs));
  EXPECT_EQ(answer(), "Alice <alice@adatum.example> gdap strong");
  Record& other = shown(2 * kSecondNs, kBob);
  other.id = "other";
  log(other);
  EXPECT_EQ(told(), Lines{"attribution_changed at 0m+ by one of alice@adatum.example, "
                          "bob@adatum.example [copy]"});
}

// By the partner's own log the name was nobody's whom an export knows.
TEST_F(TwoRecordsOfAChange, WithTheRecordThatNamedThemBothAreWithdrawn) {
  Record& by_name = of_one_change(own_user("by-name", 0, "reset user password"));
  by_name.actor.upn = by_name.actor.text = "alice@adatum.example";
  log(by_name);
  log(copy(kSecondNs));
  EXPECT_EQ(answer(), "Alice <alice@adatum.example> gdap strong");
  log(copy(2 * kSecondNs, "another"));
  Record& renamed = record(kHr, kAdatum, "entra.audit", "update user");
  renamed.id = "renamed";
  renamed.target_id = text(kAlice.text());
  renamed.changes = {{"UserPrincipalName", "al@adatum.example", "alice@adatum.example"}};
  log(renamed);
  EXPECT_EQ(told(), (Lines{"attribution_changed at 60m by alice@adatum.example [by-name]",
                           "attribution_changed at 60m by Adatum technician [copy]",
                           "attribution_changed at 60m by Adatum technician [another]"}));
}

}  // namespace
}  // namespace aobo::test
