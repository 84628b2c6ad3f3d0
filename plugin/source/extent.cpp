// find_extent: the end of a bracketed JSON value, 64 bytes at a time. Bit masks of quotes, escapes
// and brackets come from ByteBlock's comparisons; a prefix sum of the quotes tells which bits lie
// inside strings, so that only real brackets are looked at one by one. The technique is the one
// described by Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019); simdjson itself
// does not give out record boundaries of broken input.
#include "plugin/source/extent.h"

#include <bit>
#include <cstring>

#include "plugin/base/byte_block.h"
#include "plugin/base/limits.h"

namespace aobo {
namespace {

// Bits that follow an odd run of backslashes, and so are escaped. `carry` is 1 where the block
// before ended in one.
std::uint64_t escaped_bits(std::uint64_t backslashes, std::uint64_t& carry) {
  if (backslashes == 0) {
    const std::uint64_t escaped = carry;
    carry = 0;
    return escaped;
  }
  std::uint64_t escaped = 0;
  std::uint64_t pending = carry;  // whether the bit at hand is escaped
  for (std::uint64_t rest = backslashes & ~pending; rest != 0;) {
    const int at = std::countr_zero(rest);
    if (at == 63) {
      carry = 1;
      return escaped | pending;
    }
    const std::uint64_t next = std::uint64_t{1} << (at + 1);
    escaped |= next;
    rest &= ~(next | (std::uint64_t{1} << at));
  }
  carry = 0;
  return escaped | pending;
}

std::uint64_t prefix_xor(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

// What stands before, but for blanks. A byte outside strings that is no ASCII is damage; it closes
// and opens nothing, and the parser will refuse it.
char before(std::string_view text, std::size_t at) {
  while (at > 0) {
    const char c = text[--at];
    const bool damage = static_cast<unsigned char>(c) >= 0x80;
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t' && !damage) return c;
  }
  return '\0';
}

// The open brackets, a bit each: 1 for an array.
struct Nesting {
  std::uint64_t arrays = 0;
  std::size_t depth = 0;

  bool in_array() const { return (arrays & 1) != 0; }
  void open(bool array) {
    arrays = (arrays << 1) | (array ? 1U : 0U);
    ++depth;
  }
  void close() {
    arrays >>= 1;
    --depth;
  }
};

// Whether the value that opens at `at` may stand there.
bool may_open(std::string_view text, std::size_t at, const Nesting& nesting) {
  if (nesting.depth == 0) return true;
  const char c = before(text, at);
  return nesting.in_array() ? c == '[' || c == ',' : c == ':';
}

struct Scan {
  std::string_view text;
  Nesting nesting;

  // Looks at one bracket; true where the extent is decided.
  bool step(std::size_t at, Extent& extent) {
    const char c = text[at];
    const bool array = c == '[' || c == ']';
    if (c == '{' || c == '[') {
      if (!may_open(text, at, nesting))
        return broken(at, "a new object begins where none may", extent);
      if (nesting.depth == limits::kJsonDepth - 1) return broken(at, "nested too deep", extent);
      nesting.open(array);
      return false;
    }
    if (nesting.in_array() != array)
      return broken(at, "a bracket closes what another opened", extent);
    nesting.close();
    if (nesting.depth != 0) return false;
    extent = {Extent::What::kWhole, at + 1, ""};
    return true;
  }

  static bool broken(std::size_t at, const char* detail, Extent& extent) {
    extent = {Extent::What::kBroken, at, detail};
    return true;
  }
};

static_assert(limits::kJsonDepth <= 64, "Nesting keeps one bit a level");

template <typename Block>
Extent scan_extent(std::string_view text) {
  Scan scan{text, {}};
  Extent extent;
  std::uint64_t escape_carry = 0;
  std::uint64_t string_carry = 0;  // all ones inside a string
  char tail[Block::kBytes];
  for (std::size_t base = 0; base < text.size(); base += Block::kBytes) {
    const char* at = text.data() + base;
    if (text.size() - base < Block::kBytes) {
      std::memset(tail, ' ', sizeof tail);
      std::memcpy(tail, at, text.size() - base);
      at = tail;
    }
    const Block block(at);
    const std::uint64_t escaped = escaped_bits(block.equal('\\'), escape_carry);
    const std::uint64_t quotes = block.equal('"') & ~escaped;
    const std::uint64_t inside = prefix_xor(quotes) ^ string_carry;
    string_carry = (inside >> 63) != 0 ? ~std::uint64_t{0} : 0;
    const std::uint64_t breaks = block.equal('\n') & inside;
    std::uint64_t brackets = (block.equal_folded('{') | block.equal_folded('}')) & ~inside;
    if (breaks != 0) {  // only the brackets before the line break count
      brackets &= (breaks & (~breaks + 1)) - 1;
    }
    for (; brackets != 0; brackets &= brackets - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(brackets));
      if (scan.step(base + bit, extent)) return extent;
    }
    if (breaks != 0) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(breaks));
      return {Extent::What::kBroken, base + bit, "a line break inside a string"};
    }
  }
  return {Extent::What::kOpen, text.size(), "the input ends inside it"};
}

}  // namespace

Extent find_extent(std::string_view text) { return scan_extent<ByteBlock>(text); }

Extent find_extent_portable(std::string_view text) { return scan_extent<WordBlock>(text); }

}  // namespace aobo
