// State between runs: killed after any event and started again, a run tells what it would have told
// without; files that grew, were rotated or delivered again; snapshots that are broken or
// another's.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "plugin/base/check.h"
#include "plugin/directory/loader.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/policy/loader.h"
#include "tests/support/decoded_payload.h"
#include "tests/support/places.h"
#include "tests/support/property.h"
#include "tests/support/session_of_two.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

namespace fs = std::filesystem;

// The real disk but for the waiting: a kill of the process, unlike a power cut, loses nothing that
// was written. File systems wait not only where they are told to, but also where a file takes
// another's place; so nothing is there when it does.
class UnsyncedDisk : public Disk {
 public:
  int create(const std::string& path) override {
    fs::remove(path);
    return Disk::create(path);
  }
  bool sync(int) override { return true; }
  bool rename(const std::string& from, const std::string& to) override {
    fs::remove(to);
    return Disk::rename(from, to);
  }
  bool sync_folder(const std::string&) override { return true; }
};

// It has no room for the list from its third addition to its sixth, and takes five bytes of the
// first of these.
class FullDisk : public UnsyncedDisk {
 public:
  bool write(int file, std::string_view bytes) override {
    const std::string path = fs::read_symlink(fmt::format("/proc/self/fd/{}", file));
    if (!path.ends_with("/state.delivered")) return Disk::write(file, bytes);
    if (bytes.size() == 16) ++additions_;  // as the list's header is
    if (additions_ < 4 || additions_ > 7) return Disk::write(file, bytes);
    if (additions_ == 4) Disk::write(file, bytes.substr(0, 5));
    errno = ENOSPC;
    return false;
  }

 private:
  int additions_ = 0;
};

using Strings = std::vector<std::string>;

class StateTest : public TempFolderTest {
 protected:
  StateTest() {
    const std::string sample = std::string(test::kSourceDir) + "/sample-data";
    fs::copy(sample + "/logs", folder() + "/logs", fs::copy_options::recursive);
    auto directory = load_directory(sample + "/directory");
    AOBO_CHECK(directory.ok());
    knowledge_ = std::make_shared<const Knowledge>(
        Knowledge{*directory, *load_policy(sample + "/directory", **directory)});
    std::ifstream file(sample + "/aobo.json");
    json_ = {std::istreambuf_iterator<char>(file), {}};
  }

  std::vector<std::string> files() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder() + "/logs")) {
      if (entry.is_regular_file()) all.push_back(entry.path().string());
    }
    return all;
  }
  // An event as a line; `text` holds the whole of it.
  static std::string line(const Pipeline& pipeline) { return wire_of(pipeline.payload()); }
  struct Run {
    std::vector<std::string> events;
    std::vector<std::string> notices;
    std::uint64_t refused = 0, duplicates = 0, failures = 0, unfinished = 0;
  };
  // At most so many events; a run that reaches the end closes properly, one that is stopped is
  // killed.
  Run run(const Config& config, std::size_t most = SIZE_MAX) { return run(config, files(), most); }
  Run run(const Config& config, const std::vector<std::string>& inputs,
          std::size_t most = SIZE_MAX) {
    Run result;
    Counters counters;
    Pipeline pipeline(
        inputs, config, {}, counters, [](const auto&, auto, auto) {},
        [&](auto, const std::string& notice) { result.notices.push_back(notice); },
        [this] { return clock_ += kSecondNs; }, [this] { return wall_; }, *disk_);
    while (result.events.size() < most) {
      const Pipeline::State state = pipeline.next(knowledge_);
      if (state == Pipeline::State::kWait) continue;  // files are being opened
      if (state == Pipeline::State::kEnd) break;
      result.events.push_back(line(pipeline));
      pipeline.delivered();
    }
    if (result.events.size() < most) {
      pipeline.delivered();
      pipeline.close(0);
    }
    result.refused = counters.refused;
    result.duplicates = counters.duplicates;
    result.failures = counters.state_failures;
    result.unfinished = counters.inputs_unfinished;
    return result;
  }
  // Stopped in order after so many calls. Of which calls, behind the first event, gave none.
  Run run_calls(Config config, const std::string& input, std::size_t calls,
                std::vector<std::size_t>* without = nullptr) {
    config.tenants = {};  // of the sample's folders
    Run result;
    Counters counters;
    Pipeline pipeline(
        {input}, config, {}, counters, [](const auto&, auto, auto) {},
        [&](auto, const std::string& notice) { result.notices.push_back(notice); },
        [this] { return clock_ += kSecondNs; }, [this] { return wall_; }, *disk_);
    for (std::size_t call = 1; call <= calls; ++call) {
      const Pipeline::State state = pipeline.next(knowledge_);
      if (state == Pipeline::State::kEnd) break;
      if (state == Pipeline::State::kEvent) result.events.push_back(line(pipeline));
      if (state == Pipeline::State::kEvent) pipeline.delivered();
      if (state == Pipeline::State::kWait && without != nullptr && !result.events.empty())
        without->push_back(call);
    }
    pipeline.delivered();
    pipeline.close(0);
    return result;
  }
  Config without_state() const {
    Config config = *parse_config(json_);
    config.run.events = false;
    return config;
  }
  Config with_state(TimeNs interval = 5 * kSecondNs) const {
    Config config = without_state();
    config.state = {folder() + "/state", interval};
    return config;
  }

  UnsyncedDisk unsynced_;
  Disk* disk_ = &unsynced_;
  std::shared_ptr<const Knowledge> knowledge_;
  std::string json_;
  TimeNs clock_ = 0;
  TimeNs wall_ = *parse_time("2026-03-10T00:00:00Z");
};

