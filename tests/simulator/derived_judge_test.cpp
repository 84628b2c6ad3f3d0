// Derived events against the truth, as stories: what the logs hold, what was said, and why that is
// false, or what had to be said.
#include "simulator/judge/derived.h"

#include <gtest/gtest.h>

#include "simulator/judge/verdict.h"

namespace aobo::sim {
namespace {

constexpr TimeNs kMinute = 60 * kSecondNs, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr const char* kAlice = "alice@adatum.example";

class DerivedJudgeTest : public ::testing::Test {
 protected:
  // A record of what Alice did at Contoso at that time.
  Truth record(const char* operation, TimeNs time, const char* family = "entra.audit",
               const char* folder = "contoso") {
    Truth truth;
    truth.id = "r" + std::to_string(++records_);
    truth.record = truth.action = truth.id;
    truth.folder = folder;
    truth.file = "logs/" + truth.folder + "/" + family;
    truth.offset = records_;
    truth.family = family;
    truth.time = time;
    truth.tenant = "contoso's tenant";
    truth.partner = "adatum's tenant";
    truth.person = kAlice;
    truth.person_id = "alice's id";
    truth.way = "gdap";
    truth.paths = {"gdap"};
    truth.knowable.answer = Answer::kNamed;
    truth.knowable.people = {kAlice};
    say(truth.says, "operation", operation);
    say(truth.says, "result", "success");
    say(truth.says, "confidence", "exact");
    return truth;
  }
  Truth sign_in(TimeNs time, const char* folder, const char* request) {
    Truth truth = record("sign-in activity", time, "entra.signin", folder);
    say(truth.says, "request", request);
    return truth;
  }
  Truth about(Truth truth, const char* user) {
    say(truth.says, "target.name", user);
    return truth;
  }
  Truth of_status(Truth truth, const char* status) {
    say(truth.says, "relationship.status", status);
    return truth;
  }

  // What an event shows that is right in all else.
  Given event(const char* kind, const Truth& basis, TimeNs later = 0) {
    Given given;
    given.derived = kind;
    given.id = "d1";
    given.time = basis.time + later;
    given.tenant = basis.tenant;
    given.upn = kAlice;
    given.user_id = basis.person_id;
    given.path = "gdap";
    given.fields["derived.ids"] = basis.id;
    for (const char* field : {"confidence", "operation", "target.name"}) {
      const auto at = basis.says.find(field);
      if (at != basis.says.end()) given.fields[field] = at->second.front();
    }
    return given;
  }
  std::string judged(const Truth& basis, const Given& given) {
    judge_.conclude();
    const Judged judged = judge_.judge(basis, given);
    return std::string(name(judged.verdict)) + (judged.why.empty() ? "" : ": " + judged.why);
  }
  std::string due(TimeNs last = 40 * kDay) {
    judge_.conclude();
    std::string all;
    for (const DerivedJudge::Due& one : judge_.due(last))
      all += one.kind + " of " + one.file + "\n";
    return all;
  }

