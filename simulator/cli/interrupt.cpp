#include "simulator/cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace aobo::sim {
namespace {

std::atomic<bool> stopped{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal's handler may write it");

void on_interrupt(int) { stopped = true; }

}  // namespace

void watch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  // A write that was begun goes on: what is printed is whole. The second signal ends the program.
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // Whoever started it with nohup wants it to outlive the terminal.
  struct sigaction before {};
  sigaction(SIGHUP, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, nullptr);
}

bool interrupted() { return stopped; }

}  // namespace aobo::sim
