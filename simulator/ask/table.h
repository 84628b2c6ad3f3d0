// AnswerTable: rows of an answer, as a table for people, as CSV, or as JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/report/columns.h"
#include "simulator/report/paint.h"

namespace aobo::sim {

// How answers are written.
struct Look {
  std::size_t width = 120;
  Paint paint{false};
};

class AnswerTable {
 public:
  // An id is not cut, and of whom it is told neither, as long as the others have room; where they
  // have not it stands whole in a line of its own below, first of whom it is told. A moment, given
  // as Zone::stamped, is shown to the minute and keeps its date; a number stands at the right.
  // Words are cut as text is, and stand whole below then. A spare number is left out of a table
  // that has no room; what is for programs alone is in no table.
  enum class Kind { kText, kId, kWho, kMoment, kNumber, kSpareNumber, kWords, kForPrograms };
  struct Column {
    std::string title;  // as people read it
    std::string key;    // in CSV and JSON
    Kind kind = Kind::kText;
  };
  explicit AnswerTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(std::vector<std::string> cells, Meaning meaning = Meaning::kPlain);
  std::size_t size() const { return rows_.size(); }

  // "table", "csv", "json" (an array) or "ndjson" (an object a line). In a table control characters
  // come out escaped; "-" stands for an empty cell.
  std::string text(std::string_view format, const Look& look) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    Meaning meaning;
  };
  std::string table(const Look& look) const;
  AnswerTable for_people(bool with_spare) const;
  bool fits(std::size_t width) const;
  std::string shown_cell(const Row& row, std::size_t column) const;
  std::vector<std::size_t> widths(std::size_t width) const;
  std::vector<ColumnWidth> wishes(std::size_t least_text) const;
  void give_way(Kind kind, std::size_t width, std::size_t least,
                std::vector<ColumnWidth>& widths) const;
  std::string object(const Row& row) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace aobo::sim
