// Disk: how bytes come to stay. The state file changes the disk through it alone, so that tests can
// see the order of its steps, make each of them fail, and leave out the waiting for a sync.
#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace aobo {

// The real one; tests override. Each call tells whether it succeeded; where not, errno says why.
class Disk {
 public:
  Disk() = default;
  virtual ~Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // An empty file of that name, in place of one that may be there, open to be written; below 0
  // where there can be none. Its owner alone may read it.
  virtual int create(const std::string& path) {
    const int file =
        open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file >= 0) fchmod(file, 0600);  // it may have been there
    return file;
  }
  // All of the bytes, where the file stands.
  virtual bool write(int file, std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  // The file ends there, and so stands whoever writes on.
  virtual bool cut(int file, std::uint64_t size) {
    const auto end = static_cast<off_t>(size);
    return ftruncate(file, end) == 0 && lseek(file, end, SEEK_SET) == end;
  }
  // What was written to the file outlives a power cut from here on.
  virtual bool sync(int file) { return fsync(file) == 0; }
  virtual bool rename(const std::string& from, const std::string& to) {
    return std::rename(from.c_str(), to.c_str()) == 0;
  }
  // Takes the lock of an open file, where nobody else has it.
  virtual bool lock(int file) { return flock(file, LOCK_EX | LOCK_NB) == 0; }
  // So do the names in the folder. A file system that syncs no folders keeps them as it can.
  virtual bool sync_folder(const std::string& folder) {
    const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return false;
    const bool synced = fsync(file) == 0 || errno == EINVAL;
    const int why = errno;
    close(file);
    errno = why;
    return synced;
  }
};

inline Disk& real_disk() {
  static Disk disk;
  return disk;
}

}  // namespace aobo
