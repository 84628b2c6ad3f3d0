#include "simulator/doctor/export_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "plugin/base/text.h"
#include "plugin/directory/observation.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

// What the lines of a history are about: "users" of {"seen":"users",…}, as it is written.
std::set<std::string> names_in(const fs::path& history) {
  std::set<std::string> names;
  std::ifstream file(history);
  for (std::string line; std::getline(file, line);) {
    for (const std::string_view key : {"{\"seen\":\"", "{\"whole\":\""}) {
      if (line.starts_with(key))
        names.insert(line.substr(key.size(), line.find('"', key.size()) - key.size()));
    }
  }
  return names;
}

bool is_export(const fs::path& path) {
  const std::string extension = lower(path.extension().string());
  return extension == ".json" || extension == ".csv";
}

}  // namespace

bool ExportFiles::has(std::string_view name) const {
  return seen.contains(std::string(name)) ||
         std::ranges::any_of(paths, [&](const std::string& path) {
           for (const fs::path& part : fs::path(path)) {
             if (starts_with_ignoring_case(part.string(), name)) return true;
           }
           return false;
         });
}

ExportFiles export_files(const std::string& folder) {
  ExportFiles files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code unread;
    if (!it->is_regular_file(unread)) continue;
    const std::string path = it->path().lexically_relative(folder).string();
    files.paths.push_back(path);
    if (is_export(it->path())) files.exports.push_back(path);
    if (path == kObservations) files.seen = names_in(it->path());
  }
  std::ranges::sort(files.paths);
  std::ranges::sort(files.exports);
  return files;
}

}  // namespace aobo::sim
