// Changed conditions: each small change once, those that are provably the same known as such.
#include "simulator/rules/mutants.h"

#include <gtest/gtest.h>

#include "simulator/rules/parser.h"
#include "tests/differential/random_condition.h"
#include "tests/support/property.h"
#include "tests/support/rule_texts.h"

namespace aobo::sim {
namespace {

class Mutants : public ::testing::Test, protected test::RuleTexts {
 protected:
  static Condition tree(const std::string& text) {
    return std::get<Condition>(parse_condition(text, kNewestFalco));
  }
  std::vector<std::string> changed(const std::string& text) const {
    std::vector<std::string> all;
    for (const Mutant& mutant : mutants_of(tree(text), schema()))
      all.push_back(std::string(name(mutant.kind)) + ": " + to_text(mutant.condition));
    return all;
  }
  bool same(const std::string& one, const std::string& other) const {
    return canonical(tree(one), schema()) == canonical(tree(other), schema());
  }
};

TEST_F(Mutants, EachSmallChangeOnce) {
  EXPECT_EQ(
      changed("e.name = a and e.count >= 5"),
      (std::vector<std::string>{
          "dropped: e.count >= 5", "dropped: e.name = a",
          "negated: not e.name = a and e.count >= 5", "comparison: e.name != a and e.count >= 5",
          "literal: e.name = a~ and e.count >= 5", "negated: e.name = a and not e.count >= 5",
          "comparison: e.name = a and e.count > 5", "comparison: e.name = a and e.count < 5",
          "literal: e.name = a and e.count >= 6", "literal: e.name = a and e.count >= 4"}));
  EXPECT_EQ(changed("not e.tags intersects (a, b)"),
            (std::vector<std::string>{
                "negated: e.tags intersects (a, b)", "list item: not e.tags intersects (b)",
                "list item: not e.tags intersects (a)", "in or intersects: not e.tags in (a, b)"}));
  EXPECT_EQ(changed("e.name != a"),
            (std::vector<std::string>{"negated: not e.name != a", "literal: e.name != a~",
                                      "!= or not =: not e.name = a"}));
}

TEST_F(Mutants, WhatOnlyBeginsLikeANumberIsNone) {
  EXPECT_EQ(changed("e.count = 12x"),
            (std::vector<std::string>{"negated: not e.count = 12x", "comparison: e.count != 12x",
                                      "literal: e.count = 12x~"}));
}

TEST_F(Mutants, WhatIsProvablyTheSameIsKnown) {
  EXPECT_TRUE(same("e.name in (a, b)",
                   "e.name intersects (a, b)"));  // one value: member of the list either way
  EXPECT_FALSE(same("e.tags in (a, b)", "e.tags intersects (a, b)"));
  EXPECT_TRUE(
      same("e.name = a and not e.count in ()", "e.name = a"));  // nothing is in an empty list
  EXPECT_TRUE(same("e.name = a and e.count = 1", "e.count = 1 and e.name = a"));
  EXPECT_TRUE(same("e.name in (a)", "e.name = a"));
  EXPECT_FALSE(same("e.name != a", "not e.name = a"));  // differs where there is no name
}

TEST_F(Mutants, WhatIsCalledTheSameAnswersTheSame) {
  event()
      .texts("t.ls", {"a", "c c"})
      .texts("t.ls2", {"b"})
      .text("t.s", "a")
      .text("t.s2", "Hello World")
      .nothing("t.o")
      .number("t.n", 42)
      .nothing("t.n2", FTYPE_UINT64);
  event()
      .flag("t.b", true)
      .numbers("t.ln", {1, 2})
      .numbers("t.lb", {1}, FTYPE_BOOL)
      .number("t.at", 0, FTYPE_ABSTIME)
      .number("t.rt", 41, FTYPE_RELTIME);
  event()
      .bytes("t.ip", FTYPE_IPADDR, "abcd")
      .bytes("t.ip2", FTYPE_IPADDR, "abce")
      .bytes("t.net", FTYPE_IPNET, "abcd");
  event().argued("t.key", true, false, true).argued("t.idx", false, true, false);
  const Schema schema(event().fields(), "test");
  const auto answer = [&](const Condition& condition, std::string& text) {
    Columns columns;
    Checks checks;
    std::vector<CompileIssue> warnings;
    const auto compiled = compile(condition, {schema, columns, checks}, warnings);
    const auto* program = std::get_if<Program>(&compiled);
    if (program == nullptr) return -1;
    EventView view(columns, event());
    view.next();
    text = canonical(condition, schema);
    return evaluate(*program, checks, view) ? 1 : 0;
  };
  test::property("a mutant of the same canonical form holds for the same events",
                 [&](std::uint32_t seed) {
                   Stream draw(seed, "mutants");
                   const auto parsed = parse_condition(test::well_typed(draw), kNewestFalco);
                   RC_PRE(std::holds_alternative<Condition>(parsed));
                   const Condition& condition = std::get<Condition>(parsed);
                   std::string right, changed;
                   const int holds = answer(condition, right);
                   RC_PRE(holds >= 0);
                   for (const Mutant& mutant : mutants_of(condition, schema)) {
                     const int other = answer(mutant.condition, changed);
                     if (other >= 0 && changed == right) RC_ASSERT(other == holds);
                   }
                 });
}

}  // namespace
}  // namespace aobo::sim
