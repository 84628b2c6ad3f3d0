// FileWatch: what happens in folders, as the system tells it. The seam at which tests say when a
// file system tells something, and when it keeps silent.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace aobo {

class FileWatch {
 public:
  struct Event {
    // kWritten: a file of the folder, which may be new. kListing: what lies in it is other than it
    // was. kLost: the folder is not watched any more. kMissed: too much happened; anything may be
    // other.
    enum class What : std::uint8_t { kWritten, kListing, kLost, kMissed };
    What what = What::kListing;
    std::string folder;
    std::string name;
  };

  virtual ~FileWatch() = default;
  // False: nothing will be told of this folder, and it has to be looked at now and then.
  virtual bool add(const std::string& folder) = 0;
  virtual void remove(const std::string& folder) = 0;
  virtual void take(std::vector<Event>& into) = 0;
  // Until something happens, or a signal comes, at most so long.
  virtual void wait(int milliseconds) = 0;
};

// inotify. Of network file systems and FUSE, whose changes may be made elsewhere, it tells nothing.
std::unique_ptr<FileWatch> make_inotify();

}  // namespace aobo
