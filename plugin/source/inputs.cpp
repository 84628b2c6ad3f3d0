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
    std::sort(files_.begin(), files_.end());
    return std::move(files_);
  }

 private:
  // Whether the folder was not walked before. A link that leads nowhere is none.
  bool first_time(const fs::path& folder) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    return !error && walked_.insert(real).second;
  }

  std::optional<Error> plain(const fs::path& folder) {
    std::error_code error;
    if (!first_time(folder)) return std::nullopt;
    fs::recursive_directory_iterator it(folder, error);
    for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
      if (--left_ == 0) return Error{folder.string() + ": too many files"};
      const bool is_folder = it->is_directory(error);
      if (is_hidden(it->path())) {
        if (is_folder) it.disable_recursion_pending();
        continue;
      }
      if (is_folder && it->is_symlink(error)) {
        links_.insert(it->path());
      } else if (is_folder) {
        if (!first_time(it->path())) it.disable_recursion_pending();
      } else if (it->is_regular_file(error) || fs::exists(it->status(error))) {
        // What is no file is refused when it is opened.
        files_.push_back(it->path().string());
      }
      error.clear();  // of one entry, a link that leads nowhere
      if (files_.size() > limits::kInputFiles)
        return Error{folder.string() + ": more than " + std::to_string(limits::kInputFiles) +
                     " files; name a smaller folder"};
    }
    return error ? std::optional(Error{folder.string() + ": " + error.message()}) : std::nullopt;
  }

  std::size_t left_;
  std::set<fs::path> links_, walked_;
  std::vector<std::string> files_;
};

std::vector<std::string> files_of_glob(const std::string& pattern) {
  std::vector<std::string> files;
  glob_t found{};
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0) {
    for (std::size_t i = 0; i < found.gl_pathc; ++i) {
      std::error_code error;
      const fs::file_status status = fs::status(found.gl_pathv[i], error);
      if (fs::exists(status) && !fs::is_directory(status)) files.emplace_back(found.gl_pathv[i]);
    }
  }
  globfree(&found);
  return files;
}

Result<std::vector<std::string>> expand_one(const std::string& part, const std::string& base_dir) {
  if (part == "-") return std::vector<std::string>{part};
  const std::string path = resolved(part, base_dir);
  std::error_code error;
  if (fs::is_directory(path, error)) {
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
    if (files.empty()) return Error{"input " + path + ": the pattern matches no file"};
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
  if (!named)
    return Error{"no input: name a file, a folder, a glob or - (several are separated by commas)"};
  return all;
}

}  // namespace aobo
