// A followed file: however its bytes come, and wherever its reader is put away and another goes on,
// it gives the records of the whole.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/unwrap/reader.h"
#include "tests/support/places.h"
#include "tests/support/property.h"
#include "tests/support/temp_folder.h"

namespace aobo::test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class FollowedReaderTest : public TempFolderTest {
 protected:
  std::string path() const { return folder() + "/log"; }
  void append(std::string_view bytes) const { TempFolderTest::append("log", bytes); }
  std::unique_ptr<RecordReader> reader(Growth growth, std::size_t chunk = std::size_t{64} << 10) {
    return std::make_unique<RecordReader>(path(), chunk, parser_, DateOrder::kUnclear, growth);
  }
  // What there is now; records before `from` were given.
  void read(RecordReader& from, Lines& into, std::uint64_t given = 0) {
    Record record;
    for (;;) {
      switch (from.next(record)) {
        case RecordReader::State::kEnd:
          return;
        case RecordReader::State::kWait:
          continue;
        case RecordReader::State::kRefused:
          if (from.offset() >= given)
            into.push_back(fmt::format("{} at {}", name(from.refusal().reason), from.offset()));
          continue;
        case RecordReader::State::kRecord:
          if (from.offset() >= given)
            into.push_back(
                fmt::format("{} {} at {}", record.family->name, record.operation, from.offset()));
      }
    }
  }
  Lines whole(const std::string& bytes) {
    write("log", bytes);
    Lines lines;
    read(*reader(Growth::kNone), lines);
    return lines;
  }
  // The same, with so many bytes each time; with `anew` each time by another reader.
  Lines in_pieces(const std::string& bytes, const std::vector<std::size_t>& pieces, bool anew) {
    write("log", "");
    Lines lines;
    std::unique_ptr<RecordReader> one = reader(Growth::kFollowed);
    std::uint64_t given = 0;
    std::size_t at = 0;
    for (const std::size_t piece : pieces) {
      append(std::string_view(bytes).substr(at, piece));
      at = std::min(at + piece, bytes.size());
      read(*one, lines, given);
      if (!anew) continue;
      const auto place = one->place();
      one = reader(Growth::kFollowed);
      if (!place) continue;
      given = place->offset;
      one->resume(*place);
    }
    one->source().finish();
    read(*one, lines, given);
    return lines;
  }

  Parser parser_{{}, MaskOptions{}};
};

// Every sample, so every envelope: pages, lines, tables, wrappers, compressed and not.
TEST_F(FollowedReaderTest, HoweverItGrowsItGivesWhatTheWholeGives) {
  std::vector<std::string> samples;
  for (const auto& entry :
       fs::recursive_directory_iterator(std::string(test::kSourceDir) + "/sample-data/logs")) {
    if (entry.is_regular_file()) samples.push_back(entry.path().string());
  }
  std::sort(samples.begin(), samples.end());
  ASSERT_GT(samples.size(), 10U);
  property("any pieces give what the whole gives", [&] {
    const std::string bytes = slurp_file(*rc::gen::elementOf(samples));
    const bool anew = *rc::gen::arbitrary<bool>();
    std::vector<std::size_t> pieces;
    for (std::size_t sum = 0; sum < bytes.size();) {
      const auto most = *rc::gen::element<std::size_t>(3, 40, 700, 5000);
      pieces.push_back(*rc::gen::inRange<std::size_t>(1, most));
      sum += pieces.back();
    }
    RC_ASSERT(in_pieces(bytes, pieces, anew) == whole(bytes));
  });
}

TEST_F(FollowedReaderTest, OneByteAtATime) {
  const std::string page = R"({"value":[
    {"id":"a","time":"2026-03-04T08:00:00Z","account":"x","person":"b@c.example","action":"check-out"},
    {"id":"b","time":"2026-03-04T09:00:00Z","account":"x","person":"b@c.example","action":"check-in"}
  ],"@odata.nextLink":"https://graph.example/next"})"
                           "\n";
  const std::string utf16 = [&] {
    std::string wide = "\xff\xfe";
    for (const char c : page) wide += std::string{c, '\0'};
    return wide;
  }();
  for (const std::string& text : {page, utf16}) {
    const std::vector<std::size_t> pieces(text.size(), 1);
    EXPECT_EQ(in_pieces(text, pieces, false), whole(text));
    EXPECT_EQ(in_pieces(text, pieces, true), whole(text));
    EXPECT_EQ(whole(text).size(), 2U);
  }
}

// A title that may stand above a table's header is told from a line of text when enough is there,
// or when whoever reads has waited long enough.
TEST_F(FollowedReaderTest, ALineOfTextWaitsUntilItIsNoTitle) {
  write("log", "2026-03-05 10:00:00 vault01 CHECKOUT acct=a by=b\n");
  const auto one = reader(Growth::kFollowed);
  Lines lines;
  read(*one, lines);
  EXPECT_EQ(lines, Lines{});
  EXPECT_TRUE(one->source().undecided());
  one->source().decide();
  read(*one, lines);
  EXPECT_EQ(lines, Lines{"no-match at 0"});
  EXPECT_FALSE(one->source().undecided());
}

TEST_F(FollowedReaderTest, WhatHasNoEndIsRefusedWhenThereWillBeNone) {
  write("log", "{\"id\":\"a\",");
  const auto one = reader(Growth::kFollowed);
  Lines lines;
  append("\"time\":");
  read(*one, lines);
  EXPECT_EQ(lines, Lines{});
  one->source().finish();
  read(*one, lines);
  EXPECT_EQ(lines, Lines{"truncated at 0"});
}

}  // namespace
}  // namespace aobo::test
