// A folder of the test's own, gone when the test ends.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace aobo::test {

class TempFolderTest : public ::testing::Test {
 protected:
  TempFolderTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "aobo-test-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~TempFolderTest() override { std::filesystem::remove_all(folder_); }

  const std::string& folder() const { return folder_; }
  std::string write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = std::filesystem::path(folder_) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  std::string slurp(const std::string& name) const {
    std::ifstream file(std::filesystem::path(folder_) / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

 private:
  std::string folder_;
};

}  // namespace aobo::test
