// ExportFiles: the files of a directory, by what they are called and how old they are.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

struct ExportFiles {
  std::vector<std::string> paths;    // below the directory, sorted
  std::vector<std::string> exports;  // of these, that are exports by their extension

  std::set<std::string> seen;  // what a history holds, by its names

  // Whether a file or folder of that name is among them, or a history holds it ("deletedItems",
  // "accessAssignments"), with whatever behind it.
  bool has(std::string_view name) const;
};

ExportFiles export_files(const std::string& folder);

}  // namespace aobo::sim
