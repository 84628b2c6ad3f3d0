// StateLock: that a state is this run's own. It is a file beside the snapshot, which is replaced
// whole, and goes with the run, however that ends. Who holds it stands in it, for others that want
// the state.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "plugin/pipeline/disk.h"

namespace aobo {

class StateLock {
 public:
  StateLock() = default;
  ~StateLock() { let_go(); }
  StateLock(StateLock&& other) noexcept
      : file_(std::exchange(other.file_, -1)), since_(other.since_) {}
  StateLock& operator=(StateLock&& other) noexcept {
    if (this != &other) {
      let_go();
      file_ = std::exchange(other.file_, -1);
      since_ = other.since_;
    }
    return *this;
  }

  bool held() const { return file_ >= 0; }
  // Of the snapshot at that path. An error where another run has it, where the file system has no
  // locks, or where the lock cannot be opened though a snapshot could be written: two runs on one
  // state would tell events twice and lose others. In a folder that cannot be written the snapshot
  // cannot be either, and that is told then.
  std::optional<Error> take(const std::string& path, TimeNs now, Disk& disk = real_disk());
  // Takes it anew where its file was removed or replaced, by which another run could have it too.
  // An error where one has.
  std::optional<Error> keep(const std::string& path, Disk& disk = real_disk());
  // Whether another run had it when it was to be taken.
  bool is_of_another() const { return of_another_; }

  static std::string path_of(const std::string& path) { return path + ".lock"; }

 private:
  void let_go();

  int file_ = -1;
  TimeNs since_ = 0;
  bool of_another_ = false;
};

}  // namespace aobo
