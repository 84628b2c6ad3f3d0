#include "plugin/base/json_slip.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "plugin/base/text.h"

namespace aobo {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kEndsWord = " \t\r\n,:{}[]\"";
constexpr std::size_t kMostShown = 24;

class SlipFinder {
 public:
  SlipFinder(std::string_view text, std::size_t deepest) : text_(text), deepest_(deepest) {}

  std::optional<JsonSlip> find() {
    if (value(0) && next() != '\0') fail("the end of the file");
    return slip_;
  }

 private:
  // The byte that comes next behind blanks; 0 at the end.
  char next() {
    at_ = std::min(text_.find_first_not_of(kBlank, at_), text_.size());
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool fail(const std::string& expected) { return fail_at(at_, found(), expected); }
  bool fail_at(std::size_t offset, const std::string& found, const std::string& expected) {
    if (!slip_) slip_ = JsonSlip{offset, "found " + found + ", expected " + expected};
    return false;
  }

  // The word that stands there, or the one character.
  std::string found() const {
    if (at_ >= text_.size()) return "the end of the file";
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with('"')) {
      const std::size_t end = std::min(rest.find_first_of("\"\n", 1), rest.size());
      return printable(rest.substr(0, std::min(end + 1, kMostShown)));
    }
    const std::size_t end = std::min(rest.find_first_of(kEndsWord), rest.size());
    return "\"" + printable(rest.substr(0, std::clamp<std::size_t>(end, 1, kMostShown))) + "\"";
  }

  // What people write who know another notation.
  std::string advice() const {
    const std::string_view rest = text_.substr(std::min(at_, text_.size()));
    if (rest.starts_with("//") || rest.starts_with('#') || rest.starts_with("/*"))
      return "; JSON has no comments: remove it";
    return rest.starts_with('\'') ? "; write double quotes" : "";
  }

  bool value(std::size_t depth) {
    if (depth > deepest_)
      return fail_at(at_, "a value that is nested deeper",
                     "at most " + std::to_string(deepest_) + " levels");
    const char first = next();
    if (first == '{') return object(depth);
    if (first == '[') return array(depth);
    if (first == '"') return string();
    if (first == '-' || (first >= '0' && first <= '9')) return number();
    for (const std::string_view word : {"true", "false", "null"}) {
      if (word_here() != word) continue;
      at_ += word.size();
      return true;
    }
    return fail("a value: {, [, a text in double quotes, a number, true, false or null" + advice());
  }

  std::string_view word_here() const {
    const std::string_view rest = text_.substr(at_);
    return rest.substr(0, rest.find_first_of(kEndsWord));
  }

  bool object(std::size_t depth) {
    ++at_;
    if (next() == '}') return ++at_, true;
    for (;;) {
      if (next() != '"')
        return fail(std::string(next() == '}' ? "a key; remove the comma before it"
                                              : "a key in double quotes") +
                    (next() == '}' ? "" : advice()));
      if (!string()) return false;
      if (next() != ':') return fail("a colon behind the key");
      ++at_;
      if (!value(depth + 1)) return false;
      const char behind = next();
      ++at_;
      if (behind == '}') return true;
      if (behind == ',') continue;
      --at_;
      return fail("a comma or }" + advice());
    }
  }

  bool array(std::size_t depth) {
    ++at_;
    if (next() == ']') return ++at_, true;
    for (;;) {
      if (next() == ']') return fail("a value; remove the comma before it");
      if (!value(depth + 1)) return false;
      const char behind = next();
      ++at_;
      if (behind == ']') return true;
      if (behind == ',') continue;
      --at_;
      return fail("a comma or ]" + advice());
    }
  }

  bool string() {
    const std::size_t begin = at_++;
    for (; at_ < text_.size(); ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '"') return ++at_, true;
      if (byte == '\n' || byte == '\r')
        return fail_at(begin, "a text that is not closed in its line", "\" at its end");
      if (byte < ' ')
        return fail_at(at_, "a control character in a text",
                       "it as an escape, like \\t or \\u0001");
      if (byte >= 0x80) {
        std::uint32_t point = 0;
        const std::size_t length = utf8_length(text_.substr(at_), point);
        if (length == 0) return fail_at(at_, "a byte that is no UTF-8", "the file in UTF-8");
        at_ += length - 1;
      }
      if (byte == '\\' && !escape()) return false;
    }
    return fail_at(begin, "a text that is never closed", "\" at its end");
  }

  // Leaves the last byte of it for the loop to step over.
  bool escape() {
    const std::size_t begin = at_++;
    const char kind = at_ < text_.size() ? text_[at_] : '\0';
    const std::string shown = "\"" + std::string(text_.substr(begin, 1)) +
                              (at_ < text_.size() ? printable(text_.substr(at_, 1)) : "") + "\"";
    if (std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos && kind != '\0')
      return true;
    const std::string_view digits = text_.substr(std::min(at_ + 1, text_.size()), 4);
    const bool hex =
        digits.size() == 4 && std::ranges::all_of(digits, [](char one) {
          return std::string_view("0123456789abcdefABCDEF").find(one) != std::string_view::npos;
        });
    if (kind != 'u' || !hex)
      return fail_at(begin, shown,
                     "an escape like \\n or \\u00e9; write a backslash itself as \\\\");
    at_ += 4;
    return true;
  }

  bool number() {
    const std::string_view word = word_here();
    std::string_view rest = word;
    if (rest.starts_with('-')) rest.remove_prefix(1);
    const auto digits = [&rest] {
      const std::size_t count = std::min(rest.find_first_not_of("0123456789"), rest.size());
      rest.remove_prefix(count);
      return count;
    };
    const bool zero = rest.starts_with('0');
    const std::size_t whole = digits();
    bool right = whole == 1 || (whole > 1 && !zero);
    if (right && rest.starts_with('.')) {
      rest.remove_prefix(1);
      right = digits() > 0;
    }
    if (right && (rest.starts_with('e') || rest.starts_with('E'))) {
      rest.remove_prefix(rest.size() > 1 && (rest[1] == '+' || rest[1] == '-') ? 2 : 1);
      right = digits() > 0;
    }
    if (!right || !rest.empty()) return fail("a number like 12 or 0.5");
    double number = 0;
    if (std::from_chars(word.data(), word.data() + word.size(), number).ec != std::errc())
      return fail("a number that is not as large");
    at_ += word.size();
    return true;
  }

  std::string_view text_;
  std::size_t deepest_;
  std::size_t at_ = 0;
  std::optional<JsonSlip> slip_;
};

}  // namespace

std::optional<JsonSlip> find_json_slip(std::string_view text, std::size_t deepest) {
  return SlipFinder(text, deepest).find();
}

}  // namespace aobo
