// A host that nobody here wrote, asked which events a condition holds for.
#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>
#include <vector>

extern char** environ;

namespace aobo::test {

struct Answer {
  bool refused = false;
  std::string text;                 // what was said, where it was refused
  std::set<std::uint64_t> numbers;  // of the events for which the condition holds
};

class SysdigHost {
 public:
  // `plugin` is as -H takes it: a file, or file:configuration.
  SysdigHost(std::string plugin, std::vector<std::string> command)
      : plugin_(std::move(plugin)), command_(std::move(command)) {}

  // `source` is as -I takes it: name:open parameters.
  Answer ask(const std::string& condition, const std::string& source) const {
    std::vector<std::string> words = command_;
    words.insert(words.end(), {"-H", plugin_, "-I", source, "-p", "%evt.num", condition});
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) std::abort();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    pid_t child = 0;
    const int spawned =
        posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    std::string text;
    char buffer[4096];
    for (ssize_t size = 0; (size = read(ends[0], buffer, sizeof(buffer))) > 0;)
      text.append(buffer, static_cast<std::size_t>(size));
    close(ends[0]);
    int status = 0;
    if (spawned != 0 || waitpid(child, &status, 0) != child) std::abort();
    Answer answer;
    answer.refused = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    answer.text = text;
    std::istringstream lines(text);
    for (std::uint64_t number = 0; !answer.refused && lines >> number;)
      answer.numbers.insert(number);
    return answer;
  }

 private:
  std::string plugin_;
  std::vector<std::string> command_;
};

}  // namespace aobo::test
