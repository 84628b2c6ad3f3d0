// Whether a key was added to an application, by the texts that the audit logs write.
#include "plugin/fields/keys.h"

#include <gtest/gtest.h>

#include <string>

namespace aobo {
namespace {

std::string key(const std::string& id, const std::string& name = "a") {
  return "\"[KeyIdentifier=" + id + ",KeyType=Password,KeyUsage=Verify,DisplayName=" + name + "]\"";
}

TEST(Keys, AreHeldAgainstThoseOfBefore) {
  struct Row {
    std::string before, after;
    std::optional<bool> added;
  };
  for (const Row& row : {
           Row{"[]", "[" + key("1") + "]", true},
           {"[" + key("1") + "]", "[" + key("1") + "," + key("2") + "]", true},
           {"[" + key("1") + "]", "[" + key("2") + "]", true},  // one in place of the other
           {"[" + key("1") + "," + key("2") + "]", "[" + key("2") + "]", false},
           {"[" + key("1") + "]", "[]", false},
           {"[" + key("1") + "]", "", false},
           {"[" + key("1") + "]", "[" + key("1", "b") + "]", false},  // another name
           {"", "[" + key("1") + "]", true},
           // what shows none, or none that can be read
           {"[]", "[]", std::nullopt},
           {"", "", std::nullopt},
           {"[" + key("1") + "]", "[\"[KeyType=Password]\"]", std::nullopt},
       }) {
    EXPECT_EQ(adds_key(row.before, row.after), row.added) << row.before << " " << row.after;
  }
}

}  // namespace
}  // namespace aobo
