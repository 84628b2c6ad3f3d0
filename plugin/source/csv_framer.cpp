#include "plugin/source/csv_framer.h"

#include <algorithm>
#include <optional>

#include "plugin/base/json_repair.h"
#include "plugin/base/json_text.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/source/csv_dialect.h"

namespace aobo {
namespace {

using What = FrameStep::What;

constexpr std::string_view kMark = "\xef\xbb\xbf";  // UTF-8's, where files were put together

}  // namespace

FrameStep CsvFramer::next(std::string_view window, bool last) {
  std::size_t at = 0;
  for (;;) {
    while (at < window.size() && (window[at] == '\n' || window[at] == '\r')) ++at;
    if (window.substr(at).starts_with(kMark)) at += kMark.size();
    if (at == window.size()) return {last ? What::kDone : What::kNeedMore, at, at};
    const Row row = read_row(window, at, last);
    if (row.what == Row::What::kOpen) {
      if (!last && window.size() - at <= limits::kRecordBytes) return {What::kNeedMore, at, at};
      const bool too_long = window.size() - at > limits::kRecordBytes;
      FrameStep step = refuse(window, at, at, too_long ? Reason::kTooLong : Reason::kTruncated,
                              too_long ? "longer than the largest record allowed"
                                       : "the input ends inside a quoted cell");
      step.open = !too_long;
      return step;
    }
    if (row.what == Row::What::kBroken) {
      // The quoted names of a header with another separator: each ends in what is none here.
      const std::string_view line = line_at(window, at);
      const bool whole = last || at + line.size() < window.size();
      if (!whole && line.size() <= limits::kRecordBytes) return {What::kNeedMore, at, at};
      if (take_other_separator(line)) continue;
      return refuse_broken(window, at, row);
    }
    const Above what = read_above(window, at, row, last);
    if (what == Above::kUnknown) return {What::kNeedMore, at, at};
    if (what == Above::kHeader) {
      at = row.end;
      continue;
    }
    if (take_other_separator(line_at(window, at))) continue;
    while (cell_count_ > header_.size() && cells_[cell_count_ - 1].empty()) --cell_count_;
    if (cell_count_ > header_.size()) {
      return {What::kRefused, at, row.end, Reason::kBadCsv,
              "more cells than the header has columns"};
    }
    write_json();
    return {What::kObject, at, row.end};
  }
}

// A row's cells, from `begin` to its line end.
CsvFramer::Row CsvFramer::read_row(std::string_view window, std::size_t begin, bool last) {
  const auto stops = [this](char c) { return c == separator_ || c == line_end_; };
  cell_count_ = 0;
  std::size_t at = begin;
  for (;;) {
    if (cell_count_ == limits::kCsvColumns) return {Row::What::kBroken, at, "too many columns"};
    if (cell_count_ == cells_.size()) cells_.emplace_back();
    std::string& cell = cells_[cell_count_++];
    cell.clear();
    if (at < window.size() && window[at] == '"') {
      for (++at;; ++at) {
        const std::size_t quote = window.find('"', at);
        if (quote == std::string_view::npos) return {Row::What::kOpen, window.size(), ""};
        cell.append(window.substr(at, quote - at));
        at = quote + 1;
        if (at >= window.size() || window[at] != '"') break;
        cell.push_back('"');
      }
      if (at == window.size() && !last) return {Row::What::kOpen, at, ""};
    } else {
      const std::string_view rest = window.substr(at);
      const std::size_t stop =
          at + static_cast<std::size_t>(std::ranges::find_if(rest, stops) - rest.begin());
      if (stop == window.size() && !last) return {Row::What::kOpen, window.size(), ""};
      cell.assign(window.substr(at, stop - at));
      if (stop == window.size() || window[stop] == line_end_) cell.assign(trimmed(cell));
      at = stop;
    }
    if (line_end_ == '\n' && at < window.size() && window[at] == '\r') ++at;
    if (at == window.size()) return {last ? Row::What::kWhole : Row::What::kOpen, at, ""};
    if (window[at] == line_end_) return {Row::What::kWhole, at + 1, ""};
    if (window[at] != separator_)
      return {Row::What::kBroken, at, "text after the closing quote of a cell"};
    ++at;
  }
}

FrameStep CsvFramer::refuse(std::string_view window, std::size_t begin, std::size_t from,
                            Reason reason, const char* detail) {
  const std::size_t newline = window.find(line_end_, from);
  return {What::kRefused, begin, newline == std::string_view::npos ? window.size() : newline + 1,
          reason, detail};
}

// The row does not hold together. Where a quote was never closed it is the next row's quote that
// seemed to close it, and the row is read on its own.
FrameStep CsvFramer::refuse_broken(std::string_view window, std::size_t begin, const Row& row) {
  FrameStep step = refuse(window, begin, row.end, Reason::kBadCsv, row.detail);
  const std::size_t line = window.substr(0, row.end).rfind(line_end_);
  if (line != std::string_view::npos && line > begin) step.end = line + 1;
  return step;
}

std::string_view CsvFramer::line_at(std::string_view window, std::size_t begin) const {
  return window.substr(begin, window.find(line_end_, begin) - begin);
}

// Whether the row is a line that says nothing of records: "#TYPE …", "sep=;" where exports were put
// together. As a whole line only: what somebody wrote in a cell is no such line.
bool CsvFramer::stands_before_header(std::string_view window, std::size_t begin,
                                     const Row& row) const {
  if (cell_count_ == 0 || cell_count_ > 2 || (cell_count_ == 2 && !cells_[1].empty())) return false;
  const std::string_view line = line_at(window, begin);
  char separator = 0;
  return begin + line.size() + 1 >= row.end && is_preamble(line, separator);
}

// Whether the row at hand stands above rows and gives no record: a header, which is taken, or a
// line before one. kUnknown: what follows it is needed, and not there yet.
CsvFramer::Above CsvFramer::read_above(std::string_view window, std::size_t at, const Row& row,
                                       bool last) {
  if (stands_before_header(window, at, row)) {
    const Above above = read_below(window, row.end, last, [&](std::size_t below) {
      return is_header_row(cells_, cell_count_, header_) ||
             other_separator(line_at(window, below)).has_value();
    });
    if (above != Above::kRow) return above;
    read_row(window, at, last);  // a row like any other
  }
  if (header_.empty() || is_header_row(cells_, cell_count_, header_)) {
    name_columns(cells_, cell_count_);
    return Above::kHeader;
  }
  if (!may_be_short_header(cells_, cell_count_)) return Above::kRow;
  const std::vector<std::string> names = cells_;
  const std::size_t count = cell_count_;
  const Above above = read_below(window, row.end, last, [&](std::size_t) {
    return is_row_of_short_header(cells_, cell_count_, names, count);
  });
  if (above == Above::kRow) read_row(window, at, last);
  if (above == Above::kHeader) name_columns(names, count);
  return above;
}

void CsvFramer::name_columns(const std::vector<std::string>& names, std::size_t count) {
  header_.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count));
  paths_ = {};
}

