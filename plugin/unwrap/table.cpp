// Answers of queries: the names of the columns once, then rows of values.
#include "plugin/unwrap/table.h"

#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/base/limits.h"
#include "plugin/unwrap/members.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

std::optional<Array> list(const Object& object, std::string_view folded) {
  for (const auto field : object) {
    Array array;
    if (is_folded_of(folded, field.key) && field.value.get(array) == simdjson::SUCCESS)
      return array;
  }
  return std::nullopt;
}

// The columns' names: {"name": …} of Log Analytics, {"ColumnName": …} of Kusto, a text of Splunk.
// Nothing where one has none.
std::vector<std::string> names_of(const Array& columns) {
  std::vector<std::string> names;
  for (const Element column : columns) {
    Object object;
    std::string_view name;
    if (names.size() == limits::kCsvColumns) return {};
    if (column.get(name) == simdjson::SUCCESS && !name.empty()) {
      names.emplace_back(name);
      continue;
    }
    if (column.get(object) != simdjson::SUCCESS) return {};
    for (const auto field : object) {
      const bool is_name = is_folded_of("name", field.key) || is_folded_of("columnname", field.key);
      if (is_name && field.value.get(name) == simdjson::SUCCESS) break;
    }
    if (name.empty()) return {};
    names.emplace_back(name);
  }
  return names;
}

std::string row_object(const Array& row, const std::vector<std::string>& names) {
  std::string out = "{";
  std::size_t column = 0;
  for (const Element cell : row) {
    if (column == names.size()) break;
    const std::string_view name = names[column++];
    if (cell.is_null()) continue;
    if (out.size() > 1) out.push_back(',');
    append_json_string(out, name);
    out.push_back(':');
    out += json_of(cell);
  }
  out.push_back('}');
  return out;
}

}  // namespace

std::vector<std::string> column_names(const Object& object) {
  auto columns = list(object, "columns");
  if (!columns) columns = list(object, "fields");  // Splunk's json_rows
  return columns ? names_of(*columns) : std::vector<std::string>();
}

std::optional<Unwrapped> open_table(const Object& object, bool& cut) {
  if (!list(object, "rows")) return std::nullopt;
  const std::vector<std::string> names = column_names(object);
  return names.empty() ? std::nullopt : rows_of(object, names, cut);
}

std::optional<Unwrapped> rows_of(const Object& object, const std::vector<std::string>& names,
                                 bool& cut) {
  const auto rows = list(object, "rows");
  if (!rows) return std::nullopt;
  Unwrapped inner;
  std::size_t bytes = 0;
  for (const Element element : *rows) {
    Array row;
    if (element.get(row) != simdjson::SUCCESS) continue;
    std::string text = row_object(row, names);
    bytes += text.size();
    cut = bytes > limits::kUnwrappedBytes;
    if (cut) break;
    inner.parts.push_back(std::move(text));
  }
  return inner;
}

}  // namespace aobo
