#include "plugin/source/followed_folders.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/base/whole_file.h"
#include "plugin/source/inputs.h"

namespace aobo {
namespace {

constexpr TimeNs kLooksEach = kSecondNs;
constexpr std::size_t kEntriesAStep = 250;

std::string joined(const std::string& folder, const std::string& name) {
  return folder == "." ? name : (std::filesystem::path(folder) / name).string();
}

bool look(const std::string& path, struct stat& status) { return stat(path.c_str(), &status) == 0; }

// FIFOs, sockets and devices: whoever reads them refuses them.
bool refused_as_no_file(const struct stat& status) {
  return !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) && !S_ISLNK(status.st_mode);
}

ListedFile file_of(std::string path, const struct stat& status, bool taken) {
  return {std::move(path), FileId::of(status), static_cast<std::uint64_t>(status.st_size),
          status.st_mtim.tv_sec * kSecondNs + status.st_mtim.tv_nsec, taken};
}

}  // namespace

FollowedFolders::FollowedFolders(std::vector<Root> roots, std::unique_ptr<FileWatch> watch,
                                 Clock clock)
    : roots_(std::move(roots)), watch_(std::move(watch)), clock_(std::move(clock)) {
  look_now_and_then();
}

FollowedFolders::~FollowedFolders() {
  if (open_) closedir(open_->handle);
}

bool FollowedFolders::enters(const std::string& folder) const {
  return std::ranges::any_of(roots_, [&](const Root& root) { return root.enters(folder); });
}
bool FollowedFolders::takes(const std::string& path) const {
  return std::ranges::any_of(roots_, [&](const Root& root) { return root.takes(path); });
}

std::optional<Listing> FollowedFolders::step() {
  if (!open_) {
    take_events();
    look_now_and_then();
  }
  if (!gone_.empty()) {
    Listing listing{std::move(gone_.front()), true, {}};
    gone_.pop_front();
    return listing;
  }
  if (!open_ && !dirty_.empty()) begin();
  if (open_) return list_some() ? std::optional(end()) : std::nullopt;
  if (!written_.empty()) return look_at_written();
  return std::nullopt;
}

std::vector<Listing> FollowedFolders::look_at_all() {
  std::vector<Listing> all;
  while (!dirty_.empty()) {
    begin();
    while (open_ && !list_some()) {
    }
    if (open_) all.push_back(end());
  }
  return all;
}

void FollowedFolders::take_events() {
  using What = FileWatch::Event::What;
  events_.clear();
  watch_->take(events_);
  for (const FileWatch::Event& event : events_) {
    if (event.what == What::kMissed) {
      for (const auto& [folder, known] : folders_) dirty_.insert(folder);
    } else if (event.what == What::kLost) {
      leave(event.folder);
      next_look_ = 0;
    } else if (event.what == What::kListing) {
      if (folders_.contains(event.folder)) dirty_.insert(event.folder);
    } else {
      written_.insert(joined(event.folder, event.name));
    }
  }
}

// What no event tells of: folders of some file systems, and roots that come, go or are replaced.
void FollowedFolders::look_now_and_then() {
  const TimeNs now = clock_();
  if (now < next_look_) return;
  next_look_ = now + kLooksEach;
  for (const Root& root : roots_) {
    struct stat status {};
    if (look(root.folder(), status) && S_ISDIR(status.st_mode)) {
      enter(root.folder(), FileId::of(status));
    } else {
      leave(root.folder());
    }
  }
  for (const auto& [folder, known] : folders_) {
    if (known.polled || known.has_links) dirty_.insert(folder);
  }
}

void FollowedFolders::enter(const std::string& folder, FileId id) {
  const auto known = folders_.find(folder);
  if (known != folders_.end() && known->second.id == id) return;
  if (known != folders_.end()) leave(folder);
  if (!ids_.insert(id).second) return;
  // Watched before it is listed: nothing comes in between.
  folders_[folder] = {id, !watch_->add(folder), false};
  dirty_.insert(folder);
}

