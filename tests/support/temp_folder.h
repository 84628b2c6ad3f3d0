// A folder of the test's own, gone when the test ends.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace aobo::test {

inline std::string slurp_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "aobo-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string write(const std::string& name, std::string_view text) const {
    return put(name, text, std::ios::trunc);
  }
  std::string append(const std::string& name, std::string_view text) const {
    return put(name, text, std::ios::app);
  }
  std::string slurp(const std::string& name) const {
    return slurp_file((std::filesystem::path(path_) / name).string());
  }

 private:
  std::string put(const std::string& name, std::string_view text, std::ios::openmode how) const {
    const std::filesystem::path path = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::out | std::ios::binary | how) << text;
    return path.string();
  }

  std::string path_;
};

class TempFolderTest : public ::testing::Test {
 protected:
  const std::string& folder() const { return folder_.path(); }
  std::string write(const std::string& name, std::string_view text) const {
    return folder_.write(name, text);
  }
  std::string append(const std::string& name, std::string_view text) const {
    return folder_.append(name, text);
  }
  std::string slurp(const std::string& name) const { return folder_.slurp(name); }

 private:
  TempFolder folder_;
};

}  // namespace aobo::test
