#include "plugin/directory/portal_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "plugin/base/csv_rows.h"
#include "plugin/base/json_text.h"
#include "plugin/base/key.h"
#include "plugin/base/text.h"
#include "plugin/base/time_forms.h"
#include "plugin/directory/yes_no.h"

namespace aobo {
namespace {

// kNoBoolean: yes there is no in Graph.
enum class ColumnKind : std::uint8_t { kText, kBoolean, kNoBoolean, kTime, kType };

struct Column {
  std::string_view folded;  // as exports name it
  std::string_view key;     // as Graph does
  ColumnKind kind = ColumnKind::kText;
};
// Those of Entra's portal, of the admin center of Microsoft 365 and of PowerShell; the portal's in
// German too.
constexpr Column kColumns[] = {
    {"id", "id"},
    {"objectid", "id"},
    {"objektid", "id"},
    {"userprincipalname", "userPrincipalName"},
    {"benutzerprinzipalname", "userPrincipalName"},
    {"displayname", "displayName"},
    {"anzeigename", "displayName"},
    {"accountenabled", "accountEnabled", ColumnKind::kBoolean},
    {"kontoaktiviert", "accountEnabled", ColumnKind::kBoolean},
    {"blockcredential", "accountEnabled", ColumnKind::kNoBoolean},
    {"createddatetime", "createdDateTime", ColumnKind::kTime},
    {"whencreated", "createdDateTime", ColumnKind::kTime},
    {"erstellungsdatumuhrzeit", "createdDateTime", ColumnKind::kTime},
    {"employeeleavedatetime", "employeeLeaveDateTime", ColumnKind::kTime},
    {"deleteddatetime", "deletedDateTime", ColumnKind::kTime},
    {"softdeletiontimestamp", "deletedDateTime", ColumnKind::kTime},
    {"onpremisessamaccountname", "onPremisesSamAccountName"},
    {"onpremisesdomainname", "onPremisesDomainName"},
    {"mailnickname", "mailNickname"},
    {"objecttype", "@odata.type", ColumnKind::kType},
};
constexpr Column kOfGroups[] = {{"groupid", "id"}};
constexpr Column kOfMembers[] = {{"memberid", "id"}, {"groupid", "groupId"}};

const Column* column_of(std::span<const Column> columns, std::string_view name) {
  const auto found = std::ranges::find_if(
      columns, [&](const Column& column) { return is_folded_of(column.folded, trimmed(name)); });
  return found == columns.end() ? nullptr : &*found;
}

const Column* column_of(std::string_view name, std::string_view row) {
  const std::span<const Column> own = row == "groups"    ? std::span<const Column>(kOfGroups)
                                      : row == "members" ? std::span<const Column>(kOfMembers)
                                                         : std::span<const Column>();
  const Column* column = column_of(own, name);
  return column != nullptr ? column : column_of(kColumns, name);
}

// Of a word that says neither the account counts as disabled: then nobody is told to be there.
std::string boolean_of(const Column& column, std::string_view cell, PortalCsv& csv) {
  constexpr std::size_t kFew = 3;
  const auto yes = yes_or_no(cell);
  if (!yes) {
    const std::string word = printable(cell, 40);
    if (csv.unclear_words.size() < kFew &&
        std::ranges::find(csv.unclear_words, word) == csv.unclear_words.end())
      csv.unclear_words.push_back(word);
    return "false";
  }
  return *yes == (column.kind == ColumnKind::kBoolean) ? "true" : "false";
}

// The cell as JSON; empty where it says nothing.
std::string value_of(const Column& column, std::string_view cell, PortalCsv& csv) {
  cell = trimmed(cell);
  if (cell.empty()) return {};
  if (column.kind == ColumnKind::kBoolean || column.kind == ColumnKind::kNoBoolean)
    return boolean_of(column, cell, csv);
  if (column.kind == ColumnKind::kTime) {
    const auto time = read_time_form(cell, DateOrder::kUnclear).time;
    csv.unclear = csv.unclear || !time;
    return time ? json_string(format_time(*time)) : "";
  }
  if (column.kind == ColumnKind::kType) {
    if (equal_ignoring_case(cell, "servicePrincipal"))
      return json_string("#microsoft.graph.servicePrincipal");
    return json_string("#microsoft.graph." + lower(cell));
  }
  return json_string(cell);
}

// A half-done copy ends anywhere, and what it leaves of a row reads like another name.
std::string fault_of(const CsvRow& row, std::size_t columns) {
  constexpr std::string_view kWhatToDo =
      "the file was cut off or changed by hand; export it anew, and move it into place when it is "
      "whole";
  if (row.quote_open)
    return fmt::format("{}:1: a quote is opened in this row and never closed; {}", row.line,
                       kWhatToDo);
  if (columns == 0 && !row.ended)
    return fmt::format("{}:1: the file ends within its header; {}", row.line, kWhatToDo);
  const bool fits = row.cells.size() >= columns &&
                    std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(columns),
                                row.cells.end(), [](const auto& cell) { return cell.empty(); });
  if (columns == 0 || fits) return {};
  return fmt::format("{}:1: the row has {} {}, expected {} as in the header; {}", row.line,
                     row.cells.size(), row.cells.size() == 1 ? "cell" : "cells", columns,
                     kWhatToDo);
}

// Whether what stands in the row's last column may be the beginning of something longer. An id
// and a truth value are whole or are no such thing.
bool may_be_cut(const CsvRow& row, const Column& column) {
  return !row.ended && !row.last_quoted && column.kind != ColumnKind::kBoolean &&
         column.key != "id";
}

}  // namespace

PortalCsv read_portal_csv(std::string_view text, std::string_view export_row) {
  PortalCsv csv;
  std::vector<const Column*> columns;
  csv.json = "[";
  for (const CsvRow& in_place : csv_rows_in_place(text)) {
    const std::vector<std::string>& row = in_place.cells;
    if (columns.empty()) {
      const bool preamble = row[0].starts_with("#TYPE") || row[0].starts_with("version:");
      if (preamble || row[0].starts_with("sep=")) continue;
      if (csv.fault = fault_of(in_place, 0); !csv.fault.empty()) return csv;
      for (const std::string& name : row) columns.push_back(column_of(name, export_row));
      csv.columns = row;
      csv.has_id = std::ranges::any_of(
          columns, [](const Column* column) { return column != nullptr && column->key == "id"; });
      continue;
    }
    if (csv.fault = fault_of(in_place, columns.size()); !csv.fault.empty()) return csv;
    std::string object;
    for (std::size_t i = 0; i < std::min(row.size(), columns.size()); ++i) {
      const std::string value =
          columns[i] == nullptr ? std::string() : value_of(*columns[i], row[i], csv);
      if (value.empty()) continue;
      if (i + 1 == row.size() && may_be_cut(in_place, *columns[i])) {
        csv.unsure_line = in_place.line;
        csv.unsure_row = columns[i]->key == "userPrincipalName";
        continue;
      }
      object += object.empty() ? '{' : ',';
      append_json_string(object, columns[i]->key);
      object += ':' + value;
    }
    if (object.empty() || csv.unsure_row) continue;
    if (csv.json.size() > 1) csv.json += ',';
    csv.json += '\n' + object + '}';
  }
  csv.json += ']';
  return csv;
}

}  // namespace aobo
