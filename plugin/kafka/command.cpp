#include "plugin/kafka/command.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>

namespace aobo {
namespace {

// How long it takes at most until it is seen that the end has come.
constexpr std::chrono::milliseconds kLookEach{20};

}  // namespace

Command::Command(const std::vector<std::string>& command,
                 std::chrono::steady_clock::time_point until, const std::atomic<bool>& ending)
    : until_(until), ending_(ending) {
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) {
    error_ = errno;
    return;
  }
  output_ = ends[0];
  start(command, ends[1]);
  close(ends[1]);
}

// Whoever runs it may have blocked all signals; a program expects none of that. A group of its own
// holds what it starts in turn: a shell's programs would outlive the shell.
void Command::start(const std::vector<std::string>& command, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  error_ = posix_spawnp(&child_, arguments[0], &actions, &attributes, arguments.data(), environ);
  if (error_ != 0) child_ = -1;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
}

// What was killed is a zombie at once, but where the kernel itself is in it (a dead file server);
// then nobody waits for it.
Command::~Command() {
  if (output_ >= 0) close(output_);
  if (child_ <= 0) return;
  kill(-child_, SIGKILL);
  constexpr int kLooks = 50;
  for (int looks = 0; looks < kLooks && waitpid(child_, nullptr, WNOHANG) == 0; ++looks)
    std::this_thread::sleep_for(kLookEach);
}

bool Command::waits() const {
  return !ending_.load(std::memory_order_relaxed) && std::chrono::steady_clock::now() < until_;
}

std::optional<std::string> Command::output(std::size_t longest) const {
  std::string text;
  while (waits() && text.size() <= longest) {
    pollfd waiting{output_, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(kLookEach.count())) <= 0) continue;
    char bytes[4096];
    const ssize_t size = read(output_, bytes, sizeof bytes);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return text;
    text.append(bytes, static_cast<std::size_t>(size));
  }
  return std::nullopt;
}

std::optional<int> Command::exit_code() {
  while (waits()) {
    siginfo_t ended{};
    const int found = waitid(P_PID, static_cast<id_t>(child_), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (found == 0 && ended.si_pid == 0) {
      std::this_thread::sleep_for(kLookEach);
      continue;
    }
    if (found < 0 && errno == EINTR) continue;
    // What it leaves behind ends too, while its number is still its own.
    if (found == 0) kill(-child_, SIGKILL);
    if (found == 0) waitpid(child_, nullptr, 0);
    child_ = -1;
    return found == 0 && ended.si_code == CLD_EXITED ? ended.si_status : -1;
  }
  return std::nullopt;
}

}  // namespace aobo
