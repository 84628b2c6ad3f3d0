#include "plugin/mask/string_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "plugin/base/byte_block.h"
#include "plugin/base/text.h"
#include "plugin/mask/secret_forms.h"

namespace aobo {
namespace {

constexpr std::size_t kBytes = ByteBlock::kBytes;
constexpr std::uint64_t kFirst = 1, kLast = std::uint64_t{1} << 63;

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

// Where `second` stands directly behind `first`, of which a block holds `firsts`.
std::uint64_t pairs(std::string_view text, std::size_t base, std::uint64_t firsts,
                    std::uint64_t seconds, char second) {
  const bool behind = at_or_zero(text, base + kBytes) == second;
  return firsts & (seconds >> 1 | (behind ? kLast : 0));
}

// Whether the blank at `at` may be the one behind "bearer" or "basic".
bool may_end_scheme(std::string_view text, std::size_t at) {
  if (at < 3 || at >= text.size()) return false;
  const char last = to_lower(text[at - 1]), third = to_lower(text[at - 3]);
  return (last == 'r' && third == 'r') || (last == 'c' && third == 's');
}

// The block at hand, of whose characters several questions are asked.
struct Block {
  explicit Block(std::string_view text, std::size_t base)
      : bytes(block_at(text, base)), quotes(bytes.equal('"')) {}
  ByteBlock bytes;
  std::uint64_t quotes;
};

// What stands before a colon or the end of an element that gives a secret's name.
std::uint64_t name_ends(const ByteBlock& bytes) {
  std::uint64_t ends = bytes.equal('\'');
  for (const char last : kNameEnds) ends |= bytes.equal(last);
  return ends;
}

// Of each form of secret_forms.cpp something without which it is none: "=" and "%3D" of
// assignments and of keys in base64, "eyJ", "Q~", "JQQJ9", the blank behind "bearer" and "basic",
// a dash where an option of a command line begins; behind a letter on which a secret's name ends,
// or a quote, the colon or the end of an element; "-S" of -SecureString.
std::uint64_t form_marks(std::string_view text, std::size_t base, const Block& block) {
  const ByteBlock& bytes = block.bytes;
  std::uint64_t marks = bytes.equal('=') | bytes.equal('%') | bytes.equal('~');
  const std::uint64_t j = bytes.equal('J');
  if (j != 0 || at_or_zero(text, base + kBytes) == 'J')
    marks |= pairs(text, base, bytes.equal('y'), j, 'J');
  if (j != 0) marks |= pairs(text, base, j, bytes.equal('Q'), 'Q');
  const std::uint64_t colons = bytes.equal(':'), ends = bytes.equal('>');
  const char next = at_or_zero(text, base + kBytes);
  if ((colons | ends) != 0 || next == ':' || next == '>') {
    const std::uint64_t last = name_ends(bytes);
    marks |= pairs(text, base, last, colons, ':') | pairs(text, base, last, ends, '>');
  }
  const std::uint64_t blanks = bytes.equal(' '), dashes = bytes.equal('-');
  for (std::uint64_t rest = blanks; rest != 0; rest &= rest - 1) {
    if (may_end_scheme(text, base + static_cast<std::size_t>(std::countr_zero(rest))))
      marks |= rest & (~rest + 1);
  }
  if (dashes == 0) return marks;
  marks |= pairs(text, base, dashes, bytes.equal('S'), 'S');
  marks |= pairs(text, base, dashes, bytes.equal('s'), 's');
  const std::uint64_t leads =
      blanks | dashes | block.quotes | bytes.equal('\'') | bytes.equal('\t');
  return marks | (dashes & (leads << 1 | kFirst) & ~(blanks >> 1));
}

}  // namespace

void StringScan::load(std::size_t base) {
  if (base == base_) return;
  base_ = base;
  const Block block(text_, base);
  stops_ = block.quotes | block.bytes.equal('\\');
  marks_ = form_marks(text_, base, block);
}

StringScan::Content StringScan::content(std::size_t begin) {
  Content content;
  for (std::size_t at = begin; at < text_.size();) {
    load(at / kBytes * kBytes);
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
    if (form_marks(text, base, Block(text, base)) != 0) return true;
  }
  return false;
}

}  // namespace aobo
