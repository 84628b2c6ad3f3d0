#include "simulator/inspect/form.h"

#include <gtest/gtest.h>

#include <utility>

namespace aobo::sim {
namespace {

TEST(Form, IsWhatTheBeginningShows) {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "empty"},
      {" \n", "empty"},
      {"{\"a\":1}\n{\"a\":2}\n", "JSON lines"},
      {"{\"a\":1}", "JSON lines"},
      {"{\n \"value\": [", "JSON object"},
      {"\xef\xbb\xbf[\n{", "JSON array"},
      {"\"A\",\"B\"\n1,2\n", "CSV"},
      {"sep=;\nA;B;C\n", "CSV with ;"},
      {"#TYPE Selected\nA\tB\n", "CSV with tabs"},
      {"just a line\n", "text lines"},
      {"\x1f\x8b\x08", "gzip"},
      {"\x28\xb5\x2f\xfd", "zstd"},
      {"PK\x03\x04", "zip or xlsx"},
      {"\xff\xfe{\0"sv, "UTF-16"},
  };
  for (const auto& [beginning, form] : rows) EXPECT_EQ(form_of(beginning), form);
}

}  // namespace
}  // namespace aobo::sim
