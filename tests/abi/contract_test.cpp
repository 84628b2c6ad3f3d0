// The contract with hosts: errors, lifetimes, hostile input, threads. Through the library's ABI
// only.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <atomic>
#include <cstring>
#include <map>
#include <new>
#include <set>
#include <thread>

#include "plugin/abi/falco_api.h"
#include "plugin/abi/guard_without_plugin.h"
#include "tests/support/plugin_host.h"
#include "tests/support/property.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

class ContractTest : public TempFolderTest {
 protected:
  std::string init_error(const std::string& config) {
    auto session = sim::Session::start(*library_, config, {});
    return session.ok() ? "no error" : session.error().message;
  }
  // Reads everything; how many events came.
  std::size_t drain(sim::Session& session) {
    std::size_t events = 0;
    for (;;) {
      const auto more = session.next();
      EXPECT_TRUE(more.ok()) << (more.ok() ? "" : more.error().message);
      if (!more.ok() || !*more) return events;
      ++events;
      for (const sim::FieldInfo& info : session.fields()) {
        const auto query = session.query(
            info.name +
            (info.needs_argument
                 ? "[" + (info.arguments.empty() ? "/properties/a" : info.arguments[0].name) + "]"
                 : ""));
        const auto value = session.extract(*query);
        if (value && info.type == FTYPE_STRING) {
          for (const std::string& text : value->texts) EXPECT_FALSE(text.empty()) << info.name;
        }
      }
    }
  }

  std::unique_ptr<sim::Library> library_ = load_plugin();
};

TEST_F(ContractTest, ItSaysWhoItIs) {
  EXPECT_STREQ(library_->get_required_api_version(), "3.3.0");
  EXPECT_STREQ(library_->get_name(), "aobo");
  const auto contact = reinterpret_cast<const char* (*)()>(library_->symbol("plugin_get_contact"));
  EXPECT_STREQ(contact(), "the documentation that is installed with aobo, in share/doc/aobo");
  const auto id = reinterpret_cast<std::uint32_t (*)()>(library_->symbol("plugin_get_id"));
  EXPECT_EQ(id(), 29U);
  EXPECT_STREQ(library_->get_version(), AOBO_VERSION)
      << "plugin/abi/version.h and CMakeLists.txt agree";
}

TEST_F(ContractTest, ABadConfigurationIsRefusedWithItsReason) {
  EXPECT_EQ(init_error("{\"directory\":\"/nowhere\"}"),
            "/nowhere: no such folder; directory names the folder that holds aobo.yaml");
  EXPECT_EQ(
      init_error("{\"directory\":"),
      "configuration:1:14: not valid JSON: found the end of the file, expected a value: {, [, "
      "a text in double quotes, a number, true, false or null");
  EXPECT_EQ(init_error("{}"), "no error");
}

TEST_F(ContractTest, AMissingInputIsRefusedWithItsReason) {
  const auto session = start(*library_, "{}");
  EXPECT_EQ(session->open(folder() + "/nothing")->message,
            "input " + folder() + "/nothing: no such file or folder");
  EXPECT_EQ(session->open("")->message, "no input: name a file, a folder, a glob or -");
}

TEST_F(ContractTest, NothingThrownGetsOutWhereNoPluginIsThereYet) {
  const auto answer = [](const auto& call) { return guard_without_plugin<const char*>("", call); };
  EXPECT_STREQ(answer([]() -> const char* { throw std::bad_alloc(); }), "");
  EXPECT_STREQ(answer([]() -> const char* { throw 1; }), "");
  EXPECT_STREQ(answer([] { return "{}"; }), "{}");
}

