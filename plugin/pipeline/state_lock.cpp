#include "plugin/pipeline/state_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "plugin/base/text.h"

namespace aobo {
namespace {

// "siem-1, process 4711, since 2026-03-04T08:00:00Z".
std::string this_run(TimeNs now) {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host[0] = '?';
  return fmt::format("{}, process {}, since {}", host.data(), getpid(), format_time(now));
}

// " (siem-1, process 4711, …)", where it is known.
std::string holder_in(int file) {
  std::array<char, 512> bytes{};
  const ssize_t size = pread(file, bytes.data(), bytes.size(), 0);
  if (size <= 0) return {};
  return fmt::format(" ({})",
                     printable(trimmed({bytes.data(), static_cast<std::size_t>(size)}), 200));
}

// What cannot be written, on a full disk, is not known to others, and the lock holds all the same.
bool write_holder(int file, const std::string& line) {
  return ftruncate(file, 0) == 0 && pwrite(file, line.data(), line.size(), 0) >= 0;
}

std::optional<Error> cannot_open(const std::string& path) {
  const int why = errno;
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  if (access(folder.c_str(), W_OK) != 0) return std::nullopt;
  const std::string lock = StateLock::path_of(path);
  if (why == ELOOP)
    return Error{
        fmt::format("{}: a symbolic link; the lock must be a file that only aobo writes; "
                    "remove the link",
                    lock)};
  return Error{fmt::format("{}: {}", lock, std::strerror(why))};
}

}  // namespace

std::optional<Error> StateLock::take(const std::string& path, TimeNs now, Disk& disk) {
  const int file =
      open(path_of(path).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  of_another_ = false;
  if (file < 0) return cannot_open(path);
  if (disk.lock(file)) {
    let_go();
    file_ = file;
    since_ = now;
    write_holder(file_, this_run(now) + "\n");
    return std::nullopt;
  }
  const int why = errno;
  of_another_ = why == EWOULDBLOCK;
  const std::string holder = of_another_ ? holder_in(file) : "";
  close(file);
  if (of_another_) return Error{fmt::format("{}: in use by another run{}", path, holder)};
  return Error{
      fmt::format("{}: cannot be locked: {}; two runs on one state would tell events twice and "
                  "lose others; put "
                  "the state on a file system that has locks (of NFS, version 4 has)",
                  path_of(path), std::strerror(why))};
}

std::optional<Error> StateLock::keep(const std::string& path, Disk& disk) {
  struct stat named {
  }, locked{};
  if (file_ < 0 || fstat(file_, &locked) != 0) return std::nullopt;
  const bool there = lstat(path_of(path).c_str(), &named) == 0;
  if (there && named.st_ino == locked.st_ino && named.st_dev == locked.st_dev) return std::nullopt;
  StateLock anew;
  if (auto error = anew.take(path, since_, disk)) {
    of_another_ = anew.of_another_;
    error->message += fmt::format("; {} was removed while this run had it", path_of(path));
    return error;
  }
  if (anew.held()) *this = std::move(anew);
  return std::nullopt;
}

// What it names is gone then.
void StateLock::let_go() {
  if (file_ < 0) return;
  write_holder(file_, "");
  close(file_);
  file_ = -1;
}

}  // namespace aobo
