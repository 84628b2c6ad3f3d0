#include "plugin/mask/string_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "plugin/base/byte_block.h"
#include "plugin/base/text.h"
#include "plugin/mask/secret_forms.h"
#include "plugin/mask/secret_token.h"
#include "plugin/mask/secret_url.h"

namespace aobo {
namespace {

constexpr std::size_t kBytes = ByteBlock::kBytes;

// The block at `base`, blanks behind the end of the text.
ByteBlock block_at(std::string_view text, std::size_t base) {
  if (text.size() - base >= kBytes) return ByteBlock(text.data() + base);
  char tail[kBytes];
  std::memset(tail, ' ', sizeof tail);
  std::memcpy(tail, text.data() + base, text.size() - base);
  return ByteBlock(tail);
}

char at_or_zero(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

// What a character tells of the one behind it or before it.
enum : std::uint8_t {
  kEndsName = 1,     // a letter on which a secret's name ends, or a quote
  kLeadsOption = 2,  // behind it an option of a command line may begin
  kSecure = 4,       // behind a dash: of -SecureString
};
constexpr std::array<std::uint8_t, 256> make_traits() {
  std::array<std::uint8_t, 256> traits{};
  const auto set = [&](std::string_view all, int trait) {
    for (const char c : all)
      traits[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(trait);
  };
  set(kNameEnds, kEndsName);
  set("'", kEndsName);
  set(std::string_view(" -\"'\t\0", 6), kLeadsOption);
  set("Ss", kSecure);
  return traits;
}
constexpr auto kTraits = make_traits();

bool has(char byte, int trait) { return (kTraits[static_cast<unsigned char>(byte)] & trait) != 0; }

// Whether the blank at `at` may be the one behind "bearer", "basic", "net user" or "net use".
bool may_end_scheme(std::string_view text, std::size_t at) {
  if (at < 3) return false;
  const char last = to_lower(text[at - 1]), third = to_lower(text[at - 3]);
  return (last == 'r' && (third == 'r' || third == 's')) || (last == 'c' && third == 's') ||
         (last == 'e' && third == 'u');
}

// Whether an option of a command line may begin there, a key in PEM, or "SecureString".
bool may_be_option(std::string_view text, std::size_t at) {
  const char before = at == 0 ? '\0' : text[at - 1], next = at_or_zero(text, at + 1);
  return (has(before, kLeadsOption) && next != ' ') || has(next, kSecure);
}

// Those of `found`, in the block at `base`, of which it is true.
template <typename Condition>
std::uint64_t of_those(std::uint64_t found, std::size_t base, Condition condition) {
  std::uint64_t kept = 0;
  for (; found != 0; found &= found - 1) {
    if (condition(base + static_cast<std::size_t>(std::countr_zero(found))))
      kept |= found & (~found + 1);
  }
  return kept;
}

// Whether the name of a secret may end before the colon, or the end of an element, at `at`: also
// with a quote behind it, or with an entity that stands for one ("&quot;", "&#34;"). Where
// `json` is what stands between quotes in JSON, a quote there is JSON's own but behind a backslash.
bool may_end_name(std::string_view text, std::size_t at, bool json) {
  if (at == 0) return false;
  const char last = text[at - 1];
  if (has(last, kEndsName)) return true;
  if (at == 1) return false;
  const char behind = text[at - 2];
  if (last == ' ') return true;
  if (last == ';') return behind == 't' || behind == 's' || behind == '4' || behind == '9';
  return last == '"' && (behind == '\\' || (!json && (behind == '"' || has(behind, kEndsName))));
}

// Of each form of secret_forms.cpp something without which it is none: "=" and "%3D" of
// assignments and of keys in base64, "eyJ", "Q~", "JQQJ9", the blank behind "bearer", "basic",
// "net user" and "net use", a dash; behind a letter on which a secret's name ends, or a quote, the
// colon or the end of an element; the colon of a URL that holds one; a slash behind a blank; the
// end of a token's published beginning. `own`: the quotes of JSON, where `json`.
std::uint64_t form_marks(std::string_view text, std::size_t base, const ByteBlock& block,
                         std::uint64_t own, bool json) {
  const std::size_t left = text.size() - base;
  const std::uint64_t within = left < kBytes ? (std::uint64_t{1} << left) - 1 : ~std::uint64_t{0};
  // Behind the closing quote of a name the colon of JSON.
  const std::uint64_t ends = block.any<':', '>'>() & ~(own << 1) & within;
  std::uint64_t marks = block.any<'=', '%', '~', 'J'>();
  marks |= of_those(ends, base, [&](std::size_t at) {
    return may_end_name(text, at, json) || (text[at] == ':' && secret_of_url(text, at));
  });
  const std::uint64_t blanks = block.equal(' ') & within;
  marks |= of_those(blanks, base, [&](std::size_t at) { return may_end_scheme(text, at); });
  marks |= of_those(block.equal('/') & (blanks << 1 | 1) & within, base,
                    [&](std::size_t at) { return at > 0 && text[at - 1] == ' '; });
  // Most dashes are an id's or a time's: behind a digit or a letter, and what leads is smaller.
  const std::uint64_t led = ~(block.from('0') << 1), secure = block.equal_folded('s') >> 1;
  constexpr std::uint64_t kLast = std::uint64_t{1} << (kBytes - 1);  // what follows it is not seen
  const std::uint64_t dashes = block.equal('-') & within;
  marks |= of_those(dashes & (led | secure | kLast), base,
                    [&](std::size_t at) { return may_be_option(text, at); });
  // A token's beginning ends on a letter that no id has before its dashes, or is Slack's "xoxb-".
  constexpr std::uint64_t kFirstTwo = 3;
  const std::uint64_t behind = block.from('g') << 1 | block.equal('x') << 2 | kFirstTwo;
  marks |= of_those((dashes & behind) | (block.equal('_') & within), base,
                    [&](std::size_t at) { return ends_token_prefix(text, at); });
  return marks & within;
}

}  // namespace

void StringScan::load(std::size_t base) {
  base_ = base;
  const ByteBlock block = block_at(text_, base);
  const std::uint64_t quotes = block.equal('"'), backslashes = block.equal('\\');
  stops_ = quotes | backslashes;
  marks_ = form_marks(text_, base, block, quotes & ~(backslashes << 1), true);
}

StringScan::Content StringScan::content(std::size_t begin) {
  Content content;
  for (std::size_t at = begin; at < text_.size();) {
    if (const std::size_t base = at / kBytes * kBytes; base != base_) load(base);
    const std::uint64_t rest = ~std::uint64_t{0} << (at % kBytes);
    const std::uint64_t stops = stops_ & rest;
    const std::uint64_t stop = stops & (~stops + 1);
    content.may_be_form = content.may_be_form || (marks_ & rest & (stop - 1)) != 0;
    at = base_ + (stop == 0 ? kBytes : static_cast<std::size_t>(std::countr_zero(stop)));
    if (stop == 0) continue;
    if (text_[at] == '"') {
      content.end = at;
      return content;
    }
    content.escaped = true;
    at += 2;
  }
  content.end = text_.size();
  return content;
}

bool may_hold_form(std::string_view text) {
  for (std::size_t base = 0; base < text.size(); base += kBytes) {
    if (form_marks(text, base, block_at(text, base), 0, false) != 0) return true;
  }
  return false;
}

}  // namespace aobo
