// What a host must outlive: inputs that keep it waiting or eat its memory, calls after a failure,
// text that forges what is shown. Through the library's ABI.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <csignal>
#include <thread>

#include "tests/support/cli.h"
#include "tests/support/plugin_host.h"

namespace aobo::test {
namespace {

class HostileTest : public CliTest {
 protected:
  ss_plugin_t* init(const char* config, ss_plugin_rc& result) {
    ss_plugin_init_input input{};
    input.config = config;
    return library_->init(&input, &result);
  }
  std::uint64_t metric(ss_plugin_t* plugin, std::string_view name) {
    std::uint32_t count = 0;
    const ss_plugin_metric* metrics = library_->get_metrics(plugin, &count);
    for (std::uint32_t i = 0; i < count; ++i) {
      if (metrics[i].name == name) return metrics[i].value.u64;
    }
    ADD_FAILURE() << "no metric " << name;
    return 0;
  }
  std::string open_error(const std::string& input) {
    const auto session = start(*library_, "{}");
    const auto error = session->open(input);
    return error ? error->message : "no error";
  }
  // Of an input that is read to its end: how many records were refused, and the most in one call.
  struct Refusals {
    std::uint64_t all = 0, most = 0;
  };
  Refusals read_all(const std::string& name) {
    Refusals refusals;
    ss_plugin_rc result = SS_PLUGIN_FAILURE;
    ss_plugin_t* plugin = init("{}", result);
    ss_instance_t* instance = library_->open(plugin, (folder() + "/" + name).c_str(), &result);
    EXPECT_EQ(result, SS_PLUGIN_SUCCESS);
    for (std::size_t calls = 0; result != SS_PLUGIN_EOF && calls < 100'000; ++calls) {
      std::uint32_t count = 0;
      ss_plugin_event** events = nullptr;
      result = library_->next_batch(plugin, instance, &count, &events);
      EXPECT_NE(result, SS_PLUGIN_FAILURE);
      if (result == SS_PLUGIN_FAILURE) break;
      const std::uint64_t refused = metric(plugin, "refused");
      refusals.most = std::max(refusals.most, refused - refusals.all);
      refusals.all = refused;
    }
    library_->close(plugin, instance);
    library_->destroy(plugin);
    return refusals;
  }
  void compress(const std::string& with, const std::string& name) {
    ASSERT_EQ(std::system(fmt::format("{} '{}/{}'", with, folder(), name).c_str()), 0);
  }

