// The state file and the disk: the order in which bytes are written, synced and moved into place,
// and what a step that fails leaves behind.
#include "plugin/pipeline/state_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using Steps = std::vector<std::string>;

// The real disk, but that it writes down each step, fails the one it was told to, and waits for no
// sync.
class WatchedDisk : public Disk {
 public:
  explicit WatchedDisk(std::string folder) : folder_(std::move(folder)) {}

  Steps steps;
  std::string failing;   // the step that fails, as written down
  int why = 0;           // with this errno
  std::size_t part = 0;  // bytes that a write that fails leaves all the same
  bool locks = true;     // the file system has locks

  int create(const std::string& path) override {
    return took("create " + local(path)) ? Disk::create(path) : -1;
  }
  bool write(int file, std::string_view bytes) override {
    const bool whole = took(fmt::format("write {} {}", name(file), bytes.size()));
    if (!whole) Disk::write(file, bytes.substr(0, part));
    errno = why;
    return whole && Disk::write(file, bytes);
  }
  bool sync(int file) override { return took("sync " + name(file)); }
  bool lock(int file) override {
    errno = ENOLCK;
    return locks && Disk::lock(file);
  }
  bool rename(const std::string& from, const std::string& to) override {
    return took(fmt::format("rename {} {}", local(from), local(to))) && Disk::rename(from, to);
  }
  bool sync_folder(const std::string& folder) override {
    return took("sync-folder " + local(folder));
  }

 private:
  bool took(const std::string& step) {
    steps.push_back(step);
    errno = why;
    return step != failing;
  }
  static std::string name(int file) {
    return std::filesystem::read_symlink(fmt::format("/proc/self/fd/{}", file)).filename();
  }
  // Within the test's folder.
  std::string local(const std::string& path) const {
    return std::filesystem::path(path).lexically_relative(folder_);
  }

  std::string folder_;
};

// Sizes: 56 bytes of header and 8 of settings; 16 of the list's header, and 16 a fingerprint.
const Steps kWritten = {
    "create state.new",       "write state.new 56",       "write state.new 8",
    "write state.new 5",      "sync state.new",           "rename state.new state",
    "create state.delivered", "write state.delivered 16", "write state.delivered 32",
    "sync-folder .",
};

class StateFileTest : public TempFolderTest {
 protected:
  // Two fingerprints as the list holds them.
  static std::string two(char one, char other) {
    return std::string(sizeof(Fingerprint), one) + std::string(sizeof(Fingerprint), other);
  }
  // What the next run would begin with: snapshot and first letters of the fingerprints.
  std::string begun_with() const {
    StateFile next(folder() + "/state", "settings");
    const auto loaded = next.read();
    if (!loaded) return loaded.error().message;
    std::string letters;
    for (const Fingerprint& print : loaded->delivered)
      letters += static_cast<char>(print.high & 0x7f);
    std::sort(letters.begin(), letters.end());
    return loaded->snapshot + " " + letters;
  }

  WatchedDisk disk_{folder()};
};

TEST_F(StateFileTest, ASnapshotIsSyncedBeforeItIsMovedIntoPlaceAndItsFolderAfterIt) {
  StateFile state(folder() + "/state", "settings", disk_);
  EXPECT_EQ(state.write("first", two('a', 'b')), std::nullopt);
  EXPECT_EQ(disk_.steps, kWritten);
  EXPECT_EQ(begun_with(), "first ab");
  disk_.steps.clear();
  EXPECT_EQ(state.add_delivered(two('c', 'd')), std::nullopt);
  EXPECT_EQ(disk_.steps, Steps{"write state.delivered 32"});
  EXPECT_EQ(begun_with(), "first abcd");
}

TEST_F(StateFileTest, APathWithoutAFolderIsSyncedInTheFolderAtHand) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder());
  WatchedDisk here("");
  StateFile state("state", "settings", here);
  EXPECT_EQ(state.write("first", ""), std::nullopt);
  std::filesystem::current_path(before);
  EXPECT_EQ(here.steps.back(), "sync-folder .");
  EXPECT_EQ(begun_with(), "first ");
}

struct Failure {
  std::string step;
  int why;
  std::string error;  // behind the folder
  std::size_t steps;  // that were taken up to it
  std::string begun;  // what the next run begins with
};

