#include "simulator/cli/written_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>

namespace aobo::sim {
namespace {

constexpr mode_t kAsTheMaskAllows = 0666;

// -1 where it cannot be opened, or nobody reads it. Waits only once somebody does.
int opened(const std::string& path, int how) {
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC | how, kAsTheMaskAllows);
  if (file >= 0) fcntl(file, F_SETFL, fcntl(file, F_GETFL) & ~O_NONBLOCK);
  return file;
}

}  // namespace

bool write_file(const std::string& path, const std::string& text) {
  const int file = opened(path, O_TRUNC);
  if (file < 0) return false;
  std::string_view left = text;
  while (!left.empty()) {
    const ssize_t written = ::write(file, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  const bool closed = close(file) == 0;
  return closed && left.empty();
}

bool can_write(const std::string& path) {
  if (path.empty()) return true;
  // Whoever reads a FIFO would take the end of this for the end.
  std::error_code error;
  const std::filesystem::file_status there = std::filesystem::status(path, error);
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
    return !std::filesystem::is_directory(there) && access(path.c_str(), W_OK) == 0;
  const int file = opened(path, O_APPEND);
  if (file >= 0) close(file);
  return file >= 0;
}

}  // namespace aobo::sim
