#include "simulator/inspect/input_files.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// All below the folder; `seen` holds folders by their real paths, so that links end.
void add_folder(const fs::path& folder, std::set<fs::path>& seen, std::vector<std::string>& files) {
  std::error_code error;
  if (!seen.insert(fs::canonical(folder, error)).second || error) return;
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    entries.push_back(it->path());
  std::ranges::sort(entries);
  for (const fs::path& entry : entries) {
    if (is_hidden(entry)) continue;
    if (fs::is_directory(entry, error)) {
      add_folder(entry, seen, files);
    } else {
      files.push_back(entry.string());
    }
  }
}

std::vector<std::string> matches(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> paths;
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  globfree(&found);
  return paths;
}

}  // namespace

Result<std::vector<std::string>> input_files(const std::vector<std::string>& names) {
  std::vector<std::string> files;
  std::set<fs::path> seen;
  for (const std::string& name : names) {
    std::error_code error;
    const bool there = name == "-" || fs::exists(name, error);
    const std::vector<std::string> paths = there ? std::vector{name} : matches(name);
    const std::size_t before = files.size();
    for (const std::string& path : paths) {
      if (fs::is_directory(path, error)) {
        add_folder(path, seen, files);
      } else {
        files.push_back(path);
      }
    }
    if (files.size() == before)
      return Error{name + (there ? ": no file is in this folder" : ": no such file or folder")};
  }
  return files;
}

}  // namespace aobo::sim
