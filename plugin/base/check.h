// CHECK: a broken invariant of our own. It throws; the guard at the ABI turns that into a failure
// code and a last error, so that the host lives on and the fault is seen. Never used for what a
// log, a file or a person got wrong.
#pragma once

#include <stdexcept>
#include <string>

namespace aobo {

class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void check_failed(const char* what, const char* file, int line) {
  throw CheckFailed(std::string("internal error: ") + what + " at " + file + ":" +
                    std::to_string(line));
}

}  // namespace aobo

#define AOBO_CHECK(condition) \
  ((condition) ? void() : ::aobo::check_failed(#condition, __FILE__, __LINE__))
