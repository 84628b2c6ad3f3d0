// FileId: which file it is, whatever it is called. A number is given away again when a file is
// gone: what a file holds tells more (pipeline/inputs_state.h).
#pragma once

#include <sys/stat.h>

#include <compare>
#include <cstdint>

namespace aobo {

struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  friend auto operator<=>(const FileId&, const FileId&) = default;

  static FileId of(const struct stat& status) { return {status.st_dev, status.st_ino}; }
};

// A file that is being read, and by which it can be looked at whatever lies under its name by now.
struct OpenFile {
  FileId id;
  int descriptor = -1;  // -1: it was closed meanwhile
};

}  // namespace aobo
