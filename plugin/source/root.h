// Root: an input that is followed, by its name: below which folder its files lie, and which they
// are. A file may be named before it is there, a glob before anything matches it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"

namespace aobo {

class Root {
 public:
  // A file, a folder or a glob, as expand_inputs reads them. An error where there can be none.
  static Result<Root> of(std::string_view name, const std::string& base_dir);

  // The file, the folder or the pattern.
  const std::string& path() const { return path_; }
  // Where to begin to look.
  const std::string& folder() const { return folder_; }
  // Whether a file is of this input; whether its files may lie below a folder.
  bool takes(std::string_view path) const;
  bool enters(std::string_view folder) const;

 private:
  bool in_matched_folder(std::string_view path) const;

  enum class Kind : unsigned char { kFile, kFolder, kGlob };

  Root(Kind kind, std::string folder, std::string path)
      : kind_(kind), folder_(std::move(folder)), path_(std::move(path)) {}

  Kind kind_;
  std::string folder_;
  std::string path_;
};

}  // namespace aobo
