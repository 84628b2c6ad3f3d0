// FollowedFolders: looks at the folders of followed inputs, and says what lies in them: of a folder
// in which something went or got another name all of its files, of a file that is new or was
// written to itself. A folder of which the system tells nothing is looked at each second. In steps,
// so that a folder of a hundred thousand files keeps nobody waiting; an idle one costs nothing.
#pragma once

#include <dirent.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plugin/base/time.h"
#include "plugin/source/file_id.h"
#include "plugin/source/file_watch.h"
#include "plugin/source/root.h"

namespace aobo {

// A file as it lies there.
struct ListedFile {
  std::string path;
  FileId id;
  std::uint64_t size = 0;
  TimeNs changed = 0;
  bool taken = false;  // it is of an input; others are listed because files get other names
};

struct Listing {
  std::string folder;
  bool whole = false;  // no other files lie in the folder
  std::vector<ListedFile> files;
};

class FollowedFolders {
 public:
  using Clock = std::function<TimeNs()>;

  FollowedFolders(std::vector<Root> roots, std::unique_ptr<FileWatch> watch, Clock clock);
  ~FollowedFolders();
  FollowedFolders(const FollowedFolders&) = delete;
  FollowedFolders& operator=(const FollowedFolders&) = delete;

  // Looks a step further; what was found, if it was all of something.
  std::optional<Listing> step();
  // All that lies there, before the first step.
  std::vector<Listing> look_at_all();
  // Whether there is something to look at that is known by now.
  bool idle() const { return !open_ && dirty_.empty() && written_.empty() && gone_.empty(); }
  // Until something happens, at most so long.
  void wait(int milliseconds) { watch_->wait(milliseconds); }

 private:
  struct Folder {
    FileId id;
    bool polled = false;     // no events come of it
    bool has_links = false;  // nor of what links in it lead to
  };
  struct Open {  // being listed
    DIR* handle;
    Listing listing;
    bool has_links = false;
    std::set<std::string> folders;  // in it
  };

  void take_events();
  void look_now_and_then();
  void begin();
  bool list_some();
  void list_one(const char* name);
  Listing end();
  void enter(const std::string& folder, FileId id);
  void leave(const std::string& folder);
  Listing look_at_written();
  bool enters(const std::string& folder) const;
  bool takes(const std::string& path) const;

  std::vector<Root> roots_;
  std::unique_ptr<FileWatch> watch_;
  Clock clock_;
  std::map<std::string, Folder> folders_;
  std::set<FileId> ids_;  // of these folders: links lead to each once
  std::set<std::string> dirty_;
  std::set<std::string> written_;
  std::deque<std::string> gone_;  // folders, to be said
  std::optional<Open> open_;
  std::vector<FileWatch::Event> events_;
  TimeNs next_look_ = 0;
};

}  // namespace aobo