// What the row behind tells of the one above it; its cells take that row's place.
template <typename IsBelow>
CsvFramer::Above CsvFramer::read_below(std::string_view window, std::size_t at, bool last,
                                       IsBelow is_below) {
  while (at < window.size() && (window[at] == '\n' || window[at] == '\r')) ++at;
  if (at == window.size()) return last ? Above::kRow : Above::kUnknown;
  const Row row = read_row(window, at, last);
  if (row.what == Row::What::kOpen)
    return last || window.size() - at > limits::kRecordBytes ? Above::kRow : Above::kUnknown;
  return row.what == Row::What::kWhole && is_below(at) ? Above::kHeader : Above::kRow;
}

// Of a line that is a header again, of a table with another separator.
std::optional<char> CsvFramer::other_separator(std::string_view line) const {
  if (cell_count_ == header_.size()) return std::nullopt;
  const auto separator = csv_separator(line);
  return separator && *separator != separator_ ? separator : std::nullopt;
}

// The row at hand is then a header, to be read anew.
bool CsvFramer::take_other_separator(std::string_view line) {
  const auto separator = other_separator(line);
  if (!separator) return false;
  separator_ = *separator;
  header_.clear();
  return true;
}

void CsvFramer::write_json() {
  if (paths_.size() != header_.size()) paths_ = KeyPaths(header_);
  json_.clear();
  repaired_ = false;
  paths_.write(json_, [this](std::size_t column) {
    value_.clear();
    if (column >= cell_count_ || cells_[column].empty() || header_[column].empty())
      return std::string_view();
    const auto mended = text_of_windows(cells_[column]);
    append_json_string(value_, mended ? *mended : cells_[column]);
    repaired_ = repaired_ || mended.has_value();
    return std::string_view(value_);
  });
}

}  // namespace aobo