TEST_F(StateFileTest, AStepThatFailsIsSaidAndTheNextRunHasOneOfTheTwoSnapshots) {
  for (const Failure& failure : {
           Failure{kWritten[0], EACCES, "/state.new: Permission denied", 1, "first abcd"},
           Failure{kWritten[1], ENOSPC, "/state.new: No space left on device", 2, "first abcd"},
           Failure{kWritten[2], ENOSPC, "/state.new: No space left on device", 3, "first abcd"},
           Failure{kWritten[3], EIO, "/state.new: Input/output error", 4, "first abcd"},
           Failure{kWritten[4], EIO, "/state.new: Input/output error", 5, "first abcd"},
           Failure{kWritten[5], EXDEV, "/state.new: Invalid cross-device link", 6, "first abcd"},
           Failure{kWritten[6], EACCES, "/state.delivered: Permission denied", 7, "other ef"},
           Failure{kWritten[7], EDQUOT, "/state.delivered: Disk quota exceeded", 8, "other ef"},
           Failure{kWritten[8], EDQUOT, "/state.delivered: Disk quota exceeded", 9, "other ef"},
           Failure{kWritten[9], EIO, ": Input/output error", 10, "other ef"},
       }) {
    disk_.failing.clear();
    StateFile state(folder() + "/state", "settings", disk_);
    ASSERT_EQ(state.write("first", two('a', 'b')), std::nullopt);
    ASSERT_EQ(state.add_delivered(two('c', 'd')), std::nullopt);
    disk_.steps.clear();
    disk_.failing = failure.step;
    disk_.why = failure.why;
    const auto error = state.write("other", two('e', 'f'));
    ASSERT_TRUE(error.has_value()) << failure.step;
    EXPECT_EQ(error->message, folder() + failure.error) << failure.step;
    Steps taken(kWritten.begin(), kWritten.begin() + static_cast<std::ptrdiff_t>(failure.steps));
    const bool in_place = failure.steps > 6;  // whatever its list, the folder is synced
    if (in_place && failure.step != kWritten.back()) taken.push_back(kWritten.back());
    EXPECT_EQ(disk_.steps, taken) << failure.step;
    EXPECT_EQ(begun_with(), failure.begun) << failure.step;
  }
}

TEST_F(StateFileTest, AListThatCannotBeAddedToIsSaid) {
  StateFile state(folder() + "/state", "settings", disk_);
  ASSERT_EQ(state.write("first", two('a', 'b')), std::nullopt);
  disk_.failing = "write state.delivered 32";
  disk_.why = ENOSPC;
  const auto error = state.add_delivered(two('c', 'd'));
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->message, folder() + "/state.delivered: No space left on device");
  EXPECT_EQ(begun_with(), "first ab");
}

// A full disk takes what fits. What is added when it has room again must be read as it is.
TEST_F(StateFileTest, WhatAFailedWriteLeavesOfAnEntryIsCutOff) {
  for (const std::size_t part : {1U, 5U, 15U, 17U, 31U}) {
    disk_.failing.clear();
    StateFile state(folder() + "/state", "settings", disk_);
    ASSERT_EQ(state.write("first", two('a', 'b')), std::nullopt);
    disk_.failing = "write state.delivered 32";
    disk_.why = ENOSPC;
    disk_.part = part;
    ASSERT_TRUE(state.add_delivered(two('c', 'd')).has_value());
    disk_.failing.clear();
    ASSERT_EQ(state.add_delivered(two('e', 'f')), std::nullopt);
    EXPECT_EQ(begun_with(), part < sizeof(Fingerprint) ? "first abef" : "first abcef") << part;
  }
}

TEST_F(StateFileTest, AListWhoseHeaderIsNotWholeIsBegunAnew) {
  StateFile state(folder() + "/state", "settings", disk_);
  disk_.failing = "write state.delivered 16";
  disk_.why = ENOSPC;
  disk_.part = 7;
  ASSERT_TRUE(state.write("first", {}).has_value());
  disk_.failing.clear();
  ASSERT_EQ(state.add_delivered(two('c', 'd')), std::nullopt);
  EXPECT_EQ(begun_with(), "first cd");
}

// What was added to an older snapshot's list would not be read.
TEST_F(StateFileTest, AListThatCouldNotBeBegunIsBegunWhenItCanBe) {
  StateFile state(folder() + "/state", "settings", disk_);
  ASSERT_EQ(state.write("first", two('a', 'b')), std::nullopt);
  disk_.failing = "create state.delivered";
  disk_.why = EACCES;
  ASSERT_TRUE(state.write("second", two('c', 'd')).has_value());
  ASSERT_TRUE(state.add_delivered(two('e', 'f')).has_value());
  disk_.failing.clear();
  ASSERT_EQ(state.add_delivered(two('g', 'h')), std::nullopt);
  EXPECT_EQ(begun_with(), "second cdgh");
}

// A kill between the snapshot and its list: what went out before is not told again.
TEST_F(StateFileTest, TheListOfANewSnapshotIsThereBeforeItIs) {
  StateFile state(folder() + "/state", "settings", disk_);
  ASSERT_EQ(state.write("first", two('a', 'b')), std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(folder() + "/state.delivered.new"));
  disk_.failing = "create state.delivered";
  disk_.why = ENOSPC;
  ASSERT_TRUE(state.write("second", two('c', 'd')).has_value());
  StateFile next(folder() + "/state", "settings");
  const auto read = next.read();
  EXPECT_EQ(read->snapshot, "second");
  EXPECT_EQ(read->delivered.size(), 2U);
}

