// aobo-sim directory merge: a new export is folded into the history of a directory, and every slip
// is called by its name.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/support/cli.h"

namespace aobo {
namespace {

constexpr const char* kAdatum = "d7296d84-932f-4f00-a431-126c164a7ba7";
constexpr const char* kGroup = "44444444-4444-4444-8444-444444444441";

class DirectoryCliTest : public test::CliTest {
 protected:
  DirectoryCliTest() {
    write("old/aobo.yaml",
          fmt::format("partners:\n  - {{tenant: {}, name: Adatum, folder: adatum}}\n", kAdatum));
  }
  static std::string person(int number, const std::string& name) {
    return fmt::format(R"({{"id":"10000000-0000-4000-8000-00000000000{}",)"
                       R"("userPrincipalName":"{}@adatum.example"}})",
                       number, name);
  }
  void users(const std::string& where, const std::string& people, const std::string& more = "") {
    write(where + "/adatum/users.json", "{\"value\": [" + people + "]" + more + "}");
  }
  Run merge(const std::string& with, const std::string& day) {
    Run done = run(fmt::format("directory merge '{0}/old' '{0}/{1}' --time 2026-03-{2}T08:00:00Z",
                               folder(), with, day));
    for (std::string* text : {&done.out, &done.error}) {
      for (auto at = text->find(folder()); at != std::string::npos; at = text->find(folder()))
        text->erase(at, folder().size() + 1);
    }
    return done;
  }
};

TEST_F(DirectoryCliTest, ANewExportIsFoldedInAndItIsToldWhatWasNewChangedAndGone) {
  users("monday", person(1, "ada") + "," + person(2, "bob"));
  users("tuesday", person(2, "robert") + "," + person(3, "cyd"));
  const Run first = merge("monday", "02");
  EXPECT_EQ(first.out,
            "From monday\n"
            "  Adatum, users: 2 new, 0 changed, 0 gone, 0 as before\n"
            "Written: old/observations.ndjson\n");
  const Run second = merge("tuesday", "03");
  EXPECT_EQ(second.out,
            "From tuesday\n"
            "  Adatum, users: 1 new, 1 changed, 1 gone, 0 as before\n"
            "Written: old/observations.ndjson\n");
  EXPECT_EQ(second.code, 0);
  EXPECT_EQ(second.error, "");
  const std::string begin = fmt::format(R"({{"seen":"users","tenant":"{}",)", kAdatum);
  EXPECT_EQ(
      slurp("old/observations.ndjson"),
      fmt::format(R"({{"whole":"users","tenant":"{}","time":"2026-03-03T08:00:00Z"}})", kAdatum) +
          "\n" + begin +
          R"("seen_from":"2026-03-02T08:00:00Z","seen_until":"2026-03-02T08:00:00Z",)"
          R"("missing_from":"2026-03-03T08:00:00Z","object":)" +
          person(1, "ada") + "}\n" + begin +
          R"("seen_from":"2026-03-02T08:00:00Z","seen_until":"2026-03-02T08:00:00Z",)"
          R"("missing_from":"2026-03-03T08:00:00Z","object":)" +
          person(2, "bob") + "}\n" + begin +
          R"("seen_from":"2026-03-03T08:00:00Z","seen_until":"2026-03-03T08:00:00Z",)"
          R"("missing_until":"2026-03-02T08:00:00Z","object":)" +
          person(2, "robert") + "}\n" + begin +
          R"("seen_from":"2026-03-03T08:00:00Z","seen_until":"2026-03-03T08:00:00Z",)"
          R"("missing_until":"2026-03-02T08:00:00Z","object":)" +
          person(3, "cyd") + "}\n");
  struct stat found {};
  ASSERT_EQ(stat((folder() + "/old/observations.ndjson").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  EXPECT_EQ(merge("tuesday", "03").out,
            "From tuesday\n"
            "  Adatum, users: 0 new, 0 changed, 0 gone, 2 as before\n"
            "Nothing is new: old/observations.ndjson stays as it is.\n");
}

TEST_F(DirectoryCliTest, WithoutAHistoryTheDirectorysOwnExportsAreTheBeginning) {
  users("old", person(1, "ada"));
  users("new", person(2, "bob"));
  std::filesystem::last_write_time(
      folder() + "/old/adatum/users.json",
      std::filesystem::last_write_time(folder() + "/new/adatum/users.json") -
          std::chrono::hours(24));
  const Run done = run(fmt::format("directory merge '{0}/old' '{0}/new' --dry-run", folder()));
  EXPECT_EQ(done.out, fmt::format("From {0}/old\n"
                                  "  Adatum, users: 1 new, 0 changed, 0 gone, 0 as before\n"
                                  "From {0}/new\n"
                                  "  Adatum, users: 1 new, 0 changed, 1 gone, 0 as before\n"
                                  "Nothing is written.\n",
                                  folder()));
  EXPECT_FALSE(std::filesystem::exists(folder() + "/old/observations.ndjson"));
  EXPECT_EQ(merge("old", "02").out,
            "From old\n"
            "  Adatum, users: 1 new, 0 changed, 0 gone, 0 as before\n"
            "Written: old/observations.ndjson\n");
}

TEST_F(DirectoryCliTest, WhoIsMissingInAPartOfAnExportIsNotGone) {
  users("monday", person(1, "ada") + "," + person(2, "bob"));
  users("tuesday", person(1, "ada"), R"(, "@odata.nextLink": "https://graph.example/users?2")");
  merge("monday", "02");
  const Run done = merge("tuesday", "03");
  EXPECT_EQ(done.out,
            "From tuesday\n"
            "  Adatum, users: 0 new, 0 changed, 0 gone, 1 as before; not whole, so what is missing "
            "is not taken to be gone\n"
            "Written: old/observations.ndjson\n");
  EXPECT_EQ(done.error,
            "aobo-sim: warning: tuesday/adatum/users.json: its next page is not there; GET its "
            "nextLink and keep the answer beside it under the same name with -2 behind it\n");
}

TEST_F(DirectoryCliTest, WithAGroupItsMembershipsEnd) {
  users("monday", person(1, "ada"));
  write("monday/adatum/groups.json",
        fmt::format(R"([{{"id":"{}","displayName":"G","members":[{{"id":)"
                    R"("10000000-0000-4000-8000-000000000001"}}]}}])",
                    kGroup));
  users("tuesday", person(1, "ada"));
  write("tuesday/adatum/groups.json", "[]");
  EXPECT_EQ(merge("monday", "02").out,
            "From monday\n"
            "  Adatum, users: 1 new, 0 changed, 0 gone, 0 as before\n"
            "  Adatum, groups: 1 new, 0 changed, 0 gone, 0 as before\n"
            "  Adatum, members: 1 new, 0 changed, 0 gone, 0 as before\n"
            "Written: old/observations.ndjson\n");
  merge("tuesday", "03");
  const std::string history = slurp("old/observations.ndjson");
  const std::size_t member = history.find("\"seen\":\"members\"");
  ASSERT_NE(member, std::string::npos);
  EXPECT_NE(history.find("\"missing_from\":\"2026-03-03T08:00:00Z\"", member), std::string::npos)
      << history;
}

TEST_F(DirectoryCliTest, OfOneExportTheHistoryAnswersAsTheExportItself) {
  std::filesystem::copy(sample(""), folder() + "/sample", std::filesystem::copy_options::recursive);
  const auto answers = [&] {
    return run(fmt::format("replay --quiet --format ndjson --config '{}/sample/aobo.json'",
                           folder()))
        .out;
  };
  const std::string before = answers();
  ASSERT_NE(before.find("alice@adatum.example"), std::string::npos);
  ASSERT_EQ(
      run(fmt::format("directory merge '{0}/sample/directory' '{0}/sample/directory'", folder()))
          .code,
      0);
  std::filesystem::remove_all(folder() + "/sample/directory/adatum");
  EXPECT_EQ(answers(), before);
}

// A page that an export before left in the folder: which of the two holds nobody can say, and a
// history would keep the wrong one.
TEST_F(DirectoryCliTest, OneThingThatStandsTwiceAndOtherwiseIsRefused) {
  users("monday", person(1, "ada") + "," + person(2, "bob"));
  write("monday/adatum/users-2.json", "[" + person(2, "bob") + "]");
  EXPECT_EQ(merge("monday", "02").code, 0) << "twice, and alike";
  const std::string before = slurp("old/observations.ndjson");
  write("monday/adatum/users-2.json", "[" + person(3, "cyd") + ",\n " + person(2, "robert") + "]");
  Run done = merge("monday", "03");
  EXPECT_EQ(done.code, 4);
  EXPECT_EQ(done.error,
            "aobo-sim: monday/adatum/users.json:1:164: \"userPrincipalName\" of "
            "10000000-0000-4000-8000-000000000002 is \"bob@adatum.example\", and in "
            "monday/adatum/users-2.json it is \"robert@adatum.example\"; remove the file that an "
            "export before this one left there, or export again\n");
  std::filesystem::remove(folder() + "/monday/adatum/users-2.json");
  users("monday", person(2, "bob") + ",\n" + person(2, "robert"));
  EXPECT_EQ(merge("monday", "03").error,
            "aobo-sim: monday/adatum/users.json:2:66: \"userPrincipalName\" of "
            "10000000-0000-4000-8000-000000000002 is \"robert@adatum.example\", and in an entry "
            "above it is \"bob@adatum.example\"; remove the file that an export before this one "
            "left there, or export again\n");
  EXPECT_EQ(slurp("old/observations.ndjson"), before);
}

TEST_F(DirectoryCliTest, SlipsAreNamedAndNothingIsWritten) {
  users("monday", person(1, "ada"));
  users("other", person(1, "eve"));
  users("broken", "{\"id\": 7}");
  write("strange/someone/users.json", "[]");
  merge("monday", "02");
  const std::string before = slurp("old/observations.ndjson");
  const auto refused = [&](const std::string& with, const std::string& day) {
    const Run done = merge(with, day);
    EXPECT_EQ(done.code, 4) << with;
    EXPECT_EQ(done.out, "");
    EXPECT_EQ(slurp("old/observations.ndjson"), before);
    return done.error;
  };
  EXPECT_EQ(
      refused("other", "01"),
      "aobo-sim: other/adatum/users.json: it is of 2026-03-01T08:00:00Z, and what was merged "
      "before it of 2026-03-02T08:00:00Z, and says something else of "
      "10000000-0000-4000-8000-000000000001; merge exports in the order of their times, or tell "
      "the time of this one with --time\n");
  EXPECT_EQ(refused("other", "02"),
            "aobo-sim: other/adatum/users.json: it is of 2026-03-02T08:00:00Z, as what was merged "
            "before it, and says something else of 10000000-0000-4000-8000-000000000001; of two "
            "exports of one time one is not of then: tell the time of this one with --time\n");
  EXPECT_EQ(refused("broken", "03"),
            "aobo-sim: broken/adatum/users.json:1:19: \"id\" must be a string, found 7\n");
  EXPECT_EQ(refused("strange", "03"),
            "aobo-sim: strange: no exports of a partner are in it; expected a folder of the name "
            "that aobo.yaml has: adatum\n");
  EXPECT_EQ(refused("nowhere", "03"), "aobo-sim: nowhere: no such folder\n");
  write("old/observations.ndjson", before + "{\"seen\":\"users\"}\n");
  EXPECT_EQ(
      merge("monday", "02").error,
      "aobo-sim: old/observations.ndjson:3:1: \"tenant\" is missing, expected an id (GUID)\n");
  EXPECT_EQ(run("directory split a b").error,
            "aobo-sim: directory: it cannot \"split\"; expected merge OLD NEW\n");
  EXPECT_EQ(run("directory").code, 2);
  EXPECT_EQ(run("directory merge a").code, 2);
  EXPECT_EQ(run("directory merge a b --time soon").error,
            "aobo-sim: directory merge: --time must be a time like 2026-03-31T17:00:00Z, found "
            "soon\n");
}

}  // namespace
}  // namespace aobo
