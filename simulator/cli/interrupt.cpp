#include "simulator/cli/interrupt.h"

#include <csignal>

namespace aobo::sim {
namespace {

volatile std::sig_atomic_t stopped = 0;
void on_interrupt(int) { stopped = 1; }

}  // namespace

void watch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
}

bool interrupted() { return stopped != 0; }

}  // namespace aobo::sim
