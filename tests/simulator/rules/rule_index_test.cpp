// The rules that are tried for an event: no rule that holds is left out, and few that do not are
// in.
#include "simulator/rules/rule_index.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/differential/random_condition.h"
#include "tests/support/property.h"
#include "tests/support/rule_texts.h"

namespace aobo::sim {
namespace {

class RuleIndexTest : public ::testing::Test, protected test::RuleTexts {
 protected:
  // The conditions of the rules that are tried where e.name is "Set-Mailbox" and e.none nothing.
  std::vector<std::string> tried(const std::vector<std::string>& conditions) {
    std::string rules;
    for (std::size_t i = 0; i < conditions.size(); ++i)
      rules += rule(conditions[i], "", "r" + std::to_string(i));
    const RuleSet& set = load({rules});
    EXPECT_EQ(set.rendered(), "");
    std::vector<std::size_t> all(set.rules().size());
    std::iota(all.begin(), all.end(), 0U);
    RuleIndex index(set, all);
    EventView view(set.columns(), event());
    view.next();
    std::vector<std::string> out;
    for (const std::size_t i : index.candidates(view)) out.push_back(conditions[i]);
    return out;
  }
  using Conditions = std::vector<std::string>;
};

TEST_F(RuleIndexTest, ARuleIsTriedForTheValuesThatItCannotDoWithout) {
  const Conditions never = {
      "e.name = New-Mailbox",
      "e.name in (New-Mailbox, Remove-Mailbox)",
      "e.count = 5 and e.name = New-Mailbox",
      "e.partner = true and (e.count > 3 and e.name in (a, b))",
      "e.name = a or e.name in (b, c)",
      "(e.name = a and e.count = 5) or (e.partner = true and e.name = b)",
      "e.none = Set-Mailbox",
  };
  EXPECT_EQ(tried(never), Conditions{});
}

TEST_F(RuleIndexTest, ARuleThatMayHoldIsTriedInItsPlace) {
  const Conditions mixed = {
      "e.count = 6",                                // no text
      "e.name = New-Mailbox",                       // another
      "e.name in (New-Mailbox, Set-Mailbox)",       // this one
      "not e.name = New-Mailbox",                   // holds of what is not there, too
      "e.name = a or e.count = 6",                  // the other part needs no name
      "e.name = Set-Mailbox and e.count = 6",       // this one
      "e.tags in (time)",                           // a list
      "tolower(e.name) = a",                        // not the field itself
      "e.name startswith a",                        // no certain value
      "e.name = val(e.none)",                       // a field
      "e.name = a and e.name in (a, Set-Mailbox)",  // the narrower of two
  };
  EXPECT_EQ(tried(mixed), (Conditions{mixed[0], mixed[2], mixed[3], mixed[4], mixed[5], mixed[6],
                                      mixed[7], mixed[8], mixed[9]}));
}

TEST_F(RuleIndexTest, OfTwoFieldsTheOneOfWhichMoreValuesAreNamed) {
  // By e.none no rule would be told from another: e.name tells.
  EXPECT_EQ(tried({"e.none = x and e.name = a", "e.none = x and e.name = b",
                   "e.none = x and e.name = Set-Mailbox"}),
            Conditions{"e.none = x and e.name = Set-Mailbox"});
}

TEST(RuleIndexProperty, TheSameRulesFireAsWhenEachIsTried) {
  test::OneEvent event;
  event.texts("t.ls", {"a", "c c"}).texts("t.ls2", {"b"}).text("t.s", "a").text("t.s2", "Hello");
  event.nothing("t.o").number("t.n", 42).nothing("t.n2", FTYPE_UINT64).flag("t.b", true);
  event.numbers("t.ln", {1, 2}).numbers("t.lb", {1}, FTYPE_BOOL);
  event.number("t.at", 0, FTYPE_ABSTIME).number("t.rt", 41, FTYPE_RELTIME);
  event.bytes("t.ip", FTYPE_IPADDR, "abcd").bytes("t.ip2", FTYPE_IPADDR, "abce");
  event.bytes("t.net", FTYPE_IPNET, "abcd");
  event.argued("t.key", true, false, true).argued("t.idx", false, true, false);
  const Schema schema(event.fields(), "test");
  std::size_t left_out = 0;
  test::property("the matcher fires what its rules' programs hold", [&](std::uint32_t seed) {
    Stream draw(seed, "rule index");
    std::string rules;
    for (int i = 0; i < 12; ++i) {
      // As rules are: a text that must be one of a few, and more; or anything.
      std::string condition = test::well_typed(draw);
      if (draw.below(2) == 0) condition = "t.s in (a, b) and (" + condition + ")";
      if (draw.below(4) == 0) condition = "t.s2 = Hello and (" + condition + ")";
      if (draw.below(4) == 0) condition = "(" + condition + ") or t.s = x";
      rules += "- rule: r" + std::to_string(i) + "\n  desc: d\n  condition: >\n    " + condition +
               "\n  output: o\n  priority: NOTICE\n  source: test\n";
    }
    const auto set = RuleSet::of_texts({{"a.yaml", rules}}, schema, {"test", "1.2.0"});
    RC_PRE(set->ok());
    std::vector<std::size_t> all(set->rules().size());
    std::iota(all.begin(), all.end(), 0U);
    EventView plain(set->columns(), event);
    plain.next();
    std::vector<std::size_t> hold;
    for (const std::size_t i : all) {
      if (evaluate(set->rules()[i].program, set->checks(), plain)) hold.push_back(i);
    }
    left_out += all.size() - RuleIndex(*set, all).candidates(plain).size();
    Matcher matcher(*set, event, {.all = true});
    RC_ASSERT(matcher.match() == hold);
    Matcher first(*set, event, {});
    hold.resize(std::min<std::size_t>(hold.size(), 1));
    RC_ASSERT(first.match() == hold);
  });
  EXPECT_GT(left_out, 0U);
}

}  // namespace
}  // namespace aobo::sim
