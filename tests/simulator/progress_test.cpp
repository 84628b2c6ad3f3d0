// How far a reading is, by the bytes of its files and not by how many came to their end.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "simulator/host/library.h"
#include "simulator/host/session.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

namespace aobo::sim {
namespace {

class ProgressTest : public test::TempFolderTest {};

std::string sign_ins(int from, int until) {
  std::string log;
  for (int i = from; i < until; ++i)
    log += fmt::format(
        "{{\"category\":\"SignInLogs\",\"time\":\"2026-03-{:02}T{:02}:{:02}:00Z\",\"tenantId\":"
        "\"b2a59418-5f66-428e-a349-e99a15652bc3\",\"properties\":{{\"id\":\"{}\",\"userAgent\":"
        "\"{}\"}}}}\n",
        1 + i / 1440, i / 60 % 24, i % 60, i, std::string(2000, 'x'));
  return log;
}

TEST_F(ProgressTest, IsTheShareOfBytesThoughNoInputHasEnded) {
  constexpr int kAll = 8000;
  // The smaller file begins where the larger ends.
  write("logs/a.ndjson", sign_ins(0, kAll));
  write("logs/b.ndjson", sign_ins(kAll, kAll + 3));
  const auto library = Library::load(test::kLibrary);
  ASSERT_TRUE(library) << library.error().message;
  const auto session = Session::start(**library, "{}", {});
  ASSERT_TRUE(session) << session.error().message;
  ASSERT_FALSE((*session)->open(folder() + "/logs"));
  for (int i = 0; i < kAll / 2; ++i) ASSERT_TRUE(*(*session)->next());
  EXPECT_GT((*session)->share_done(), 0.45);
  EXPECT_LT((*session)->share_done(), 0.55);
  while (*(*session)->next()) {
  }
  EXPECT_EQ((*session)->share_done(), 1);
}

}  // namespace
}  // namespace aobo::sim
