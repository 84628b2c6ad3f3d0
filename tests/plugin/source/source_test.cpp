// Inputs: files, folders, globs, gzip, zstd, broken streams; each problem is one refusal and the
// rest is read.
#include "plugin/source/source.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "plugin/base/limits.h"
#include "plugin/source/inputs.h"
#include "tests/support/as_nobody.h"
#include "tests/support/temp_folder.h"

namespace aobo {
namespace {

using Lines = std::vector<std::string>;

class SourceTest : public test::TempFolderTest {
 protected:
  Lines read(const std::string& expression) {
    auto files = expand_inputs(expression, folder());
    if (!files)
      return {"error: " + files.error().message.substr(
                              files.error().message.find(folder()) == std::string::npos
                                  ? 0
                                  : files.error().message.find(folder()) + folder().size())};
    Source source(std::move(*files));
    Lines lines;
    for (;;) {
      switch (source.next()) {
        case Source::State::kEnd:
          return lines;
        case Source::State::kWait:
          continue;
        case Source::State::kRefused:
          lines.push_back(fmt::format("{} at {}: {}", name(source.refusal().reason),
                                      source.frame().offset, source.refusal().detail));
          continue;
        case Source::State::kFrame:
          lines.push_back(fmt::format("{}@{}", source.frame().bytes, source.frame().offset));
      }
    }
  }
  void compress(const std::string& with, const std::string& name) {
    ASSERT_EQ(std::system(fmt::format("{} '{}/{}'", with, folder(), name).c_str()), 0);
  }
};

TEST_F(SourceTest, FoldersGlobsAndListsNameTheirFiles) {
  write("logs/b.json", "{\"n\":2}");
  write("logs/a/x.json", "{\"n\":1}");
  write("logs/.hidden", "{\"n\":9}");
  write("with,comma.json", "{\"n\":3}");
  EXPECT_EQ(read("logs"), (Lines{"{\"n\":1}@0", "{\"n\":2}@0"}));
  EXPECT_EQ(read("logs/*.json, with\\,comma.json"), (Lines{"{\"n\":2}@0", "{\"n\":3}@0"}));
  EXPECT_EQ(read("nowhere"), Lines{"error: /nowhere: no such file or folder"});
  EXPECT_EQ(read("logs/*.csv"), Lines{"error: /logs/*.csv: the pattern matches no file"});
  EXPECT_EQ(read(" , "), Lines{"error: no input: name a file, a folder, a glob or -"});
}

TEST_F(SourceTest, AGlobTakesAFolderAsAFolderIsTaken) {
  write("logs/contoso/a.json", "{\"n\":1}");
  write("logs/contoso/old/b.json", "{\"n\":2}");
  write("logs/c.json", "{\"n\":3}");
  EXPECT_EQ(read("logs/*"), (Lines{"{\"n\":3}@0", "{\"n\":1}@0", "{\"n\":2}@0"}));
  EXPECT_EQ(read("logs/con*"), (Lines{"{\"n\":1}@0", "{\"n\":2}@0"}));
}

TEST_F(SourceTest, AFolderInWhichNothingMayBeReadIsRefusedByItsNameBesideTheOthers) {
  namespace fs = std::filesystem;
  write("logs/a/x.json", "{\"n\":1}");
  write("logs/b/y.json", "{\"n\":2}");
  write("logs/c/z.json", "{\"n\":3}");
  for (const auto rights : {fs::perms::none, fs::perms::others_read, fs::perms::others_exec}) {
    fs::permissions(folder(), fs::perms::all);
    fs::permissions(folder() + "/logs/b", rights);
    const test::AsNobody nobody;
    const std::string refused =
        "unreadable at 0: " + folder() +
        "/logs/b: a folder in which nothing may be read; give this user the right to";
    EXPECT_EQ(read("logs"), (Lines{"{\"n\":1}@0", refused, "{\"n\":3}@0"}));
    EXPECT_EQ(read("logs/*"), (Lines{"{\"n\":1}@0", refused, "{\"n\":3}@0"}));
    EXPECT_EQ(read("logs/b"), Lines{"error: /logs/b: a folder in which nothing may be read; give "
                                    "this user the right to"});
  }
  fs::permissions(folder() + "/logs/b", fs::perms::all);
}

TEST_F(SourceTest, AFolderBehindLinksIsReadOnce) {
  namespace fs = std::filesystem;
  write("logs/b.json", "{\"n\":2}");
  write("archive/old/a.json", "{\"n\":1}");
  fs::create_directory_symlink(folder() + "/archive", folder() + "/logs/z");
  fs::create_directory_symlink(folder() + "/archive/old", folder() + "/logs/y");
  fs::create_directory_symlink(folder() + "/logs", folder() + "/logs/loop");
  fs::create_directory_symlink("..", folder() + "/archive/old/up");
  fs::create_directory_symlink("nowhere", folder() + "/logs/x");
  fs::create_symlink("b.json", folder() + "/logs/.hidden");
  EXPECT_EQ(read("logs"), (Lines{"{\"n\":2}@0", "{\"n\":1}@0"}));
  fs::create_directory_symlink(folder() + "/logs", folder() + "/linked");
  EXPECT_EQ(read("linked"), (Lines{"{\"n\":2}@0", "{\"n\":1}@0"}));
}

TEST_F(SourceTest, LinesAboveAHeaderAreOneRefusal) {
  const std::string rows = "RecordType,Operation,AuditData\n1,x,y\n";
  const std::string row = "{\"RecordType\":\"1\",\"Operation\":\"x\",\"AuditData\":\"y\"}";
  const auto lines = [&](const std::string& text) {
    write("titled.csv", text);
    return read("titled.csv");
  };
  EXPECT_EQ(lines("Audit log search\n" + rows),
            (Lines{"no-match at 0: \"Audit log search\", above the header",
                   row + "@" + std::to_string(17 + 31)}));
  EXPECT_EQ(lines("# exported\r\n# by pat\r\n\r\n" + rows),
            (Lines{"no-match at 0: \"# exported\\x0d\\x0a# by pat\", above the header",
                   row + "@" + std::to_string(24 + 31)}));
  // Six lines are no title.
  EXPECT_EQ(lines("a\nb\nc\nd\ne\nf\n" + rows).size(), 8U);
  EXPECT_EQ(lines("a\n{\"n\":1}\n" + rows).front(), "a@0");
}

TEST_F(SourceTest, LineEndsOfOldAndMarksBeforeRecords) {
  const auto lines = [&](const std::string& text) {
    write("ends.csv", text);
    return read("ends.csv");
  };
  EXPECT_EQ(lines("RecordType,Operation,AuditData\r1,x,\"a\rb\"\r2,y,z\r"),
            (Lines{"{\"RecordType\":\"1\",\"Operation\":\"x\",\"AuditData\":\"a\\u000db\"}@31",
                   "{\"RecordType\":\"2\",\"Operation\":\"y\",\"AuditData\":\"z\"}@41"}));
  EXPECT_EQ(lines("\x1e{\"n\":1}\n\x1e{\"n\":2}\n"), (Lines{"{\"n\":1}@1", "{\"n\":2}@10"}));
  // Cells behind the last column that hold nothing say nothing.
  EXPECT_EQ(lines("RecordType,Operation,AuditData\n1,x,y,,\n2,x,y,,z\n"),
            (Lines{"{\"RecordType\":\"1\",\"Operation\":\"x\",\"AuditData\":\"y\"}@31",
                   "bad-csv at 39: more cells than the header has columns"}));
}

TEST_F(SourceTest, GzipAndZstdAreToldByContent) {
  write("a.txt", "{\"n\":1}\n{\"n\":2}\n");
  write("b.txt", "{\"n\":3}\n");
  compress("gzip", "a.txt");
  compress("zstd -q --rm", "b.txt");
  write("c", slurp("a.txt.gz") + slurp("a.txt.gz"));
  EXPECT_EQ(read("c"), (Lines{"{\"n\":1}@0", "{\"n\":2}@8", "{\"n\":1}@16", "{\"n\":2}@24"}))
      << "members one after another";
  EXPECT_EQ(read("b.txt.zst"), Lines{"{\"n\":3}@0"});
}

TEST_F(SourceTest, ADamagedStreamIsOneRefusalBehindWhatCouldBeRead) {
  write("a", "{\"n\":1}\n");
  compress("gzip", "a");
  const std::string whole = slurp("a.gz");
  write("cut.gz", whole.substr(0, whole.size() - 6));
  write("after.json", "{\"n\":2}");
  EXPECT_EQ(read("cut.gz,after.json"),
            (Lines{"{\"n\":1}@0", "bad-compression at 8: the gzip stream ends before its end",
                   "{\"n\":2}@0"}));
}

TEST_F(SourceTest, OtherKindsOfText) {
  write("utf16", std::string("\xff\xfe{\0\"\0n\0\"\0:\0"
                             "1\0}\0",
                             16));
  EXPECT_EQ(read("utf16"), Lines{"{\"n\":1}@0"});
  write("archive", "PK\x03\x04...");
  EXPECT_EQ(read("archive"),
            Lines{"unreadable at 0: a zip archive or an Excel workbook; unpack it, or "
                  "save the sheet as CSV (UTF-8)"});
  write("bom.json", "\xef\xbb\xbf{\"n\":1}");
  EXPECT_EQ(read("bom.json"), Lines{"{\"n\":1}@3"});
  write("empty", "");
  write("blank", " \n\n");
  EXPECT_EQ(read("empty,blank"), Lines{});
  write("text.log", "first line\nsecond line");
  EXPECT_EQ(read("text.log"), (Lines{"first line@0", "second line@11"}));
}

TEST_F(SourceTest, RecordsLongerThanAnyChunkAreReadAndTooLongOnesRefused) {
  const std::string large = "{\"n\":\"" + std::string(1'500'000, 'x') + "\"}";
  const std::string too_large = "{\"n\":\"" + std::string(limits::kRecordBytes, 'y') + "\"}";
  write("large", large + "\n" + too_large + "\n{\"n\":3}\n");
  const Lines lines = read("large");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], large + "@0");
  EXPECT_EQ(lines[1], "too-long at 1500009: longer than the largest record allowed");
  EXPECT_EQ(lines[2], fmt::format("{{\"n\":3}}@{}", large.size() + too_large.size() + 2));
}

}  // namespace
}  // namespace aobo
