// State that was forged: no length that stands in it is believed.
#include "plugin/base/archive.h"

#include <gtest/gtest.h>

#include <sstream>

#include "plugin/base/bounded.h"

namespace aobo {
namespace {

struct Large {
  char filling[1000];
  std::string text;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(text);
  }
};

template <typename... Parts>
std::string written(const Parts&... parts) {
  std::ostringstream out;
  Writer writer(out);
  writer(parts...);
  return std::move(out).str();
}

// Whether it is read as what it is, or where it is known to be damaged.
template <typename Part>
std::string read(const std::string& bytes, Part& into) {
  Reader reader(bytes);
  try {
    reader(into);
    reader.end();
    return "read";
  } catch (const DamagedState&) {
    return "damaged at " + std::to_string(reader.at());
  }
}

TEST(Archive, ReadsWhatWasWritten) {
  const std::vector<std::string> texts = {"a", "", "bc"};
  const std::deque<std::pair<std::uint64_t, bool>> pairs = {{1, true}, {2, false}};
  const std::map<std::string, std::vector<std::uint64_t>> lists = {{"x", {1, 2}}, {"y", {}}};
  std::vector<std::string> read_texts = {"before"};
  std::deque<std::pair<std::uint64_t, bool>> read_pairs;
  std::map<std::string, std::vector<std::uint64_t>> read_lists;
  EXPECT_EQ(read(written(texts), read_texts), "read");
  EXPECT_EQ(read(written(pairs), read_pairs), "read");
  EXPECT_EQ(read(written(lists), read_lists), "read");
  EXPECT_EQ(read_texts, texts);
  EXPECT_EQ(read_pairs, pairs);
  EXPECT_EQ(read_lists, lists);
}

// Each of them asked for a quarter of a gigabyte or more.
TEST(Archive, AllocatesNothingForALengthThatIsNotThere) {
  for (const std::uint64_t length : {std::uint64_t{9}, std::uint64_t{1} << 28, UINT64_MAX}) {
    const std::string forged = written(length, std::uint64_t{0});
    std::string text;
    std::vector<std::string> texts;
    std::vector<std::uint64_t> numbers;
    std::vector<Large> large;
    std::deque<Large> queue;
    std::unordered_map<std::uint64_t, std::uint64_t> table;
    EXPECT_EQ(read(forged, text), "damaged at 8") << length;
    EXPECT_EQ(read(forged, texts), "damaged at 8") << length;
    EXPECT_EQ(read(forged, numbers), "damaged at 8") << length;
    EXPECT_EQ(read(forged, large), "damaged at 8") << length;
    EXPECT_EQ(read(forged, queue), "damaged at 8") << length;
    EXPECT_EQ(read(forged, table), "damaged at 8") << length;
    EXPECT_LT(texts.capacity() + numbers.capacity() + large.capacity(), 200U) << length;
  }
}

// As many elements as bytes are left pass the bound, and are made one by one.
TEST(Archive, MakesElementsOnlyAsTheyAreRead) {
  const std::string forged = written(std::uint64_t{50'000}) + std::string(50'000, '\0');
  std::vector<Large> large;
  EXPECT_EQ(read(forged, large), "damaged at 50008");
  EXPECT_LT(large.capacity(), 10'000U);
}

TEST(Archive, KnowsWhatNoValueCanBe) {
  bool flag = false;
  Ip ip;
  std::uint64_t number = 0;
  EXPECT_EQ(read("\2", flag), "damaged at 1");
  EXPECT_EQ(read(std::string(16, '\0') + "\x20", ip), "damaged at 17");
  EXPECT_EQ(read(std::string(9, '\0'), number), "damaged at 8") << "there is more";
  Bounded<std::string, std::uint64_t> bounded(Bound{10, nullptr});
  EXPECT_EQ(read(written(std::uint64_t{0}, UINT64_MAX), bounded), "damaged at 16");
}

}  // namespace
}  // namespace aobo