TEST_F(ContractTest, RefusalsAreCountedLoggedAndNeverTheEnd) {
  const std::string path = write(
      "log",
      "{\"category\":\"SignInLogs\"}\n{\"x\":1}\nnoise\n"
      "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"tenantId\":\"x\"}\n{\"cut");
  std::vector<std::string> log;
  const auto session =
      start(*library_, "{}",
            [&](ss_plugin_log_severity, std::string_view component, std::string_view line) {
              log.push_back(fmt::format("{}: {}", component, line));
            });
  ASSERT_EQ(session->open(path), std::nullopt);
  EXPECT_EQ(drain(*session), 1U);
  const auto metrics = session->metrics();
  EXPECT_EQ(metrics.at("records"), 1U);
  EXPECT_EQ(metrics.at("refused"), 4U);
  EXPECT_EQ(metrics.at("refused.no-time"), 1U);
  EXPECT_EQ(metrics.at("refused.unknown-family"), 1U);
  EXPECT_EQ(metrics.at("refused.no-match"), 1U);
  EXPECT_EQ(metrics.at("refused.truncated"), 1U);
  EXPECT_EQ(metrics.at("records.entra.signin"), 1U);
  EXPECT_EQ(log,
            (std::vector<std::string>{
                "start: without \"state\" the next run reads all files again from their "
                "beginning; what this one learns is not kept",
                "refused: no-time: " + path + " at byte 0: entra.signin",
                "refused: unknown-family: " + path + " at byte 26: keys x",
                "refused: no-match: " + path + " at byte 34: \"noise\"",
                "refused: truncated: " + path + " at byte 111: the input ends inside it",
                "input: {\"input\":\"" + path +
                    "\",\"records\":1,\"families\":{\"entra.signin\":1},\"tenants\":[],\"first\":"
                    "\"2026-03-02T08:00:00Z\",\"last\":\"2026-03-02T08:00:00Z\","
                    "\"collected_after\":null,\"duplicates\":0,\"same_as\":{},\"repaired\":0,"
                    "\"masked\":0,\"cut\":0,\"refused\":"
                    "{\"truncated\":1,\"unknown-family\":1,\"no-time\":1,\"no-match\":1}}"}));
}

TEST_F(ContractTest, AReloadSwapsTheDirectoryAndABrokenOneChangesNothing) {
  const BarePlugin plugin(*library_, "{}");
  const auto people = [&] {
    std::uint32_t count = 0;
    const ss_plugin_metric* metrics = library_->get_metrics(plugin.state(), &count);
    for (std::uint32_t i = 0; i < count; ++i) {
      if (std::string_view(metrics[i].name) == "directory.people") return metrics[i].value.u64;
    }
    return std::uint64_t{999};
  };
  EXPECT_EQ(people(), 0U);
  EXPECT_EQ(plugin.reload(sample_config()), SS_PLUGIN_SUCCESS);
  EXPECT_EQ(people(), 4U);
  EXPECT_EQ(plugin.reload("{\"directory\":\"/nowhere\"}"), SS_PLUGIN_FAILURE);
  EXPECT_STREQ(library_->get_last_error(plugin.state()),
               "/nowhere: no such folder; directory names the folder that holds aobo.yaml (the "
               "directory loaded before stays in use)");
  EXPECT_EQ(people(), 4U);
}

TEST_F(ContractTest, SeveralFieldsInOneCallHoldTogether) {
  const auto session = start(*library_, sample_config());
  ASSERT_EQ(session->open(sample("logs/1-adatum/entra-signin.json")), std::nullopt);
  ASSERT_TRUE(*session->next());
  std::vector<sim::FieldQuery> queries;
  for (const char* name : {"aobo.user.upn", "aobo.family", "aobo.time", "aobo.is_partner",
                           "aobo.ip", "aobo.confidence"}) {
    queries.push_back(*session->query(name));
  }
  const auto together = session->extract_all(queries);
  ASSERT_EQ(together.size(), queries.size());
  EXPECT_EQ(together[0]->texts, std::vector<std::string>{"alice@adatum.example"});
  EXPECT_EQ(together[1]->texts, std::vector<std::string>{"entra.signin"});
  EXPECT_EQ(together[2]->number, std::uint64_t{1'772'438'411'000'000'000});
  EXPECT_EQ(together[3]->boolean, true);
  EXPECT_EQ(together[4]->ip->text(), "198.51.100.21");
  EXPECT_EQ(together[5]->texts, std::vector<std::string>{"exact"});
}

// An event as a host makes it anew: with that time, of that plugin, with those bytes as its data.
std::vector<char> event_of(const std::string& data, std::uint32_t id, std::uint64_t time) {
  ss_plugin_event header{};
  header.ts = time;
  header.tid = UINT64_MAX;
  header.len = static_cast<std::uint32_t>(kPayloadOffset + data.size());
  header.type = kPluginEventType;
  header.nparams = 2;
  const std::uint32_t parameters[3] = {4, static_cast<std::uint32_t>(data.size()), id};
  std::vector<char> event(kPayloadOffset + data.size());
  std::memcpy(event.data(), &header, sizeof header);
  std::memcpy(event.data() + sizeof header, parameters, sizeof parameters);
  std::memcpy(event.data() + kPayloadOffset, data.data(), data.size());
  return event;
}

std::string data_of(const ss_plugin_event* event) {
  return {reinterpret_cast<const char*>(event) + kPayloadOffset, event->len - kPayloadOffset};
}

