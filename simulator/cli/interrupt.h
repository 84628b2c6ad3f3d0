// Ctrl-C while logs are read: the reading ends, what is known by then is printed, and the program
// exits with 130. A second Ctrl-C ends the program at once.
#pragma once

namespace aobo::sim {

void watch_interrupts();
bool interrupted();

}  // namespace aobo::sim
