#include "plugin/base/text.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/eight_bytes.h"

namespace aobo {

namespace {

struct Points {
  std::uint32_t first, last;
};
// All that Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties.txt), but for the
// variation selectors, which emoji and names in Chinese characters need.
constexpr Points kDeceptive[] = {
    {0x80, 0x9f},        // C1 controls
    {0xad, 0xad},        // soft hyphen
    {0x34f, 0x34f},      // combining grapheme joiner
    {0x61c, 0x61c},      // a mark of direction
    {0x115f, 0x1160},    // fillers of Hangul
    {0x17b4, 0x17b5},    // vowels of Khmer that are not shown
    {0x180e, 0x180e},    // vowel separator of Mongolian
    {0x200b, 0x200f},    // of no width, joiners, marks of direction
    {0x2028, 0x202e},    // separators of lines and paragraphs, embeddings of direction
    {0x2060, 0x206f},    // word joiner, operators that are not shown, isolates of direction
    {0x3164, 0x3164},    // filler of Hangul
    {0xfdd0, 0xfdef},    // noncharacters
    {0xfeff, 0xfeff},    // of no width: the byte order mark
    {0xffa0, 0xffa0},    // filler of Hangul
    {0xfff0, 0xfffb},    // unassigned, and marks of annotations
    {0x1bca0, 0x1bca3},  // controls of shorthand
    {0x1d173, 0x1d17a},  // controls of musical notation
    {0xe0000, 0xe00ff},  // tags
    {0xe01f0, 0xe0fff},
};

// Calls plain(part) with what may be shown and odd(point, byte) with each that may not; point is 0
// above ASCII where there is no UTF-8.
template <typename Plain, typename Odd>
void walk(std::string_view text, Plain plain, Odd odd) {
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text.substr(at), point);
    if (length == 0 || point < 0x20 || point == 0x7f || is_deceptive(point)) {
      odd(length == 0 ? 0 : point, static_cast<unsigned char>(text[at]));
    } else {
      plain(text.substr(at, length));
    }
    at += length == 0 ? 1 : length;
  }
}

// As C++ and Python write them: what stands behind is no digit of it.
std::string escape(std::uint32_t point, unsigned char byte) {
  if (point < 0x80) return fmt::format("\\x{:02x}", byte);
  return point <= 0xffff ? fmt::format("\\u{:04x}", point) : fmt::format("\\U{:08x}", point);
}

// Nearly all that logs hold.
bool is_printable_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + eight::kBytes <= text.size(); at += eight::kBytes) {
    if (eight::printable(eight::load(text.data() + at)) != eight::kHigh) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7f; });
}

}  // namespace

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
    return;
  }
  if (point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (point >> 6)));
  } else {
    if (point < 0x10000) {
      out.push_back(static_cast<char>(0xE0 | (point >> 12)));
    } else {
      out.push_back(static_cast<char>(0xF0 | (point >> 18)));
      out.push_back(static_cast<char>(0x80 | ((point >> 12) & 0x3F)));
    }
    out.push_back(static_cast<char>(0x80 | ((point >> 6) & 0x3F)));
  }
  out.push_back(static_cast<char>(0x80 | (point & 0x3F)));
}

bool matches_pattern(std::string_view text, std::string_view pattern) {
  std::size_t t = 0, p = 0, star = std::string_view::npos, again = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      again = t;
    } else if (p < pattern.size() && to_lower(pattern[p]) == to_lower(text[t])) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++again;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::size_t utf8_length(std::string_view text, std::uint32_t& point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) {
    point = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return 0;
  point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
    point = (point << 6) | (byte(i) & 0x3fU);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  return overlong || surrogate || point > 0x10ffff ? 0 : length;
}

bool is_deceptive(std::uint32_t point) {
  // U+FFFE and U+FFFF of each plane are noncharacters.
  return point >= 0x80 && ((point & 0xfffe) == 0xfffe ||
                           std::ranges::any_of(kDeceptive, [point](const Points& points) {
                             return point >= points.first && point <= points.last;
                           }));
}

std::string for_display(std::string_view text) {
  if (is_printable_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  walk(
      text, [&](std::string_view part) { out.append(part); },
      [&](std::uint32_t point, unsigned char) {
        out += point == 0x200c ? "\xe2\x80\x8c" : point == 0x200d ? "\xe2\x80\x8d" : "\xef\xbf\xbd";
      });
  return out;
}

std::string on_one_line(std::string_view message) {
  std::string out;
  walk(
      message, [&](std::string_view part) { out.append(part); },
      [&](std::uint32_t point, unsigned char byte) { out += escape(point, byte); });
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  eight::lower(out.data(), out.size());
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

bool equal_ignoring_case(std::string_view one, std::string_view other) {
  const std::size_t size = one.size();
  if (size != other.size()) return false;
  const auto same = [](std::uint64_t here, std::uint64_t there) {
    return here == there || eight::lower(here) == eight::lower(there);
  };
  if (size < eight::kBytes)
    return same(eight::load_some(one.data(), size), eight::load_some(other.data(), size));
  const auto same_at = [&](std::size_t at) {
    return same(eight::load(one.data() + at), eight::load(other.data() + at));
  };
  for (std::size_t at = 0; at + eight::kBytes < size; at += eight::kBytes) {
    if (!same_at(at)) return false;
  }
  return same_at(size - eight::kBytes);  // the last eight, some of them once more
}

bool is_any_ignoring_case(std::span<const std::string_view> all, std::string_view text) {
  return std::ranges::any_of(all,
                             [&](std::string_view one) { return equal_ignoring_case(one, text); });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

std::size_t find_ignoring_case(std::string_view text, std::string_view part) {
  if (part.empty()) return 0;
  const auto first = static_cast<unsigned char>(to_lower(part.front()));
  for (std::size_t at = 0; at + part.size() <= text.size(); ++at) {
    // Eight places at once where none of them begins it.
    if (at + eight::kBytes <= text.size()) {
      const std::uint64_t begins = eight::equal(eight::lower(eight::load(text.data() + at)), first);
      at += eight::before_first(begins);
      if (begins == 0) {
        --at;
        continue;
      }
    }
    if (starts_with_ignoring_case(text.substr(at), part)) return at;
  }
  return std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view domain_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t at = 0;
  for (; at < text.size() && out.size() < most;) {
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text.substr(at), point);
    if (length == 0 || point < 0x20 || point == 0x7f) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    } else if (is_deceptive(point)) {
      out += fmt::format("\\u{:04x}", point);
    } else if (point == '\\') {
      out += "\\\\";
    } else {
      out.append(text.substr(at, length));
    }
    at += length == 0 ? 1 : length;
  }
  if (at < text.size()) out += "…";
  return out;
}

}  // namespace aobo
