#include "simulator/rules/scan.h"

#include <cstdint>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

bool letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}
bool digit(char letter) { return letter >= '0' && letter <= '9'; }
bool word(char character) { return letter(character) || digit(character) || character == '_'; }

}  // namespace

bool space(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

// Length of an identifier at the head; 0 for none.
std::size_t identifier_length(std::string_view text) {
  if (text.empty() || !letter(text[0])) return 0;
  std::size_t size = 1;
  while (size < text.size() && word(text[size])) ++size;
  return size;
}

std::size_t field_name_length(std::string_view text) {
  std::size_t size = identifier_length(text), parts = 0;
  if (size == 0) return 0;
  while (size < text.size() && text[size] == '.') {
    const std::size_t next = identifier_length(text.substr(size + 1));
    if (next == 0) break;
    size += 1 + next;
    ++parts;
  }
  return parts == 0 ? 0 : size;
}

std::size_t hex_length(std::string_view text) {
  if (text.size() < 3 || text[0] != '0' || (text[1] != 'x' && text[1] != 'X')) return 0;
  std::size_t size = 2;
  while (size < text.size() && is_hex_digit(text[size])) ++size;
  return size > 2 ? size : 0;
}

std::size_t number_length(std::string_view text) {
  std::size_t size = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const std::size_t first = size;
  while (size < text.size() && digit(text[size])) ++size;
  if (size == first) return 0;
  if (size < text.size() && text[size] == '.') ++size;
  while (size < text.size() && digit(text[size])) ++size;
  if (size + 2 < text.size() && (text[size] == 'e' || text[size] == 'E') &&
      (text[size + 1] == '+' || text[size + 1] == '-') && digit(text[size + 2])) {
    size += 3;
    while (size < text.size() && digit(text[size])) ++size;
  }
  return size;
}

std::size_t length_without(std::string_view text, std::string_view excluded) {
  std::size_t size = 0;
  while (size < text.size() && !space(text[size]) &&
         excluded.find(text[size]) == std::string_view::npos) {
    // Falco's scanner reads UTF-8; a byte that is none ends the word.
    std::uint32_t point = 0;
    const std::size_t length = utf8_length(text.substr(size), point);
    if (length == 0) break;
    size += length;
  }
  return size;
}

std::size_t field_length(std::string_view text) {
  const std::size_t name = field_name_length(text);
  if (name == 0 || name == text.size() || text[name] != '[') return name;
  const std::size_t end = text.find(']', name);
  return end == std::string_view::npos ? name : end + 1;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && identifier_length(text) == text.size();
}

}  // namespace aobo::sim
