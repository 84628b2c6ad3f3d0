#include "plugin/base/json_object.h"

#include <gtest/gtest.h>

namespace aobo {
namespace {

TEST(JsonObject, LeavesOutWhatIsEmptyWhereThatIsSaid) {
  JsonObject object;
  object.text("a", "").whole_text("b", "").texts("c", {}).list("d", {}).object("e", {});
  object.objects("f", {});
  EXPECT_EQ(object.done(), R"({"b":"","d":[],"f":[]})");
}

TEST(JsonObject, HoldsObjectsALineEach) {
  std::vector<JsonObject> rows(2);
  rows[0].whole_text("rule", "a\nb\"c").number("cases", 1);
  rows[1].flag("fails", true);
  JsonObject object;
  EXPECT_EQ(object.objects("rules", rows).number("worlds", 0).done(),
            "{\"rules\":[\n {\"rule\":\"a\\u000ab\\\"c\",\"cases\":1},\n {\"fails\":true}],"
            "\"worlds\":0}");
}

}  // namespace
}  // namespace aobo
