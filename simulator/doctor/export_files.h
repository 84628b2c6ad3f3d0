// ExportFiles: the files of a directory, by what they are called and how old they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/base/time.h"

namespace aobo::sim {

struct ExportFiles {
  std::vector<std::string> paths;    // below the directory, sorted
  std::vector<std::string> exports;  // of these, that are exports by their extension
  std::optional<TimeNs> oldest;      // of the exports, when they were written
  std::string oldest_path;

  // Whether a file or folder of that name is among them ("deletedItems", "accessAssignments"),
  // with whatever behind it.
  bool has(std::string_view name) const;
};

ExportFiles export_files(const std::string& folder);

}  // namespace aobo::sim
