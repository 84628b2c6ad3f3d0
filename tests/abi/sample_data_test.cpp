// The sample world through the library's ABI: every record must get the answer that its generator states by hand.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "simulator/host/session.h"
#include "tests/support/plugin_host.h"

namespace aobo::test {
namespace {

struct Answer {
  std::string file, who, path, confidence, method, shows;
};

std::vector<Answer> answers() {
  std::vector<Answer> all;
  std::ifstream file(sample("answers.tsv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream in(line);
    Answer a;
    for (std::string* cell : {&a.file, &a.who, &a.path, &a.confidence, &a.method, &a.shows}) std::getline(in, *cell, '\t');
    all.push_back(a);
  }
  return all;
}

// "-" where the answer names nobody; several candidates joined with commas.
std::string who(const sim::Session& session) {
  const std::string upn = session.text(*session.query("aobo.user.upn"));
  if (!upn.empty()) return upn;
  const auto candidates = session.extract(*session.query("aobo.candidates"));
  if (candidates) {
    std::string all;
    for (const std::string& candidate : candidates->texts) all += (all.empty() ? "" : ",") + candidate;
    return all;
  }
  const std::string id = session.text(*session.query("aobo.user.id"));
  return id.empty() ? "-" : id;
}

TEST(SampleData, EveryRecordGetsItsAnswer) {
  const auto library = load_plugin();
  const auto session = start(*library, sample_config());
  ASSERT_EQ(session->open(sample("logs")), std::nullopt);
  const auto or_dash = [&](const char* field) {
    const std::string text = session->text(*session->query(field));
    return text.empty() ? std::string("-") : text;
  };
  std::size_t judged = 0;
  for (const Answer& expected : answers()) {
    const auto more = session->next();
    ASSERT_TRUE(more.ok() && *more) << "the plugin gave " << judged << " events only";
    const std::string origin = session->text(*session->query("aobo.origin"));
    EXPECT_EQ(origin, sample(expected.file));
    EXPECT_EQ(who(*session), expected.who) << expected.file << ": " << expected.shows;
    EXPECT_EQ(or_dash("aobo.path"), expected.path) << expected.file << ": " << expected.shows;
    EXPECT_EQ(or_dash("aobo.confidence"), expected.confidence) << expected.file << ": " << expected.shows;
    EXPECT_EQ(or_dash("aobo.method"), expected.method) << expected.file << ": " << expected.shows;
    ++judged;
  }
  const auto more = session->next();
  EXPECT_TRUE(more.ok() && !*more) << "there are more events than answers";
  EXPECT_GE(judged, 50U);
  EXPECT_EQ(session->metrics().at("refused"), 0U);
}

// Every field has a value somewhere in the sample world: none is documented that is never extracted.
TEST(SampleData, EveryFieldIsExtractedSomewhere) {
  const auto library = load_plugin();
  const auto session = start(*library, sample_config());
  ASSERT_EQ(session->open(sample("logs")), std::nullopt);
  std::map<std::string, int> seen;
  const std::map<std::string, std::string> kArguments = {{"aobo.change", "[role.templateid]"},
                                                         {"aobo.change.old", "[ssid]"},
                                                         {"aobo.param", "[identity]"},
                                                         {"aobo.json", "[/properties]"}};
  for (;;) {
    const auto more = session->next();
    ASSERT_TRUE(more.ok());
    if (!*more) break;
    for (const sim::FieldInfo& info : session->fields()) {
      const auto argument = kArguments.find(info.name);
      const auto query = session->query(info.name + (argument == kArguments.end() ? "" : argument->second));
      ASSERT_TRUE(query.ok()) << query.error().message;
      seen[info.name] += session->extract(*query) ? 1 : 0;
    }
  }
  for (const auto& [field, count] : seen) EXPECT_GT(count, 0) << field;
}

}  // namespace
}  // namespace aobo::test
