#include "simulator/judge/raw.h"

#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "plugin/base/base64.h"

namespace aobo::sim {
namespace {

simdjson::dom::parser& parser() {
  static thread_local simdjson::dom::parser shared;
  return shared;
}

std::string compact(std::string_view text) {
  simdjson::dom::element element;
  if (parser().parse(simdjson::padded_string(text)).get(element) != simdjson::SUCCESS)
    return std::string(text);
  return simdjson::minify(element);
}

// The texts of an object's members that have one.
std::vector<std::string> values_of(std::string_view json) {
  std::vector<std::string> values;
  simdjson::dom::object object;
  if (parser().parse(simdjson::padded_string(json)).get(object) != simdjson::SUCCESS) return values;
  for (const auto field : object) {
    std::string_view text;
    if (field.value.get(text) == simdjson::SUCCESS && !text.empty()) values.emplace_back(text);
  }
  return values;
}

// The cells of a row of CSV that hold something.
std::vector<std::string> cells_of(std::string_view row, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool doubled = quoted && row[i] == '"' && i + 1 < row.size() && row[i + 1] == '"';
    if (doubled) {
      cells.back() += '"';
      ++i;
    } else if (row[i] == '"') {
      quoted = !quoted;
    } else if (row[i] == separator && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += row[i];
    }
  }
  std::erase(cells, std::string());
  return cells;
}

// Whether `part` stands in `text` and no letter or digit goes on before or behind it.
bool has_whole(std::string_view text, std::string_view part) {
  const auto goes_on = [&](std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
  };
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    if (!goes_on(at - 1) && !goes_on(at + part.size())) return true;
  }
  return false;
}

// What the base64 says; empty where it is none.
std::string behind_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes(text.size(), '\0');
  const auto decoded = decode_base64(text, bytes);
  bytes.resize(decoded ? decoded->bytes : 0);
  return bytes;
}

// The text whose bytes are listed; empty where others are.
std::string behind_bytes(const simdjson::dom::array& array) {
  std::string bytes;
  for (const auto item : array) {
    std::uint64_t byte = 0;
    if (item.get(byte) != simdjson::SUCCESS || byte > 255) return {};
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

// Whether this value stands somewhere in the other, as it is, as JSON text or as its bytes.
bool holds(const simdjson::dom::element& element, const std::string& value) {
  if (simdjson::minify(element) == value) return true;
  std::string_view text;
  if (element.get(text) == simdjson::SUCCESS)
    return text.starts_with('{') ? compact(text) == value : compact(behind_base64(text)) == value;
  simdjson::dom::array array;
  if (element.get(array) == simdjson::SUCCESS)
    return compact(behind_bytes(array)) == value ||
           std::any_of(array.begin(), array.end(),
                       [&](const simdjson::dom::element item) { return holds(item, value); });
  simdjson::dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return false;
  return std::any_of(object.begin(), object.end(),
                     [&](const auto& field) { return holds(field.value, value); });
}

// Behind the head of a line, where one stands there.
bool holds(std::string_view written, const std::string& value) {
  written.remove_prefix(std::min(written.find('{'), written.size()));
  simdjson::dom::parser own;
  simdjson::dom::element element;
  return own.parse(simdjson::padded_string(written)).get(element) == simdjson::SUCCESS &&
         holds(element, value);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string line;
  for (const std::string& one : texts) line.append(one).append("\n");
  return line;
}

// A table's row, whatever stands between its cells.
SameRecord same_row(std::string_view written, std::string_view shown) {
  const std::string values = joined(values_of(shown));
  for (const char separator : {';', '\t'}) {
    if (joined(cells_of(written, separator)) == values) return {values, values};
  }
  return {joined(cells_of(written, ',')), values};
}

}  // namespace

SameRecord same_record(std::string_view framing, std::string_view written, std::string_view shown) {
  if (framing == "csv") return same_row(written, shown);
  if (framing == "wrapped") {
    const std::string inner = compact(shown);
    return {holds(written, inner) ? inner : std::string(written), inner};
  }
  if (framing != "text") return {compact(written), compact(shown)};
  const auto parts = values_of(shown);
  const bool all_there =
      !parts.empty() && std::all_of(parts.begin(), parts.end(),
                                    [&](const auto& part) { return has_whole(written, part); });
  return {all_there ? std::string(shown) : std::string(written), std::string(shown)};
}

}  // namespace aobo::sim
