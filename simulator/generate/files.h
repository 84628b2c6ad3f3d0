// Files: where a world is written: a folder on disk, or memory for tests and for shrinking.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/result.h"

namespace aobo::sim {

class Files {
 public:
  virtual ~Files() = default;
  // Adds to the end of the file of this path, relative with '/'; makes it and its folders where
  // they are not.
  virtual void append(const std::string& path, std::string_view text) = 0;
};

class MemoryFiles : public Files {
 public:
  void append(const std::string& path, std::string_view text) override {
    files_[path].append(text);
  }
  const std::map<std::string, std::string>& all() const { return files_; }

 private:
  std::map<std::string, std::string> files_;
};

// Holds what comes in small pieces back until it is worth a write; never more than kHeld bytes in
// all.
class DiskFiles : public Files {
 public:
  static constexpr std::size_t kHeld = 32U << 20;

  explicit DiskFiles(std::string folder) : folder_(std::move(folder)) {}
  void append(const std::string& path, std::string_view text) override;
  // Writes everything out; the first thing that went wrong since the beginning.
  std::optional<Error> flush();
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::string folder_;
  std::map<std::string, std::string> held_;
  std::size_t held_bytes_ = 0;
  std::uint64_t bytes_ = 0;
  std::optional<Error> error_;
};

}  // namespace aobo::sim
