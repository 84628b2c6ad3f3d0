// The quiet line under what a replay that follows its inputs prints: what it waits for. On a
// terminal only; it is gone before the next line comes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
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
      progress_.show(text(session.metrics(), alerts_, Progress::columns()));
      shown_ = true;
    }
  }
  // An event is at hand, and may be printed.
  void event() {
    if (shown_) progress_.end();
    shown_ = false;
  }

  // The alerts that there were until now; not told where none are looked for.
  void alerts(std::uint64_t count) { alerts_ = count; }
  // "following 12 files, 345 records, 0 refused, 3 alerts, 40 s behind (azure.activity); Ctrl-C
  // ends". Behind is the log whose latest records came latest. Where that does not fit into the
  // columns it is said in short: "12 files, 345 records, 3 alerts, 40 s behind".
  static std::string text(const std::map<std::string, std::uint64_t>& metrics,
                          const std::optional<std::uint64_t>& alerts, std::size_t columns);

 private:
  bool wanted_;
  bool shown_ = false;
  std::optional<std::uint64_t> alerts_;
  Progress& progress_;
};

}  // namespace aobo::sim
