#include "plugin/source/inputs.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/base/whole_file.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Walks folders, each once, however many links lead to it: those that lie below the first one
// without links, then those that links lead to, in the order of the links' names.
class Walk {
 public:
  // Through at most so many entries of folders.
  explicit Walk(std::size_t most = SIZE_MAX) : left_(most) {}

  bool was_too_long() const { return left_ == 0; }
  std::optional<Error> below(const std::string& folder) {
    links_.insert(folder);
    while (!links_.empty()) {
      const fs::path next = *links_.begin();
      links_.erase(links_.begin());
      if (auto error = plain(next)) return error;
    }
    return std::nullopt;
  }
  std::vector<std::string> take() {
    std::ranges::sort(files_);
    return std::move(files_);
  }

 private:
  // Whether the folder was not walked before. A link that leads nowhere is none.
  bool first_time(const fs::path& folder) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    return !error && walked_.insert(real).second;
  }

  std::optional<Error> plain(const fs::path& top) {
    if (!first_time(top)) return std::nullopt;
    std::vector<fs::path> folders{top};
    while (!folders.empty()) {
      const fs::path folder = std::move(folders.back());
      folders.pop_back();
      if (!list(folder, folders)) files_.push_back(folder.string());
      if (left_ == 0) return Error{top.string() + ": too many files"};
      if (files_.size() > limits::kInputFiles)
        return Error{top.string() + ": more than " + std::to_string(limits::kInputFiles) +
                     " files; name a smaller folder"};
    }
    return std::nullopt;
  }

  // False where what lies in it cannot be seen.
  bool list(const fs::path& folder, std::vector<fs::path>& folders) {
    if (!may_list(folder.string())) return false;
    std::error_code error;
    fs::directory_iterator it(folder, error);
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
      if (--left_ == 0) return true;
      std::error_code of_entry;  // a link that leads nowhere
      const bool is_folder = it->is_directory(of_entry);
      if (is_hidden(it->path())) continue;
      if (is_folder && it->is_symlink(of_entry)) {
        links_.insert(it->path());
      } else if (is_folder) {
        if (first_time(it->path())) folders.push_back(it->path());
      } else if (fs::exists(
                     it->status(of_entry))) {  // what is no file is refused when it is opened
        files_.push_back(it->path().string());
      }
      if (files_.size() > limits::kInputFiles) return true;
    }
    return !error;
  }

  std::size_t left_;
  std::set<fs::path> links_, walked_;
  std::vector<std::string> files_;
};

Result<std::vector<std::string>> files_of_glob(const std::string& pattern) {
  std::vector<std::string> found;
  glob_t matches{};
  if (glob(pattern.c_str(), 0, nullptr, &matches) == 0)
    found.assign(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
  globfree(&matches);
  std::vector<std::string> files;
  for (std::string& path : found) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      auto below = files_below(path);
      if (!below) return below.error();
      files.insert(files.end(), below->begin(), below->end());
    } else if (fs::exists(status)) {
      files.push_back(std::move(path));
    }
  }
  return files;
}

Result<std::vector<std::string>> expand_one(const std::string& part, const std::string& base_dir) {
  if (part == "-") return std::vector<std::string>{part};
  const std::string path = resolved(part, base_dir);
  std::error_code error;
  if (fs::is_directory(path, error)) {
    if (!may_list(path)) return Error{"input " + refuse_no_file(path, "logs")->message};
    auto files = files_below(path);
    if (files && files->empty()) return Error{"input " + path + ": the folder holds no files"};
    return files;
  }
  const fs::file_status status = fs::status(path, error);
  if (fs::is_regular_file(status)) return std::vector<std::string>{path};
  if (fs::exists(status)) {
    return Error{"input " + path + ": " + std::string(kind_of(status.type())) +
                 "; expected a file, a folder, a glob or - for standard input"};
  }
  if (part.find_first_of("*?[") != std::string::npos) {
    auto files = files_of_glob(path);
    if (files && files->empty()) return Error{"input " + path + ": the pattern matches no file"};
    return files;
  }
  return Error{"input " + path + ": no such file or folder"};
}

// The folder in which the files of a name are looked for, and below it; nothing where they are not.
std::optional<std::string> searched_folder(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return path;
  const std::size_t wild = path.find_first_of("*?[");
  if (fs::exists(status) || wild == std::string::npos) return std::nullopt;
  return parent_of(path.substr(0, wild) + "x");
}

}  // namespace

bool expand_slowly(const std::vector<std::string>& names, const std::string& base_dir) {
  constexpr std::size_t kMany = 5'000;
  for (const std::string& name : names) {
    const std::string part(trimmed(name));
    if (part.empty() || part == "-") continue;
    const auto folder = searched_folder(resolved(part, base_dir));
    Walk walk(kMany);
    if (folder) (void)walk.below(*folder);
    if (walk.was_too_long()) return true;
  }
  return false;
}

std::vector<std::string> split_inputs(std::string_view expression) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < expression.size(); ++i) {
    if (expression[i] == '\\' && i + 1 < expression.size() && expression[i + 1] == ',') {
      parts.back() += ',';
      ++i;
    } else if (expression[i] == ',') {
      parts.emplace_back();
    } else {
      parts.back() += expression[i];
    }
  }
  return parts;
}

std::string resolved(std::string_view path, const std::string& base_dir) {
  const fs::path given(path);
  if (given.is_absolute() || base_dir.empty()) return given.string();
  return (fs::path(base_dir) / given).lexically_normal().string();
}

std::string above_input(std::string_view name, const std::string& base_dir) {
  const std::string path = resolved(name, base_dir);
  const std::string base = fs::path(base_dir).lexically_normal().string();
  const bool relative = !fs::path(name).is_absolute();
  if (relative && (base_dir.empty() || path.starts_with(base + "/")))
    return base_dir.empty() ? "" : base;
  std::error_code error;
  const std::string folder = fs::is_directory(path, error)
                                 ? path
                                 : parent_of(path.substr(0, path.find_first_of("*?[")) + "x");
  return parent_of(folder.size() > 1 && folder.ends_with('/') ? parent_of(folder) : folder);
}

std::string parent_of(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

Result<std::vector<std::string>> files_below(const std::string& folder) {
  Walk walk;
  if (auto error = walk.below(folder)) return *error;
  return walk.take();
}

Result<std::vector<std::string>> expand_inputs(std::string_view expression,
                                               const std::string& base_dir) {
  return expand_inputs(split_inputs(expression), base_dir);
}

Result<std::vector<std::string>> expand_inputs(const std::vector<std::string>& names,
                                               const std::string& base_dir) {
  std::vector<std::string> all;
  bool named = false;
  for (const std::string& name : names) {
    const std::string part(trimmed(name));
    if (part.empty()) continue;
    named = true;
    auto files = expand_one(part, base_dir);
    if (!files) return files.error();
    all.insert(all.end(), files->begin(), files->end());
  }
  if (!named) return Error{"no input: name a file, a folder, a glob or -"};
  return all;
}

}  // namespace aobo
