// StringScan: the strings of a JSON text, each gone through once, 64 bytes at a time: where it
// ends, whether it holds escapes, and whether a form of secrets (secret_forms.h) may stand in it.
// Most strings of a log hold no character by which a form could begin, and need no second look.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aobo {

class StringScan {
 public:
  explicit StringScan(std::string_view text) : text_(text) {}

  struct Content {
    std::size_t end = 0;       // of its closing quote, or of the text
    bool escaped = false;      // a backslash stands in it
    bool may_be_form = false;  // else find_secret_forms finds nothing in it
  };
  // Of the string whose opening quote stands before `begin`. Fastest from left to right.
  Content content(std::size_t begin);

 private:
  void load(std::size_t base);

  std::string_view text_;
  std::size_t base_ = std::string_view::npos;  // of the block at hand
  std::uint64_t stops_ = 0;                    // of its bytes, quotes and backslashes
  std::uint64_t marks_ = 0;                    // and those at which a form may be known
};

// The same of a text that is no JSON, or has its escapes taken out.
bool may_hold_form(std::string_view text);

}  // namespace aobo