// With all that lies below.
void FollowedFolders::leave(const std::string& folder) {
  const auto known = folders_.find(folder);
  if (known == folders_.end()) return;
  const auto leave_one = [&](std::map<std::string, Folder>::iterator one) {
    watch_->remove(one->first);
    ids_.erase(one->second.id);
    dirty_.erase(one->first);
    gone_.push_back(one->first);
    return folders_.erase(one);
  };
  leave_one(known);
  const std::string below = folder + "/";
  for (auto it = folders_.lower_bound(below); it != folders_.end() && it->first.starts_with(below);)
    it = leave_one(it);
}

void FollowedFolders::begin() {
  const std::string folder = *dirty_.begin();
  dirty_.erase(dirty_.begin());
  DIR* handle = opendir(folder.c_str());
  if (handle == nullptr) {
    leave(folder);
    next_look_ = 0;
    return;
  }
  open_ = Open{handle, {folder, true, {}}, false, {}};
}

// True at the end of the folder.
bool FollowedFolders::list_some() {
  for (std::size_t i = 0; i < kEntriesAStep; ++i) {
    const dirent* entry = readdir(open_->handle);
    if (entry == nullptr) return true;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") list_one(entry->d_name);
  }
  return false;
}

void FollowedFolders::list_one(const char* name) {
  struct stat status {};
  const int at = dirfd(open_->handle);
  if (fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return;
  const bool link = S_ISLNK(status.st_mode);
  std::string path = joined(open_->listing.folder, name);
  if (link && fstatat(at, name, &status, 0) != 0) {
    // Nothing tells when there is something where it leads to.
    open_->has_links = open_->has_links || enters(path) || takes(path);
    return;
  }
  if (S_ISDIR(status.st_mode)) {
    if (!enters(path)) return;
    open_->folders.insert(path);
    if (may_list(path)) return enter(path, FileId::of(status));
    // Whoever reads it refuses it. Nothing tells when it may be read.
    leave(path);
    open_->has_links = true;
    status.st_size = 0;
    open_->listing.files.push_back(file_of(std::move(path), status, true));
  } else if (S_ISREG(status.st_mode)) {
    const bool taken = takes(path);
    open_->has_links = open_->has_links || (link && taken);
    open_->listing.files.push_back(file_of(std::move(path), status, taken));
  } else if (refused_as_no_file(status) && takes(path)) {
    open_->listing.files.push_back(file_of(std::move(path), status, true));
  }
}

Listing FollowedFolders::end() {
  Open done = std::move(*open_);
  open_.reset();
  closedir(done.handle);
  const std::string& folder = done.listing.folder;
  if (const auto known = folders_.find(folder); known != folders_.end())
    known->second.has_links = done.has_links;
  // Those right in it that are not there any more. What lies deeper is passed over: `0` is the
  // character behind `/`.
  std::vector<std::string> left;
  const std::string below = folder == "." ? "" : folder == "/" ? folder : folder + "/";
  for (auto it = folders_.lower_bound(below);
       it != folders_.end() && it->first.starts_with(below);) {
    const std::string& path = it->first;
    if (const std::size_t deeper = path.find('/', below.size()); deeper != std::string::npos) {
      it = folders_.lower_bound(path.substr(0, deeper) + "0");
      continue;
    }
    if (path != folder && !done.folders.contains(path)) left.push_back(path);
    ++it;
  }
  for (const std::string& path : left) leave(path);
  return std::move(done.listing);
}

Listing FollowedFolders::look_at_written() {
  Listing listing;
  for (std::size_t i = 0; i < kEntriesAStep && !written_.empty(); ++i) {
    std::string path = std::move(written_.extract(written_.begin()).value());
    struct stat status {};
    // What is gone its folder's listing tells, and of links it has to know.
    if (lstat(path.c_str(), &status) != 0) continue;
    if (S_ISLNK(status.st_mode) && folders_.contains(parent_of(path)))
      dirty_.insert(parent_of(path));
    const bool taken = takes(path);
    if (!S_ISREG(status.st_mode) && (!taken || !refused_as_no_file(status))) continue;
    listing.files.push_back(file_of(std::move(path), status, taken));
  }
  return listing;
}

}  // namespace aobo
