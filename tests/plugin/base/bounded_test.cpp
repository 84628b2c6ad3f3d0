// What is remembered by key, so many keys at most.
#include "plugin/base/bounded.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "plugin/base/latest.h"

namespace aobo {
namespace {

using Numbers = Bounded<std::string, int>;
using Words = std::vector<std::string>;

Words keys(const Numbers& numbers) {
  Words keys;
  numbers.each([&](const std::string& key, int) { keys.push_back(key); });
  return keys;
}

TEST(Bounded, TheKeyThatCameFirstGoesFirstAndIsCounted) {
  Words evicted;
  Numbers numbers(2, [&](const std::string& key, int& value) {
    evicted.push_back(key + std::to_string(value));
  });
  numbers.at("a") = 1;
  numbers.at("b") = 2;
  numbers.at("a") = 3;  // known: it is no younger by that
  numbers.at("c") = 4;
  EXPECT_EQ(keys(numbers), (Words{"b", "c"}));
  EXPECT_EQ(evicted, Words{"a3"});
  EXPECT_EQ(numbers.evicted(), 1U);
  EXPECT_FALSE(numbers.contains("a"));
  EXPECT_EQ(*numbers.find("c"), 4);
}

TEST(Bounded, WhatIsTakenOutOrGrowsOldIsNoEviction) {
  Words evicted;
  Numbers numbers(3, [&](const std::string& key, int&) { evicted.push_back(key); });
  for (const char* key : {"a", "b", "c"}) numbers.at(key) = key[0];
  numbers.erase("b");
  numbers.erase("none");
  EXPECT_EQ(keys(numbers), (Words{"a", "c"}));
  numbers.age([](const std::string& key, int) { return key == "a"; });
  EXPECT_EQ(keys(numbers), Words{"c"});
  numbers.age([](const std::string&, int) { return true; });
  EXPECT_TRUE(numbers.empty());
  EXPECT_EQ(numbers.evicted(), 0U);
  EXPECT_EQ(evicted, Words{});
  EXPECT_TRUE(numbers.add("d"));
  EXPECT_FALSE(numbers.add("d"));
  EXPECT_EQ(keys(numbers), Words{"d"});
}

TEST(Bounded, OneKeyIsKeptWhateverIsAllowed) {
  Numbers numbers(0);
  numbers.at("a") = 1;
  numbers.at("b") = 2;
  EXPECT_EQ(keys(numbers), Words{"b"});
  EXPECT_EQ(numbers.evicted(), 1U);
}

TEST(Bounded, IsStoredInItsOrderWithWhatWasEvicted) {
  std::stringstream file;
  {
    Numbers numbers(2);
    for (const char* key : {"z", "b", "a"}) numbers.at(key) = key[0];
    Writer writer(file);
    writer(numbers);
  }
  Numbers back(2);
  const std::string bytes = file.str();
  Reader reader(bytes);
  reader(back);
  EXPECT_EQ(keys(back), (Words{"b", "a"}));
  EXPECT_EQ(*back.find("a"), 'a');
  EXPECT_EQ(back.evicted(), 1U);
  back.at("c") = 3;
  EXPECT_EQ(keys(back), (Words{"a", "c"})) << "the order is that of before";
  EXPECT_EQ(back.evicted(), 2U);
}

TEST(Latest, TheOldestIsShownToItsKeeperBeforeItGoes) {
  std::vector<int> list;
  Words gone;
  const auto add = [&](int one) {
    return add_latest(list, one, 2, [&](int oldest) { gone.push_back(std::to_string(oldest)); });
  };
  EXPECT_EQ(add(1) + add(2), 0U);
  EXPECT_EQ(add(3), 1U);
  EXPECT_EQ(list, (std::vector<int>{2, 3}));
  EXPECT_EQ(gone, Words{"1"});
  EXPECT_EQ(list.capacity(), 2U) << "room for one more than may be kept is never asked for";
}

}  // namespace
}  // namespace aobo
