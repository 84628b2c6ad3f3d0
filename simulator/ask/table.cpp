#include "simulator/ask/table.h"

#include <algorithm>
#include <utility>

#include "plugin/base/check.h"
#include "plugin/base/json_object.h"
#include "plugin/base/text.h"
#include "simulator/report/columns.h"
#include "simulator/report/csv.h"

namespace aobo::sim {
namespace {

bool is_number(AnswerTable::Kind kind) {
  return kind == AnswerTable::Kind::kNumber || kind == AnswerTable::Kind::kSpareNumber;
}

constexpr std::size_t kDate = 10, kMinute = 16;  // letters of "2026-03-02", "2026-03-02T09:00"

}  // namespace

void AnswerTable::add(std::vector<std::string> cells, Meaning meaning) {
  AOBO_CHECK(cells.size() == columns_.size());
  rows_.push_back({std::move(cells), meaning});
}

std::string AnswerTable::shown_cell(const Row& row, std::size_t column) const {
  const std::string& cell = row.cells[column];
  if (columns_[column].kind != Kind::kMoment || cell.size() < kMinute) return printable(cell);
  return printable(cell.substr(0, kDate) + " " + cell.substr(kDate + 1, kMinute - kDate - 1));
}

namespace {

std::size_t sum_of_least(const std::vector<ColumnWidth>& widths) {
  std::size_t sum = widths.empty() ? 0 : 2 * (widths.size() - 1);
  for (const ColumnWidth& one : widths) sum += one.least;
  return sum;
}

}  // namespace

// Columns of that kind are narrowed, the widest first, down to `least` until all fit.
void AnswerTable::give_way(Kind kind, std::size_t width, std::size_t least,
                           std::vector<ColumnWidth>& widths) const {
  for (std::size_t sum = sum_of_least(widths); sum > width; sum = sum_of_least(widths)) {
    ColumnWidth* widest = nullptr;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool may = columns_[i].kind == kind && widths[i].least > least;
      if (may && (widest == nullptr || widths[i].least > widest->least)) widest = &widths[i];
    }
    if (widest == nullptr) return;
    widest->least -= std::min(sum - width, widest->least - least);
  }
}

// As wide as they like, and no narrower than may be.
std::vector<ColumnWidth> AnswerTable::wishes(std::size_t least_text) const {
  std::vector<ColumnWidth> widths(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t& wanted = widths[i].wanted;
    wanted = shown_width(columns_[i].title);
    for (const Row& row : rows_) wanted = std::max(wanted, shown_width(shown_cell(row, i)));
    const Kind kind = columns_[i].kind;
    const bool text = kind == Kind::kText || kind == Kind::kWords;
    widths[i].least = text                    ? std::min(least_text, wanted)
                      : kind == Kind::kMoment ? std::min(kDate, wanted)
                                              : wanted;
  }
  return widths;
}

std::vector<std::size_t> AnswerTable::widths(std::size_t width) const {
  constexpr std::size_t kLeastWho = 8, kLeastId = 10, kLeastText = 8, kLeastAtAll = 5;
  std::vector<ColumnWidth> widths = wishes(kLeastText);
  give_way(Kind::kWho, width, kLeastWho, widths);
  if (sum_of_least(widths) > width) {
    widths = wishes(kLeastAtAll);
    give_way(Kind::kWho, width, kLeastWho, widths);
    give_way(Kind::kId, width, kLeastId, widths);
  }
  return share_out(widths, width);
}

std::string AnswerTable::table(const Look& look) const {
  const auto given = widths(look.width);
  const auto line = [&](const auto& cell_of) {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      std::string cell = cell_of(i);
      if (columns_[i].kind == Kind::kMoment && shown_width(cell) > given[i]) cell.resize(kDate);
      cell = cut_in_the_middle(cell, given[i]);
      if (cell.empty()) cell = "-";
      if (is_number(columns_[i].kind))
        cell.insert(0, given[i] - std::min(given[i], shown_width(cell)), ' ');
      text += (i > 0 ? "  " : "") + padded(std::move(cell), given[i]);
    }
    while (text.ends_with(' ')) text.pop_back();
    return text;
  };
  std::string out =
      look.paint(Meaning::kHead, line([&](std::size_t i) { return columns_[i].title; })) + "\n";
  for (const Row& row : rows_) {
    out += look.paint(row.meaning, line([&](std::size_t i) { return shown_cell(row, i); })) + "\n";
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Kind kind = columns_[i].kind;
      const bool whole = kind == Kind::kWho || kind == Kind::kId;
      const std::string cell = whole ? shown_cell(row, i) : "";
      if (shown_width(cell) > given[i]) out += wrapped("    " + cell, look.width, 6) + "\n";
    }
    std::string words;  // each behind its title
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].kind != Kind::kWords || shown_width(shown_cell(row, i)) <= given[i]) continue;
      words += (words.empty() ? "" : "; ") + lower(columns_[i].title) + ": " + shown_cell(row, i);
    }
    if (!words.empty()) out += wrapped("    " + words, look.width, 6) + "\n";
  }
  return out;
}

bool AnswerTable::fits(std::size_t width) const {
  std::size_t sum = columns_.empty() ? 0 : 2 * (columns_.size() - 1);
  for (const std::size_t one : widths(width)) sum += one;
  return sum <= width;
}

AnswerTable AnswerTable::for_people(bool with_spare) const {
  const auto is_shown = [&](const Column& column) {
    return column.kind != Kind::kForPrograms && (with_spare || column.kind != Kind::kSpareNumber);
  };
  std::vector<Column> columns;
  for (const Column& column : columns_) {
    if (is_shown(column)) columns.push_back(column);
  }
  AnswerTable shown(std::move(columns));
  for (const Row& row : rows_) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (is_shown(columns_[i])) cells.push_back(row.cells[i]);
    }
    shown.add(std::move(cells), row.meaning);
  }
  return shown;
}

std::string AnswerTable::object(const Row& row) const {
  JsonObject object;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (is_number(columns_[i].kind) && !row.cells[i].empty()) {
      object.raw(columns_[i].key, row.cells[i]);
    } else {
      object.text(columns_[i].key, row.cells[i]);
    }
  }
  return object.done();
}

std::string AnswerTable::text(std::string_view format, const Look& look) const {
  if (format == "table") {
    const AnswerTable whole = for_people(true);
    return whole.fits(look.width) ? whole.table(look) : for_people(false).table(look);
  }
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
