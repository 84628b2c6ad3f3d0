// What each input came to: by its name as long as it is there, and with the others when its number
// is another's. And which of them give the most trouble.
#include "plugin/pipeline/input_table.h"

#include <gtest/gtest.h>

#include <map>

#include "plugin/pipeline/worst_inputs.h"

namespace aobo {
namespace {

// Of each input how many of its records were refused.
std::map<std::string, std::uint64_t> refused(const InputTable& table) {
  std::map<std::string, std::uint64_t> all;
  // One by one: whoever tells of them may have to stop at any.
  for (std::size_t at = 0; at != SIZE_MAX;) {
    at = table.each_tally(at, [&](const std::string& input, const InputTally& tally) {
      std::uint64_t& count = all[input];
      for (const auto& [reason, refusals] : tally.refused) count += refusals;
      return false;
    });
  }
  return all;
}

TEST(InputTable, WhatCameOfAnInputThatIsGoneStandsWithTheOthers) {
  InputTable table;
  table.add("gone", true);
  table.add("silent", true);
  table.tally(0).refused[Reason::kTruncated] += 2;
  EXPECT_EQ(refused(table), (std::map<std::string, std::uint64_t>{{"gone", 2}, {"silent", 0}}));
  table.retire(0);
  EXPECT_EQ(refused(table), (std::map<std::string, std::uint64_t>{{"gone", 2}, {"silent", 0}}))
      << "until its number is another's";
  EXPECT_EQ(table.add("new", true), 0U);
  ++table.tally(0).refused[Reason::kBadJson];
  EXPECT_EQ(refused(table),
            (std::map<std::string, std::uint64_t>{{"", 2}, {"new", 1}, {"silent", 0}}));
}

TEST(InputTable, PastTheLimitInputsHaveOneTallyTogether) {
  InputTable table;
  for (std::size_t i = 0; i < limits::kTalliedInputs + 3; ++i) {
    const auto input = table.add(std::to_string(i), false);
    ASSERT_TRUE(input.has_value());
    ++table.tally(*input).refused[Reason::kTruncated];
  }
  const auto all = refused(table);
  EXPECT_EQ(all.size(), limits::kTalliedInputs + 1);
  EXPECT_EQ(all.at(""), 3U);
  EXPECT_EQ(all.at("0"), 1U);
  EXPECT_FALSE(all.contains(std::to_string(limits::kTalliedInputs)));
}

TEST(InputTable, TheWorstInputsAreNamedAndUntilTheNextReport) {
  InputTable table;
  for (const char* name : {"a", "b", "evil\nname", "audit/2"}) table.add(name, true);
  EXPECT_EQ(worst_inputs_in_words(table), "");
  table.count_refusal(2, Reason::kBadJson);
  table.count_refusal(2, Reason::kTruncated);
  table.trouble(0).lag = 59 * kSecondNs;
  table.trouble(1).lag = 3 * 3600 * kSecondNs;
  table.trouble(3).unread = 1200;
  EXPECT_EQ(worst_inputs_in_words(table),
            " Inputs with the most refused: evil\\x0aname 2. Inputs that lag most: b 3 hours. "
            "Partitions with the most unread: audit/2 1200.");
  table.forget_troubles();
  EXPECT_EQ(worst_inputs_in_words(table), " Partitions with the most unread: audit/2 1200.")
      << "which is so by now, and no count";
  table.retire(3);
  table.add("other", true);
  EXPECT_EQ(worst_inputs_in_words(table), "") << "nothing of it is the next one's";
  EXPECT_EQ(refused(table)["evil\nname"], 2U) << "its tally is of the whole run";
}

}  // namespace
}  // namespace aobo
