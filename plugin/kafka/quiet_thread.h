// A thread that leaves signals to the host's.
#pragma once

#include <pthread.h>

#include <csignal>

namespace aobo {

// `call` starts it.
template <typename Call>
auto without_signals(Call&& call) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  auto result = call();
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return result;
}

}  // namespace aobo
