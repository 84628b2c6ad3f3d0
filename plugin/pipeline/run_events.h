// Run events: what a run tells of itself, by events that rules see like any other: run_started,
// run_report, policy_reloaded and directory_stale. They are of no record and no tenant; their
// numbers are the metrics, under the same names.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/behaviour/derived.h"
#include "plugin/behaviour/run_event.h"
#include "plugin/case/case.h"
#include "plugin/config/config.h"
#include "plugin/pipeline/counters.h"
#include "plugin/pipeline/input_table.h"

namespace aobo {

class RunEvents {
 public:
  // What the run reads, and with what it began.
  struct Run {
    bool followed = false;
    bool has_state = false;
    TimeNs resumed =
        0;  // the latest time that went out before; 0: it begins with all that is there
    std::vector<std::string> inputs;  // some of them, as they are called
    std::size_t all_inputs = 0;
    std::vector<std::string> sources;  // what is followed, as it is named, and topics
  };

  // The counters and the inputs must outlive it.
  RunEvents(const RunOptions& options, const Counters& counters, const InputTable& inputs);

  void begin(Run run);
  bool on() const { return on_; }
  // The run has begun, and nothing of it has gone out. `now`: the time that the event bears.
  void start(const Knowledge& known, TimeNs now, std::vector<Derived>& out);
  bool started() const { return started_; }

  // What is to be told by now: by the machine's time, where inputs are followed. At the first
  // call after the directory was loaded anew, that.
  void look(const std::shared_ptr<const Knowledge>& known, TimeNs wall, std::vector<Derived>& out);
  // The last report. Also where the run tells nothing of itself, if nothing else was told: hosts
  // of the sinsp library end badly where a source has no event at all.
  void end(bool anything_went_out, TimeNs now, std::vector<Derived>& out);

 private:
  Derived event(std::string_view kind, TimeNs time) const;
  Derived report(TimeNs now);
  void look_at_age(const Knowledge& known, TimeNs wall, std::vector<Derived>& out);

  RunOptions options_;
  const Counters& counters_;
  const InputTable& inputs_;
  Run run_;
  bool on_ = false, started_ = false, ended_ = false;
  std::uint64_t reports_ = 0, reloads_ = 0;
  TimeNs reported_ = 0;                // when the last report, or the start, was told
  TimeNs looked_at_age_ = 0;           // when
  TimeNs stale_ = 0;                   // the export that was told as stale: when it was written
  std::vector<std::uint64_t> before_;  // the figures of the last report
  std::shared_ptr<const Knowledge> known_;
};

}  // namespace aobo
