// FileWatch by inotify(7). A folder is watched, not its files: thousands of them cost one watch.
#include <poll.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <map>

#include "plugin/source/file_watch.h"

namespace aobo {
namespace {

// linux/magic.h and the file systems' own sources: what others may change without this system's
// knowing.
constexpr std::uint32_t kEventless[] = {
    0x6969,      // NFS
    0x517b,      // SMB
    0xfe534d42,  // SMB2
    0xff534d42,  // CIFS
    0x65735546,  // FUSE
    0x01021997,  // 9P
    0x00c36400,  // Ceph
    0x5346414f,  // AFS
    0x73757245,  // Coda
    0x0bd00bd0,  // Lustre
    0x47504653,  // GPFS
    0x7461636f,  // OCFS2
    0x01161970,  // GFS2
};

bool is_eventless(const std::string& folder) {
  struct statfs status {};
  if (statfs(folder.c_str(), &status) != 0) return true;
  return std::ranges::find(kEventless, static_cast<std::uint32_t>(status.f_type)) !=
         std::end(kEventless);
}

// It is looked at alone: a folder of a hundred thousand files would be listed for each.
bool is_new_file(std::uint32_t mask) { return (mask & IN_CREATE) != 0 && (mask & IN_ISDIR) == 0; }

class Inotify : public FileWatch {
 public:
  Inotify() : file_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}
  ~Inotify() override {
    if (file_ >= 0) close(file_);
  }
  Inotify(const Inotify&) = delete;
  Inotify& operator=(const Inotify&) = delete;

  // Where the system's number of watches is used up, too.
  bool add(const std::string& folder) override {
    if (file_ < 0 || is_eventless(folder)) return false;
    constexpr std::uint32_t kMask = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_FROM |
                                    IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF |
                                    IN_ONLYDIR;
    const int watch = inotify_add_watch(file_, folder.c_str(), kMask);
    if (watch < 0) return false;
    remove(folder);  // the name is another folder's now
    folders_[watch] = folder;
    watches_[folder] = watch;
    return true;
  }
  void remove(const std::string& folder) override {
    const auto found = watches_.find(folder);
    if (found == watches_.end()) return;
    if (const auto known = folders_.find(found->second);
        known != folders_.end() && known->second == folder) {
      inotify_rm_watch(file_, found->second);
      folders_.erase(known);
    }
    watches_.erase(found);
  }

  void take(std::vector<Event>& into) override {
    alignas(inotify_event) char bytes[16 << 10];
    constexpr int kReads = 16;  // more comes with the next call
    for (int i = 0; i < kReads && file_ >= 0; ++i) {
      const ssize_t size = ::read(file_, bytes, sizeof bytes);
      if (size <= 0) return;
      for (const char* at = bytes; at < bytes + size;) {
        inotify_event event;
        std::memcpy(&event, at, sizeof event);
        translate(event, at + sizeof event, into);
        at += sizeof event + event.len;
      }
    }
  }
  void wait(int milliseconds) override {
    pollfd waiting{file_, POLLIN, 0};
    poll(&waiting, file_ >= 0 ? 1 : 0, milliseconds);
  }

 private:
  void translate(const inotify_event& event, const char* name, std::vector<Event>& into) {
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
      into.push_back({Event::What::kMissed, {}, {}});
      return;
    }
    const auto found = folders_.find(event.wd);
    if (found == folders_.end()) return;  // removed meanwhile
    const std::string folder = found->second;
    if ((event.mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0) {
      remove(folder);
      into.push_back({Event::What::kLost, folder, {}});
    } else if ((event.mask & (IN_MODIFY | IN_CLOSE_WRITE)) != 0 || is_new_file(event.mask)) {
      if (event.len > 0) into.push_back({Event::What::kWritten, folder, name});
    } else {
      into.push_back({Event::What::kListing, folder, {}});
    }
  }

  int file_;
  std::map<int, std::string> folders_;
  std::map<std::string, int> watches_;
};

}  // namespace

std::unique_ptr<FileWatch> make_inotify() { return std::make_unique<Inotify>(); }

}  // namespace aobo