  DerivedJudge judge_;
  std::uint64_t records_ = 0;
};

TEST_F(DerivedJudgeTest, AUserIsCreatedAndDeletedWhereTheLogsHoldBoth) {
  const Truth added = about(record("add user", kDay), "new@contoso.example");
  const Truth gone = about(record("delete user", kDay + kHour), "new@contoso.example");
  const Truth other = about(record("delete user", kDay + kHour), "old@contoso.example");
  for (const Truth& truth : {added, gone, other}) judge_.learn(truth);
  EXPECT_EQ(judged(gone, event("created_and_deleted", gone)), "right");
  EXPECT_EQ(judged(other, event("created_and_deleted", other)),
            "accused: the derived event created_and_deleted is false: the logs hold no creation of "
            "that user within a day");
  EXPECT_EQ(judged(added, event("created_and_deleted", added)),
            "accused: the derived event created_and_deleted is false: its record deletes no user");
  EXPECT_EQ(judged(gone, event("user_created_and_privileged", gone)),
            "accused: the derived event user_created_and_privileged is false: its record gives no "
            "role");
  EXPECT_EQ(due(), "created_and_deleted of logs/contoso/entra.audit\n");
}

TEST_F(DerivedJudgeTest, ASignInHasNoTwinWhereNoLogOfSignInsHoldsIt) {
  const Truth here = sign_in(kDay, "contoso", "q1"),
              home = sign_in(kDay + kSecondNs, "0-adatum", "q1");
  const Truth alone = sign_in(kDay + kHour, "contoso", "q2");
  Truth unified = record("userloggedin", kDay + kHour, "m365.audit", "contoso");
  say(unified.says, "request", "q2");
  for (const Truth& truth : {here, home, alone, unified}) judge_.learn(truth);
  EXPECT_EQ(judged(here, event("signin_without_twin", here, kHour)),
            "accused: the derived event signin_without_twin is false: the other tenant's log holds "
            "that sign-in");
  EXPECT_EQ(judged(alone, event("signin_without_twin", alone, kHour)), "right");
  EXPECT_EQ(judged(unified, event("signin_without_twin", unified, kHour)),
            "accused: the derived event signin_without_twin is false: its record is of no sign-in "
            "that succeeded");
  EXPECT_EQ(judged(alone, event("created_and_deleted", alone)),
            "accused: the derived event created_and_deleted is false: its record deletes no user")
      << "another kind's name";
}

TEST_F(DerivedJudgeTest, ARelationshipIsOverrunWhereItHadEnded) {
  Truth over = of_status(record("update user", kDay), "expired");
  say_one_of(over.says, "policy.violations", {list_of({"relationship"}, {"role"})});
  const Truth stands = of_status(record("update user", kDay), "active");
  const Truth entry = of_status(sign_in(kDay, "contoso", "q1"), "expired");
  for (const Truth& truth : {over, stands, entry}) judge_.learn(truth);
  EXPECT_EQ(judged(over, event("relationship_overrun", over)), "right");
  EXPECT_EQ(judged(stands, event("relationship_overrun", stands)),
            "accused: the derived event relationship_overrun is false: the relationship had not "
            "ended");
  EXPECT_EQ(judged(entry, event("relationship_overrun", entry)),
            "accused: the derived event relationship_overrun is false: its record is of no action");
  EXPECT_EQ(due(), "relationship_overrun of logs/contoso/entra.audit\n");
}

TEST_F(DerivedJudgeTest, ALogIsSilentByItsOwnHabit) {
  std::vector<Truth> all;
  const auto told_at = [&](TimeNs time) {
    all.push_back(record("set-mailbox", time, "m365.audit"));
    judge_.learn(all.back());
  };
  for (int hour = 0; hour < 8 * 24; hour += 4) told_at(kDay + hour * kHour);
  told_at(kDay + 8 * kDay + 12 * kHour);  // after sixteen hours
  told_at(kDay + 8 * kDay + 14 * kHour);
  const Truth before = all[all.size() - 3], after = all[all.size() - 2], early = all.front();
  const auto silence = [&](const Truth& basis) {
    Given given = event("collection_gap", basis, 8 * kHour);
    given.upn = given.user_id = given.path = "";
    given.fields.erase("confidence");
    given.fields.erase("operation");
    return judged(basis, given);
  };
  EXPECT_EQ(silence(before), "right");
  EXPECT_EQ(silence(after),
            "derived_unfounded: the derived event collection_gap is false: the log was silent for "
            "longer before");
  EXPECT_EQ(silence(early),
            "derived_unfounded: the derived event collection_gap is false: the log has too few "
            "records before that to have a habit");
  EXPECT_EQ(due(), "collection_gap of logs/contoso/m365.audit\n");
}

TEST_F(DerivedJudgeTest, WhatChangesAnAccessIsARecordOfThat) {
  const Truth other = record("update user", kDay);
  judge_.learn(other);
  for (const auto& [kind, why] :
       {std::pair{"aobo_removed", "its record changes no role of a partner's group so"},
        {"aobo_added", "its record changes no role of a partner's group so"},
        {"credit_at_risk", "its record puts no credit at risk"},
        {"dap_returned", "its record changes no DAP"}})
    EXPECT_EQ(judged(other, event(kind, other)),
              std::string("accused: the derived event ") + kind + " is false: " + why);
}

// An event shows the answer to the record on which it rests, and says when it became true.
TEST_F(DerivedJudgeTest, AnEventShowsWhatItsRecordAllows) {
  const Truth entry = sign_in(kDay, "contoso", "q1");
  judge_.learn(entry);
  const Given right = event("silent_entry", entry, kHour);
  EXPECT_EQ(judged(entry, right), "right");
  const auto with = [&](const char* field, const char* value) {
    Given given = right;
    given.fields[field] = value;
    if (std::string_view(field) == "path") given.path = value;
    return judged(entry, given);
  };
  const std::string wrong = "derived_unfounded: the derived event silent_entry is wrong: aobo.";
  EXPECT_EQ(with("path", "aobo"), wrong + "path is \"aobo\", expected \"gdap\"");
  EXPECT_EQ(with("confidence", "weak"), wrong + "confidence is \"weak\", expected \"exact\"");
  EXPECT_EQ(with("candidates", "x@adatum.example"),
            wrong + "candidates is \"x@adatum.example\", expected nothing");
  EXPECT_EQ(with("partner.id", "another"), wrong + "partner.id is \"another\", expected nothing");
  EXPECT_EQ(
      with("credit", "at_risk"),
      "derived_unfounded: the derived event silent_entry does not say of the credit what it is "
      "about");
  Given late = right;
  late.time = kDay + 3 * kHour;
  EXPECT_EQ(judged(entry, late),
            "derived_unfounded: the derived event silent_entry is of 1970-01-02T03:00:00Z, its "
            "record of 1970-01-02T00:00:00Z");
  late.id = "d1 anew-2";
  EXPECT_EQ(judged(entry, late), "right") << "said anew of whoever it is by then";
}

TEST_F(DerivedJudgeTest, CopiesMayHaveContradictedEachOtherWhenItIsSaid) {
  const Truth entry = sign_in(kDay, "contoso", "q1");
  judge_.learn(entry);
  Given given = event("silent_entry", entry, kHour);
  given.upn = given.user_id = "";
  given.confidence = given.fields["confidence"] = "conflict";
  given.candidates = {kAlice, "bob@adatum.example"};
  EXPECT_EQ(judged(entry, given), "right");
  given.candidates = {"bob@adatum.example"};
  EXPECT_EQ(judged(entry, given),
            "derived_unfounded: the derived event silent_entry is wrong: aobo.confidence is "
            "\"conflict\", expected \"exact\"");
}

TEST_F(DerivedJudgeTest, AHintMayHaveBeenWithdrawnWhenItIsSaid) {
  Truth entry = sign_in(kDay, "contoso", "q1");
  entry.knowable.by = {"address"};
  entry.says["confidence"] = {"weak"};
  judge_.learn(entry);
  Given given = event("silent_entry", entry, kHour);
  EXPECT_EQ(judged(entry, given), "right");
  given.upn = given.user_id = "";
  given.fields["confidence"] = "unresolved";
  EXPECT_EQ(judged(entry, given), "right");
  given.path = "aobo";
  EXPECT_EQ(judged(entry, given),
            "derived_unfounded: the derived event silent_entry is wrong: aobo.path is \"aobo\", "
            "expected \"gdap\"");
}

}  // namespace
}  // namespace aobo::sim
