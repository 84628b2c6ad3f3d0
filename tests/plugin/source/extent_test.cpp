// The bracket scan: what each kind of block says of its bytes, and that the scan, by whichever
// block, ends where a walk from byte to byte does, whatever the bytes.
#include "plugin/source/extent.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "plugin/base/byte_block.h"
#include "plugin/base/limits.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

// An extent as a line.
std::string shown(const Extent& extent) {
  constexpr const char* kNames[] = {"whole", "open", "broken"};
  return fmt::format("{} {} {}", kNames[static_cast<std::size_t>(extent.what)], extent.end,
                     extent.detail);
}

// The same from byte to byte, with nothing of the scan's own.
Extent walked(std::string_view text) {
  const auto broken = [](std::size_t at, const char* detail) {
    return Extent{Extent::What::kBroken, at, detail};
  };
  std::string open;  // the bracket that closes each level
  bool in_string = false, escaped = false;
  char before = '\0';  // not a blank
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string && c == '\n') return broken(at, "a line break inside a string");
    if (c == '"' && !escaped) {
      in_string = !in_string;
    } else if (!in_string && (c == '{' || c == '[')) {
      const bool in_array = !open.empty() && open.back() == ']';
      const bool may = open.empty() || (in_array ? before == '[' || before == ',' : before == ':');
      if (!may) return broken(at, "a new object begins where none may");
      if (open.size() == limits::kJsonDepth - 1) return broken(at, "nested too deep");
      open += c == '{' ? '}' : ']';
    } else if (!in_string && (c == '}' || c == ']')) {
      if (open.back() != c) return broken(at, "a bracket closes what another opened");
      open.pop_back();
      if (open.empty()) return {Extent::What::kWhole, at + 1, ""};
    }
    escaped = c == '\\' && !escaped;
    // A damaged byte between two values is the parser's to refuse: it breaks no bracket.
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    if (ascii && c != ' ' && c != '\n' && c != '\r' && c != '\t') before = c;
  }
  return {Extent::What::kOpen, text.size(), "the input ends inside it"};
}

void expect_as_walked(const std::string& text) {
  const std::string expected = shown(walked(text));
  EXPECT_EQ(shown(find_extent(text)), expected) << text;
  EXPECT_EQ(shown(find_extent_portable(text)), expected) << text;
}

TEST(Extent, EndsWhereTheValueDoesAndBreaksWhereItBreaks) {
  const std::string long_text(100, 'x');
  struct Row {
    std::string text;
    const char* expected;
  };
  for (const Row& row : {
           Row{R"({"a":1} )", "whole 7 "},
           Row{"{\"k\":\x81[1]}", "whole 10 "},
           Row{R"(["}",{"b":"\"]"}],)", "whole 17 "},
           Row{R"({"a":")" + long_text + R"("},)", "whole 108 "},
           Row{R"({"a":[1,)", "open 8 the input ends inside it"},
           Row{"{\"a\":\"b\n\"}", "broken 7 a line break inside a string"},
           Row{"{\"a\":\"" + long_text + "\n", "broken 106 a line break inside a string"},
           Row{R"({"a":1,{)", "broken 7 a new object begins where none may"},
           Row{R"(["a"{)", "broken 4 a new object begins where none may"},
           Row{R"({"a":1])", "broken 6 a bracket closes what another opened"},
           Row{std::string(64, '['), "broken 63 nested too deep"},
       }) {
    EXPECT_EQ(shown(find_extent(row.text)), row.expected) << row.text;
    EXPECT_EQ(shown(find_extent_portable(row.text)), row.expected) << row.text;
    EXPECT_EQ(shown(walked(row.text)), row.expected) << row.text;
  }
}

// Runs of backslashes before a quote and before the end, of every length, at every place in a
// block.
TEST(Extent, RunsOfBackslashesMayLieAcrossBlocks) {
  for (std::size_t place = 0; place < 130; ++place) {
    for (std::size_t run = 0; run < 70; ++run) {
      expect_as_walked("{\"" + std::string(place, 'x') + std::string(run, '\\') + "\"}\"}");
    }
  }
}

// Likely and unlikely bytes: all that JSON is built of, what differs from a bracket by one bit, and
// the ends of the ranges of signed and unsigned characters.
rc::Gen<char> hostile_byte() {
  static const std::string kBytes =
      std::string("{}[]{}[]\"\"\"\\\\\\::,,  \n\t\r\x5d\x5b\x7a\x5a\x7c\x5c\x02\x0a\x0d") +
      std::string("\xdb\xdd\xfb\xfd\xa2\xdc\x01\x7f\x80\xff\x21\x23\x81") + '\0';
  return rc::gen::oneOf(rc::gen::elementOf(kBytes), rc::gen::elementOf(std::string("{}[]\"\\:,")));
}