std::string parameters(std::uint32_t id_length, std::size_t data_length, std::uint32_t id) {
  const std::uint32_t values[3] = {id_length, static_cast<std::uint32_t>(data_length), id};
  return {reinterpret_cast<const char*>(values), sizeof values};
}

// Stratoshark hands on an event within an event (docs/abi.md).
TEST_F(ContractTest, AnEventsParametersBeforeItsPayloadAreLeftOut) {
  const auto session = start(*library_, sample_config());
  ASSERT_EQ(session->open(sample("logs")), std::nullopt);
  std::vector<std::string> payloads, texts;
  while (*session->next()) {
    payloads.push_back(data_of(session->event()));
    texts.push_back(session->event_text());
  }
  ASSERT_EQ(payloads.size(), 63U);
  const auto told = [&](const std::string& data, std::uint32_t id) {
    const std::vector<char> event = event_of(data, id, UINT64_MAX);
    session->borrow(reinterpret_cast<const ss_plugin_event*>(event.data()), 1);
    return session->event_text();
  };
  for (std::size_t i = 0; i < payloads.size(); ++i) {
    const std::string& payload = payloads[i];
    EXPECT_EQ(payload[0], 8) << "its first tag is that of its version, not 4";
    const std::string whole = parameters(4, payload.size(), 29) + payload;
    EXPECT_EQ(told(payload, 29), texts[i]);
    EXPECT_EQ(told(whole, 29), texts[i]);
    for (const std::string& wrong :
         {parameters(5, payload.size(), 29) + payload,
          parameters(4, payload.size() + 1, 29) + payload,
          parameters(4, payload.size() - 1, 29) + payload,
          parameters(4, payload.size(), 30) + payload, parameters(4, whole.size(), 29) + whole}) {
      EXPECT_EQ(told(wrong, 29), "not an event of aobo");
    }
    EXPECT_EQ(told(whole, 30), "not an event of aobo");
  }
  EXPECT_EQ(told(parameters(4, 0, 29), 29), "not an event of aobo");
}

TEST_F(ContractTest, AnEventWithoutATimeIsNotTakenForTheOneBefore) {
  const auto only_event = [&](const std::string& id) {
    write("log", R"({"category":"SignInLogs","time":"2026-03-02T08:00:00Z","id":")" + id + "\"}");
    const auto session = start(*library_, "{}");
    EXPECT_EQ(session->open(folder() + "/log"), std::nullopt);
    EXPECT_TRUE(*session->next());
    return event_of(data_of(session->event()), 29, UINT64_MAX);
  };
  std::vector<char> place = only_event("a");
  const std::vector<char> next = only_event("b");
  ASSERT_EQ(place.size(), next.size());
  const auto session = start(*library_, "{}");
  const auto id = *session->query("aobo.id");
  session->borrow(reinterpret_cast<const ss_plugin_event*>(place.data()), 1);
  EXPECT_EQ(session->text(id), "a");
  std::memcpy(place.data(), next.data(), next.size());
  EXPECT_EQ(session->text(id), "b");
}

TEST_F(ContractTest, AFieldAskedForAsAnotherTypeHasNoValue) {
  const auto session = start(*library_, sample_config());
  ASSERT_EQ(session->open(sample("logs/1-adatum/entra-signin.json")), std::nullopt);
  ASSERT_TRUE(*session->next());
  const auto has_value = [&](const char* field, ss_plugin_field_type type) {
    const auto query = *session->query(field);
    sim::FieldInfo info = *query.info;
    info.type = type;
    return session->extract({&info, query.argument, query.shown}).has_value();
  };
  const ss_plugin_field_type types[] = {FTYPE_STRING, FTYPE_UINT64, FTYPE_ABSTIME, FTYPE_RELTIME,
                                        FTYPE_BOOL,   FTYPE_IPADDR, FTYPE_IPNET};
  const std::map<std::string, std::set<ss_plugin_field_type>> expected = {
      {"aobo.user.upn", {FTYPE_STRING}},
      {"aobo.signin.error", {FTYPE_UINT64, FTYPE_ABSTIME, FTYPE_RELTIME}},
      {"aobo.time", {FTYPE_UINT64, FTYPE_ABSTIME, FTYPE_RELTIME}},
      {"aobo.is_partner", {FTYPE_BOOL}},
      {"aobo.ip", {FTYPE_IPADDR}}};
  for (const auto& [field, fitting] : expected) {
    for (const ss_plugin_field_type type : types) {
      EXPECT_EQ(has_value(field.c_str(), type), fitting.contains(type)) << field << " " << type;
    }
  }
}

