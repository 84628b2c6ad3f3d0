#include "plugin/mask/string_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "plugin/base/byte_block.h"

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

// `second` directly behind `first`, a bit where the first stands. What comes behind the block is
// not known, and may be it.
std::uint64_t pair(const ByteBlock& block, char first, char second) {
  return block.equal(first) & (block.equal(second) >> 1 | kLast);
}

// Of each form of secret_forms.cpp something without which it is none: "=" and "%3D" of
// assignments and of keys in base64, "eyJ", "Q~", "JQQJ9", the blank behind "bearer" and "basic",
// a dash where an option of a command line begins. What comes before the block is not known: there
// its first bytes count as if all of it stood there.
std::uint64_t form_marks(const ByteBlock& block) {
  const std::uint64_t blanks = block.equal(' '), dashes = block.equal('-');
  std::uint64_t marks = block.equal('=') | block.equal('%') | block.equal('~');
  marks |= pair(block, 'y', 'J') | pair(block, 'J', 'Q');
  const std::uint64_t r = block.equal_folded('r');
  const std::uint64_t c = block.equal_folded('c'), s = block.equal_folded('s');
  const std::uint64_t unseen = (kFirst << 3) - 1;
  marks |= blanks & ((r << 1 & r << 3) | (c << 1 & s << 3) | unseen);
  const std::uint64_t leads =
      blanks | dashes | block.equal('"') | block.equal('\'') | block.equal('\t');
  return marks | (dashes & (leads << 1 | kFirst) & ~(blanks >> 1));
}

}  // namespace

void StringScan::load(std::size_t base) {
  if (base == base_) return;
  base_ = base;
  const ByteBlock block = block_at(text_, base);
  stops_ = block.equal('"') | block.equal('\\');
  marks_ = form_marks(block);
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
    if (form_marks(block_at(text, base)) != 0) return true;
  }
  return false;
}

}  // namespace aobo
