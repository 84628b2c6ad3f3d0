// FollowedFiles: which file is which. A file is itself by its number on its device, whatever it is
// called: what was renamed goes on as it was, and what came under an old name is new. What a file
// holds, which tells a copy and a number that was given again, is looked at by whoever reads it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "plugin/source/followed_folders.h"

namespace aobo {

struct FollowedFile {
  FileId id;
  std::string path;
  std::uint64_t size = 0;  // as it was seen last
  TimeNs changed = 0;      // by its own time of modification
  bool taken = true;       // its name is one of the inputs' still
  bool moved = false;      // it had another name
  bool missing = false;    // it is not where it was, and not yet found elsewhere
  std::uint32_t input = 0;
};

class FollowedFiles {
 public:
  using Handle = FollowedFile*;
  struct Change {
    enum class What : std::uint8_t { kNew, kWritten, kMoved, kGone };
    What what;
    Handle file;
  };

  // What a listing says that was not known. A new file is to be given its input, or forgotten.
  void take(const Listing& listing, std::vector<Change>& into);
  // All folders were looked at: what is still missing is gone.
  void conclude(std::vector<Change>& into);

  // The file of that name that is not there any more, or null.
  Handle missing_at(const std::string& path) const;
  // `old` goes on as the file `renewed`, which is forgotten as itself.
  void replace(Handle old, Handle renewed);
  void forget(Handle file);

  std::size_t size() const { return by_id_.size(); }
  template <typename Visit>
  void each(Visit&& visit) {
    for (auto& [id, file] : by_id_) visit(*file);
  }

 private:
  void see(FollowedFile& file, const ListedFile& listed, std::vector<Change>& into);
  void move(FollowedFile& file, const ListedFile& listed, std::vector<Change>& into);
  void look_for_missing(const Listing& listing);
  std::set<Handle>& folder_of(const std::string& path);
  void leave_folder(Handle file);

  std::map<FileId, std::unique_ptr<FollowedFile>> by_id_;
  std::map<std::string, std::set<Handle>> by_folder_;
  std::set<Handle> missing_;
};

}  // namespace aobo
