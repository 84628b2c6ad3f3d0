// CsvFramer: rows of a CSV export (portal, PowerShell, Log Analytics) as JSON objects of header and
// cell. A row that is a header again (files put together) names the columns from there on. Quoted
// cells may hold commas, quotes ("") and line breaks, as AuditData and the dynamic columns do.
// Empty cells are left out. Columns whose names are paths are nested again (base/key_paths.h).
//
// A closing quote that neither a comma nor a line end follows, or a row with more cells than the
// header, does not hold together: the row is refused and the framer goes on with the next line, or
// the one in which the quote stood.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/key_paths.h"
#include "plugin/source/json_framer.h"

namespace aobo {

class CsvFramer {
 public:
  explicit CsvFramer(char separator = ',', char line_end = '\n')
      : separator_(separator), line_end_(line_end) {}

  // Like JsonFramer::next. The first row is the header and gives no record. kObject leaves the row
  // in json().
  FrameStep next(std::string_view window, bool last);

  std::string_view json() const { return json_; }
  // Whether bytes of that row were no UTF-8 and were read as Windows-1252.
  bool repaired() const { return repaired_; }

  // The same without the row at hand: what is needed to go on.
  CsvFramer between_rows() const {
    CsvFramer framer(separator_, line_end_);
    framer.header_ = header_;
    return framer;
  }
  std::size_t header_bytes() const {
    std::size_t bytes = 0;
    for (const std::string& name : header_) bytes += name.size() + sizeof name;
    return bytes;
  }
  template <class Archive>
  void serialize(Archive& archive) {
    archive(separator_, line_end_, header_);
  }

 private:
  struct Row {
    enum class What : std::uint8_t { kWhole, kOpen, kBroken };
    What what = What::kOpen;
    std::size_t end = 0;
    const char* detail = "";
  };

  Row read_row(std::string_view window, std::size_t begin, bool last);
  FrameStep refuse(std::string_view window, std::size_t begin, std::size_t from, Reason reason,
                   const char* detail);
  FrameStep refuse_broken(std::string_view window, std::size_t begin, const Row& row);
  std::string_view line_at(std::string_view window, std::size_t begin) const;
  bool stands_before_header(std::string_view window, std::size_t begin, const Row& row) const;
  enum class Above : std::uint8_t { kHeader, kRow, kUnknown };
  Above read_above(std::string_view window, std::size_t at, const Row& row, bool last);
  void name_columns(const std::vector<std::string>& names, std::size_t count);
  template <typename IsBelow>
  Above read_below(std::string_view window, std::size_t at, bool last, IsBelow is_below);
  std::optional<char> other_separator(std::string_view line) const;
  bool take_other_separator(std::string_view line);
  void write_json();

  char separator_;
  char line_end_;
  bool repaired_ = false;
  std::vector<std::string> header_;
  KeyPaths paths_;  // of the header; made when a row needs it
  std::vector<std::string> cells_;
  std::size_t cell_count_ = 0;
  std::string json_;
  std::string value_;  // of the cell at hand, as JSON
};

}  // namespace aobo
