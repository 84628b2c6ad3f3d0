// How far time comes where no record does: by the clock, where inputs are followed; at the end of
// all that there is.
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
  if (stages_->asks(times.all, knowledge, times.all)) return true;
  passed_ = wall;
  std::vector<Derived> derived;
  stages_->pass(knowledge, times, derived);
  for (Derived& one : derived) queue(std::move(one));
  return !derived.empty();
}

// Nothing more comes within the second of the last record, and what becomes true when it is over
// is. Logs write no more than seconds.
bool Pipeline::end_last_second(const std::shared_ptr<const Knowledge>& knowledge) {
  if (timeline_->watermark() == 0) return false;
  const TimeNs end = timeline_->watermark() + kSecondNs;
  if (stages_->asks(end, knowledge, end)) return true;
  std::vector<Derived> derived;
  stages_->pass(knowledge, end, derived);
  for (Derived& one : derived) queue(std::move(one));
  return !outgoing_.empty();
}

// All that there is has been read.
bool Pipeline::ask_what_waits(const std::shared_ptr<const Knowledge>& knowledge) {
  if (stages_->asks_at_end(knowledge, timeline_->watermark())) return true;
  std::vector<Derived> derived;
  stages_->ask_what_waits(knowledge, timeline_->watermark(), derived);
  for (Derived& one : derived) queue(std::move(one));
  return !derived.empty();
}

}  // namespace aobo
