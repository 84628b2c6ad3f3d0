// CSV dialects: what separates columns, and what is a header. Excel of most of Europe writes ";",
// some exports a tab; PowerShell writes "#TYPE …" before the header, Excel "sep=;".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aobo {

// The separator of the line as the header of an export of audit logs: three columns or more, all
// named like columns, and among them one that only audit logs have. Nothing where it is none.
std::optional<char> csv_separator(std::string_view line);

// Whether a row of cells is a header again: of the same columns in any order, or of another table.
// Rows of data do not pass: they hold times and ids.
bool is_header_row(const std::vector<std::string>& cells, std::size_t count,
                   const std::vector<std::string>& header);

// Whether a row of one or two cells could be a header of a table put behind another: of columns
// that hold a record whole. What follows it tells whether it is one: a row that fits it. A cell
// that somebody wrote must not name the columns of the rows behind it.
bool may_be_short_header(const std::vector<std::string>& cells, std::size_t count);
bool is_row_of_short_header(const std::vector<std::string>& cells, std::size_t count,
                            const std::vector<std::string>& header, std::size_t columns);

// Whether the line stands before a header and says nothing of records: "#TYPE …", "sep=;". The
// separator that it names, 0 where it names none.
bool is_preamble(std::string_view line, char& separator);

}  // namespace aobo
