#include "simulator/generate/files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace aobo::sim {

void DiskFiles::append(const std::string& path, std::string_view text) {
  held_[path].append(text);
  held_bytes_ += text.size();
  bytes_ += text.size();
  if (held_bytes_ > kHeld) (void)flush();
}

std::optional<Error> DiskFiles::flush() {
  for (const auto& [path, text] : held_) {
    if (error_) break;
    const std::filesystem::path target = std::filesystem::path(folder_) / path;
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    std::ofstream file(target, std::ios::binary | std::ios::app);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.flush();
    if (!file) error_ = Error{target.string() + ": cannot be written: " + std::strerror(errno)};
  }
  held_.clear();
  held_bytes_ = 0;
  return error_;
}

}  // namespace aobo::sim
