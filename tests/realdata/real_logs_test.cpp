// Public records that nobody here wrote (MIT and Apache-2.0 collections), where they lie beside the
// project. At least 99 % of those that belong to aobo's families must parse, and each that does not
// is listed here with its reason. What belongs is told by the collections' own labels and by the
// category, not by aobo.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "plugin/activity/activities.h"
#include "plugin/directory/loader.h"
#include "plugin/parse/parser.h"
#include "plugin/policy/loader.h"
#include "plugin/policy/policy.h"
#include "plugin/source/source.h"
#include "tests/support/places.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(test::kSourceDir) / ".." / "shared" / "facts" / "real-logs";

struct Tally {
  std::size_t parsed = 0;
  std::map<std::string, std::size_t> refused;

  std::size_t all() const {
    std::size_t sum = parsed;
    for (const auto& [reason, count] : refused) sum += count;
    return sum;
  }
};

void read(const fs::path& path, Tally& tally) {
  Source source({path.string()});
  Parser parser({});
  Record record;
  for (;;) {
    switch (source.next()) {
      case Source::State::kEnd:
        return;
      case Source::State::kWait:
        continue;
      case Source::State::kRefused:
        ++tally.refused[path.filename().string() + ": " +
                        std::string(name(source.refusal().reason))];
        continue;
      case Source::State::kFrame:
        break;
    }
    if (const auto refusal = parser.parse(source.frame(), record)) {
      ++tally.refused[fmt::format("{}: {} {}", path.filename().string(), name(refusal->reason),
                                  refusal->detail)];
    } else {
      ++tally.parsed;
    }
  }
}

// Whether a flattened record is of a family: by its label, and where the label says nothing by its
// category.
bool belongs(std::string_view label, const simdjson::dom::element& record) {
  if (label.starts_with("Entra") || label.starts_with("UAL") ||
      label.starts_with("AzureActivity") || label.starts_with("Intune-audit")) {
    return true;
  }
  static const std::set<std::string_view> kCategories = {
      "Administrative", "Policy",         "Security",  "ServiceHealth", "Alert",
      "Recommendation", "ResourceHealth", "Autoscale", "Write",         "Delete",
      "Action",         "SignInLogs",     "AuditLogs"};
  std::string_view category;
  if (record["category"].get(category) == simdjson::SUCCESS) {
    std::string_view time;
    // A category without any envelope is a fragment that the collection kept for its own tests.
    return kCategories.contains(category) && record["time"].get(time) == simdjson::SUCCESS;
  }
  std::string_view operation;
  return record["operation"].get(operation) == simdjson::SUCCESS;
}

TEST(RealLogs, NinetyNineInAHundredParseAndEachRefusalHasItsReason) {
  if (!fs::exists(kFolder))
    GTEST_SKIP() << "no ../shared/facts/real-logs beside the project: nothing to read";
  Tally tally;
  const fs::path work = fs::temp_directory_path() / fmt::format("aobo-real-{}.ndjson", getpid());
  simdjson::dom::parser parser;
  for (const char* collection : {"splunk-security_content", "det-eng-samples",
                                 "OTRF-Security-Datasets", "panther-analysis"}) {
    std::ofstream out(work, std::ios::binary);
    std::ifstream in(kFolder / collection / "_flattened.ndjson");
    for (std::string line; std::getline(in, line);) {
      simdjson::dom::element entry;
      std::string_view label;
      ASSERT_EQ(parser.parse(line).get(entry), simdjson::SUCCESS);
      ASSERT_EQ(entry["_fam"].get(label), simdjson::SUCCESS);
      if (belongs(label, entry["rec"].value_unsafe()))
        out << simdjson::minify(entry["rec"].value_unsafe()) << "\n";
    }
    out.close();
    read(work, tally);
  }
  fs::remove(work);
  const fs::path lab =
      kFolder / "Azure-Sentinel/Solutions/Training/Azure-Sentinel-Training-Lab/Artifacts/Telemetry";
  for (const char* file : {"azureActivity_adele.csv", "azure_activity.csv", "office_activity.csv",
                           "office_activity_inbox_rule.csv", "sign-in_adelete.csv",
                           "disable_accounts.csv", "AuditLogs_Hunting.csv"}) {
    read(lab / file, tally);
  }
  const fs::path otrf =
      kFolder / "OTRF-Security-Datasets/datasets/compound/GoldenSAMLADFSMailAccess";
  for (const char* file : {"AADAuditEvents.json", "OfficeActivityEvents.json"})
    read(otrf / file, tally);
  for (const auto& entry : fs::directory_iterator(kFolder / "det-eng-samples/dataset"))
    read(entry.path(), tally);

  std::map<std::string, std::size_t> refused;
  for (const auto& [reason, count] : tally.refused)
    refused[reason.substr(reason.find(": ") + 2)] += count;
  const std::map<std::string, std::size_t> expected = {
      // The hunting query that made this CSV left every time column out.
      {"no-time entra.audit", 5},
      // Made by hand: 65 seconds.
      {"bad-time \"2023-10-10T17:08:65\"", 1},
  };
  EXPECT_EQ(refused, expected);
  EXPECT_GE(tally.all(), 1000U);
  EXPECT_GE(tally.parsed * 100, tally.all() * 99) << tally.parsed << " of " << tally.all();
}

// The two logs' records of one deed, as far as both are published: each pair is one activity, and
// nothing else of that collection is. Whoever published them gave each record another tenant, which
// is left out here.
TEST(RealLogs, EntrasRecordsAndTheUnifiedCopiesAreOneActivity) {
  const fs::path file = kFolder / "splunk-security_content/_flattened.ndjson";
  if (!fs::exists(file))
    GTEST_SKIP() << "no ../shared/facts/real-logs beside the project: nothing to read";
  const fs::path work = fs::temp_directory_path() / fmt::format("aobo-pairs-{}.ndjson", getpid());
  simdjson::dom::parser json;
  {
    std::ifstream in(file);
    std::ofstream out(work, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      simdjson::dom::element entry;
      ASSERT_EQ(json.parse(line).get(entry), simdjson::SUCCESS);
      out << simdjson::minify(entry["rec"].value_unsafe()) << "\n";
    }
  }
  Source source({work.string()});
  Parser parser({});
  Record record;
  Activities activities({});
  std::set<std::string> ids, pairs;
  const auto known =
      std::make_shared<const Knowledge>(Knowledge{empty_directory(), empty_policy()});
  for (auto state = source.next(); state != Source::State::kEnd; state = source.next()) {
    if (state != Source::State::kFrame || parser.parse(source.frame(), record)) continue;
    // The collection has some records twice, in two envelopes.
    if (!record.id.empty() && !ids.insert(std::string(record.id)).second) continue;
    Case c;
    c.packed =
        std::make_shared<const PackedRecord>(PackedRecord::whole(record, source.frame().bytes));
    c.knowledge = known;
    const ActivityPart part = activities.place(c);
    if (part.record > 1) pairs.insert(fmt::format("{} {}", part.families.size(), record.operation));
  }
  fs::remove(work);
  EXPECT_EQ(pairs,
            (std::set<std::string>{"2 add app role assignment to service principal",
                                   "2 add service principal", "2 update authorization policy"}));
}

}  // namespace
}  // namespace aobo
