// Stories of a directory that changes while it is used: exports that are fetched anew, files that
// are half written, files that are broken and mended. The watch looks every few milliseconds; what
// is loaded here is only told apart by the name of a scope.
#include "plugin/policy/directory_watch.h"

#include <atomic>
#include <filesystem>
#include <fstream>

#include "plugin/directory/loader.h"
#include "plugin/policy/loader.h"
#include "plugin/policy/policy.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

using News = std::optional<Result<std::shared_ptr<const Knowledge>>>;

class DirectoryWatchTest : public TempFolderTest {
 protected:
  void SetUp() override { put("aobo.yaml", "first"); }
  void put(const std::string& file, const std::string& text) { write("directory/" + file, text); }
  std::string directory() const { return folder() + "/directory"; }

  void watch() {
    watch_ = std::make_unique<DirectoryWatch>(
        directory(), print_of(directory()), kPoll,
        [this](const std::string& from, const std::stop_token& stop) { return load(from, stop); });
  }
  // The content of aobo.yaml as the only scope's name; "broken" cannot be loaded.
  Result<std::shared_ptr<const Knowledge>> load(const std::string& from,
                                                const std::stop_token& stop) {
    ++loadings_;
    const std::string text = slurp_file(from + "/aobo.yaml");
    if (text == "broken") return Error{"aobo.yaml:1:1: broken"};
    while (text == "endless" && !stop.stop_requested())
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (text == "thrown") throw std::runtime_error("thrown");
    auto policy = std::make_shared<Policy>();
    policy->scopes.emplace_back().name = text;
    return std::make_shared<const Knowledge>(Knowledge{empty_directory(), std::move(policy)});
  }
  // What the watch tells next, which must come.
  std::string next() {
    for (int waited = 0; waited < 20'000; ++waited) {
      const News news = watch_->take();
      if (news && news->ok() && **news == nullptr) return "as it was";
      if (news) return news->ok() ? (**news)->policy->scopes.at(0).name : news->error().message;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return "nothing";
  }
  // Waits until it must have looked several times.
  bool is_silent() {
    std::this_thread::sleep_for(std::chrono::nanoseconds(20 * kPoll));
    return !watch_->take();
  }

  static constexpr TimeNs kPoll = kSecondNs / 200;
  std::atomic<int> loadings_{0};
  std::unique_ptr<DirectoryWatch> watch_;
};

TEST_F(DirectoryWatchTest, WhatHasNotChangedIsNotLoaded) {
  watch();
  EXPECT_TRUE(is_silent());
  EXPECT_EQ(loadings_, 0);
}

TEST_F(DirectoryWatchTest, AFileThatIsWrittenAnewIsLoadedOnce) {
  watch();
  put("aobo.yaml", "second");
  EXPECT_EQ(next(), "second");
  EXPECT_TRUE(is_silent());
  EXPECT_EQ(loadings_, 1);
}

TEST_F(DirectoryWatchTest, ANewExportAndOneThatIsGoneAreChanges) {
  watch();
  put("adatum/users.json", "{}");
  EXPECT_EQ(next(), "first");
  std::filesystem::remove(directory() + "/adatum/users.json");
  EXPECT_EQ(next(), "first");
}

TEST_F(DirectoryWatchTest, ALinkThatIsSwappedIsAChange) {
  write("one/users.json", "{}");
  write("other/users.json", "{}");
  const std::string link = directory() + "/adatum";
  std::filesystem::create_directory_symlink(folder() + "/one", link);
  watch();
  std::filesystem::remove(link);
  std::filesystem::create_directory_symlink(folder() + "/other", link);
  EXPECT_EQ(next(), "first");
}

TEST_F(DirectoryWatchTest, LinksInACircleEndNowhereElse) {
  std::filesystem::create_directory_symlink(directory(), directory() + "/again");
  watch();
  EXPECT_TRUE(is_silent());
}

TEST_F(DirectoryWatchTest, HiddenFilesAreNone) {
  watch();
  put(".aobo.yaml.swp", "an editor's");
  put(".git/index", "a repository's");
  EXPECT_TRUE(is_silent());
}

TEST_F(DirectoryWatchTest, WhatIsBrokenIsToldAndTriedAgainUntilItIsWhole) {
  watch();
  put("aobo.yaml", "broken");
  EXPECT_EQ(next(), "aobo.yaml:1:1: broken");
  EXPECT_EQ(next(), "aobo.yaml:1:1: broken") << "at each look";
  put("aobo.yaml", "mended");
  std::string news = next();
  while (news == "aobo.yaml:1:1: broken") news = next();
  EXPECT_EQ(news, "mended");
}

TEST_F(DirectoryWatchTest, WhatLoadingThrowsIsTold) {
  watch();
  put("aobo.yaml", "thrown");
  EXPECT_EQ(next(), directory() + ": thrown");
}

TEST_F(DirectoryWatchTest, WhatSomebodyElseHasLoadedIsNotLoadedAgain) {
  watch();
  write("other/aobo.yaml", "other");
  watch_->aim(folder() + "/other", print_of(folder() + "/other"));
  put("aobo.yaml", "second");
  EXPECT_TRUE(is_silent()) << "the folder before is looked at no more";
  write("other/aobo.yaml", "other, changed");
  EXPECT_EQ(next(), "other, changed");
}

TEST_F(DirectoryWatchTest, AFolderThatIsGoneIsAChange) {
  put("aobo.yaml", "broken");
  watch();
  std::filesystem::rename(directory(), folder() + "/elsewhere");
  EXPECT_NE(print_of(directory()), print_of(folder() + "/elsewhere"));
}

// The same trouble later is news again.
TEST_F(DirectoryWatchTest, WhatIsBrokenAndThenAsItWasIsNewsTwice) {
  const auto first = std::filesystem::last_write_time(directory() + "/aobo.yaml");
  watch();
  for (int round = 0; round < 2; ++round) {
    put("aobo.yaml.broken", "");
    std::filesystem::rename(directory() + "/aobo.yaml", folder() + "/kept");
    put("aobo.yaml", "broken");
    EXPECT_EQ(next(), "aobo.yaml:1:1: broken");
    std::filesystem::rename(folder() + "/kept", directory() + "/aobo.yaml");
    std::filesystem::remove(directory() + "/aobo.yaml.broken");
    std::string news = next();
    for (int more = 0; more < 100 && news == "aobo.yaml:1:1: broken"; ++more) news = next();
    EXPECT_EQ(news, "as it was");
    EXPECT_EQ(std::filesystem::last_write_time(directory() + "/aobo.yaml"), first);
  }
}

TEST_F(DirectoryWatchTest, ALoadingUnderWayEndsWithTheWatch) {
  watch();
  put("aobo.yaml", "endless");
  while (loadings_ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  watch_.reset();
  EXPECT_EQ(loadings_, 1);
}

}  // namespace
}  // namespace aobo::test
