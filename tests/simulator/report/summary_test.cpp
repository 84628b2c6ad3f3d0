// What a run came to, for people: who did what is listed, as far as its names take no more than
// their room.
#include "simulator/report/summary.h"

#include <gtest/gtest.h>

#include <string>

namespace aobo::sim {
namespace {

Summary::Line did(const std::string& operation) {
  Summary::Line line;
  line.family = "entra.audit";
  line.path = "gdap";
  line.confidence = "exact";
  line.who = "Alice";
  line.customer = "Contoso";
  line.policy = "permitted";
  line.operation = operation;
  line.is_partner = true;
  return line;
}

TEST(Summary, NamesOfAnyLengthFillNoMoreThanTheirRoom) {
  constexpr std::size_t kMegabyte = std::size_t{1} << 20;
  Summary summary;
  for (char letter = 'a'; letter <= 'z'; ++letter) summary.add(did(std::string(kMegabyte, letter)));
  const std::string text = summary.text();
  EXPECT_NE(text.find("\n  and 18 actions more than this list holds\n"), std::string::npos);
  EXPECT_NE(text.find("\n26 records, 26 of them by partners\n"), std::string::npos);
}

}  // namespace
}  // namespace aobo::sim
