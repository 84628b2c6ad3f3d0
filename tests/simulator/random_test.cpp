// The simulator's random numbers: the same for the same name, whatever else is drawn; these values
// are pinned, for every generated world rests on them.
#include "simulator/random/stream.h"

#include "tests/support/property.h"

namespace aobo::sim {
namespace {

TEST(Stream, GivesTheSameNumbersInEveryBuild) {
  Stream stream(7, "alice/sign-in");
  EXPECT_EQ(stream.next(), 16651111315515146403ULL);
  EXPECT_EQ(stream.below(1000), 361U);
  EXPECT_EQ(guid_of(7, "tenant").text(), "2b6760fa-94cf-4134-bbb2-23ab82c15e01");
}

TEST(Stream, KeepsItsBounds) {
  test::property("below n, and between low and high", [](std::uint64_t seed, std::uint16_t count,
                                                         std::int32_t low, std::uint16_t width) {
    Stream stream(seed, "bounds");
    RC_ASSERT(stream.below(count + 1ULL) <= count);
    const std::int64_t drawn = stream.between(low, low + std::int64_t{width});
    RC_ASSERT(drawn >= low && drawn <= low + std::int64_t{width});
  });
}

TEST(Stream, OfAnotherNameIsAnotherStream) {
  test::property("names and seeds split",
                 [](std::uint64_t seed, const std::string& one, const std::string& other) {
                   RC_PRE(one != other);
                   RC_ASSERT(Stream(seed, one).next() != Stream(seed, other).next());
                   RC_ASSERT(Stream(seed, one).next() != Stream(seed + 1, one).next());
                   RC_ASSERT(Stream(seed, one).next() == Stream(seed, one).next());
                 });
}

TEST(Stream, EveryNumberIsAboutAsLikely) {
  Stream stream(1, "likely");
  std::array<int, 10> seen{};
  for (int i = 0; i < 100'000; ++i) ++seen[stream.below(10)];
  for (const int count : seen) EXPECT_NEAR(count, 10'000, 500);
}

TEST(Stream, IdsAreOfVersionFour) {
  test::property("13th and 17th digit", [](std::uint64_t seed, const std::string& name) {
    const std::string text = guid_of(seed, name).text();
    RC_ASSERT(text[14] == '4');
    RC_ASSERT(std::string("89ab").find(text[19]) != std::string::npos);
  });
}

}  // namespace
}  // namespace aobo::sim
