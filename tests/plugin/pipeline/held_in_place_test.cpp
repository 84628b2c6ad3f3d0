// What refers to its own parts, or is known to others by where it is, stays where it is.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <type_traits>

#include "plugin/base/bounded.h"
#include "plugin/pipeline/pipeline.h"

namespace aobo {
namespace {

template <typename T>
constexpr bool stays = !std::is_copy_constructible_v<T> && !std::is_move_constructible_v<T> &&
                       !std::is_copy_assignable_v<T> && !std::is_move_assignable_v<T>;

TEST(HeldInPlace, WhatHoldsWhatIsRememberedIsNeitherCopiedNorMoved) {
  std::set<std::string> may_go;
#define AOBO_STAYS(...) \
  if (!stays<__VA_ARGS__>) may_go.insert(#__VA_ARGS__)
  AOBO_STAYS(Bounded<int, int>);
  AOBO_STAYS(Ledger<int, int>);
  AOBO_STAYS(Account);
  AOBO_STAYS(Memory);
  AOBO_STAYS(Series);
  AOBO_STAYS(Evidence);
  AOBO_STAYS(Revisions);
  AOBO_STAYS(Permits);
  AOBO_STAYS(UnattendedTokens);
  AOBO_STAYS(RelationshipLog);
  AOBO_STAYS(History);
  AOBO_STAYS(Activities);
  AOBO_STAYS(Outbox);
  AOBO_STAYS(Behaviour);
  AOBO_STAYS(Stages);
  AOBO_STAYS(Duplicates);
  AOBO_STAYS(Timeline);
  AOBO_STAYS(StateFile);
  AOBO_STAYS(Pipeline);
#undef AOBO_STAYS
  EXPECT_EQ(may_go, std::set<std::string>{});
}

}  // namespace
}  // namespace aobo
