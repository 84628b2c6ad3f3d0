#include "plugin/source/json_scan.h"

#include "plugin/base/page_keys.h"
#include "plugin/source/extent.h"

namespace aobo {
namespace {

// NUL is what tools that write by sectors leave between records, RS what begins each in a sequence
// of JSON texts (RFC 7464).
bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '\0' ||
         byte == '\x1e';
}

}  // namespace

// UTF-8's mark is one too: files were put one behind another.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
  for (;;) {
    while (at < text.size() && is_blank(text[at])) ++at;
    if (!text.substr(at).starts_with("\xef\xbb\xbf")) return at;
    at += 3;
  }
}

std::size_t string_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

std::size_t value_end(std::string_view text, std::size_t at) {
  if (text[at] == '"') return string_end(text, at);
  if (text[at] == '{' || text[at] == '[') {
    const Extent extent = find_extent(text.substr(at));
    return extent.what == Extent::What::kOpen ? std::string_view::npos : at + extent.end;
  }
  const std::size_t end = text.find_first_of(",]} \t\r\n", at);
  return end == at ? at + 1 : end;
}

std::size_t value_of_key(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  if (at >= text.size() || text[at] != ':') return std::string_view::npos;
  at = skip_blanks(text, at + 1);
  return at < text.size() ? at : std::string_view::npos;
}

std::size_t next_member(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  return at < text.size() && text[at] == ',' ? skip_blanks(text, at + 1) : at;
}

void read_tenant(std::string_view text, std::string_view key, std::size_t at,
                 std::string_view& tenant) {
  if (!tenant.empty() || text[at] != '"' || !is_folded_of_any(page::kTenants, key)) return;
  const std::size_t end = string_end(text, at);
  if (end != std::string_view::npos) tenant = text.substr(at + 1, end - at - 2);
}

}  // namespace aobo
