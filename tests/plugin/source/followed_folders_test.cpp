// Folders that are followed: what lies in them, what comes and goes, with and without a system that
// tells of it.
#include "plugin/source/followed_folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "tests/support/as_nobody.h"
#include "tests/support/silent_watch.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

TEST(Root, AFileIsItselfAndNothingElse) {
  TempFolder folder;
  const Root root = *Root::of("x.json", folder.path());
  EXPECT_EQ(root.folder(), folder.path());
  EXPECT_TRUE(root.takes(folder.path() + "/x.json"));
  EXPECT_FALSE(root.takes(folder.path() + "/x.json.1"));
  EXPECT_FALSE(root.enters(folder.path() + "/sub"));
}

TEST(Root, AFolderIsAllBelowItThatIsNotHidden) {
  TempFolder folder;
  fs::create_directories(folder.path() + "/logs");
  const Root root = *Root::of("logs/", folder.path());
  const std::string logs = folder.path() + "/logs";
  EXPECT_EQ(root.folder(), logs);
  EXPECT_TRUE(root.takes(logs + "/a/b.json"));
  EXPECT_TRUE(root.enters(logs + "/a"));
  EXPECT_FALSE(root.takes(logs + "/.b.json"));
  EXPECT_FALSE(root.takes(logs + "/.a/b.json"));
  EXPECT_FALSE(root.enters(logs + "/.a"));
  EXPECT_FALSE(root.takes(folder.path() + "/logs2/b.json"));
}

TEST(Root, AGlobEntersTheFoldersThatItsPartsName) {
  TempFolder folder;
  const Root root = *Root::of("c*/signin*.json", folder.path());
  EXPECT_EQ(root.folder(), folder.path());
  EXPECT_TRUE(root.enters(folder.path() + "/contoso"));
  EXPECT_FALSE(root.enters(folder.path() + "/fabrikam"));
  EXPECT_FALSE(root.enters(folder.path() + "/contoso/old"));
  EXPECT_TRUE(root.takes(folder.path() + "/contoso/signin-1.json"));
  EXPECT_FALSE(root.takes(folder.path() + "/contoso/audit.json"));
  EXPECT_FALSE(root.takes(folder.path() + "/contoso/old/signin.json"));
}

TEST(Root, AFolderThatAGlobMatchesIsAllBelowIt) {
  TempFolder folder;
  fs::create_directories(folder.path() + "/logs");
  const Root root = *Root::of("logs/*", folder.path());
  const std::string logs = folder.path() + "/logs";
  EXPECT_TRUE(root.takes(logs + "/a.json"));
  EXPECT_TRUE(root.enters(logs + "/contoso"));
  EXPECT_TRUE(root.enters(logs + "/contoso/old"));
  EXPECT_TRUE(root.takes(logs + "/contoso/old/a.json"));
  EXPECT_FALSE(root.takes(logs + "/contoso/.old/a.json"));
  EXPECT_FALSE(root.enters(logs + "/.contoso"));
  EXPECT_FALSE(root.takes(logs + "/.contoso/a.json"));
}

TEST(Root, WhatCannotBeFollowedIsSaid) {
  TempFolder folder;
  const auto error = [&](const std::string& name) {
    const auto root = Root::of(name, folder.path());
    return root ? std::string("none") : root.error().message;
  };
  EXPECT_EQ(error("x/y.json"), "input " + folder.path() +
                                   "/x/y.json: no such file, and no folder in which it could come");
  EXPECT_EQ(error("x/*.json"), "input " + folder.path() + "/x/*.json: no folder " + folder.path() +
                                   "/x in which its files could come");
  EXPECT_EQ(error("/dev/null"), "input /dev/null: only files can be followed");
  EXPECT_EQ(error("y.json"), "none") << "it may come";
}

class FollowedFoldersTest : public TempFolderTest, public ::testing::WithParamInterface<bool> {
 protected:
  void follow(const std::string& name) {
    std::vector<Root> roots;
    roots.push_back(*Root::of(name, folder()));
    folders_ = std::make_unique<FollowedFolders>(
        std::move(roots),
        GetParam() ? make_inotify() : std::unique_ptr<FileWatch>(std::make_unique<SilentWatch>()),
        [this] { return clock_; });
    seen_ = shown(folders_->look_at_all());
  }
  // "logs: a.json b.json" for a folder as a whole, "+ a.json" for files that were written to.
  Lines look() {
    clock_ += 2 * kSecondNs;
    std::vector<Listing> found;
    for (int i = 0; i < 50; ++i) {
      if (auto listing = folders_->step()) found.push_back(std::move(*listing));
    }
    return shown(found);
  }
  Lines shown(const std::vector<Listing>& listings) const {
    Lines lines;
    for (const Listing& listing : listings) {
      Lines names;
      for (const ListedFile& file : listing.files) {
        names.push_back(fs::relative(file.path, folder()).string() + (file.taken ? "" : "(not)"));
      }
      std::sort(names.begin(), names.end());
      lines.push_back(fmt::format(
          "{}: {}", listing.whole ? fs::path(listing.folder).filename().string() : "written",
          fmt::join(names, " ")));
    }
    return lines;
  }
  bool among(const Lines& lines, const std::string& line) const {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  }

  TimeNs clock_ = 0;
  std::unique_ptr<FollowedFolders> folders_;
  Lines seen_;
};

