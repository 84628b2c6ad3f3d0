// Which file is which, by what folders list.
#include "plugin/pipeline/followed_files.h"

#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

class FollowedFilesTest : public TempFolderTest {
 protected:
  using What = FollowedFiles::Change::What;
  using Changes = std::vector<std::pair<What, std::string>>;

  ListedFile listed(const std::string& name, std::uint64_t number) const {
    return {folder() + "/" + name, {1, number}, 1, 1, true};
  }
  Changes take(const std::string& name, bool whole, std::vector<ListedFile> files) {
    std::vector<FollowedFiles::Change> changes;
    files_.take({folder() + "/" + name, whole, std::move(files)}, changes);
    return shown(changes);
  }
  Changes conclude() {
    std::vector<FollowedFiles::Change> changes;
    files_.conclude(changes);
    return shown(changes);
  }
  Changes shown(const std::vector<FollowedFiles::Change>& changes) const {
    Changes all;
    for (const auto& change : changes)
      all.emplace_back(change.what, change.file->path.substr(folder().size() + 1));
    return all;
  }

  FollowedFiles files_;
};

TEST_F(FollowedFilesTest, AFileThatIsLookedAtAloneIsNewOnce) {
  const ListedFile one = listed("a/1", 7);
  EXPECT_EQ(take("a", false, {one}), (Changes{{What::kNew, "a/1"}}));
  EXPECT_EQ(take("a", false, {one}), Changes{});
  EXPECT_EQ(take("a", true, {one}), Changes{});
  EXPECT_EQ(conclude(), Changes{});
}

// It would not be read before anything else happened in its folder.
TEST_F(FollowedFilesTest, ANewFileMayHaveTheNumberOfOneThatIsGone) {
  EXPECT_EQ(take("a", true, {listed("a/1", 7)}), (Changes{{What::kNew, "a/1"}}));
  EXPECT_EQ(take("a", true, {}), Changes{});
  EXPECT_EQ(take("b", false, {listed("b/2", 7)}), (Changes{{What::kMoved, "b/2"}}));
  EXPECT_EQ(conclude(), Changes{});
}

}  // namespace
}  // namespace aobo::test
