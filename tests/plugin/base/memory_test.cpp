// What is kept is weighed, and what a part has over its share is given up: the oldest of its
// heaviest store, between two records.
#include "plugin/base/memory.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <string>
#include <vector>

#include "plugin/base/bounded.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

using Names = Bounded<std::string, std::string>;
using Words = std::vector<std::string>;

constexpr std::size_t kEach = 10'000;
std::string long_name(std::size_t number) {
  return std::to_string(number) + std::string(kEach, 'x');
}

Words values(const Names& names) {
  Words values;
  names.each([&](const std::string&, const std::string& value) { values.push_back(value); });
  return values;
}

TEST(Memory, WhatIsOverTheShareGoesTheOldestFirstAndIsCountedApart) {
  Account account(5 * kEach / 2);
  Names names({100, &account});
  for (std::size_t i = 1; i <= 4; ++i) {
    names.at(long_name(i)) = std::to_string(i);
    account.trim();
  }
  EXPECT_EQ(values(names), (Words{"3", "4"}));
  EXPECT_EQ(account.evicted(), 2U);
  EXPECT_EQ(names.evicted(), 0U) << "there were never too many";
  EXPECT_LE(account.bytes(), account.share());
}

TEST(Memory, WhatGrowsInAnEntryIsSeen) {
  constexpr std::uint64_t kFirst = 1, kSecond = 2;
  Account account(5 * kEach);
  Bounded<std::uint64_t, Words> lists({100, &account});
  lists.at(kFirst).push_back("short");
  lists.at(kSecond).push_back("short");
  account.trim();
  EXPECT_EQ(lists.size(), 2U);
  for (std::size_t i = 0; i < 4; ++i) {
    lists.find(kSecond)->push_back(long_name(i));
    account.trim();
  }
  EXPECT_TRUE(lists.contains(kSecond));
  lists.find(kSecond)->push_back(long_name(5));
  account.trim();
  EXPECT_FALSE(lists.contains(kFirst)) << "the oldest goes first";
  EXPECT_FALSE(lists.contains(kSecond)) << "and it was too large by itself";
  EXPECT_EQ(account.bytes(), 0U);
}

TEST(Memory, NothingGoesInTheMidstOfARecord) {
  Account account(kEach);
  Names names({100, &account});
  std::string& first = names.at("first");
  for (std::size_t i = 0; i < 10; ++i) names.at(long_name(i));
  first = "still there";
  EXPECT_EQ(*names.find("first"), "still there");
  account.trim();
  EXPECT_FALSE(names.contains("first"));
}

TEST(Memory, WhatFloodsOneStorePushesOutNothingOfALighterOne) {
  Account account(20 * kEach);
  Names flooded({1000, &account}), quiet({1000, &account});
  quiet.at("who is sought") = "alice";
  for (std::size_t i = 0; i < 100; ++i) {
    flooded.at(long_name(i));
    account.trim();
  }
  EXPECT_EQ(values(quiet), Words{"alice"});
  EXPECT_GT(account.evicted(), 70U);
}

TEST(Memory, WhatIsTakenOutOrGoesWithItsStoreIsWeighedNoMore) {
  Account account(100 * kEach);
  {
    Names names({100, &account});
    names.at(long_name(1)) = "1";
    names.at(long_name(2)) = "2";
    names.erase(long_name(1));
    account.trim();
    EXPECT_GT(account.bytes(), kEach);
    EXPECT_LT(account.bytes(), 2 * kEach);
  }
  EXPECT_EQ(account.bytes(), 0U);
}

TEST(Memory, ThePartsDivideTheWhole) {
  const Memory::Shares shares(std::size_t{100} << 20);
  std::size_t all = 0;
  for (const PartRow& row : kParts) all += shares.of(row.part);
  EXPECT_LE(all, std::size_t{100} << 20);
  EXPECT_GT(all, std::size_t{99} << 20);
  const Memory::Shares given(std::size_t{100} << 20, std::size_t{36} << 20);
  EXPECT_EQ(given.of(Part::kTimeline), std::size_t{36} << 20);
  EXPECT_EQ(given.of(Part::kEvidence), shares.of(Part::kEvidence));
}

// The C library's own count, which knows nothing of ours.
std::size_t allocated() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}
bool allocations_are_counted() {
  const std::size_t before = allocated();
  const std::string probe(100'000, 'x');
  return allocated() >= before + probe.size();
}

TEST(Memory, WhateverComesWhatIsKeptTakesNoMoreThanItsShare) {
  if (!allocations_are_counted()) GTEST_SKIP() << "another allocator's, as a sanitizer's";
  test::property("allocated <= share, about", [] {
    const std::size_t share = *rc::gen::inRange<std::size_t>(200'000, 2'000'000);
    const auto longest = *rc::gen::inRange<std::size_t>(1, 20'000);
    const auto steps =
        *rc::gen::container<std::vector<std::uint32_t>>(400, rc::gen::arbitrary<std::uint32_t>());
    const std::size_t before = allocated();
    Account account(share);
    Bounded<std::string, Words> lists({1'000'000, &account});
    Bounded<std::uint64_t, std::deque<std::uint64_t>> numbers({1'000'000, &account});
    for (const std::uint32_t step : steps) {
      for (std::uint32_t i = 0; i < 8; ++i) {
        const std::uint32_t one = step * 2654435761U + i * 40503U;
        lists.at(std::to_string(one % 997)).push_back(std::string(one % longest, 'x'));
        numbers.at(one).push_back(one);
        if (one % 11 == 0) lists.erase(std::to_string((one / 11) % 997));
      }
      account.trim();
      RC_ASSERT(account.bytes() <= share);
      // Places in tables grow by doubling; what is handed out is listed.
      RC_ASSERT(allocated() - before <= share + share / 4 + 65'536);
    }
  });
}

}  // namespace
}  // namespace aobo