TEST_F(ContractTest, ANulInARecordHidesNothing) {
  write(
      "log",
      R"({"category":"SignInLogs","time":"2026-03-02T08:00:00Z","properties":{"userPrincipalName":"alice@x.example\u0000.evil.example"}})");
  const auto session = start(*library_, "{}");
  ASSERT_EQ(session->open(folder() + "/log"), std::nullopt);
  ASSERT_TRUE(*session->next());
  EXPECT_EQ(session->text(*session->query("aobo.actor")),
            "alice@x.example\xef\xbf\xbd.evil.example");
}

TEST_F(ContractTest, NoValueForgesALineOfTheHostsOutput) {
  write("log",
        "{\"category\":\"SignInLogs\",\r\n "
        "\"time\":\"2026-03-02T08:00:00Z\",\"properties\":{\"userPrincipalName\":"
        "\"x\\n12:00 Alert: all is well\\u001b[2K\"}}");
  const auto session = start(*library_, "{}");
  ASSERT_EQ(session->open(folder() + "/log"), std::nullopt);
  ASSERT_TRUE(*session->next());
  EXPECT_EQ(session->text(*session->query("aobo.actor")),
            "x\xef\xbf\xbd"
            "12:00 Alert: all is well\xef\xbf\xbd[2K");
  EXPECT_EQ(session->text(*session->query("aobo.raw")),
            "{\"category\":\"SignInLogs\",\"time\":\"2026-03-02T08:00:00Z\",\"properties\":{"
            "\"userPrincipalName\":"
            "\"x\\n12:00 Alert: all is well\\u001b[2K\"}}");
}

// Real-looking records with bytes changed, cut out or put in: whatever comes, the run ends and the
// numbers add up.
TEST_F(ContractTest, MutatedLogsNeverEndTheRun) {
  std::vector<std::string> seeds;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(sample("logs"))) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  const std::string config = sample_config();
  property("no mutation ends the run", [&] {
    std::string log = *rc::gen::elementOf(seeds);
    const int changes = *rc::gen::inRange(1, 12);
    for (int i = 0; i < changes && !log.empty(); ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, log.size());
      switch (*rc::gen::inRange(0, 4)) {
        case 0:
          log[at] = *rc::gen::arbitrary<char>();
          break;
        case 1:
          log.erase(at, *rc::gen::inRange<std::size_t>(0, 40));
          break;
        case 2:
          log.insert(at, *rc::gen::element<std::string>("\"", "{", "}", "[", "\n", "\\", "\\u0000",
                                                        "null", ",", "\xff"));
          break;
        default:
          log.insert(at, log.substr(*rc::gen::inRange<std::size_t>(0, log.size()), 60));
      }
    }
    write("log", log);
    const auto session = start(*library_, config);
    RC_ASSERT(session->open(folder() + "/log") == std::nullopt);
    const std::size_t events = drain(*session);
    RC_ASSERT(session->metrics().at("records") + session->metrics().at("derived") == events);
  });
}

// The sample world: 55 records, and the derived events between them.
constexpr std::size_t kSampleEvents = 63;

// A host asks for metrics and reloads from other threads while events are read.
TEST_F(ContractTest, MetricsAndReloadsBesideReading) {
  const std::string config = sample_config();
  const BarePlugin plugin(*library_, config);
  ss_plugin_rc rc = SS_PLUGIN_FAILURE;
  std::atomic<bool> stop{false};
  std::thread reloads([&] {
    while (!stop) EXPECT_EQ(plugin.reload(config), SS_PLUGIN_SUCCESS);
  });
  std::thread metrics([&] {
    std::uint32_t count = 0;
    while (!stop) EXPECT_NE(library_->get_metrics(plugin.state(), &count), nullptr);
  });
  for (int run = 0; run < 5; ++run) {
    ss_instance_t* instance = library_->open(plugin.state(), sample("logs").c_str(), &rc);
    ASSERT_EQ(rc, SS_PLUGIN_SUCCESS);
    std::size_t events = 0;
    while (rc != SS_PLUGIN_EOF) {
      std::uint32_t size = 0;
      ss_plugin_event** batch = nullptr;
      rc = library_->next_batch(plugin.state(), instance, &size, &batch);
      ASSERT_NE(rc, SS_PLUGIN_FAILURE);
      events += size;
    }
    EXPECT_EQ(events, kSampleEvents);
    library_->close(plugin.state(), instance);
  }
  stop = true;
  reloads.join();
  metrics.join();
}

}  // namespace
}  // namespace aobo::test
