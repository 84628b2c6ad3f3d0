#include "plugin/policy/directory_watch.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <utility>
#include <vector>

#include "plugin/base/fingerprint.h"
#include "plugin/base/limits.h"

namespace aobo {
namespace {

namespace fs = std::filesystem;

std::string print_of_file(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return fmt::format("{} is gone\n", path);
  return fmt::format("{} {} {}.{} {}.{}\n", path, found.st_size, found.st_mtim.tv_sec,
                     found.st_mtim.tv_nsec, found.st_dev, found.st_ino);
}

}  // namespace

std::string print_of(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  // Links are followed, as to a folder that is swapped for another; not in circles.
  constexpr int kDeepest = 8;
  constexpr auto kLinks = fs::directory_options::follow_directory_symlink;
  for (fs::recursive_directory_iterator at(folder, kLinks, error), end; !error && at != end;
       at.increment(error)) {
    if (at.depth() >= kDeepest) at.disable_recursion_pending();
    const bool hidden = at->path().filename().native().starts_with('.');
    std::error_code ignored;
    if (hidden) {
      if (at->is_directory(ignored)) at.disable_recursion_pending();
      continue;
    }
    if (!at->is_directory(ignored)) files.push_back(at->path().string());
    if (files.size() >= limits::kInputFiles) break;
  }
  std::ranges::sort(files);
  std::string text = error ? error.message() : "";
  for (const std::string& file : files) text += print_of_file(file);
  const Fingerprint print = fingerprint(text, {});
  return fmt::format("{:016x}{:016x}", print.high, print.low);
}

DirectoryWatch::DirectoryWatch(std::string folder, std::string print, TimeNs poll, Load load)
    : poll_(poll),
      load_(std::move(load)),
      folder_(std::move(folder)),
      loaded_(print),
      seen_(std::move(print)),
      thread_([this] { run(); }) {}

DirectoryWatch::~DirectoryWatch() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    stop_.request_stop();
  }
  ended_changed_.notify_all();
  thread_.join();
}

void DirectoryWatch::aim(std::string folder, std::string print) {
  const std::lock_guard lock(mutex_);
  ++aimed_;
  folder_ = std::move(folder);
  loaded_ = seen_ = std::move(print);
  failed_ = false;
  news_.reset();
}

std::optional<Result<std::shared_ptr<const Knowledge>>> DirectoryWatch::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, std::nullopt);
}

void DirectoryWatch::run() {
  std::unique_lock lock(mutex_);
  const auto pause = std::chrono::nanoseconds(poll_);
  while (!ended_changed_.wait_for(lock, pause, [this] { return ended_; })) {
    if (!folder_.empty()) look(lock);
  }
}

// What is thrown here would end the host.
Result<std::shared_ptr<const Knowledge>> DirectoryWatch::load(const std::string& folder) const {
  try {
    return load_(folder, stop_.get_token());
  } catch (const std::exception& error) {
    return Error{folder + ": " + error.what()};
  }
}

// The folder is read without the lock: nobody waits for a slow disk.
void DirectoryWatch::look(std::unique_lock<std::mutex>& lock) {
  const std::string folder = folder_;
  const std::uint64_t aimed = aimed_;
  lock.unlock();
  const std::string print = print_of(folder);
  lock.lock();
  if (aimed != aimed_ || ended_) return;
  const bool at_rest = print == seen_;
  seen_ = print;
  if (!at_rest) return;
  if (print == loaded_) {
    if (std::exchange(failed_, false)) news_ = std::shared_ptr<const Knowledge>();
    return;
  }
  lock.unlock();
  auto loaded = load(folder);
  // Written to meanwhile: it is loaded again when it has come to rest.
  const bool whole = print_of(folder) == print;
  lock.lock();
  if (aimed != aimed_ || ended_ || (loaded.ok() && !whole)) return;
  failed_ = !loaded.ok();
  if (loaded.ok()) loaded_ = print;
  news_ = std::move(loaded);
}

}  // namespace aobo