TEST(Extent, AnyBytesEndWhereTheWalkEnds) {
  test::property("any bytes behind an opening bracket", [](const std::string& bytes) {
    const std::string text = *rc::gen::element<std::string>("{", "[", "{\"k\":", "[\"") + bytes;
    RC_ASSERT(shown(find_extent(text)) == shown(walked(text)));
    RC_ASSERT(shown(find_extent_portable(text)) == shown(walked(text)));
  });
}

TEST(Extent, HostileBytesEndWhereTheWalkEnds) {
  test::property("brackets, quotes and backslashes at every place in a block", [] {
    const auto filling = *rc::gen::inRange<std::size_t>(0, 140);
    const std::string head = *rc::gen::element<std::string>("{", "[", "{\"k\":", "[\"");
    const std::string bytes =
        *rc::gen::resize(300, rc::gen::container<std::string>(hostile_byte()));
    for (const char filler : {' ', 'x', '"', '\\'}) {
      const std::string text = head + std::string(filling, filler) + bytes;
      RC_ASSERT(shown(find_extent(text)) == shown(walked(text)));
      RC_ASSERT(shown(find_extent_portable(text)) == shown(walked(text)));
    }
  });
}

// Valid so far as brackets go, long, and cut anywhere: the scan goes through many blocks.
TEST(Extent, LongValuesEndWhereTheWalkEnds) {
  test::property("values of many blocks, whole and cut", [] {
    const auto parts = *rc::gen::resize(
        60, rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                "{\"a\":1},", "[],", "[[{\"b\":[2,3]}]],", "\"}]{[\\\\\\\"\",", "\"\\\\\",", "4,",
                "{\"c\": {\"d\":\"\xc3\xa9\"}},\n  ")));
    std::string text = "[";
    for (const std::string& part : parts) text += part;
    text += "0]]";
    RC_ASSERT(shown(find_extent(text)) == fmt::format("whole {} ", text.size() - 1));
    const std::string cut = text.substr(0, *rc::gen::inRange<std::size_t>(1, text.size()));
    RC_ASSERT(shown(find_extent(cut)) == shown(walked(cut)));
    RC_ASSERT(shown(find_extent_portable(cut)) == shown(walked(cut)));
  });
}

// ---- Blocks -------------------------------------------------------------------------------------

template <typename Block>
class ByteBlockTest : public ::testing::Test {
 protected:
  static std::uint64_t wanted(const std::string& bytes, char byte, int set) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < Block::kBytes; ++i) {
      const bool same = (bytes[i] | static_cast<char>(set)) == byte;
      bits |= std::uint64_t{same} << i;
    }
    return bits;
  }
  static std::uint64_t from(const std::string& bytes, char byte) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < Block::kBytes; ++i) {  // whether `char` has a sign is the machine's
      const auto code = static_cast<unsigned char>(bytes[i]);
      bits |= std::uint64_t{code >= static_cast<unsigned char>(byte) && code < 0x80} << i;
    }
    return bits;
  }
  // The first character that is told wrongly, as text; empty where all are told right.
  static std::string wrong(const std::string& bytes) {
    const Block block(bytes.data());
    for (int code = 0; code < 256; ++code) {
      const auto c = static_cast<char>(code);
      if (block.equal(c) != wanted(bytes, c, 0)) return fmt::format("equal({:#x})", code);
      if (block.equal_folded(c) != wanted(bytes, c, 0x20))
        return fmt::format("equal_folded({:#x})", code);
      if (code > 0 && code < 0x80 && block.from(c) != from(bytes, c))
        return fmt::format("from({:#x})", code);
    }
    const std::uint64_t any = block.equal('"') | block.equal('\\') | block.equal('\0');
    if (block.template any<'"', '\\', '\0'>() != any) return "any";
    return "";
  }
};

#if defined(__SSE2__)
using Blocks = ::testing::Types<WordBlock, Sse2Block>;
#else
using Blocks = ::testing::Types<WordBlock>;
#endif
TYPED_TEST_SUITE(ByteBlockTest, Blocks);

TYPED_TEST(ByteBlockTest, EveryByteBesideEveryByteIsToldRight) {
  for (int one = 0; one < 256; ++one) {
    for (const int other : {0, 0xff, one ^ 1, one ^ 0x20, one ^ 0x80, (one + 1) % 256}) {
      std::string bytes;
      for (std::size_t i = 0; i < TypeParam::kBytes; ++i)
        bytes += static_cast<char>((i * i) % 3 == 0 ? one : other);
      ASSERT_EQ(this->wrong(bytes), "") << one << " beside " << other;
    }
  }
}

TYPED_TEST(ByteBlockTest, AnyBytesAreToldRight) {
  test::property("bits of a block", [this] {
    const auto bytes =
        *rc::gen::container<std::string>(TypeParam::kBytes, rc::gen::arbitrary<char>());
    RC_ASSERT(this->wrong(bytes) == "");
  });
}

}  // namespace
}  // namespace aobo
