// The sample world through the library's ABI: every record must get the answer that its generator
// states by hand.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
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
    for (std::string* cell : {&a.file, &a.who, &a.path, &a.confidence, &a.method, &a.shows})
      std::getline(in, *cell, '\t');
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
    for (const std::string& candidate : candidates->texts)
      all += (all.empty() ? "" : ",") + candidate;
    return all;
  }
  const std::string id = session.text(*session.query("aobo.user.id"));
  return id.empty() ? "-" : id;
}

// Events come in the order of their times, the answers are written file by file: they meet by file
// and place in it.
TEST(SampleData, EveryRecordGetsItsAnswer) {
  const auto library = load_plugin();
  const auto session = start(*library, sample_config());
  ASSERT_EQ(session->open(sample("logs")), std::nullopt);
  const auto text = [&](const char* field) { return session->text(*session->query(field)); };
  const auto or_dash = [&](const char* field) {
    return text(field).empty() ? std::string("-") : text(field);
  };
  std::map<std::string, std::map<std::uint64_t, Answer>> given;
  for (;;) {
    const auto more = session->next();
    ASSERT_TRUE(more.ok());
    if (!*more) break;
    // Of an answer that changed the last one counts.
    if (const std::string kind = text("aobo.derived");
        !kind.empty() && kind != "attribution_changed")
      continue;
    const std::uint64_t offset =
        session->extract(*session->query("aobo.offset"))->number.value_or(0);
    given[text("aobo.origin")][offset] = {
        "", who(*session), or_dash("aobo.path"), or_dash("aobo.confidence"), or_dash("aobo.method"),
        ""};
  }
  std::size_t judged = 0;
  for (const Answer& expected : answers()) {
    auto& file = given[sample(expected.file)];
    ASSERT_FALSE(file.empty()) << expected.file << " gave fewer events than it has answers";
    const Answer answer = file.begin()->second;
    file.erase(file.begin());
    EXPECT_EQ(answer.who, expected.who) << expected.file << ": " << expected.shows;
    EXPECT_EQ(answer.path, expected.path) << expected.file << ": " << expected.shows;
    EXPECT_EQ(answer.confidence, expected.confidence) << expected.file << ": " << expected.shows;
    EXPECT_EQ(answer.method, expected.method) << expected.file << ": " << expected.shows;
    ++judged;
  }
  for (const auto& [file, left] : given)
    EXPECT_TRUE(left.empty()) << file << " gave more events than it has answers";
  EXPECT_GE(judged, 50U);
  EXPECT_EQ(session->metrics().at("refused"), 0U);
}

// Every field has a value somewhere in the sample world: none is documented that is never
// extracted.
TEST(SampleData, EveryFieldIsExtractedSomewhere) {
  const auto library = load_plugin();
  const auto session = start(*library, sample_config());
  ASSERT_EQ(session->open(sample("logs")), std::nullopt);
  std::map<std::string, int> seen;
  const std::map<std::string, std::string> kArguments = {{"aobo.change", "[role.templateid]"},
                                                         {"aobo.change.old", "[ssid]"},
                                                         {"aobo.param", "[identity]"},
                                                         {"aobo.json", "[/properties]"},
                                                         {"aobo.run", "[records]"}};
  // Seen only where a record comes too late for its place, or where somebody was named before.
  const std::set<std::string> kElsewhere = {"aobo.lag",
                                            "aobo.gap.log",
                                            "aobo.gap.start",
                                            "aobo.gap.end",
                                            "aobo.run",
                                            "aobo.signin.agent",
                                            "aobo.signin.protocol",
                                            "aobo.key.added",
                                            "aobo.was.user.upn",
                                            "aobo.was.confidence",
                                            "aobo.was.candidates",
                                            "aobo.app.key.id",
                                            "aobo.app.key.known",
                                            "aobo.first.app_key",
                                            "aobo.first.app_address",
                                            "aobo.first.app_resource"};
  for (;;) {
    const auto more = session->next();
    ASSERT_TRUE(more.ok());
    if (!*more) break;
    for (const sim::FieldInfo& info : session->fields()) {
      const auto argument = kArguments.find(info.name);
      const std::string window = info.needs_argument ? "[1h]" : "";
      const auto query =
          session->query(info.name + (argument == kArguments.end() ? window : argument->second));
      ASSERT_TRUE(query.ok()) << query.error().message;
      seen[info.name] += session->extract(*query) ? 1 : 0;
    }
  }
  for (const auto& [field, count] : seen)
    EXPECT_EQ(count > 0, !kElsewhere.contains(field)) << field;
}

}  // namespace
}  // namespace aobo::test
