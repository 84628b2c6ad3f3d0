// What is called a slip in JSON, word for word, and that what a reader of JSON takes is none.
#include "plugin/base/json_slip.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "tests/support/property.h"

namespace aobo {
namespace {

std::string slip(std::string_view text) {
  const auto found = find_json_slip(text, 8);
  return found ? fmt::format("{}: {}", found->offset, found->problem) : "none";
}

TEST(JsonSlip, SaysWhatWasFoundAndWhatWasExpected) {
  constexpr const char* kValue =
      "expected a value: {, [, a text in double quotes, a number, true, false or null";
  const std::pair<std::string, std::string> rows[] = {
      {"", fmt::format("0: found the end of the file, {}", kValue)},
      {"directory: x", fmt::format("0: found \"directory\", {}", kValue)},
      {"{\"a\": tru}", fmt::format("6: found \"tru\", {}", kValue)},
      {"{\"a\": 'x'}", fmt::format("6: found \"'x'\", {}; write double quotes", kValue)},
      {"{'a': 1}", "1: found \"'a'\", expected a key in double quotes; write double quotes"},
      {"{a: 1}", "1: found \"a\", expected a key in double quotes"},
      {"{\"a\":1,}", "7: found \"}\", expected a key; remove the comma before it"},
      {"[1,]", "3: found \"]\", expected a value; remove the comma before it"},
      {"{\"a\":1\n \"b\":2}", "8: found \"b\", expected a comma or }"},
      {"[1 2]", "3: found \"2\", expected a comma or ]"},
      {"{\"a\" 1}", "5: found \"1\", expected a colon behind the key"},
      {"{\"a\":1, // x\n\"b\":2}",
       "8: found \"//\", expected a key in double quotes; JSON has no comments: remove it"},
      {"{\"a\":1} x", "8: found \"x\", expected the end of the file"},
      {"{\"a\":\"C:\\Users\"}",
       "8: found \"\\U\", expected an escape like \\n or \\u00e9; write a backslash itself as "
       "\\\\"},
      {"{\"a\":\"\\u00g0\"}",
       "6: found \"\\u\", expected an escape like \\n or \\u00e9; write a backslash itself as "
       "\\\\"},
      {"{\"a\":\"x\ny\"}",
       "5: found a text that is not closed in its line, expected \" at its end"},
      {"{\"a\":\"x", "5: found a text that is never closed, expected \" at its end"},
      {"{\"a\":\"x\x01\"}",
       "7: found a control character in a text, expected it as an escape, like \\t or \\u0001"},
      {"{\"a\":\"x\xff\"}", "7: found a byte that is no UTF-8, expected the file in UTF-8"},
      {"[01]", "1: found \"01\", expected a number like 12 or 0.5"},
      {"[1e999]", "1: found \"1e999\", expected a number that is not as large"},
      {"[\x1b[31m]", fmt::format("1: found \"\\x1b\", {}", kValue)},
      {"[[[[[[[[[[1]]]]]]]]]]",
       "9: found a value that is nested deeper, expected at most 8 levels"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(slip(text), expected) << text;
}

TEST(JsonSlip, WhatAReaderTakesIsNone) {
  for (const char* text : {"{}", " [ ] ", "-0.5e+3", "\"\\u00e9 \\\" \xc3\xa9\"", "null",
                           "{\"a\":{\"b\":[1,true,false,null,\"x\"]}}"})
    EXPECT_EQ(slip(text), "none") << text;
  test::property("none where simdjson reads it, and one where it does not", [] {
    const auto bytes = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("{}[]\",:\\u01e. \ntrue-")));
    simdjson::dom::parser parser;
    const bool reads = parser.parse(bytes).error() == simdjson::SUCCESS;
    RC_ASSERT(find_json_slip(bytes, 1000).has_value() != reads);
  });
}

}  // namespace
}  // namespace aobo
