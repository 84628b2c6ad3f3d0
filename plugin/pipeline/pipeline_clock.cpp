// How far the clock lets time come, where inputs are followed and no record does.
#include <algorithm>

#include "plugin/pipeline/pipeline.h"

namespace aobo {

// The clock counts once all that was there is read, less what the logs that were seen usually lag:
// until then a record may come that tells otherwise. Once a second, also behind a clock that was
// put back. It does not pass what was read and waits for its place: a busy machine is no silence.
// Whether something came of it.
bool Pipeline::pass_time(const std::shared_ptr<const Knowledge>& knowledge) {
  if (seen_.empty() || !timeline_->files_ended() || !live_->caught_up() || live_->at_hand())
    return false;
  const TimeNs wall = wall_();
  if (wall < passed_) passed_ = wall - kSecondNs;
  if (wall < passed_ + kSecondNs) return false;
  passed_ = wall;
  ClockTimes times;
  const TimeNs latest = timeline_->waiting().value_or(wall);
  times.all = std::min(wall, latest);
  for (const std::string& family : seen_) {
    const auto usual = config_.lag.find(family);
    const TimeNs lag = usual == config_.lag.end() ? 0 : usual->second;
    const TimeNs time = std::min(wall - lag - config_.timeline.hold, latest);
    times.by_family[family] = time;
    times.all = std::min(times.all, time);
  }
  times.all = std::max(times.all, timeline_->watermark());
  times.latest = std::max(wall, times.all);
  std::vector<Derived> derived;
  stages_->pass(knowledge, times, derived);
  for (Derived& one : derived) queue(std::move(one));
  return !derived.empty();
}

}  // namespace aobo
