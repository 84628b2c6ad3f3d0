// A command of the shell on a terminal of so many columns: what it prints there, byte by byte.
#pragma once

#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <string>

#include "tests/support/shell.h"

namespace aobo::test {

inline Shell run_on_terminal(const std::string& command, unsigned short columns) {
  termios plain{};
  cfmakeraw(&plain);  // line ends stay as they are printed
  winsize size{50, columns, 0, 0};
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, &plain, &size);
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  Shell done;
  if (child < 0) return done;
  std::array<char, 4096> buffer{};
  // A terminal of which the other end is gone is read with an error.
  for (ssize_t size_read = 0; (size_read = read(terminal, buffer.data(), buffer.size())) > 0;)
    done.out.append(buffer.data(), static_cast<std::size_t>(size_read));
  int status = 0;
  waitpid(child, &status, 0);
  close(terminal);
  done.code = WEXITSTATUS(status);
  return done;
}

}  // namespace aobo::test
