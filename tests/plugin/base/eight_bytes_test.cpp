#include "plugin/base/eight_bytes.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cctype>
#include <string>

#include "plugin/base/keyed_hash.h"
#include "plugin/base/text.h"
#include "tests/support/property.h"

namespace aobo {
namespace {

// One byte at a time: '1' where it is so.
template <typename Is>
std::string one_by_one(const std::string& bytes, Is is) {
  std::string shown;
  for (const char c : bytes) shown += is(static_cast<unsigned char>(c)) ? '1' : '0';
  return shown;
}
std::string shown(std::uint64_t answer) {
  std::string text;
  for (std::size_t i = 0; i < eight::kBytes; ++i)
    text += (answer >> (8 * i) & 0x80) != 0 ? '1' : '0';
  return text;
}

std::string any_bytes(std::size_t bytes) {
  return *rc::gen::container<std::string>(bytes, rc::gen::arbitrary<char>());
}

TEST(EightBytes, AnswerAsOneByteAtATimeDoes) {
  test::property("eight answers", [] {
    const std::string bytes = any_bytes(eight::kBytes);
    const std::uint64_t word = eight::load(bytes.data());
    const auto wanted = *rc::gen::inRange(1, 0x80);
    const auto one = static_cast<unsigned char>(wanted);
    RC_ASSERT(shown(eight::equal(word, one)) == one_by_one(bytes, [&](int c) { return c == one; }));
    RC_ASSERT(shown(eight::from(word, one)) ==
              one_by_one(bytes, [&](int c) { return c >= one && c < 0x80; }));
    RC_ASSERT(shown(eight::printable(word)) ==
              one_by_one(bytes, [](int c) { return c >= 0x20 && c < 0x7f; }));
  });
}

TEST(EightBytes, EveryByteIsToldRight) {
  for (int code = 0; code < 256; ++code) {
    const std::string bytes(eight::kBytes, static_cast<char>(code));
    const std::string letters(eight::kBytes, to_lower(static_cast<char>(code)));
    EXPECT_EQ(eight::lower(eight::load(bytes.data())), eight::load(letters.data())) << code;
    EXPECT_EQ(shown(eight::equal(eight::load(bytes.data()), static_cast<unsigned char>(code))),
              "11111111")
        << code;
  }
}

TEST(EightBytes, TextsOfAnyLengthAreFoldedAndCompared) {
  test::property("folded", [] {
    const std::string text = any_bytes(*rc::gen::inRange<std::size_t>(0, 40));
    std::string folded;
    for (const char c : text) folded += to_lower(c);
    RC_ASSERT(lower(text) == folded);
    RC_ASSERT(equal_ignoring_case(text, upper(text)));
    RC_ASSERT(KeyedFoldedHash{}(text) == KeyedFoldedHash{}(upper(text)));
    RC_ASSERT(!equal_ignoring_case(text, text + "x"));
    if (text.empty()) return;
    std::string other = text;
    const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size());
    other[at] = text[at] == '!' ? '?' : '!';
    RC_ASSERT(!equal_ignoring_case(text, other));
  });
}

TEST(EightBytes, FewerThanEightAreLoadedWithZerosBehindThem) {
  const std::string text =
      "\x81"
      "bcdefg\xff";
  for (std::size_t bytes = 0; bytes < eight::kBytes; ++bytes) {
    std::string padded = text.substr(0, bytes);
    padded.resize(eight::kBytes);
    EXPECT_EQ(eight::load_some(text.data(), bytes), eight::load(padded.data())) << bytes;
  }
}

TEST(EightBytes, APartIsFoundAsOneByteAtATimeFindsIt) {
  test::property("found in any case", [] {
    const auto letters = [](std::size_t most) {
      return *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(0, most),
                                              rc::gen::element('a', 'A', 'b', '#', '\xc4'));
    };
    const std::string text = letters(40), part = letters(4);
    RC_ASSERT(find_ignoring_case(text, part) == lower(text).find(lower(part)));
  });
}

// The longest that is summed up, what is longer, and what differs by zeros at its end alone.
TEST(KeyedHash, TellsTextsApart) {
  test::property("hashes", [] {
    const std::string text = any_bytes(*rc::gen::inRange<std::size_t>(1, 300));
    const std::size_t at = *rc::gen::inRange<std::size_t>(0, text.size());
    std::string other = text;
    other[at] = static_cast<char>(other[at] ^ *rc::gen::inRange(1, 256));
    RC_ASSERT(KeyedHash{}(text) == KeyedHash{}(std::string(text)));
    RC_ASSERT(KeyedHash{}(text) != KeyedHash{}(other));
    RC_ASSERT(KeyedHash{}(text) != KeyedHash{}(text + '\0'));
  });
}

}  // namespace
}  // namespace aobo
