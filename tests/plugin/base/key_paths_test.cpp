// Keys that are paths are nested again, and what only looks like one is left.
#include "plugin/base/key_paths.h"

#include <gtest/gtest.h>

namespace aobo {
namespace {

// The object of these names; each has its position as its value, but for those of `without`.
std::string nested(const std::vector<std::string>& names, std::string_view without = {}) {
  const KeyPaths paths(names);
  std::vector<std::string> values;
  for (std::size_t at = 0; at < names.size(); ++at)
    values.push_back(names[at] == without ? "" : std::to_string(at));
  std::string out;
  paths.write(out, [&](std::size_t at) { return std::string_view(values[at]); });
  return out;
}

TEST(KeyPaths, NamesThatShareTheirFirstPartAreNested) {
  EXPECT_EQ(nested({"AuditData.Id", "When", "AuditData.UserId"}),
            R"({"AuditData":{"Id":0,"UserId":2},"When":1})");
  EXPECT_EQ(nested({"a.b.c", "a.d", "a.b.e", "f.g"}),
            R"({"a":{"b":{"c":0,"e":2},"d":1},"f":{"g":3}})");
  EXPECT_EQ(nested({"a.b.c", "a.d.e", "g"}), R"({"a":{"b":{"c":0},"d":{"e":1}},"g":2})");
  EXPECT_EQ(nested({"x", "a.b.c", "a.b.d"}), R"({"x":0,"a":{"b":{"c":1,"d":2}}})");
}

TEST(KeyPaths, WhatHasNoValueIsLeftOut) {
  EXPECT_EQ(nested({"a.b.c", "a.d", "e"}, "a.b.c"), R"({"a":{"d":1},"e":2})");
  EXPECT_EQ(nested({"a.b", "a.c", "e"}, "e"), R"({"a":{"b":0,"c":1}})");
  EXPECT_EQ(nested({"a"}, "a"), "{}");
  EXPECT_EQ(nested({}), "{}");
}

TEST(KeyPaths, AUrlIsOneNameWithAllItsPoints) {
  EXPECT_EQ(nested({"claims.http://schemas.example/x.y", "claims.aud"}),
            R"({"claims":{"http://schemas.example/x.y":0,"aud":1}})");
}

TEST(KeyPaths, WhatProvesNoPathStaysAsItIs) {
  for (const std::vector<std::string>& names : std::vector<std::vector<std::string>>{
           {"status.errorCode", "Operation"},            // alone
           {"a.b", "c.d"},                               // each alone
           {"Parameters{}.Name", "Parameters{}.Value"},  // Splunk's lists
           {".a", ".b"},
           {"a.", "a..b"},
           {"a", "b"},
           {"1.2.3.4.5.6.7.8.9", "1.2.3.4.5.6.7.8.10"}}) {
    std::string flat = "{";
    for (std::size_t at = 0; at < names.size(); ++at)
      flat += (at == 0 ? "\"" : ",\"") + names[at] + "\":" + std::to_string(at);
    EXPECT_EQ(nested(names), flat + "}");
    EXPECT_FALSE(KeyPaths(names).nests()) << names[0];
  }
  EXPECT_EQ(nested({"a.b", "a.b.c", "a.d"}), R"({"a.b":0,"a":{"b":{"c":1},"d":2}})")
      << "a name whose path goes on in another's";
  EXPECT_EQ(nested({"a.b", "a.b"}), R"({"a":{"b":0,"b":1}})");
}

TEST(KeyPaths, OneIsEnoughWhereItIsKnownWhatItIsOf) {
  const std::vector<std::string> names{"x", "a.b", "Parameters{}.Name"};
  const KeyPaths paths(names, KeyPaths::Proof::kOneIsEnough);
  const std::vector<std::string> values{"0", "1", "2"};
  std::string out;
  paths.write(out, [&](std::size_t at) { return std::string_view(values[at]); });
  EXPECT_EQ(out, R"({"x":0,"a":{"b":1},"Parameters{}.Name":2})");
}

}  // namespace
}  // namespace aobo
