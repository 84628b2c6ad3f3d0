// A text is read by its letters and digits alone, so that "N.A.", "n / a" and "(NA)" are one word.
// Rejected: a list of what tickets look like, for each house has its own numbers.
#include "plugin/event/ticket.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// What is filled in where there is no ticket, by its letters and digits, lower case.
constexpr std::string_view kNoTicket[] = {
    // what stands for nothing
    "na", "none", "null", "nil", "nan", "no", "not", "nope", "nothing", "noticket", "noref",
    "notapplicable", "notrequired", "notneeded", "empty", "blank", "undefined", "unknown",
    "missing", "false", "x", "xx", "xxx", "xxxx",
    // what is to come
    "tbd", "tba", "tbc", "todo", "later", "pending", "noneyet", "tofollow",
    // what was filled in to get on
    "test", "testing", "dummy", "sample", "example", "placeholder", "ticket", "ticketnumber",
    "asdf", "qwerty", "abc", "ditto", "asabove", "seeabove",
    // the same in other languages
    "kein", "keine", "keins", "keinticket", "entfällt", "unbekannt", "aucun", "sansobjet",
    "ninguno", "ninguna", "noaplica", "nessuno", "geen", "nvt"};

struct Range {
  std::uint32_t first, last;
};

// What nobody sees: controls, spaces, marks without a width, fillers, what chooses a glyph.
constexpr Range kUnseen[] = {
    {0x00, 0x20},     {0x7f, 0xa0},       {0xad, 0xad},       {0x34f, 0x34f},   {0x61c, 0x61c},
    {0x115f, 0x1160}, {0x1680, 0x1680},   {0x17b4, 0x17b5},   {0x180b, 0x180f}, {0x2000, 0x200f},
    {0x2028, 0x202f}, {0x205f, 0x206f},   {0x2800, 0x2800},   {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xe000, 0xf8ff}, {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff}, {0xffa0, 0xffa0},
    {0xfff0, 0xffff}, {0x1d173, 0x1d17a}, {0xe0000, 0x10ffff}};

// What is seen and is neither a letter nor a digit: punctuation, symbols, arrows, lines, pictures,
// and marks that stand on other letters.
constexpr Range kSigns[] = {
    {0x21, 0x2f},     {0x3a, 0x40},     {0x5b, 0x60},     {0x7b, 0x7e},      {0xa1, 0xa9},
    {0xab, 0xac},     {0xae, 0xb1},     {0xb4, 0xb4},     {0xb6, 0xb8},      {0xbb, 0xbb},
    {0xbf, 0xbf},     {0xd7, 0xd7},     {0xf7, 0xf7},     {0x2b0, 0x36f},    {0x37e, 0x37e},
    {0x387, 0x387},   {0x55a, 0x55f},   {0x589, 0x58f},   {0x5be, 0x5be},    {0x5f3, 0x5f4},
    {0x60c, 0x60d},   {0x61b, 0x61f},   {0x66a, 0x66d},   {0x6d4, 0x6d4},    {0x964, 0x965},
    {0xe3f, 0xe3f},   {0xe4f, 0xe4f},   {0x2010, 0x2027}, {0x2030, 0x205e},  {0x207a, 0x207e},
    {0x208a, 0x208e}, {0x20a0, 0x20ff}, {0x2190, 0x245f}, {0x2500, 0x27ff},  {0x2801, 0x2bff},
    {0x2e00, 0x2e7f}, {0x3001, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},  {0x303d, 0x303f},
    {0x30a0, 0x30a0}, {0x30fb, 0x30fc}, {0xfe10, 0xfe6f}, {0xff01, 0xff0f},  {0xff1a, 0xff20},
    {0xff3b, 0xff40}, {0xff5b, 0xff65}, {0xffe0, 0xffee}, {0x1f000, 0x1faff}};

// Zeros of other scripts than ASCII, and those that are written high, low, round or by a sign.
constexpr std::uint32_t kZeros[] = {0x660,  0x6f0,  0x7c0,  0x966,  0x9e6,  0xa66,  0xae6, 0xb66,
                                    0xbe6,  0xc66,  0xce6,  0xd66,  0xe50,  0xed0,  0xf20, 0x1040,
                                    0x17e0, 0x1810, 0x2070, 0x2080, 0x24ea, 0x24ff, 0x3007};

constexpr bool in_order(const auto& ranges) {
  for (std::size_t i = 0; i + 1 < std::size(ranges); ++i) {
    if (ranges[i].last >= ranges[i + 1].first) return false;
  }
  return true;
}
static_assert(in_order(kUnseen) && in_order(kSigns));

bool is_in(std::uint32_t point, const auto& ranges) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return range.first <= point && point <= range.last; });
}

// Full-width letters and digits are those of ASCII; so is every zero.
std::uint32_t plain(std::uint32_t point) {
  if (point >= 0xff01 && point <= 0xff5e) point -= 0xff01 - 0x21;
  if (std::ranges::find(kZeros, point) != std::end(kZeros)) point = '0';
  return point < 0x80 ? static_cast<std::uint32_t>(to_lower(static_cast<char>(point))) : point;
}

// One character and how long it is. What is no UTF-8 counts as nothing that is seen.
struct Character {
  std::uint32_t point = 0;
  std::size_t length = 1;
};
Character first_of(std::string_view text) {
  Character one;
  if (const std::size_t length = utf8_length(text, one.point); length > 0) {
    one.length = length;
  } else {
    one.point = 0;
  }
  return one;
}

// Without what nobody sees at its ends.
std::string_view without_ends(std::string_view text) {
  std::size_t begin = 0, end = 0;
  bool seen = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character one = first_of(text.substr(at));
    if (!is_in(one.point, kUnseen)) {
      if (!seen) begin = at;
      seen = true;
      end = at + one.length;
    }
    at += one.length;
  }
  return text.substr(begin, end - begin);
}

}  // namespace

std::string_view ticket_in(std::string_view text) {
  constexpr std::size_t kLongest = 24;  // no word of the table is longer
  text = without_ends(text);
  std::string letters;
  bool zeros = true;
  for (std::size_t at = 0; at < text.size() && (zeros || letters.size() <= kLongest);) {
    const Character one = first_of(text.substr(at));
    at += one.length;
    const std::uint32_t point = plain(one.point);
    if (is_in(point, kUnseen) || is_in(point, kSigns)) continue;
    zeros = zeros && point == '0';
    if (letters.size() <= kLongest) append_utf8(letters, point);
  }
  const bool none = zeros || std::ranges::find(kNoTicket, letters) != std::end(kNoTicket);
  return none ? std::string_view() : text;
}

}  // namespace aobo
