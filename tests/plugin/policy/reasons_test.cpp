// The lines that people read of the reasons of a verdict, kind by kind.
#include "plugin/policy/reasons.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aobo {
namespace {

TEST(VerdictReasons, EachKindHasItsLine) {
  const std::vector<std::pair<VerdictReason, std::string>> lines = {
      {{ReasonKind::kNone, ""}, ""},
      {{ReasonKind::kFlaw, "expired"}, "expired: the relationship had expired"},
      {{ReasonKind::kNoScope, ""},
       "no scope names this person, and whom none names may do nothing"},
      {{ReasonKind::kScopeCustomer, "gold"}, "scope \"gold\" does not reach this customer"},
      {{ReasonKind::kScopeWorkload, ""},
       "every scope of those it may have been does not reach this workload"},
      {{ReasonKind::kScopeOperation, "gold"}, "scope \"gold\" does not hold this operation"},
      {{ReasonKind::kScopeTime, "gold"}, "scope \"gold\" does not hold at this hour"},
      {{ReasonKind::kScopeTicket, "gold"},
       "scope \"gold\" needs a ticket or window that was not open"},
      {{ReasonKind::kHint, ""}, "only a hint leads to the person: it is held against nobody"},
      {{ReasonKind::kShownName, ""},
       "the log shows a name for people in place of the operation, and which of the scopes hold it "
       "cannot be told"},
      {{ReasonKind::kSignInFailed, ""},
       "a sign-in that did not come in proves nobody: it is held against nobody"},
      {{ReasonKind::kTakesPart, ""},
       "who takes part in a shared channel, meeting or file from outside administers nothing"},
      {{ReasonKind::kAgentWorked, ""},
       "an agent worked in the person's name: the hour says nothing of the person"},
      {{ReasonKind::kToolWorked, "nightly"},
       "the tool \"nightly\" worked in the person's name: the hour says nothing of the person"},
      {{ReasonKind::kServiceWorked, "Power Automate"},
       "Microsoft's service Power Automate worked in the person's name: the hour says nothing of "
       "the person"}};
  ASSERT_EQ(lines.size(), static_cast<std::size_t>(ReasonKind::kCount));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].first.kind, static_cast<ReasonKind>(i)) << "its number stands in payloads";
    EXPECT_EQ(text(lines[i].first), lines[i].second);
  }
}

TEST(VerdictReasons, OfANewerVersionsWhatIsKnownIsShown) {
  EXPECT_EQ(text({ReasonKind{200}, "gold"}), "");
  EXPECT_EQ(text({ReasonKind::kFlaw, "moon-phase"}), "moon-phase");
  EXPECT_EQ(text({ReasonKind::kScopeTime, "{} {0:d} %s"}),
            "scope \"{} {0:d} %s\" does not hold at this hour")
      << "a name is no pattern";
}

TEST(VerdictReasons, WhatAScopeLacksIsAKindOfItsOwn) {
  EXPECT_EQ(scope_lacks(Violation::kCustomer, "a"),
            (VerdictReason{ReasonKind::kScopeCustomer, "a"}));
  EXPECT_EQ(scope_lacks(Violation::kWorkload, "a"),
            (VerdictReason{ReasonKind::kScopeWorkload, "a"}));
  EXPECT_EQ(scope_lacks(Violation::kOperation, "a"),
            (VerdictReason{ReasonKind::kScopeOperation, "a"}));
  EXPECT_EQ(scope_lacks(Violation::kTime, "a"), (VerdictReason{ReasonKind::kScopeTime, "a"}));
  EXPECT_EQ(scope_lacks(Violation::kTicket, "a"), (VerdictReason{ReasonKind::kScopeTicket, "a"}));
  EXPECT_EQ(scope_lacks(Violation::kPerson, "a"), (VerdictReason{ReasonKind::kNoScope, ""}));
}

}  // namespace
}  // namespace aobo
