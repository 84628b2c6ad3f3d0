#include "simulator/inspect/input_files.h"

#include <glob.h>

#include <filesystem>

#include "plugin/source/inputs.h"

namespace aobo::sim {
namespace {

namespace fs = std::filesystem;

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
  for (const std::string& name : names) {
    std::error_code error;
    const bool there = name == "-" || fs::exists(name, error);
    const std::vector<std::string> paths = there ? std::vector{name} : matches(name);
    const std::size_t before = files.size();
    for (const std::string& path : paths) {
      if (!fs::is_directory(path, error)) {
        files.push_back(path);
        continue;
      }
      const auto below = files_below(path);
      if (!below) return below.error();
      files.insert(files.end(), below->begin(), below->end());
    }
    if (files.size() == before)
      return Error{name + (there ? ": no file is in this folder" : ": no such file or folder")};
  }
  return files;
}

}  // namespace aobo::sim