  std::unique_ptr<sim::Library> library_ = load_plugin();
};

// Two million bad records in a few hundred bytes: each call goes through some of them, and comes
// back.
TEST_F(HostileTest, BadRecordsWithoutEndGiveTheThreadBack) {
  std::string bad;
  for (std::size_t i = 0; i < 2'000'000; ++i) bad += "x\n";
  write("bad", bad);
  compress("zstd -q --rm", "bad");
  const Refusals refusals = read_all("bad.zst");
  EXPECT_EQ(refusals.all, 2'000'000U) << "none of them is lost";
  EXPECT_LE(refusals.most, 20'000U) << "of one call";
}

// An answer of 2,500 rows of 400 columns that no family knows: each row is asked in many ways what
// it holds. Of one call they are a few hundred keys.
TEST_F(HostileTest, AWideTableOfNobodysGivesTheThreadBack) {
  std::string columns, row;
  for (std::size_t i = 0; i < 400; ++i) {
    columns += fmt::format("{}\"c{}\"", i == 0 ? "" : ",", i);
    row += i == 0 ? "1" : ",1";
  }
  std::string rows;
  for (std::size_t i = 0; i < 2'500; ++i) rows += fmt::format("{}[{}]", i == 0 ? "" : ",", row);
  write("answer", fmt::format(R"({{"columns":[{}],"rows":[{}]}})", columns, rows));
  const Refusals refusals = read_all("answer");
  EXPECT_EQ(refusals.all, 2'500U) << "none of them is lost";
  EXPECT_LE(refusals.most, 60U) << "rows of one call";
}

TEST_F(HostileTest, WhatIsNoFileIsRefusedByName) {
  const std::string fifo = folder() + "/fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  const std::string expected = "; expected a file, a folder, a glob or - for standard input";
  EXPECT_EQ(open_error(fifo), "input " + fifo + ": a FIFO" + expected);
  EXPECT_EQ(open_error("/dev/zero"), "input /dev/zero: a device" + expected);
}

TEST_F(HostileTest, AStreamThatAsksForALargeWindowIsOneRefusal) {
  std::string line =
      R"({"time":"2026-03-02T08:00:18Z","account":"a","person":"p","action":"check-out"})";
  line += "\n";
  std::string log;
  while (log.size() < (std::size_t{40} << 20)) log += line;
  write("log", log);
  compress("zstd -q --long=27 --rm", "log");
  std::vector<std::string> said;
  const auto log_of = [&](auto, std::string_view component, std::string_view text) {
    if (component == "refused") said.emplace_back(text);
  };
  const auto session = start(*library_, R"({"run":{"events":false}})", log_of);
  ASSERT_FALSE(session->open(folder() + "/log.zst"));
  EXPECT_FALSE(*session->next());
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0],
            "bad-compression: " + folder() +
                "/log.zst at byte 0: the zstd stream asks for a window of more than 8 MiB; "
                "compress it with at most level 19 and without --long");
}

TEST_F(HostileTest, CallsAfterAFailedInitFailAndDoNotCrash) {
  ss_plugin_rc result = SS_PLUGIN_SUCCESS;
  ss_plugin_t* plugin = init(R"({"directory":"/nowhere"})", result);
  ASSERT_EQ(result, SS_PLUGIN_FAILURE);
  ASSERT_NE(plugin, nullptr);
  EXPECT_EQ(library_->open(plugin, "/etc/hostname", &result), nullptr);
  EXPECT_EQ(result, SS_PLUGIN_FAILURE);
  EXPECT_STREQ(library_->get_last_error(plugin), "init failed, and nothing can be opened");
  EXPECT_EQ(metric(plugin, "directory.people"), 0U);
  std::uint32_t count = 1;
  ss_plugin_event** events = nullptr;
  EXPECT_EQ(library_->next_batch(plugin, nullptr, &count, &events), SS_PLUGIN_FAILURE);
  EXPECT_EQ(count, 0U);
  EXPECT_STREQ(library_->get_last_error(plugin),
               "nothing was opened: plugin_open failed, or was not called");
  EXPECT_STREQ(library_->get_progress(plugin, nullptr, &count), "");
  const auto set_config =
      reinterpret_cast<decltype(plugin_api::set_config)>(library_->symbol("plugin_set_config"));
  const ss_plugin_set_config_input input{"{}"};
  EXPECT_EQ(set_config(plugin, &input), SS_PLUGIN_FAILURE);
  EXPECT_STREQ(library_->get_last_error(plugin), "init failed, and nothing can be changed");
  library_->close(plugin, nullptr);
  library_->destroy(plugin);
}

TEST_F(HostileTest, AConfigurationNestedAMillionDeepIsRefused) {
  const std::string deep = "{\"inputs\":" + std::string(1'000'000, '[');
  const auto session = sim::Session::start(*library_, deep, {});
  ASSERT_FALSE(session.ok());
  EXPECT_TRUE(session.error().message.starts_with("configuration:1:")) << session.error().message;
  const auto closed = sim::Session::start(*library_, deep + std::string(1'000'000, ']') + "}", {});
  ASSERT_FALSE(closed.ok());
  EXPECT_NE(closed.error().message.find("nested deeper, expected at most 256 levels"),
            std::string::npos)
      << closed.error().message;
}

// C1, line and paragraph separators, direction marks, noncharacters, as JSON writes them.
constexpr const char* kMarks = R"(\u0085\u009b31m\u2028\u2029\u202e\u2066\u200f\ufffe\ufdd0\ufeff)";

void expect_no_marks(const std::string& all, const char* where) {
  for (const char* mark :
       {"\xc2\x85", "\xc2\x9b", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xae", "\xe2\x81\xa6",
        "\xe2\x80\x8f", "\xef\xbf\xbe", "\xef\xb7\x90", "\xef\xbb\xbf"})
    EXPECT_EQ(all.find(mark), std::string::npos) << ::testing::PrintToString(mark) << where;
}

TEST_F(HostileTest, TextThatForgesWhatIsShownReachesNoOutput) {
  write("log", std::string(R"({"id":"i","time":"2026-03-02T08:00:18Z","account":"a)") + kMarks +
                   R"(b","person":"p@x.example","action":"check-out","reason":")" + kMarks +
                   "\"}\n");
  write("rules.yaml",
        "- rule: all\n  desc: d\n  condition: aobo.time > 0\n  priority: NOTICE\n  source: aobo\n"
        "  output: 'it %aobo.target.name %aobo.param[reason]'\n");
  for (const char* how :
       {"", "--format json", "--format ndjson", "--format csv", "--sort operation",
        "--fields aobo.target.name,aobo.raw", "--rules '{0}/rules.yaml'",
        "--rules '{0}/rules.yaml' --format json", "--rules '{0}/rules.yaml' --format ecs",
        "--rules '{0}/rules.yaml' --format ocsf"}) {
    const Run result =
        run(fmt::format("replay {} '{}/log'", fmt::format(fmt::runtime(how), folder()), folder()));
    EXPECT_EQ(result.code, 0) << how << result.error;
    EXPECT_NE(result.out.find('a'), std::string::npos);
    expect_no_marks(result.out + result.error, how);
  }
}

// The object of an action by somebody who is named, as all questions show it.
TEST_F(HostileTest, NorTheAnswersToQuestions) {
  std::filesystem::copy(sample("logs"), folder() + "/logs",
                        std::filesystem::copy_options::recursive);
  std::filesystem::copy(sample("directory"), folder() + "/directory",
                        std::filesystem::copy_options::recursive);
  write("aobo.json", slurp_file(sample("aobo.json")));
  std::string log = slurp("logs/2-contoso/m365-graph.json");
  const std::string object = "\"objectId\": \"rule 1";
  ASSERT_NE(log.find(object), std::string::npos);
  write("logs/2-contoso/m365-graph.json",
        log.replace(log.find(object), object.size(), object + kMarks));
  for (const char* how :
       {"show b726bae7-1c16-49ba-a4fb-26e721afb7e9", "timeline", "timeline --format csv",
        "timeline --format json", "timeline --format ndjson", "who", "gaps",
        "report --customer contoso", "report --customer contoso --json", "report --partner adatum",
        "report --partner adatum --json"}) {
    const Run result = run(fmt::format("{} --quiet --config '{}/aobo.json'", how, folder()));
    EXPECT_EQ(result.code, 0) << how << result.error;
    expect_no_marks(result.out + result.error, how);
  }
  EXPECT_NE(run("timeline --quiet --config '" + folder() + "/aobo.json'").out.find("rule 1"),
            std::string::npos);
}

TEST_F(HostileTest, StandardErrorEscapesNamesOfFiles) {
  const Run result =
      run(std::string("replay '") + folder() + "/no\x1b[31m\ngood news\xe2\x80\xae'");
  EXPECT_EQ(result.code, 4);
  EXPECT_EQ(result.error, "aobo-sim: input " + folder() +
                              "/no\\x1b[31m\\x0agood news\\u202e: the pattern matches no file\n");
}

// ---- YAML

TEST_F(HostileTest, YamlThatWouldEatAllMemoryIsRefused) {
  write("comma.yaml", ",");
  const Run comma = run("validate '" + folder() + "/comma.yaml'");
  EXPECT_EQ(comma.code, 30) << comma.out << comma.error;
  EXPECT_NE(
      (comma.out + comma.error)
          .find("comma.yaml:1:1: error LOAD_ERR_YAML_PARSE: not YAML: nothing can begin here"),
      std::string::npos)
      << comma.out << comma.error;
  std::string laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    laughs += fmt::format("{0}: &{0} [", c);
    for (int i = 0; i < 10; ++i)
      laughs += fmt::format("{}*{}", i == 0 ? "" : ", ", static_cast<char>(c - 1));
    laughs += "]\n";
  }
  write("laughs.yaml", laughs);
  const Run laughed = run("validate '" + folder() + "/laughs.yaml'");
  EXPECT_EQ(laughed.code, 30);
  EXPECT_NE((laughed.out + laughed.error)
                .find("more than 4000000 values, aliases counted as what they stand for"),
            std::string::npos)
      << laughed.out << laughed.error;
  write("deep.yaml", std::string(100'000, '['));
  const Run deep = run("validate '" + folder() + "/deep.yaml'");
  EXPECT_EQ(deep.code, 30);
  EXPECT_NE((deep.out + deep.error).find("nested more than 100 deep"), std::string::npos)
      << deep.out << deep.error;
  write("directory/aobo.yaml", ",");
  write("aobo.json", R"({"directory":"directory"})");
  const Run directory =
      run("replay --config '" + folder() + "/aobo.json' '" + folder() + "/comma.yaml'");
  EXPECT_EQ(directory.code, 3) << directory.out;
}

// ---- the state

class StateOutcomeTest : public HostileTest {
 protected:
  StateOutcomeTest() {
    write(
        "log",
        R"({"id":"i","time":"2026-03-02T08:00:18Z","account":"a","person":"p","action":"check-out"})"
        "\n");
  }
  Run replay(const std::string& state) {
    write("aobo.json", R"({"inputs":["log"],"state":{"file":")" + state + R"("}})");
    return run("replay --quiet --format none --config '" + folder() + "/aobo.json'");
  }
};

TEST_F(StateOutcomeTest, TroubleWithTheStateIsToldAndHasAnExitCodeOfItsOwn) {
  EXPECT_EQ(replay("state").code, 0);
  std::string state = slurp("state");
  state[state.size() / 2] = static_cast<char>(state[state.size() / 2] ^ 1);
  write("state", state);
  const Run damaged = replay("state");
  EXPECT_EQ(damaged.code, 7);
  EXPECT_EQ(damaged.error, "aobo-sim: state: " + folder() +
                               "/state: damaged: its sum is not what it says; starting afresh\n");
  const Run nowhere = replay("nowhere/state");
  EXPECT_EQ(nowhere.code, 7);
  EXPECT_EQ(
      nowhere.error,
      "aobo-sim: state: " + folder() +
          "/nowhere/state.new: No such file or directory; what is learned is not kept\n"
          "aobo-sim: state: " +
          folder() +
          "/nowhere/state.delivered: No such file or directory; what goes out meanwhile comes "
          "again if the run is killed\n");
}

TEST_F(StateOutcomeTest, ADeviceOrAFolderIsNoStateAndIsLeftAlone) {
  // A device of its own: where this is broken, the machine keeps its /dev/null.
  if (mknod((folder() + "/device").c_str(), S_IFCHR | 0600, makedev(1, 3)) != 0)
    GTEST_SKIP() << "(no device can be made here)";
  const Run device = replay("device");
  EXPECT_EQ(device.code, 7);
  EXPECT_NE(device.error.find(
                "/device: not a regular file; the state must be a file that only aobo writes"),
            std::string::npos)
      << device.error;
  struct stat status {};
  ASSERT_EQ(stat((folder() + "/device").c_str(), &status), 0);
  EXPECT_TRUE(S_ISCHR(status.st_mode));
  std::filesystem::create_directory(folder() + "/folder");
  EXPECT_EQ(replay("folder").code, 7);
  EXPECT_TRUE(std::filesystem::is_directory(folder() + "/folder"));
}

TEST_F(StateOutcomeTest, AStateIsOneRunsAtATime) {
  const auto session = start(*library_, R"({"state":{"file":")" + folder() + R"(/state"}})");
  ASSERT_FALSE(session->open(folder() + "/log"));
  const Run second = replay("state");
  EXPECT_EQ(second.code, 7);
  std::string holder = slurp("state.lock");
  ASSERT_TRUE(holder.ends_with("Z\n"));
  holder.pop_back();
  EXPECT_NE(holder.find(fmt::format(", process {}, since ", getpid())), std::string::npos);
  EXPECT_EQ(second.error,
            fmt::format("aobo-sim: state: {}/state: in use by another run ({}); each needs a state "
                        "of its own\n",
                        folder(), holder));
}

TEST_F(StateOutcomeTest, WhatIsWrittenIsForItsOwnerAlone) {
  write("aobo.json", R"({"inputs":["log"],"state":{"file":"state"}})");
  run("replay --quiet --format none --summary '" + folder() + "/summary' --config '" + folder() +
      "/aobo.json'");
  for (const char* file : {"state", "state.delivered", "state.lock", "summary"}) {
    struct stat status {};
    ASSERT_EQ(stat((folder() + "/" + file).c_str(), &status), 0) << file;
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << file;
  }
}

// What a signal stops is whole, and the next run goes on behind it.
TEST_F(StateOutcomeTest, ASignalEndsTheRunAndNothingIsLostOrToldTwice) {
  std::string log;
  for (int i = 0; i < 20'000; ++i)
    log += fmt::format(
        R"({{"id":"i{}","time":"2026-03-02T{:02}:{:02}:{:02}Z","account":"a{}","person":"p","action":"check-out"}})"
        "\n",
        i, i / 3600, i / 60 % 60, i % 60, i);
  write("log", log);
  write("aobo.json", R"({"inputs":["log"],"state":{"file":"state"}})");
  const std::string command = fmt::format(
      "replay --quiet --format json --fields aobo.id --config '{}/aobo.json'", folder());
  const Run whole = run("replay --quiet --format json --fields aobo.id '" + folder() + "/log'");
  // Its output is not read, and more than a pipe holds, so that it stands still until the signal
  // has come.
  const std::string stopped = fmt::format(
      "mkfifo '{0}/pipe'; {1} {2} >'{0}/pipe' 2>'{0}/error' & "
      "exec 3<'{0}/pipe'; sleep 0.5; kill -TERM $!; sleep 0.2; cat <&3 >'{0}/first'; wait $!; echo "
      "$? >'{0}/code'",
      folder(), kProgram, command);
  ASSERT_EQ(std::system(stopped.c_str()), 0);
  const std::string first = slurp("first");
  const Run second = run(command);
  EXPECT_EQ(slurp("code"), "130\n") << slurp("error");
  EXPECT_LT(first.size(), whole.out.size());
  EXPECT_EQ(first + second.out, whole.out);
}

}  // namespace
}  // namespace aobo::test
