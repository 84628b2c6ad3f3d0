#include "plugin/source/root.h"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>

#include "plugin/source/inputs.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWild = "*?[";
constexpr std::string_view kHere = ".";

// Whether a part of the path below the folder begins with a point.
bool is_hidden_below(std::string_view path, std::string_view folder) {
  const std::string_view below = folder == kHere ? path : path.substr(folder.size());
  return below.starts_with('.') || below.find("/.") != std::string_view::npos;
}

bool lies_below(std::string_view path, std::string_view folder) {
  if (folder == kHere) return !path.starts_with('/') && path != kHere;
  if (!path.starts_with(folder) || path.size() <= folder.size()) return false;
  return folder == "/" || path[folder.size()] == '/';
}

// The first so many parts of the pattern.
std::string_view first_parts(std::string_view pattern, std::size_t parts) {
  std::size_t at = 0;
  for (; parts > 0; --parts) {
    at = pattern.find('/', at + 1);
    if (at == std::string_view::npos) return pattern;
  }
  return pattern.substr(0, at);
}
std::size_t parts_of(std::string_view path) {
  const auto slashes = static_cast<std::size_t>(std::ranges::count(path, '/'));
  return slashes + (path.starts_with('/') ? 0 : 1);
}

bool matches(std::string_view pattern, std::string_view path) {
  return fnmatch(std::string(pattern).c_str(), std::string(path).c_str(),
                 FNM_PATHNAME | FNM_PERIOD) == 0;
}

}  // namespace

Result<Root> Root::of(std::string_view name, const std::string& base_dir) {
  std::string path = resolved(name, base_dir);
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return Root(Kind::kFolder, path, path);
  if (fs::exists(status) && !fs::is_regular_file(status))
    return Error{"input " + path + ": only files can be followed"};
  const std::size_t wild = fs::exists(status) ? std::string::npos : path.find_first_of(kWild);
  if (wild == std::string::npos) {
    const std::string folder = parent_of(path);
    if (fs::exists(status) || fs::is_directory(folder, error))
      return Root(Kind::kFile, folder, path);
    return Error{"input " + path + ": no such file, and no folder in which it could come"};
  }
  const std::string folder = parent_of(path.substr(0, wild) + "x");
  if (!fs::is_directory(folder, error))
    return Error{"input " + path + ": no folder " + folder + " in which its files could come"};
  return Root(Kind::kGlob, folder, path.starts_with("./") ? path.substr(2) : path);
}

bool Root::takes(std::string_view path) const {
  switch (kind_) {
    case Kind::kFile:
      return path == path_;
    case Kind::kFolder:
      return lies_below(path, folder_) && !is_hidden_below(path, folder_);
    case Kind::kGlob:
      break;
  }
  return matches(path_, path) || in_matched_folder(path);
}

// What a glob matches may be a folder, of which all is meant that is not hidden.
bool Root::in_matched_folder(std::string_view path) const {
  const std::string_view folder = first_parts(path, parts_of(path_));
  return folder.size() < path.size() && matches(path_, folder) && !is_hidden_below(path, folder);
}

bool Root::enters(std::string_view folder) const {
  if (folder == folder_) return true;
  if (kind_ == Kind::kFile || !lies_below(folder, folder_)) return false;
  if (kind_ == Kind::kFolder) return !is_hidden_below(folder, folder_);
  return matches(first_parts(path_, parts_of(folder)), folder) || in_matched_folder(folder);
}

}  // namespace aobo