TEST_P(FollowedFoldersTest, WhatComesAndGoesIsListed) {
  write("logs/a.json", "1");
  write("logs/sub/b.json", "1");
  follow("logs");
  EXPECT_EQ(seen_, (Lines{"logs: logs/a.json", "sub: logs/sub/b.json"}));
  write("logs/new/deep/c.json", "1");
  EXPECT_TRUE(among(look(), "deep: logs/new/deep/c.json"));
  fs::rename(folder() + "/logs/a.json", folder() + "/logs/a.json.1");
  EXPECT_TRUE(among(look(), "logs: logs/a.json.1"));
  fs::remove_all(folder() + "/logs/sub");
  EXPECT_TRUE(among(look(), "sub: "));
}

TEST_P(FollowedFoldersTest, AFileThatIsWrittenToIsSeen) {
  const std::string path = write("logs/a.json", "1");
  follow("logs");
  std::ofstream(path, std::ios::app) << "2";
  EXPECT_EQ(look(), Lines{GetParam() ? "written: logs/a.json" : "logs: logs/a.json"});
  if (GetParam()) {
    EXPECT_EQ(look(), Lines{}) << "idle folders cost nothing";
  }
}

TEST_P(FollowedFoldersTest, AFileThatIsNewIsLookedAtAlone) {
  write("logs/a.json", "1");
  follow("logs");
  write("logs/b.json", "1");
  EXPECT_EQ(look(), Lines{GetParam() ? "written: logs/b.json" : "logs: logs/a.json logs/b.json"});
}

// What it leads to may be written where nothing tells of it.
TEST_P(FollowedFoldersTest, ALinkThatIsNewIsLookedAtWithItsFolder) {
  write("logs/a.json", "1");
  write("elsewhere", "1");
  follow("logs");
  fs::create_symlink(folder() + "/elsewhere", folder() + "/logs/b.json");
  EXPECT_TRUE(among(look(), "logs: elsewhere logs/a.json"));
}

TEST_P(FollowedFoldersTest, OthersAreListedBecauseAFileMayGetTheirNames) {
  write("logs/a.json", "1");
  write("logs/a.json.1", "1");
  follow("logs/*.json");
  EXPECT_EQ(seen_, Lines{"logs: logs/a.json logs/a.json.1(not)"});
}

TEST_P(FollowedFoldersTest, AFolderThatIsRemovedMayComeAgain) {
  write("logs/a.json", "1");
  follow("logs");
  fs::remove_all(folder() + "/logs");
  EXPECT_TRUE(among(look(), "logs: "));
  write("logs/b.json", "1");
  EXPECT_TRUE(among(look(), "logs: logs/b.json"));
}

TEST_P(FollowedFoldersTest, AFileBehindALinkIsLookedAtNowAndThen) {
  write("elsewhere/a.log", "1");
  fs::create_directories(folder() + "/logs");
  fs::create_symlink(folder() + "/elsewhere/a.log", folder() + "/logs/a.log");
  follow("logs");
  EXPECT_EQ(seen_.size(), 1U);
  std::ofstream(folder() + "/elsewhere/a.log", std::ios::app) << "2";
  EXPECT_EQ(look().size(), 1U);
}

TEST_P(FollowedFoldersTest, AFolderInWhichNothingMayBeReadStandsAmongTheFilesUntilItMay) {
  write("logs/a.json", "1");
  write("logs/b/c.json", "1");
  fs::permissions(folder(), fs::perms::all);
  fs::permissions(folder() + "/logs/b", fs::perms::none);
  {
    const AsNobody nobody;
    follow("logs");
    EXPECT_EQ(seen_, Lines{"logs: logs/a.json logs/b"});
  }
  fs::permissions(folder() + "/logs/b", fs::perms::all);
  const Lines seen = look();
  EXPECT_TRUE(among(seen, "logs: logs/a.json"));
  EXPECT_TRUE(among(seen, "b: logs/b/c.json"));
}

TEST_P(FollowedFoldersTest, AFolderThatIsGoneFromAmongOthersIsGoneWithAllBelow) {
  for (const char* name : {"a", "a-b", "a/b", "a/b/c", "a0", "b"})
    write(std::string("logs/") + name + "/x.json", "1");
  follow("logs");
  fs::remove_all(folder() + "/logs/a");
  fs::remove_all(folder() + "/logs/b");
  const Lines seen = look();
  for (const char* gone : {"a: ", "b: ", "c: "}) EXPECT_TRUE(among(seen, gone)) << gone;
  EXPECT_FALSE(among(seen, "a-b: "));
  EXPECT_FALSE(among(seen, "a0: "));
}

// As many as five years of a log have, by hours.
TEST_P(FollowedFoldersTest, ManyFoldersAreListedInTimeThatGrowsWithTheirNumber) {
  if (GetParam()) GTEST_SKIP() << "as many watches not every machine has";
  constexpr int kFolders = 4'008;
  for (int i = 0; i < kFolders; ++i)
    fs::create_directories(fmt::format("{}/logs/{}/{}", folder(), i / 24, i));
  const std::clock_t begun = std::clock();
  follow("logs");
  EXPECT_EQ(seen_.size(), static_cast<std::size_t>(kFolders + kFolders / 24 + 1));
  EXPECT_LT((std::clock() - begun) / CLOCKS_PER_SEC, 2);
}

INSTANTIATE_TEST_SUITE_P(ToldAndUntold, FollowedFoldersTest, ::testing::Bool(),
                         [](const auto& of) { return of.param ? "Inotify" : "Polling"; });

}  // namespace
}  // namespace aobo::test
