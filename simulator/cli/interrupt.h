// Ctrl-C, SIGTERM or SIGHUP while logs are read: the reading ends, what is known by then is
// printed, and the program exits with 130. The same signal a second time ends the program at once.
#pragma once

namespace aobo::sim {

void watch_interrupts();
// Any thread may ask.
bool interrupted();

}  // namespace aobo::sim
