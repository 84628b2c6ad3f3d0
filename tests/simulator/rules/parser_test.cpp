// The language of conditions: what is accepted, what is refused and in which words, and that
// printing and parsing are inverse.
#include "simulator/rules/parser.h"

#include "tests/differential/random_condition.h"
#include "tests/support/property.h"

namespace aobo::sim {
namespace {

std::string parsed(const std::string& text) {
  const auto result = parse_condition(text, kNewestFalco);
  if (const auto* error = std::get_if<SyntaxError>(&result))
    return std::to_string(error->at) + ": " + error->message;
  return to_text(std::get<Condition>(result));
}

TEST(Parser, GivesTheTreeThatIsMeant) {
  const std::pair<const char*, const char*> kAccepted[] = {
      {"a.b = c", "a.b = c"},
      {"a.b==c", "a.b = c"},
      {"a.b = c or d.e exists and not f.g in (1,2)",
       "a.b = c or (d.e exists and not f.g in (1, 2))"},
      {"not(a.b = c)", "not a.b = c"},
      {"not not a.b = c", "a.b = c"},
      {"((a.b = c))", "a.b = c"},
      {"a.b in x", "a.b in (x)"},
      {"a.b = \"c d\"", "a.b = \"c d\""},
      {"a.b = ''", "a.b = \"\""},
      {"a.b startswith oneof (x, y)", "a.b startswith oneof (x, y)"},
      {"a.b = oneof", "a.b = \"oneof\""},
      {"tolower(a.b[c]) = val(d.e)", "tolower(a.b[c]) = val(d.e)"},
      {"join(\",\", (a.b, c.d)) = x", "join(\",\", (a.b, c.d)) = x"},
      {"macro_one and other", "macro_one and other"},
      {"a.b existsand c.d exists", "a.b exists and c.d exists"},
      {"a.b in (\"bad\\q\")", "a.b in ()"},  // Falco takes it for an empty list
      {"notable and a.b exists", "notable and a.b exists"},
      {"a.b == oneof some", "a.b = oneof (some)"},  // a name is a list of itself
      {"a.b = oneof and c.d = e", "a.b = \"oneof\" and c.d = e"},
      {"getopt(a.b, \"x:\")[x] = c", "getopt(a.b, \"x:\")[x] = c"},
      {"join(\"\", ()) = c", "join(\"\", ()) = c"},
      {"a.b = \"\\x41\\x5cB\"", "a.b = \"A\\\\B\""},
      {"a.b = \"\\xff\"", "a.b = \"\xff\""},
  };
  for (const auto& [text, tree] : kAccepted) EXPECT_EQ(parsed(text), tree) << text;
}

TEST(Parser, RefusesInFalcosWordsAndSaysWhere) {
  const std::pair<const char*, const char*> kRefused[] = {
      {"", "0: filter input string is empty"},
      {"a.b",
       "3: expected a valid check operator: one of 'exists', '<=', '<', '>=', '>', '==', '=', "
       "'!=', 'glob', 'iglob', 'contains', 'icontains', "
       "'bcontains', 'startswith', 'bstartswith', 'endswith', 'regex', 'intersects', 'in', "
       "'pmatch'"},
      {"a.b = c AND d.e = f", "8: unexpected token after 'c', expecting 'or', 'and'"},
      {"a.b = c andd.e = f", "11: expected blank or '(' after 'and'"},
      {"(a.b = c", "8: expected a ')' token"},
      {"a.b in (c,)", "10: expected a string value"},
      {"a.b in \"c\"",
       "7: expected a list, an identifier, or a field with a valid transformer: 'val', 'tolower', "
       "'toupper', 'b64', 'basename', 'len', "
       "'join', 'concat', 'getopt'"},
      {"a.b > x",
       "6: expected a number value or a field with a valid transformer: 'val', 'tolower', "
       "'toupper', 'b64', 'basename', 'len', 'join', 'concat', "
       "'getopt'"},
      {"a.b[] = c", "4: expected a valid field argument: a quoted string or a bare string"},
      {"a.b = \"c\\q\"", "8: unsupported string escape sequence: \\q"},
      {"a.b = c # no comments", "8: unexpected token after 'c', expecting 'or', 'and'"},
      {"a.b ==oneof (c)", "12: unexpected token after 'oneof', expecting 'or', 'and'"},
      {"a.b = oneof(c)", "11: unexpected token after 'oneof', expecting 'or', 'and'"},
      {"a.b = oneof val(c.d)", "15: unexpected token after 'val', expecting 'or', 'and'"},
      {"join(\",\", ((a.b, c.d))) = x",
       "11: expected transformer list argument: field, transformer, quoted string, or number"},
      {"join(\",\", (a.b c.d)) = x", "15: expected ')'"},
      {"a.b = \"\\x4\"", "7: truncated hex char escape sequence"},
      {"a.b = \"\\x4g\"", "7: invalid hex char escape sequence: 4g"},
      {"a.b = '\\\"'", "7: invalid \\\" escape in '-quoted string"},
  };
  for (const auto& [text, error] : kRefused) EXPECT_EQ(parsed(text), error) << text;
}

TEST(Parser, Falco044KnowsNoBytes) {
  const auto result = parse_condition("a.b = \"\\x41\"", FalcoVersion::k044);
  ASSERT_TRUE(std::holds_alternative<SyntaxError>(result));
  EXPECT_EQ(std::get<SyntaxError>(result).message, "unsupported string escape sequence: \\x");
}

TEST(Parser, ADeepNestIsRefusedNotFollowed) {
  const std::string deep(5000, '(');
  EXPECT_EQ(parsed(deep + "a.b = c" + std::string(5000, ')')),
            "200: exceeded max depth limit of 1000");
  // A parenthesis takes five steps of the grammar, and the check within it one more.
  const auto nested = [](std::size_t count) {
    return parsed(std::string(count, '(') + "a.b = c" + std::string(count, ')'));
  };
  EXPECT_EQ(nested(198), "a.b = c");
  EXPECT_EQ(nested(199), "199: exceeded max depth limit of 1000");
}

TEST(Parser, WhatIsPrintedIsParsedToTheSame) {
  test::property("to_text and parse_condition are inverse", [](std::uint32_t seed) {
    Stream draw(seed, "printed");
    const auto first = parse_condition(test::well_typed(draw), kNewestFalco);
    RC_PRE(std::holds_alternative<Condition>(
        first));  // one text of the pool has an escape that there is not
    const std::string printed = to_text(std::get<Condition>(first));
    RC_ASSERT(parsed(printed) == printed);
  });
}

TEST(Parser, NoTextMakesItFall) {
  test::property("any bytes are parsed or refused within them", [](const std::string& text) {
    const auto result = parse_condition(text, kNewestFalco);
    if (const auto* error = std::get_if<SyntaxError>(&result)) RC_ASSERT(error->at <= text.size());
  });
}

}  // namespace
}  // namespace aobo::sim
