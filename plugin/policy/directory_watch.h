// DirectoryWatch: a thread that looks at the directory's folder now and then. What has changed, and
// stays as it is from one look to the next, is loaded beside what is in use; whoever reads takes it
// when it is whole. What is broken, or half written, is tried again at each look.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "plugin/base/result.h"
#include "plugin/base/time.h"
#include "plugin/case/case.h"

namespace aobo {

// All that shows whether a folder has changed: names, sizes, times and inodes of what is below it,
// hidden files left out. Of a folder that cannot be read it is another than of any other.
std::string print_of(const std::string& folder);

class DirectoryWatch {
 public:
  // Loads what lies in the folder, in the watch's own thread, until it is to stop.
  using Load = std::function<Result<std::shared_ptr<const Knowledge>>(const std::string& folder,
                                                                      const std::stop_token& stop)>;

  // `print`: of the folder before it was loaded, so that what changed meanwhile shows.
  DirectoryWatch(std::string folder, std::string print, TimeNs poll, Load load);
  // Has a loading that is under way stop, and waits for that.
  ~DirectoryWatch();
  DirectoryWatch(const DirectoryWatch&) = delete;
  DirectoryWatch& operator=(const DirectoryWatch&) = delete;

  // Another folder, or the same that somebody else has loaded anew.
  void aim(std::string folder, std::string print);

  // What was loaded since the last call, or why it could not be; nothing where there is no news.
  // Null where what could not be loaded has gone: the folder is as it was when it was loaded last.
  std::optional<Result<std::shared_ptr<const Knowledge>>> take();

 private:
  void run();
  void look(std::unique_lock<std::mutex>& lock);
  Result<std::shared_ptr<const Knowledge>> load(const std::string& folder) const;

  const TimeNs poll_;
  const Load load_;

  std::mutex mutex_;
  std::condition_variable ended_changed_;
  bool ended_ = false;
  std::string folder_;
  std::string loaded_;       // the folder's print when it was last loaded whole
  std::string seen_;         // at the last look
  std::uint64_t aimed_ = 0;  // how often
  bool failed_ = false;      // what came after that could not be loaded
  std::stop_source stop_;    // of a loading that is under way
  std::optional<Result<std::shared_ptr<const Knowledge>>> news_;
  std::thread thread_;  // the last member: it uses the others
};

}  // namespace aobo
