// Masking changes no answer: with it and without it every field of every event is the same, but for
// those that show the record's own words.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "tests/support/plugin_host.h"

namespace aobo::test {
namespace {

// What shows the record as it was written.
const std::set<std::string> kWords = {"aobo.raw"};

// "aobo.field value", for each field of each event.
std::vector<std::string> answers(const sim::Library& library, const std::string& config,
                                 const std::string& inputs) {
  std::vector<std::string> all;
  const auto session = start(library, config);
  EXPECT_EQ(session->open(inputs), std::nullopt);
  for (;;) {
    const auto more = session->next();
    if (!more.ok() || !*more) return all;
    for (const sim::FieldInfo& info : session->fields()) {
      if (info.needs_argument || kWords.contains(info.name)) continue;
      all.push_back(info.name + " " + session->text(*session->query(info.name)));
    }
  }
}

std::string with_masking(const std::string& config, const char* value) {
  const bool empty = config.find_first_not_of("{} \n") == std::string::npos;
  return std::string(R"({"mask":")") + value + "\"" + (empty ? "" : ",") + config.substr(1);
}

void expect_no_change(const std::string& config, const std::string& inputs) {
  const auto library = load_plugin();
  const auto off = answers(*library, with_masking(config, "off"), inputs);
  const auto on = answers(*library, with_masking(config, "on"), inputs);
  ASSERT_EQ(on.size(), off.size()) << inputs;
  ASSERT_GT(off.size(), 1000U) << inputs;
  for (std::size_t i = 0; i < on.size(); ++i) EXPECT_EQ(on[i], off[i]) << inputs;
}

TEST(MaskedAnswers, OfTheSampleDataAreTheSame) {
  expect_no_change(sample_config(), sample("logs"));
}

TEST(MaskedAnswers, OfAllFamiliesAreTheSame) {
  expect_no_change("{}", std::string(kSourceDir) + "/tests/golden/families/*.log");
}

}  // namespace
}  // namespace aobo::test
