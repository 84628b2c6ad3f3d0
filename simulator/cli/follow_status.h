// The quiet line under what a replay that follows its inputs prints: what it waits for. On a
// terminal only; it is gone before the next line comes.
#pragma once

#include <cstdint>
#include <string>

#include "simulator/cli/terminal.h"
#include "simulator/host/session.h"

namespace aobo::sim {

class FollowStatus {
 public:
  FollowStatus(bool wanted, Progress& progress) : wanted_(wanted), progress_(progress) {}

  // Before the plugin is asked again.
  void waiting(const Session& session) {
    if (wanted_ && progress_.is_time()) {
      progress_.show(text(session));
      shown_ = true;
    }
  }
  // An event is at hand, and may be printed.
  void event() {
    if (shown_) progress_.end();
    shown_ = false;
  }

  // "following 12 files, 345 records, 0 refused; Ctrl-C ends".
  static std::string text(const Session& session);

 private:
  bool wanted_;
  bool shown_ = false;
  Progress& progress_;
};

}  // namespace aobo::sim
