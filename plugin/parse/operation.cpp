#include "plugin/parse/operation.h"

namespace aobo {
namespace {

// The length of a dash (U+2010 to U+2015, U+2212) or a no-break blank (U+00A0) at the head of
// `text`, and what stands for it; 0 for anything else.
std::size_t fold_mark(std::string_view text, char& folded) {
  if (text.size() >= 3 && text[0] == '\xe2' &&
      ((text[1] == '\x80' && text[2] >= '\x90' && text[2] <= '\x95') ||
       (text[1] == '\x88' && text[2] == '\x92'))) {
    folded = '-';
    return 3;
  }
  if (text.size() >= 2 && text[0] == '\xc2' && text[1] == '\xa0') {
    folded = ' ';
    return 2;
  }
  return 0;
}

bool is_normal(std::string_view raw) {
  char before = ' ';
  for (const char c : raw) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool blank = c == ' ' && before == ' ';
    const auto code = static_cast<unsigned char>(c);
    if (upper || blank || code >= 0x80 || code < ' ') return false;
    before = c;
  }
  return before != ' ' && before != '.';
}

}  // namespace

std::string_view normalized_operation(std::string_view raw, Scratch& scratch) {
  if (is_normal(raw)) return raw;
  char* out = scratch.allocate(raw.size());
  std::size_t size = 0;
  for (std::size_t at = 0; at < raw.size();) {
    char c = raw[at];
    const std::size_t folded = fold_mark(raw.substr(at), c);
    at += folded == 0 ? 1 : folded;
    if (c == '\t' || c == '\r' || c == '\n') c = ' ';
    if (c == ' ' && (size == 0 || out[size - 1] == ' ')) continue;
    out[size++] = to_lower(c);
  }
  while (size > 0 && (out[size - 1] == ' ' || out[size - 1] == '.')) --size;
  return {out, size};
}

}  // namespace aobo
