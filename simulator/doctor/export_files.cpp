#include "simulator/doctor/export_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

std::optional<TimeNs> written_at(const fs::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return status.st_mtim.tv_sec * kSecondNs + status.st_mtim.tv_nsec;
}

bool is_export(const fs::path& path) {
  const std::string extension = lower(path.extension().string());
  return extension == ".json" || extension == ".csv";
}

}  // namespace

bool ExportFiles::has(std::string_view name) const {
  return std::ranges::any_of(paths, [&](const std::string& path) {
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
    const auto time = is_export(it->path()) ? written_at(it->path()) : std::nullopt;
    if (!time || (files.oldest && *files.oldest <= *time)) continue;
    files.oldest = time;
    files.oldest_path = path;
  }
  std::ranges::sort(files.paths);
  std::ranges::sort(files.exports);
  return files;
}

}  // namespace aobo::sim
