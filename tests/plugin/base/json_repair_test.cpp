#include "plugin/base/json_repair.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include "plugin/base/key.h"

namespace aobo {
namespace {

using namespace std::string_view_literals;

bool is_json(std::string_view text) {
  simdjson::dom::parser parser;
  return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

TEST(JsonRepair, WhatIsCertainIsMended) {
  struct Row {
    std::string_view broken, mended;
  };
  for (const Row& row : {
           Row{"{\"a\":\"M\xfcller \x96 B\xfcro\"}",
               "{\"a\":\"M\xc3\xbcller \xe2\x80\x93 B\xc3\xbcro\"}"},
           {"{\"a\":\"x\x1by\tz\"}", "{\"a\":\"x\\u001by\\u0009z\"}"},
           {"{\"a\":1}\0\0"sv, "{\"a\":1}"},
           {"\0{\"a\":1}"sv, "{\"a\":1}"},
           {R"({"a":"\ud83d"})", R"({"a":"\ufffd"})"},
           {R"({"a":"\ude00x"})", R"({"a":"\ufffdx"})"},
           {R"({"a":NaN,"b":-Infinity,"c":[Infinity]})", R"({"a":null,"b":null,"c":[null]})"},
           {R"({"a":123456789012345678901234567890})", R"({"a":"123456789012345678901234567890"})"},
           {R"({"a":1e99999})", R"({"a":"1e99999"})"},
           {R"({"a":1e999,"b":-9.9E+308})", R"({"a":"1e999","b":"-9.9E+308"})"},
           {R"({"a":"C:\Users\pat","b":"\ux"})", R"({"a":"C:\\Users\\pat","b":"\\ux"})"},
           {R"({"a":"\q\u00","b":"\n\u0041"})", R"({"a":"\\q\\u00","b":"\n\u0041"})"},
           {R"({"a":[1,2, ],"b":{"c":1,},})", R"({"a":[1,2 ],"b":{"c":1}})"},
       }) {
    EXPECT_EQ(repaired_json(row.broken), row.mended) << row.broken;
    EXPECT_TRUE(is_json(row.mended)) << row.mended;
  }
}

TEST(JsonRepair, WhatIsWholeOrUncertainStays) {
  for (const std::string_view text :
       {R"({"a":"\ud83d\ude00","b":-12.5e3,"c":"NaN"})", R"({"a":1e308})", R"({"a":"Ünïcode"})",
        R"({"a":)", R"({"a" 1})", R"({"a":"x","b)", R"({"a":"\)", R"({,})", R"([1,,])",
        R"({"a":,})", R"({"a":",}"})", ""}) {
    EXPECT_EQ(repaired_json(text), std::nullopt) << text;
  }
}

TEST(JsonRepair, WhatWasCutIsClosedBehindItsLastWholeMember) {
  EXPECT_EQ(closed_json(R"({"a":1,"b":"x","c":"cut o)"), R"({"a":1,"b":"x"})");
  EXPECT_EQ(closed_json(R"({"a":1,"b":{"c":2,"d":"x)"), R"({"a":1,"b":{"c":2}})");
  EXPECT_EQ(closed_json(R"({"a":1,"b":[{"c":2},{"d")"), R"({"a":1,"b":[{"c":2}]})");
  EXPECT_EQ(closed_json(R"({"a":1} and more)"), R"({"a":1})");
  for (const std::string_view text : {"", "{", R"({"a":"only)", "[1,2", R"({"a":1]})"})
    EXPECT_EQ(closed_json(text), std::nullopt) << text;
}

TEST(JsonRepair, BytesOfWindowsInCells) {
  EXPECT_EQ(text_of_windows("Gr\xf6\xdf"
                            "e \x80"),
            "Gr\xc3\xb6\xc3\x9f"
            "e \xe2\x82\xac");
  EXPECT_EQ(text_of_windows("Gr\xc3\xb6\xc3\x9f"
                            "e"),
            std::nullopt);
}

// Three bytes that UTF-16 leaves of half a pair.
TEST(JsonRepair, HalfAPairOfUtf16IsNoCharacter) {
  EXPECT_EQ(repaired_json("{\"a\":\"\xed\xa0\xbd\"}"), "{\"a\":\"\xef\xbf\xbd\"}");
  EXPECT_EQ(text_of_windows("\xed\xa0\xbd"), "\xef\xbf\xbd");
}

TEST(Keys, OneRuleOfSpelling) {
  for (const std::string_view key :
       {"createdDateTime", "CreatedDateTime", "created_date_time", "Created date time",
        "CREATED-DATE-TIME", "CreatedDateTime_t", "created.date.time ", "CreatedDateTime [UTC]",
        "Created date time [Local Time]", "CreatedDateTime_t [UTC]"}) {
    EXPECT_EQ(folded_key(key), "createddatetime") << key;
    EXPECT_TRUE(is_folded_of("createddatetime", key)) << key;
  }
  EXPECT_EQ(folded_key("c_d"), "cd");
  EXPECT_EQ(folded_key("UserId_g"), "userid");
  EXPECT_EQ(folded_key("Logon_Type"), "logontype");
  EXPECT_FALSE(is_folded_of("created", "createdDateTime"));
  EXPECT_EQ(folded_key("[UTC]"), "utc");
  EXPECT_FALSE(is_folded_of("createddatetime", "created"));
}

}  // namespace
}  // namespace aobo
