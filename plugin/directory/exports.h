// The exports of one partner tenant, read as Graph and Azure give them. A file belongs to the row
// of the table (directory/export_rows.h) whose name it bears (users.json, users-2.json) or in whose
// folder it lies (members/<group id>.json); a JSON file that fits none is an error, so that a slip
// in a name is not a silent loss. So is an answer that holds an error in place of what was asked:
// read as an export it would say that there is nobody. What is cut off, or not there, is a warning
// of the directory, and so is a copy that lies beside an export.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "plugin/directory/export_rows.h"

namespace aobo {

struct ExportFile {
  const ExportRow& row;
  std::string path;
  std::string stem;        // without the folder and what stands behind the dot
  std::optional<Guid> id;  // in the stem
  std::optional<TimeNs> written;

  // Whose answer it is, of those that are asked for each: of a group, a relationship, a customer.
  std::string whose() const {
    if (row.by_relationship()) return stem;  // of two ids
    return id ? id->text() : row.by_id() ? stem : std::string();
  }
};

// Every export below `folder`, parsed, in the order of the rows. Throws LoadError, also where it is
// to stop. False where there is none.
bool each_export(const std::string& folder, DirectoryBuilder& builder,
                 const std::function<void(const ExportFile&, const JsonFile&)>& visit,
                 const std::stop_token& stop = {});
std::optional<TimeNs> written_at(const std::string& file);
// When the newest .json or .csv below `folder` was written, and which that is.
std::optional<TimeNs> newest_below(const std::string& folder, std::string& file);
bool names_next_page(const JsonFile& file);

// Reads every one into the builder. Throws LoadError.
void read_exports(const std::string& folder, std::size_t partner, DirectoryBuilder& builder,
                  const std::stop_token& stop = {});

}  // namespace aobo
