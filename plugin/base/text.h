// Small things done to text everywhere: folding ASCII case, trimming, showing hostile bytes safely.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace aobo {

constexpr char to_lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
}

constexpr bool is_hex_digit(char byte) {
  return (byte >= '0' && byte <= '9') || (to_lower(byte) >= 'a' && to_lower(byte) <= 'f');
}

// ASCII only: UPNs, GUIDs and keys are ASCII, and a locale must not decide who acted.
std::string lower(std::string_view text);
std::string upper(std::string_view text);
bool equal_ignoring_case(std::string_view one, std::string_view other);
// Whether `text` is one of these.
bool is_any_ignoring_case(std::span<const std::string_view> all, std::string_view text);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
std::size_t find_ignoring_case(std::string_view text,
                               std::string_view part);  // npos where it is not
std::string_view trimmed(std::string_view text);
// What stands behind the last @ of a UPN or an e-mail address; empty where there is none.
std::string_view domain_of(std::string_view address);

// Hash and equality of texts whose case does not matter, for look-ups without a copy.
struct FoldedHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
      hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 0x100000001b3ULL;
    return static_cast<std::size_t>(hash);
  }
};
struct FoldedEqual {
  using is_transparent = void;
  bool operator()(std::string_view one, std::string_view other) const {
    return equal_ignoring_case(one, other);
  }
};

// Length of the valid UTF-8 sequence at the head of `text` (not empty), 0 where there is none; its
// code point.
std::size_t utf8_length(std::string_view text, std::uint32_t& point);
// The halves of a code point that UTF-16 writes in two units, and the whole.
constexpr bool is_high_surrogate(std::int64_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
constexpr bool is_low_surrogate(std::int64_t unit) { return unit >= 0xdc00 && unit < 0xe000; }
constexpr std::uint32_t of_surrogates(std::uint32_t high, std::uint32_t low) {
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}
// Appends a code point as UTF-8.
void append_utf8(std::string& out, std::uint32_t point);

// Whether all of `text` is what `pattern` says, ignoring case; * stands for any characters.
bool matches_pattern(std::string_view text, std::string_view pattern);

// Characters that forge what a reader or another program sees: C1 controls, line and paragraph
// separators, marks that turn the direction of text around, what is not shown, noncharacters.
bool is_deceptive(std::uint32_t point);

// A value as a host may print it: control characters, what is deceptive and what is no UTF-8 come
// out as U+FFFD. Joiners stay, which names of some languages and emoji need.
std::string for_display(std::string_view text);

// A message that may hold such a value, or the name of a file: the same come out as \xHH or \uXXXX,
// line breaks too; backslashes stay.
std::string on_one_line(std::string_view message);

// Text for a line that people read: control characters, line separators and invalid UTF-8 come out
// as \xHH or \uXXXX, so that nothing in a log can forge a line. Backslashes double, so that an
// escape cannot be forged either.
std::string printable(std::string_view text, std::size_t most = std::string_view::npos);

}  // namespace aobo
