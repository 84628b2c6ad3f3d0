// Command: a program of the operator's that was started, and whose output is read. It ends with
// this at the latest, and with it whatever it started and left in its process group.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace aobo {

class Command {
 public:
  // `until`: how long it may take in all. `ending`: nobody wants its output any more, once it is
  // set; it outlives this.
  Command(const std::vector<std::string>& command, std::chrono::steady_clock::time_point until,
          const std::atomic<bool>& ending);
  ~Command();
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  // Why it could not be started, as errno has it; 0 where it was.
  int error() const { return error_; }

  // All that it prints; nothing where that takes too long, or is more than so many bytes.
  std::optional<std::string> output(std::size_t longest) const;
  // How it ended, behind its output: its exit code, -1 where a signal ended it; nothing where it
  // takes too long.
  std::optional<int> exit_code();

 private:
  void start(const std::vector<std::string>& command, int output);
  bool waits() const;

  std::chrono::steady_clock::time_point until_;
  const std::atomic<bool>& ending_;
  int output_ = -1;
  pid_t child_ = -1;
  int error_ = 0;
};

}  // namespace aobo
