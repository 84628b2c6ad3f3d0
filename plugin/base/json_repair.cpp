#include "plugin/base/json_repair.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <vector>

#include "plugin/base/eight_bytes.h"
#include "plugin/base/json_text.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"

namespace aobo {
namespace {

// Code points of Windows-1252 from 0x80 to 0x9F; 0 where it has none. The others are Latin-1.
// Source: Microsoft's best fit table of code page 1252.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_windows(std::string& out, char character) {
  const auto byte = static_cast<unsigned char>(character);
  const std::uint32_t point = byte >= 0xA0 ? byte : kWindows1252[byte & 0x1F];
  append_utf8(out, point != 0 ? point : 0xFFFD);
}

// Appends what bytes that are no UTF-8 must have been, and gives their number. Half a pair of
// UTF-16 in three bytes, as base/utf16.h leaves it, is no character; any other byte is one of
// Windows.
std::size_t append_mended(std::string& out, std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (text.size() >= 3 && byte(0) == 0xED && byte(1) >= 0xA0 && byte(1) <= 0xBF &&
      (byte(2) & 0xC0) == 0x80) {
    append_utf8(out, 0xFFFD);
    return 3;
  }
  append_windows(out, text[0]);
  return 1;
}

// Most texts, in which nothing is to be mended.
bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + eight::kBytes <= text.size(); at += eight::kBytes)
    all |= eight::load(text.data() + at);
  all |= eight::load_some(text.data() + at, text.size() - at);
  return (all & eight::kHigh) == 0;
}

// "1e999": JSON, and more than any reader of numbers holds.
bool is_beyond_double(std::string_view digits) {
  double number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return read.ec == std::errc::result_out_of_range;
}

class Repair {
 public:
  explicit Repair(std::string_view text) : text_(text) { out_.reserve(text.size() + 64); }

  std::optional<std::string> run() {
    while (at_ < text_.size()) {
      if (in_string_) {
        string_step();
      } else {
        bare_step();
      }
    }
    return changed_ ? std::optional(std::move(out_)) : std::nullopt;
  }

 private:
  void keep(std::size_t count) {
    out_.append(text_.substr(at_, count));
    at_ += count;
  }

  void string_step() {
    const char c = text_[at_];
    if (c == '"') {
      in_string_ = false;
      keep(1);
    } else if (c == '\\') {
      escape();
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out_.append("\\u00").push_back(kHex[c >> 4]);
      out_.push_back(kHex[c & 15]);
      ++at_;
      changed_ = true;
    } else {
      std::uint32_t point = 0;
      const std::size_t length = utf8_length(text_.substr(at_), point);
      length != 0 ? keep(length) : mend();
    }
  }

  void mend() {
    at_ += append_mended(out_, text_.substr(at_));
    changed_ = true;
  }

  // A backslash before what it cannot escape is one: "C:\Users" of programs that escape nothing.
  bool is_escape() const {
    const std::string_view rest = text_.substr(at_);
    if (rest.size() < 2) return true;  // cut off, and nothing of it is certain
    if (rest[1] == 'u') return std::ranges::all_of(rest.substr(2, 4), is_hex_digit);
    return std::string_view("\"\\/bfnrt").find(rest[1]) != std::string_view::npos;
  }

  void escape() {
    if (!is_escape()) {
      out_ += "\\\\";
      ++at_;
      changed_ = true;
      return;
    }
    const int unit = escaped_unit(text_.substr(at_));
    if (!is_high_surrogate(unit) && !is_low_surrogate(unit))
      return keep(std::min<std::size_t>(2, text_.size() - at_));
    if (is_high_surrogate(unit) &&
        is_low_surrogate(escaped_unit(text_.substr(std::min(at_ + 6, text_.size())))))
      return keep(12);
    out_ += "\\ufffd";
    at_ += 6;
    changed_ = true;
  }

  void bare_step() {
    const char c = text_[at_];
    if (c == '"') {
      in_string_ = true;
      return keep(1);
    }
    if (c == '-' || (c >= '0' && c <= '9')) return number();
    for (const std::string_view word : {"NaN", "nan", "Infinity"}) {
      if (text_.substr(at_).starts_with(word)) return as_null(word.size());
    }
    if (c == ',' && is_trailing()) {
      ++at_;
      changed_ = true;
      return;
    }
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (static_cast<unsigned char>(c) < 0x20 && !blank) {  // NUL padding and the like
      ++at_;
      changed_ = true;
      return;
    }
    keep(1);
  }

  // A comma behind the last member of an object or array.
  bool is_trailing() const {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t behind = text_.find_first_not_of(kBlanks, at_ + 1);
    if (behind == std::string_view::npos || (text_[behind] != '}' && text_[behind] != ']'))
      return false;
    const std::size_t before = out_.find_last_not_of(kBlanks);
    return before != std::string::npos &&
           std::string_view("{[,:").find(out_[before]) == std::string_view::npos;
  }

  void as_null(std::size_t size) {
    out_ += "null";
    at_ += size;
    changed_ = true;
  }

  void number() {
    if (text_.substr(at_).starts_with("-Infinity")) return as_null(9);
    std::size_t end = text_.find_first_not_of("0123456789+-.eE", at_);
    if (end == std::string_view::npos) end = text_.size();
    const std::string_view digits = text_.substr(at_, end - at_);
    const bool whole = digits.find_first_of(".eE") == std::string_view::npos;
    if ((whole && digits.size() > 18) || is_beyond_double(digits)) {
      out_.push_back('"');
      out_.append(digits).push_back('"');
      at_ = end;
      changed_ = true;
    } else {
      keep(end - at_);
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool in_string_ = false;
  bool changed_ = false;
  std::string out_;
};

}  // namespace

std::optional<std::string> repaired_json(std::string_view text) { return Repair(text).run(); }

std::optional<std::string> text_of_windows(std::string_view text) {
  if (is_ascii(text)) return std::nullopt;
  std::string out;
  bool changed = false;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out.push_back(text[at++]);
      continue;
    }
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text.substr(at), point);
    out.append(text.substr(at, length));
    at += length != 0 ? length : append_mended(out, text.substr(at));
    changed = changed || length == 0;
  }
  return changed ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::string> closed_json(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.front() != '{') return std::nullopt;
  std::string open;           // the closers of what is open, innermost last
  std::size_t whole = 0;      // one past the last member that is whole
  std::string whole_closers;  // what closes the text there
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') {
      if (open.size() == limits::kJsonDepth) return std::nullopt;
      open.push_back(c == '{' ? '}' : ']');
    }
    const bool closes = c == '}' || c == ']';
    if (closes) {
      if (open.empty() || open.back() != c) return std::nullopt;
      open.pop_back();
      if (open.empty()) return std::string(text.substr(0, at + 1));
    }
    if (c == ',' || closes) {
      whole = closes ? at + 1 : at;
      whole_closers.assign(open.rbegin(), open.rend());
    }
  }
  if (whole == 0) return std::nullopt;
  return std::string(text.substr(0, whole)) + whole_closers;
}

}  // namespace aobo
