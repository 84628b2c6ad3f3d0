#include "simulator/ask/table.h"

#include <algorithm>
#include <utility>

#include "plugin/base/check.h"
#include "plugin/base/text.h"
#include "simulator/report/columns.h"
#include "simulator/report/csv.h"
#include "simulator/report/json_object.h"

namespace aobo::sim {

void AnswerTable::add(std::vector<std::string> cells, Meaning meaning) {
  AOBO_CHECK(cells.size() == columns_.size());
  rows_.push_back({std::move(cells), meaning});
}

std::string AnswerTable::table(const Look& look) const {
  constexpr std::size_t kLeast = 5, kDate = 10;
  std::vector<ColumnWidth> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    ColumnWidth width{shown_width(columns_[i].title), 0};
    for (const Row& row : rows_)
      width.wanted = std::max(width.wanted, shown_width(printable(row.cells[i])));
    const Kind kind = columns_[i].kind;
    width.least = kind == Kind::kText     ? std::min(kLeast, width.wanted)
                  : kind == Kind::kMoment ? std::min(kDate, width.wanted)
                                          : width.wanted;
    widths.push_back(width);
  }
  const auto given = share_out(widths, look.width);
  const auto line = [&](const auto& cell_of) {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::string cell = printable(cell_of(i));
      if (columns_[i].kind == Kind::kMoment && shown_width(cell) > given[i]) cell.resize(kDate);
      cell = cut_in_the_middle(cell, given[i]);
      if (cell.empty()) cell = "-";
      if (columns_[i].kind == Kind::kNumber)
        cell.insert(0, given[i] - std::min(given[i], shown_width(cell)), ' ');
      text += (i > 0 ? "  " : "") + padded(std::move(cell), given[i]);
    }
    while (text.ends_with(' ')) text.pop_back();
    return text;
  };
  std::string out =
      look.paint(Meaning::kHead, line([&](std::size_t i) { return columns_[i].title; })) + "\n";
  for (const Row& row : rows_)
    out += look.paint(row.meaning, line([&](std::size_t i) { return row.cells[i]; })) + "\n";
  return out;
}

std::string AnswerTable::object(const Row& row) const {
  JsonObject object;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].kind == Kind::kNumber && !row.cells[i].empty()) {
      object.raw(columns_[i].key, row.cells[i]);
    } else {
      object.text(columns_[i].key, row.cells[i]);
    }
  }
  return object.done();
}

std::string AnswerTable::text(std::string_view format, const Look& look) const {
  if (format == "table") return table(look);
  std::string out;
  if (format == "csv") {
    std::vector<std::string> keys;
    for (const Column& column : columns_) keys.push_back(column.key);
    out = csv_line(keys);
    for (const Row& row : rows_) out += csv_line(row.cells);
    return out;
  }
  if (format == "json") out = "[";
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (format == "json") out += i > 0 ? ",\n " : "";
    out += object(rows_[i]);
    if (format == "ndjson") out += "\n";
  }
  return format == "json" ? out + "]\n" : out;
}

}  // namespace aobo::sim
