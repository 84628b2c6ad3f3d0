// What an analyst gets of the shipped rules: how many alerts a week, how long they are to read, one
// for one deed, and the same whatever the partner is called.
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "tests/support/cli.h"
#include "tests/support/places.h"

namespace aobo {
namespace {

class ShippedAlerts : public test::CliTest {
 protected:
  struct Alert {
    std::string rule, priority, text;
  };
  // The folder of a world.
  std::string world(const std::string& options) {
    std::string at = folder() + "/world" + std::to_string(worlds_++);
    const Run made = run("generate " + options + " --out " + at);
    EXPECT_EQ(made.code, 0) << made.error;
    return at;
  }
  std::vector<Alert> alerts(const std::string& world) {
    const Run found = run("replay --quiet --rule-matching all --format json --config " + world +
                          "/aobo.json --rules " + test::kSourceDir + "/rules");
    EXPECT_EQ(found.code, 0) << found.error;
    std::vector<Alert> all;
    simdjson::dom::parser parser;
    std::istringstream in(found.out);
    for (std::string line; std::getline(in, line);) {
      const auto one = parser.parse(line).value_unsafe();
      const auto text = [&](const char* key) {
        return std::string(one[key].get_string().value_unsafe());
      };
      all.push_back({text("rule"), text("priority"), text("output")});
    }
    return all;
  }
  static bool is_loud(const Alert& alert) {
    return alert.priority != "Informational" && alert.priority != "Debug";
  }
  static std::size_t median(std::vector<std::size_t> lengths) {
    std::ranges::sort(lengths);
    return lengths[lengths.size() / 2];
  }

 private:
  int worlds_ = 0;
};

// Of 25 customers, of whom nobody is attacked. The goal is one a day; what is left is an
// application that nobody listed, and customers who came, left and moved to GDAP in that week.
TEST_F(ShippedAlerts, AQuietWeekIsQuiet) {
  for (const char* seed : {"1", "2", "3"}) {
    const auto all =
        alerts(world(std::string("--customers 25 --days 7 --story none --seed ") + seed));
    const auto loud = std::ranges::count_if(all, is_loud);
    EXPECT_GT(loud, 3) << seed;
    EXPECT_LE(loud, 18) << seed;
  }
}

TEST_F(ShippedAlerts, AnAlertIsReadAtAGlanceAndSaysNothingThatIsNotKnown) {
  std::vector<std::size_t> all, loud;
  for (const Alert& alert : alerts(world("--customers 12 --days 5 --story all --seed 2"))) {
    EXPECT_EQ(alert.text.find("<NA>"), std::string::npos) << alert.text;
    all.push_back(alert.text.size());
    if (is_loud(alert)) loud.push_back(alert.text.size());
  }
  ASSERT_GT(all.size(), 500U);
  ASSERT_GT(loud.size(), 200U);
  EXPECT_LE(median(all), 350U);
  EXPECT_LE(median(loud), 350U);
}

// The column "once" of the README, which another test holds to the rules.
TEST_F(ShippedAlerts, OneDeedIsOneAlert) {
  std::ifstream file(std::string(test::kSourceDir) + "/rules/README.md");
  constexpr std::size_t kOnce = 8;  // cells before it, with the empty one
  std::size_t rules = 0;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| aobo ")) continue;
    std::istringstream row(line);
    std::string cell;
    for (std::size_t i = 0; i < kOnce; ++i) std::getline(row, cell, '|');
    const bool counted = cell.find_first_of("0123456789") != std::string::npos;
    if (!counted) continue;
    EXPECT_LE(std::stod(cell), 1.05) << line;
    ++rules;
  }
  EXPECT_GT(rules, 90U);
}

TEST_F(ShippedAlerts, APartnerOfAnyNameHasAHouseOfItsOwn) {
  const std::string at = world("--customers 6 --days 4 --story spray --seed 3");
  const auto passwords = [&] {
    const auto all = alerts(at);
    return std::ranges::count(all, "aobo One password of a partner's account tried in vain",
                              &Alert::rule);
  };
  const auto before = passwords();
  EXPECT_GT(before, 5);
  const std::string file = at + "/directory/aobo.yaml";
  std::string text = test::slurp_file(file);
  constexpr std::string_view kName = "Adatum";
  ASSERT_NE(text.find(kName), std::string::npos);
  for (std::size_t name = text.find(kName); name != std::string::npos; name = text.find(kName))
    text.replace(name, kName.size(), "Tailspin");
  std::ofstream(file) << text;
  EXPECT_EQ(passwords(), before);
}

}  // namespace
}  // namespace aobo
