// Questions and reports tell the last answer: who it was by all that the logs hold, whatever part
// of them is asked for.
#include <fmt/format.h>
#include <simdjson.h>

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/cli.h"

namespace aobo {
namespace {

constexpr const char* kContoso = "b2a59418-5f66-428e-a349-e99a15652bc3";
constexpr const char* kAdatum = "d7296d84-932f-4f00-a431-126c164a7ba7";

class LastAnswerTest : public test::CliTest {
 protected:
  // A check-out without an id by a name that nobody has; the partner's own log says half an hour
  // later that it was Alice's name before.
  std::string renamed_later() {
    write("logs/vault.ndjson",
          R"({"time":"2026-03-02T12:00:00Z","account":"litware-admin",)"
          R"("person":"al@adatum.example","action":"check-out","ticket":"INC-9"})"
          "\n");
    write_renaming_of_alice("logs/adatum.ndjson");
    return write("aobo.json",
                 fmt::format(R"({{"directory":"{}","inputs":["logs"]}})", sample("directory")));
  }
  std::string world(const std::string& options) {
    const std::string made = folder() + "/world";
    EXPECT_EQ(run("generate " + options + " --out " + made).code, 0);
    return made + "/aobo.json";
  }
  std::string asked(const std::string& words, const std::string& config) {
    const Run answer = run(fmt::format("{} --quiet --config {}", words, config));
    EXPECT_EQ(answer.code, 0) << words << ": " << answer.error;
    return answer.out;
  }
  // What the truth holds of who it was, by all that the logs tell.
  static simdjson::dom::element last_word(simdjson::dom::element record) {
    simdjson::dom::element last;
    if (record["then"].get(last) == simdjson::SUCCESS) return last;
    EXPECT_EQ(record["knowable"].get(last), simdjson::SUCCESS);
    return last;
  }
  // The person of each record of a timeline as CSV, by the record's id or place.
  static std::map<std::string, std::string> people_of(const std::string& csv) {
    std::map<std::string, std::string> people;
    std::istringstream rows(csv);
    std::string row;
    std::getline(rows, row);
    while (std::getline(rows, row)) {
      const std::size_t first = row.find(','), second = row.find(',', first + 1);
      const std::size_t end = row.rfind(','), begin = row.rfind(',', end - 1) + 1;
      people[row.substr(begin, end - begin)] = row.substr(first + 1, second - first - 1);
    }
    return people;
  }
  static std::string sign_in(const std::string& time, const std::string& id) {
    return fmt::format(
        "{{\"category\":\"SignInLogs\",\"time\":\"{0}\",\"tenantId\":\"{2}\",\"properties\":{{"
        "\"id\":\"{1}\",\"createdDateTime\":\"{0}\",\"userPrincipalName\":"
        "\"user_f57990fce19c44baa4d15cf95747c544@adatum.onmicrosoft.com\",\"userType\":\"member\","
        "\"crossTenantAccessType\":\"serviceProvider\",\"homeTenantId\":\"{3}\","
        "\"resourceTenantId\":\"{2}\",\"status\":{{\"errorCode\":0}}}}}}\n",
        time, id, kContoso, kAdatum);
  }
  // Alice enters and seems to do nothing; what she did comes a day late.
  static std::string a_deed_that_comes_late() {
    // Its log is collected, before and in which a deed would stand.
    std::string log = fmt::format(
        "{{\"CreationTime\":\"2026-03-02T07:00:00\",\"Id\":\"its-log\",\"Operation\":\"Update "
        "group.\",\"OrganizationId\":\"{}\",\"RecordType\":8,\"UserType\":0,\"UserKey\":\"-\","
        "\"Workload\":\"AzureActiveDirectory\",\"ResultStatus\":\"Success\",\"UserId\":\"pat@"
        "contoso.example\"}}\n",
        kContoso);
    log += sign_in("2026-03-02T08:00:00Z", "11111111-1111-4111-8111-111111111111");
    for (int hour = 0; hour < 24; ++hour)
      log += sign_in(fmt::format("2026-03-03T{:02}:00:00Z", hour),
                     fmt::format("22222222-1111-4111-8111-1111111111{:02}", hour));
    return log +
           fmt::format(
               "{{\"CreationTime\":\"2026-03-02T08:10:00\",\"Id\":\"late-deed\",\"Operation\":"
               "\"Set-Mailbox\",\"OrganizationId\":\"{}\",\"RecordType\":1,\"UserType\":9,"
               "\"UserKey\":\"-\",\"Workload\":\"Exchange\",\"ObjectId\":\"pat\",\"UserId\":"
               "\"contoso.onmicrosoft.com\\\\tenant: {}, object: "
               "f57990fc-e19c-44ba-a4d1-5cf95747c544\"}}\n",
               kContoso, kAdatum) +
           sign_in("2026-03-04T01:00:00Z", "33333333-1111-4111-8111-111111111111");
  }
};

constexpr const char* kAlice = "Alice Archer <alice@adatum.example>";

TEST_F(LastAnswerTest, ARecordWithoutAnIdHasItToo) {
  const std::string shown = asked("show vault.ndjson@0", renamed_later());
  EXPECT_NE(shown.find("Who\n  " + std::string(kAlice) + " of Adatum\n"), std::string::npos)
      << shown;
}

TEST_F(LastAnswerTest, ItCountsThoughTheQuestionLeavesItOut) {
  const std::string config = renamed_later();
  const std::string place = "logs/vault.ndjson@0";
  for (const char* left_out :
       {"", "--family vault.checkout", "--to '2026-03-02 12:10'", "--person 'alice@*'",
        "--operation check-out", "--confidence exact", "--where 'aobo.family = vault.checkout'"}) {
    auto people = people_of(asked(fmt::format("timeline --format csv {}", left_out), config));
    EXPECT_EQ(people[place], kAlice) << left_out;
  }
  EXPECT_EQ(people_of(asked("timeline --format csv --confidence unknown", config)).count(place),
            0U);
}

// Late feeds and clocks that are wrong make for many answers that are taken back.
TEST_F(LastAnswerTest, OfAWorldNoRecordHasAnotherNameThanTheTruth) {
  const std::string config = world(
      "--customers 6 --people 10 --days 4 --activity 30 --seed 44 --story all --faults "
      "late-feeds,skew,reorder");
  std::map<std::string, std::set<std::string>> allowed;
  std::istringstream rows(slurp("world/truth.ndjson"));
  simdjson::dom::parser parser;
  for (std::string row; std::getline(rows, row);) {
    simdjson::dom::element record;
    ASSERT_EQ(parser.parse(row).get(record), simdjson::SUCCESS);
    const simdjson::dom::element last = last_word(record);
    std::string_view id, file;
    std::int64_t offset = 0;
    ASSERT_EQ(record["file"].get(file), simdjson::SUCCESS);
    ASSERT_EQ(record["offset"].get(offset), simdjson::SUCCESS);
    file.remove_prefix(file.find('/') + 1);
    const bool has_id = record["id"].get(id) == simdjson::SUCCESS;
    auto& names = allowed[has_id ? std::string(id) : fmt::format("{}@{}", file, offset)];
    simdjson::dom::array people;
    if (last["people"].get(people) != simdjson::SUCCESS) continue;
    for (const auto one : people) names.insert(std::string(one.get_string().value_unsafe()));
  }
  const auto all = people_of(asked("timeline --format csv", config));
  std::size_t named = 0;
  for (const auto& [record, person] : all) {
    const std::size_t upn = person.find(" <");
    if (upn == std::string::npos || !allowed.contains(record)) continue;
    ++named;
    EXPECT_TRUE(allowed[record].contains(person.substr(upn + 2, person.size() - upn - 3)))
        << record << ": " << person;
  }
  EXPECT_GT(named, 500U);
  for (const char* family : {"m365.audit", "entra.signin", "azure.activity"}) {
    const auto some =
        people_of(asked(fmt::format("timeline --format csv --family {}", family), config));
    EXPECT_GT(some.size(), 5U) << family;
    for (const auto& [record, person] : some) {
      const auto same = all.find(record);
      // A record that is the second of its activity has no row of its own where all are asked for.
      EXPECT_EQ(person, same == all.end() ? person : same->second) << family << " " << record;
    }
  }
}

TEST_F(LastAnswerTest, WhoWasNobodyOfAPartnersAfterAllIsNotThere) {
  const std::string config = world(
      "--customers 6 --people 10 --days 4 --activity 30 --seed 44 --story all --faults "
      "late-feeds,skew,reorder");
  std::map<std::string, std::string> last;  // by id, whether it is a partner's
  std::istringstream rows(
      asked("replay --format csv --where 'aobo.derived = attribution_changed' --fields "
            "aobo.derived.ids,aobo.is_partner",
            config));
  for (std::string row; std::getline(rows, row);)
    last[row.substr(0, row.find(','))] = row.substr(row.find(',') + 1);
  const auto people = people_of(asked("timeline --format csv", config));
  std::size_t gone = 0;
  for (const auto& [record, is_partner] : last) {
    if (is_partner != "false\r") continue;
    ++gone;
    EXPECT_FALSE(people.contains(record)) << record;
  }
  EXPECT_GT(gone, 0U);
}

TEST_F(LastAnswerTest, WhatIsWithdrawnIsNoSilentEntry) {
  const std::string log = a_deed_that_comes_late();
  const std::string with = " --quiet --config " + sample("aobo.json") + " -";
  const std::string timeline = run("timeline --format csv" + with, log).out;
  EXPECT_NE(timeline.find(",silent_entry (withdrawn),"), std::string::npos) << timeline;
  std::size_t silent = 0;
  for (std::size_t at = 0; (at = timeline.find(",silent_entry,", at)) != std::string::npos; ++at)
    ++silent;
  EXPECT_EQ(silent, 24U);
  const std::string json = run("report --customer contoso --json" + with, log).out;
  EXPECT_NE(json.find("\"silent\":24,"), std::string::npos) << json.substr(0, 400);
  const std::string shown =
      run("show silent_entry:11111111-1111-4111-8111-111111111111" + with, log).out;
  EXPECT_TRUE(shown.starts_with("=> silent_entry (withdrawn)\n")) << shown;
  EXPECT_NE(shown.find("Allowed\n  not judged by itself: it follows from other records, each of "
                       "which is\n"),
            std::string::npos)
      << shown;
}

// What a report counts of each person, held against what the world knows was done.
TEST_F(LastAnswerTest, AReportCountsWhatEachPersonDid) {
  const std::string config = world(
      "--customers 3 --people 6 --days 3 --activity 20 --story leaver,silent-entry --seed 11");
  struct Done {
    std::set<std::string> actions, entries, strong, days;
    std::string text() const {
      return fmt::format("{} actions, {} entries, {} strong, {} days", actions.size(),
                         entries.size(), strong.size(), days.size());
    }
  };
  std::map<std::string, std::map<std::string, Done>> truth;  // by customer and UPN
  std::istringstream rows(slurp("world/truth.ndjson"));
  simdjson::dom::parser parser;
  for (std::string row; std::getline(rows, row);) {
    simdjson::dom::element record;
    ASSERT_EQ(parser.parse(row).get(record), simdjson::SUCCESS);
    const simdjson::dom::element last = last_word(record);
    const auto text = [](simdjson::simdjson_result<simdjson::dom::element> value) {
      std::string_view found;
      return value.get(found) == simdjson::SUCCESS ? std::string(found) : std::string();
    };
    const auto says = [&](const char* field) { return text(record["says"][field].at(0)); };
    simdjson::dom::array people;
    if (last["people"].get(people) != simdjson::SUCCESS || people.size() != 1) continue;
    if (text(last["answer"]) != "named") continue;  // of who may be told, or not
    const std::string customer = text(record["customer"]), family = text(record["family"]);
    if (customer.empty()) continue;
    Done& done = truth[customer][text(people.at(0))];
    const std::string activity = text(record["activity"]), operation = says("operation");
    done.days.insert(text(record["time"]).substr(0, 10));
    if (family == "entra.signin" || operation.starts_with("userlog")) {
      if (says("result") != "success") continue;
      done.entries.insert(activity);
      if (says("signin.mfa") == "multiFactorAuthentication") done.strong.insert(activity);
    } else if (family != "vault.checkout") {
      done.actions.insert(activity);
    }
  }
  ASSERT_EQ(truth.size(), 3U);
  for (const auto& [customer, people] : truth) {
    std::string wanted, found;
    for (const auto& [upn, done] : people) wanted += upn + ": " + done.text() + "\n";
    simdjson::dom::element report;
    const std::string json = asked("report --json --customer '" + customer + "'", config);
    ASSERT_EQ(parser.parse(json).get(report), simdjson::SUCCESS);
    simdjson::dom::array rows_of_report;
    ASSERT_EQ(report["people"].get(rows_of_report), simdjson::SUCCESS);
    for (const auto person : rows_of_report) {
      std::string_view kind, upn;
      std::int64_t actions = 0, entries = 0, strong = 0, days = 0;
      ASSERT_EQ(person["kind"].get(kind), simdjson::SUCCESS);
      if (kind != "named") continue;
      ASSERT_EQ(person["upn"].get(upn), simdjson::SUCCESS);
      ASSERT_EQ(person["actions"].get(actions), simdjson::SUCCESS);
      ASSERT_EQ(person["entries"].get(entries), simdjson::SUCCESS);
      ASSERT_EQ(person["strong_sign_ins"].get(strong), simdjson::SUCCESS);
      ASSERT_EQ(person["days"].get(days), simdjson::SUCCESS);
      found += fmt::format("{}: {} actions, {} entries, {} strong, {} days\n", upn, actions,
                           entries, strong, days);
    }
    EXPECT_EQ(found, wanted) << customer;
  }
}

// Two records that have no id have nothing in common by it.
TEST_F(LastAnswerTest, RecordsWithoutAnIdAreNotEachOthers) {
  const std::string shown = asked("show 1-adatum/vault.ndjson@0", sample("aobo.json"));
  EXPECT_NE(shown.find("Its other records\n  nothing\n"), std::string::npos) << shown;
}

TEST_F(LastAnswerTest, AnActivityIsOneLineAndIsShownWhole) {
  const std::string config = sample("aobo.json");
  const std::string id = "090bcbcc-8f2e-4f5a-beff-606e9f3a6161";
  const std::string json = asked(
      "replay --format json --fields aobo.activity.id --where 'aobo.id = " + id + "'", config);
  const std::size_t from = json.rfind(":\"") + 2;
  const std::string activity = json.substr(from, json.find('"', from) - from);
  const std::string timeline = asked("timeline --width 150 --activity " + activity, config);
  EXPECT_NE(timeline.find("sign-in activity (2 records)"), std::string::npos) << timeline;
  const std::string csv = asked("timeline --format csv --activity " + activity, config);
  EXPECT_NE(csv.find(id + ",2\r\n"), std::string::npos) << csv;
  const std::string shown = asked("show " + activity, config);
  std::size_t records = 0;
  for (std::size_t at = 0; (at = shown.find("\nRecord\n", at)) != std::string::npos; ++at)
    ++records;
  EXPECT_EQ(records, 2U);
}

}  // namespace
}  // namespace aobo