TEST_F(StateTest, KilledAfterAnyEventAndStartedAgainTheOutputIsTheSame) {
  const Run whole = run(without_state());
  ASSERT_EQ(whole.events.size(), 63U);
  for (std::size_t killed = 0; killed < whole.events.size(); ++killed) {
    for (const TimeNs interval : {kSecondNs, 7 * kSecondNs, 1000 * kSecondNs}) {
      fs::remove(folder() + "/state");
      fs::remove(folder() + "/state.delivered");
      Run first = run(with_state(interval), killed);
      const Run second = run(with_state(interval));
      ASSERT_EQ(second.notices, std::vector<std::string>{});
      first.events.insert(first.events.end(), second.events.begin(), second.events.end());
      ASSERT_TRUE(first.events == whole.events)
          << "killed after " << killed << " events, a snapshot every " << interval / kSecondNs
          << " s";
    }
  }
}

// Deeds of one session that turns out to be two people's: all their answers change by one record,
// which is asked about in pieces. Between any two of them the run may end.
TEST_F(StateTest, StoppedWhileManyAnswersChangeTheOutputIsTheSame) {
  std::string text;
  for (const std::string& deed : deeds_of_the_session(1'200)) text += deed + "\n";
  text += alice_signs_in() + "\n" + bob_signs_in() + "\n";
  const std::string input = write("many.ndjson", text);
  std::vector<std::size_t> between;
  const Run whole = run_calls(without_state(), input, SIZE_MAX, &between);
  ASSERT_EQ(whole.events.size(), 3'602U) << "each deed, alice it was, no: one of two; two sign-ins";
  ASSERT_GT(between.size(), 6U) << "no call asked all";
  for (const std::size_t calls : between) {
    fs::remove(folder() + "/state");
    fs::remove(folder() + "/state.delivered");
    Run first = run_calls(with_state(1000 * kSecondNs), input, calls);
    const Run second = run_calls(with_state(1000 * kSecondNs), input, SIZE_MAX);
    ASSERT_EQ(second.notices, Strings{});
    first.events.insert(first.events.end(), second.events.begin(), second.events.end());
    ASSERT_TRUE(first.events == whole.events) << "stopped after " << calls << " calls";
  }
}

// A disk on which a file takes two seconds to come.
TEST_F(StateTest, ASlowDiskIsSaidOnce) {
  class SlowDisk : public UnsyncedDisk {
   public:
    explicit SlowDisk(TimeNs& clock) : clock_(clock) {}
    int create(const std::string& path) override {
      clock_ += 2 * kSecondNs;
      return UnsyncedDisk::create(path);
    }

   private:
    TimeNs& clock_;
  };
  SlowDisk slow(clock_);
  disk_ = &slow;
  EXPECT_EQ(run(with_state()).notices,
            Strings{folder() + "/state: a snapshot took 5 s to be written, and nothing is read "
                               "meanwhile; a quicker disk, or a longer state.interval, helps"});
  disk_ = &unsynced_;
  EXPECT_EQ(run(with_state()).notices, Strings{});
}

TEST_F(StateTest, KilledAgainAndAgainOnTheRealDisk) {
  disk_ = &real_disk();
  const Run whole = run(without_state());
  std::vector<std::string> all;
  for (std::size_t runs = 0; all.size() < whole.events.size() && runs < 100; ++runs) {
    const Run part = run(with_state(3 * kSecondNs), 4);
    all.insert(all.end(), part.events.begin(), part.events.end());
  }
  EXPECT_TRUE(all == whole.events);
}

TEST_F(StateTest, WhatWasReadIsNotReadAgainAndWhatIsNewIs) {
  const Run whole = run(with_state());
  EXPECT_EQ(run(with_state()).events.size(), 0U);
  const std::string more =
      "{\"id\":\"new-1\",\"time\":\"2026-03-04T08:00:00Z\",\"account\":\"litware-admin\","
      "\"person\":\"bob@adatum.example\",\"action\":\"check-out\"}\n";
  write("logs/1-adatum/vault-new.ndjson", more);
  EXPECT_EQ(run(with_state()).events.size(), 1U);
  std::ofstream(folder() + "/logs/1-adatum/vault-new.ndjson", std::ios::app)
      << "{\"id\":\"new-2\",\"time\":\"2026-03-04T09:00:00Z\",\"account\":\"litware-admin\","
         "\"person\":\"bob@adatum.example\",\"action\":\"check-in\"}\n"
         "{\"id\":\"new-later\",\"time\":\"2026-03-04T09:30:00Z\",\"account\":\"litware-admin\","
         "\"person\":\"bob@adatum.example\",\"action\":\"check-out\"}\n";
  const Run grown = run(with_state());
  ASSERT_EQ(grown.events.size(), 3U) << "the check-in, that nothing was done in between, the next";
  payload::Event event;
  ASSERT_TRUE(event.ParseFromString(grown.events[1]));
  EXPECT_EQ(event.derived(), "checkout_unused");
  fs::rename(folder() + "/logs/1-adatum/vault-new.ndjson",
             folder() + "/logs/1-adatum/vault-new.ndjson.1");
  write("logs/1-adatum/vault-new.ndjson",
        "{\"id\":\"new-3\",\"time\":\"2026-03-04T10:00:00Z\",\"account\":\"litware-admin\","
        "\"person\":\"alice@adatum.example\",\"action\":\"check-out\"}\n");
  const Run rotated = run(with_state());
  ASSERT_EQ(rotated.events.size(), 1U) << "the file of another name was read before";
  ASSERT_TRUE(event.ParseFromString(rotated.events[0]));
  EXPECT_EQ(event.id(), "new-3");
}

// A writer was in the middle of its last line: it says nothing yet, and in the next run all of it.
TEST_F(StateTest, ALastLineWithoutItsEndIsReadWhenItHasOne) {
  run(with_state());
  const auto append = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder() + "/logs/1-adatum/" + name, std::ios::app) << text;
  };
  const auto people = [&](const Run& of) {
    std::vector<std::string> all;
    for (const std::string& wire : of.events) {
      payload::Event event;
      EXPECT_TRUE(event.ParseFromString(wire));
      if (event.family() != "aobo.derived") all.push_back(event.actor());
    }
    return all;
  };
  const std::string header = "RecordId,CreationDate,RecordType,Operation,AuditData\n";
  const std::string row =
      "r,2026-03-05T08:00:13,1,Set-Mailbox,\"{\"\"CreationTime\"\":\"\"2026-03-05T08:00:13\"\","
      "\"\"Id\"\":\"\"i\"\","
      "\"\"Operation\"\":\"\"Set-Mailbox\"\",\"\"RecordType\"\":1,\"\"UserKey\"\":\"\"k\"\","
      "\"\"UserType\"\":2,"
      "\"\"Workload\"\":\"\"Exchange\"\",\"\"UserId\"\":\"\"u@adatum.example\"\"}\"";
  const std::size_t vault = fs::file_size(folder() + "/logs/1-adatum/vault.log");
  append("vault.log", "2026-03-05 10:00:00 vault01 CHECKOUT acct=litware-admin by=bob@ad");
  append("more.csv", header + row);
  append("more.json", "{\"id\":\"x\",\"time\":\"2026-03-05T09:00:00Z\",\"account\":\"other\",");
  const Run half = run(with_state());
  EXPECT_EQ(people(half), std::vector<std::string>{});
  EXPECT_EQ(half.refused, 0U) << "nothing is wrong with them";
  EXPECT_EQ(half.unfinished, 3U);
  const auto notice = [&](const std::string& name, std::size_t at) {
    return fmt::format(
        "{}/logs/1-adatum/{}: the last line or record, at byte {}, has no end yet; the next run "
        "reads it, "
        "if it has one then",
        folder(), name, at);
  };
  EXPECT_EQ(half.notices, (Strings{notice("more.csv", header.size()), notice("more.json", 0),
                                   notice("vault.log", vault)}));
  append("vault.log", "atum.example case=INC-20\n");
  append("more.csv", "\n");
  append("more.json", "\"person\":\"alice@adatum.example\",\"action\":\"check-out\"}");
  EXPECT_EQ(
      people(run(with_state())),
      (std::vector<std::string>{"u@adatum.example", "alice@adatum.example", "bob@adatum.example"}));
}

// Exports of two days begin with the same long header; the second comes under the name of the
// first.
TEST_F(StateTest, ANextDaysFileOfTheSameNameAndBeginningIsRead) {
  run(with_state());
  std::string header = "RecordId,CreationDate,RecordType,Operation,AuditData";
  for (int i = 0; header.size() < 1900; ++i) header += fmt::format(",Column{}", i);
  const auto day = [&](int number) {
    return header +
           fmt::format(
               "\nr,2026-03-0{0}T08:00:13,1,Set-Mailbox,\"{{\"\"CreationTime\"\":\"\"2026-03-0{0}"
               "T08:00:13\"\",\"\"Id\"\":\"\"day-{0}\"\",\"\"Operation\"\":\"\"Set-Mailbox\"\","
               "\"\"RecordType\"\":1,\"\"UserKey\"\":\"\"k\"\",\"\"UserType\"\":2,\"\"Workload\"\":"
               "\"\"Exchange\"\",\"\"UserId\"\":\"\"u@adatum.example\"\"}}\"\n",
               number);
  };
  const std::string path = folder() + "/logs/1-adatum/daily.csv";
  const auto ids = [&] {
    std::vector<std::string> all;
    for (const std::string& wire : run(with_state()).events) {
      payload::Event event;
      EXPECT_TRUE(event.ParseFromString(wire));
      if (event.family() == "m365.audit") all.push_back(event.id());
    }
    return all;
  };
  const std::vector<std::string> none;
  write("logs/1-adatum/daily.csv", day(5));
  EXPECT_EQ(ids(), std::vector<std::string>{"day-5"});
  fs::rename(path, path + ".1");
  write("logs/1-adatum/daily.csv", day(6));
  EXPECT_EQ(ids(), std::vector<std::string>{"day-6"}) << "rotated";
  fs::remove(path);
  write("logs/1-adatum/daily.csv", day(7));
  EXPECT_EQ(ids(), std::vector<std::string>{"day-7"}) << "replaced";
  std::ofstream(path, std::ios::trunc) << day(8);
  EXPECT_EQ(ids(), std::vector<std::string>{"day-8"}) << "written over, the same inode";
  fs::copy(path, path + ".copy");
  fs::remove(path);
  EXPECT_EQ(ids(), none) << "a copy of what was read";
}

TEST_F(StateTest, AFileDeliveredAgainIsDroppedRecordByRecord) {
  run(with_state());
  fs::copy(folder() + "/logs/4-litware/entra-signin.json", folder() + "/logs/4-litware/again.json");
  const Run again = run(with_state());
  EXPECT_EQ(again.events.size(), 0U);
  EXPECT_EQ(again.duplicates, 4U);
}

TEST_F(StateTest, WhatWasRefusedIsCountedOnce) {
  write("logs/1-adatum/noise.ndjson", "noise\nnoise again\n");
  EXPECT_EQ(run(with_state(kSecondNs), 5).refused, 2U);
  EXPECT_EQ(run(with_state(kSecondNs)).refused, 0U);
}

std::string check_out(std::string_view id, std::string_view time) {
  return fmt::format(
      R"({{"id":"{}","time":"{}","account":"litware-admin","person":"bob@adatum.example","action":"check-out"}})"
      "\n",
      id, time);
}

TEST_F(StateTest, ARecordOfAnotherYearBlindsNothingInThisRunOrTheNext) {
  const std::size_t all = run(without_state()).events.size();
  write("logs/1-adatum/wrong.ndjson", check_out("wrong-1", "2062-03-04T12:00:00Z") +
                                          check_out("wrong-2", "2062-03-04T12:00:00Z"));
  const Run first = run(with_state());
  EXPECT_EQ(first.refused, 2U);
  EXPECT_EQ(first.events.size(), all);
  // Between others it is seen at once, and what was refused around it is counted as well.
  write("logs/1-adatum/more.ndjson", check_out("more-1", "2026-03-08T08:00:00Z") +
                                         check_out("wrong-3", "2062-03-04T12:00:00Z") + "noise\n" +
                                         check_out("more-2", "2026-03-08T09:00:00Z"));
  const Run second = run(with_state());
  EXPECT_EQ(second.refused, 2U);
  std::vector<std::string> told;
  for (const std::string& wire : second.events) {
    payload::Event event;
    ASSERT_TRUE(event.ParseFromString(wire));
    if (event.derived().empty()) told.push_back(event.id() + (event.late() ? " late" : ""));
  }
  EXPECT_EQ(told, (std::vector<std::string>{"more-1", "more-2"}));
}

TEST_F(StateTest, AWorldOfTheFutureIsReadWhole) {
  const std::size_t all = run(without_state()).events.size();
  wall_ = *parse_time("2020-01-01T00:00:00Z");
  const Run run_before = run(without_state());
  EXPECT_EQ(run_before.refused, 0U);
  EXPECT_EQ(run_before.events.size(), all);
}

TEST_F(StateTest, ABrokenSnapshotIsRefusedWithTheReasonAndTheRunStartsAfresh) {
  const std::size_t all = run(with_state()).events.size();
  const std::string state = slurp("state");
  const auto told = [&](const std::string& content) {
    write("state", content);
    const Run fresh = run(with_state());
    EXPECT_EQ(fresh.events.size(), all);
    EXPECT_EQ(fresh.notices.size(), 1U);
    return fresh.notices.empty() ? std::string() : fresh.notices.front();
  };
  const std::string at = folder() + "/state: ";
  EXPECT_EQ(told("aobos"), at + "too short for a snapshot; starting afresh");
  EXPECT_EQ(told(std::string(100, '\0')), at + "not a snapshot of aobo; starting afresh");
  EXPECT_EQ(told(state.substr(0, state.size() - 1)),
            at + "cut off before its end; starting afresh");
  std::string damaged = state;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  EXPECT_EQ(told(damaged), at + "damaged: its sum is not what it says; starting afresh");
  std::string newer = state;
  newer[8] = 10;
  EXPECT_EQ(told(newer), at + "a snapshot of version 10, expected 9; starting afresh");
  write("state", state);
  Config other = with_state();
  other.behaviour.windows = {{"2h", 7200 * kSecondNs}};
  const Run foreign = run(other);
  EXPECT_EQ(
      foreign.notices,
      std::vector<std::string>{
          at + "made with other settings (state 15; windows 1m 10m 1h 24h), expected state 15; "
               "windows 2h; starting afresh"});
}

// Its sum holds back damage, not malice: with the sum made right each stage reads what was forged.
TEST_F(StateTest, AForgedSnapshotIsReadOrRefusedAsAWholeAndTheRunGoesOn) {
  const Run whole = run(without_state());
  const std::vector<std::string> logs = files();
  run(with_state(), {logs.begin(), logs.begin() + static_cast<std::ptrdiff_t>(logs.size() / 2)});
  const std::string state = slurp("state");
  constexpr std::size_t kSettings = 24, kHeader = 56;  // as StateFile lays them
  std::uint64_t settings = 0;
  std::memcpy(&settings, state.data() + kSettings, sizeof settings);
  const std::string made_with = state.substr(kHeader, settings);
  const std::string snapshot = state.substr(kHeader + settings);
  const std::size_t step = snapshot.size() / 120;
  ASSERT_GT(step, 8U);
  std::size_t refused = 0, read = 0;
  for (std::size_t at = 0; at + 8 <= snapshot.size(); at += step) {
    std::string forged = snapshot;
    forged.replace(at, 8, at % 2 == 0 ? std::string(8, '\xff') : std::string(8, '\x7f'));
    {
      StateFile file(folder() + "/state", made_with, unsynced_);
      ASSERT_EQ(file.claim(wall_), std::nullopt);
      ASSERT_EQ(file.write(forged, ""), std::nullopt);
    }
    const Run after = run(with_state());
    const bool damaged = std::ranges::any_of(after.notices, [](const std::string& notice) {
      return notice.find("/state: is damaged at byte ") != std::string::npos &&
             notice.ends_with("; starting afresh");
    });
    ++(damaged ? refused : read);
    EXPECT_TRUE(!damaged || after.events == whole.events) << "of byte " << at;
    EXPECT_EQ(after.failures, 0U) << "of byte " << at;
    EXPECT_EQ(run(with_state()).events, Strings{}) << "of byte " << at << ": all was read";
  }
  EXPECT_GT(refused, 10U);
  EXPECT_GT(read, 10U) << "ids and texts may say anything";
}

TEST_F(StateTest, ASnapshotThatCannotBeWrittenIsSaidAndTheRunGoesOn) {
  Config config = without_state();
  config.state.file = folder() + "/nowhere/state";
  const Run told = run(config);
  EXPECT_EQ(told.events.size(), 63U);
  ASSERT_FALSE(told.notices.empty());
  EXPECT_EQ(
      told.notices.front(),
      folder() + "/nowhere/state.new: No such file or directory; what is learned is not kept");
}

// What went out while it was full is in the snapshot that is written when it is not.
TEST_F(StateTest, ADiskThatWasFullForAWhileIsNamedOnceAndCostsNoRepetition) {
  const Strings all = run(without_state()).events;
  FullDisk full;
  disk_ = &full;
  const Run killed = run(with_state(3600 * kSecondNs), 30);
  disk_ = &unsynced_;
  EXPECT_EQ(
      killed.notices,
      Strings{folder() + "/state.delivered: No space left on device; what goes out meanwhile comes "
                         "again if the run is killed"});
  EXPECT_EQ(killed.failures, 4U);
  const Run next = run(with_state(3600 * kSecondNs));
  Strings both = killed.events;
  both.insert(both.end(), next.events.begin(), next.events.end());
  EXPECT_EQ(both, all);
}

TEST_F(StateTest, TheOrderInWhichFilesAreNamedChangesNoByte) {
  std::vector<std::string> inputs = files();
  std::sort(inputs.begin(), inputs.end());
  const Run first = run(without_state(), inputs);
  property("any order of files, the same bytes", [&] {
    std::vector<std::string> shuffled = inputs;
    for (std::size_t i = shuffled.size(); i > 1; --i)
      std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
    RC_ASSERT(run(without_state(), shuffled).events == first.events);
  });
}

}  // namespace
}  // namespace aobo::test