const TimeNs kNow = *parse_time("2026-03-04T08:00:00Z");

// Who removes the lock's file lets a second run in, which would lose what the first one writes.
TEST_F(StateFileTest, ALockWhoseFileIsRemovedIsTakenAnewOrTold) {
  const std::string lock = folder() + "/state.lock";
  StateFile own(folder() + "/state", "settings");
  ASSERT_EQ(own.claim(kNow), std::nullopt);
  std::filesystem::remove(lock);
  EXPECT_EQ(own.write("one", {}), std::nullopt);
  EXPECT_TRUE(std::filesystem::exists(lock)) << "it is taken anew";
  StateFile second(folder() + "/state", "settings");
  EXPECT_TRUE(second.claim(kNow).has_value());
  std::filesystem::remove(lock);
  ASSERT_EQ(second.claim(kNow), std::nullopt);
  ASSERT_EQ(second.write("two", {}), std::nullopt);
  for (const auto& error : {own.write("three", {}), own.add_delivered(two('c', 'd'))}) {
    ASSERT_TRUE(error.has_value());
    EXPECT_TRUE(error->message.starts_with(folder() + "/state: in use by another run ("));
    EXPECT_TRUE(error->message.ends_with("; " + lock + " was removed while this run had it"))
        << error->message;
  }
  StateFile reader(folder() + "/state", "settings");
  EXPECT_EQ(reader.read()->snapshot, "two");
}

TEST_F(StateFileTest, AFileThatHoldsSomethingElseIsLeftAlone) {
  const std::string path = folder() + "/state";
  const auto refused = [&](std::string_view content) {
    write("state", content);
    const auto error = StateFile(path, "settings").claim(kNow);
    return error ? error->message : std::string("taken");
  };
  for (const std::string_view log : {"{}", "b", "{\"time\":\"2026-03-02T08:00:00Z\"}\n"}) {
    EXPECT_EQ(refused(log), path +
                                ": holds something else, which a snapshot would replace; name a "
                                "file of the state's own, or remove this one");
    EXPECT_EQ(slurp("state"), log);
  }
  // What a crash of the machine may leave.
  for (const std::string_view torn :
       {std::string_view(), std::string_view("aobos"), std::string_view("\0\0\0\0\0\0\0\0\0", 9)})
    EXPECT_EQ(refused(torn), "taken");
}

// Two runs on one state would tell events twice.
TEST_F(StateFileTest, WithoutItsLockAStateIsNotUsed) {
  const std::string lock = folder() + "/state.lock";
  std::filesystem::create_symlink(folder() + "/elsewhere", lock);
  StateFile linked(folder() + "/state", "settings");
  const auto refused = linked.claim(kNow);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->message,
            lock +
                ": a symbolic link; the lock must be a file that only aobo writes; remove the "
                "link");
  EXPECT_FALSE(std::filesystem::exists(folder() + "/elsewhere"));
  std::filesystem::remove(lock);
  StateFile own(folder() + "/state", "settings");
  EXPECT_EQ(own.claim(kNow), std::nullopt);
  StateFile second(folder() + "/state", "settings");
  const auto in_use = second.claim(kNow);
  ASSERT_TRUE(in_use.has_value());
  EXPECT_TRUE(in_use->message.starts_with(folder() + "/state: in use by another run ("));
  EXPECT_TRUE(in_use->message.ends_with(fmt::format(
      ", process {}, since 2026-03-04T08:00:00Z); each needs a state of its own", getpid())))
      << in_use->message;
  StateFile nowhere(folder() + "/nowhere/state", "settings");
  EXPECT_EQ(nowhere.claim(kNow), std::nullopt) << "that it cannot be written is told then";
}

// As some network file systems are. Two runs would not know of each other.
TEST_F(StateFileTest, WhereThereAreNoLocksAStateIsRefused) {
  disk_.locks = false;
  StateFile state(folder() + "/state", "settings", disk_);
  const auto refused = state.claim(kNow);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->message,
            folder() +
                "/state.lock: cannot be locked: No locks available; two runs on one state would "
                "tell events twice and lose others; put the state on a file system that has locks "
                "(of NFS, version 4 has)");
  disk_.locks = true;
  EXPECT_EQ(state.claim(kNow), std::nullopt);
}

TEST_F(StateFileTest, TheRealDiskSyncsFoldersWhereTheFileSystemDoes) {
  EXPECT_TRUE(real_disk().sync_folder(folder()));
  EXPECT_TRUE(real_disk().sync_folder("/proc")) << "a file system that syncs no folders";
  EXPECT_FALSE(real_disk().sync_folder(folder() + "/nowhere"));
  EXPECT_EQ(errno, ENOENT);
  EXPECT_FALSE(real_disk().sync(-1));
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
}  // namespace aobo::test
