// A command of the shell: how it ends, and what it prints.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace aobo::test {

struct Shell {
  int code = -1;
  std::string out;
};

inline Shell run_shell(const std::string& command) {
  Shell done;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
    done.out.append(buffer.data(), size);
  done.code = WEXITSTATUS(pclose(pipe));
  return done;
}

}  // namespace aobo::test
