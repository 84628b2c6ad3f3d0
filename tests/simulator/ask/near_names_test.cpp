// What is offered in place of a name that is not there.
#include "simulator/ask/near_names.h"

#include <gtest/gtest.h>

namespace aobo::sim {
namespace {

using Names = std::vector<std::string>;

const std::set<std::string> kThere = {"Alice Archer",    "alice@adatum.example",
                                      "Bob Baker",       "bob@adatum.example",
                                      "Contoso",         "Contoso Retail",
                                      "D\u00fcrer GmbH", "Set-Mailbox",
                                      "set-mailbox",     "b2a59418-5f66-428e-a349-e99a15652bc3"};

TEST(NearNames, ThoseThatBeginSoComeFirst) {
  EXPECT_EQ(near_names("bob", kThere), (Names{"Bob Baker", "bob@adatum.example"}));
  EXPECT_EQ(near_names("BAK", kThere), (Names{"Bob Baker"})) << "a word within it";
  EXPECT_EQ(near_names("contoso r", kThere), (Names{"Contoso Retail"}));
  EXPECT_EQ(near_names("b2a5", kThere), (Names{"b2a59418-5f66-428e-a349-e99a15652bc3"}));
}

TEST(NearNames, ThenThoseThatHoldIt) {
  EXPECT_EQ(near_names("toso", kThere), (Names{"Contoso", "Contoso Retail"}));
  EXPECT_EQ(near_names("toso*", kThere), (Names{"Contoso", "Contoso Retail"})) << "a pattern";
}

TEST(NearNames, ThenWhatIsSpeltMostLikeIt) {
  EXPECT_EQ(near_names("contosso", kThere), (Names{"Contoso"}));
  EXPECT_EQ(near_names("bbo", kThere), (Names{"Bob Baker", "bob@adatum.example"}));
  EXPECT_EQ(near_names("gadp", {"dap", "gdap"}), (Names{"gdap"})) << "two letters swapped";
  EXPECT_EQ(near_names("set-mailboks", kThere), (Names{"Set-Mailbox"})) << "each name once";
  EXPECT_EQ(near_names("Archr", kThere), (Names{"Alice Archer"})) << "one of its words";
  EXPECT_EQ(near_names("d\u00fcrr", kThere), (Names{"D\u00fcrer GmbH"}));
}

TEST(NearNames, WhatIsNearNothingGetsNothing) {
  for (const char* meant : {"zzz", "0", "", "*", "quarterly"})
    EXPECT_EQ(near_names(meant, kThere), Names{}) << meant;
  EXPECT_EQ(nearest_there("zzz", kThere), "");
}

TEST(NearNames, AtMostThreeAreToldTheShortestFirst) {
  const std::set<std::string> many = {"ann longest", "ann", "ann lo", "ann b", "anna long"};
  EXPECT_EQ(near_names("ann", many), (Names{"ann", "ann b", "ann lo"}));
  EXPECT_EQ(nearest_there("ann", many), "; the nearest there are \"ann\", \"ann b\", \"ann lo\"");
  EXPECT_EQ(nearest_there("forged", {"forged\nline"}),
            "; the nearest there is \"forged\\x0aline\"");
}

}  // namespace
}  // namespace aobo::sim
