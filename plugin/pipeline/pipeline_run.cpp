// What the pipeline tells of the run itself, and when.
#include <algorithm>

#include "plugin/pipeline/pipeline.h"

namespace aobo {

void Pipeline::begin_run() {
  RunEvents::Run run;
  run.followed = live_ != nullptr;
  run.has_state = state_ != nullptr;
  run.resumed = went_out_;
  run.sources = sources_;
  run.all_inputs = inputs_.size();
  for (std::uint32_t i = 0; i < inputs_.size() && i < 8; ++i) run.inputs.push_back(inputs_.name(i));
  publish_counters();  // what a state goes on from is nothing that came in this run
  run_.begin(std::move(run));
}

// They belong to no record.
void Pipeline::queue_of_run(std::vector<Derived>& events) {
  for (Derived& one : events) outgoing_.push_back({std::move(one), {}});
}

// By the machine's time where inputs are followed, which goes on while they are silent; else by
// that of the events, so that a replay tells the same each time.
bool Pipeline::report_on_run(const std::shared_ptr<const Knowledge>& knowledge) {
  const bool followed = live_ != nullptr;
  std::vector<Derived> derived;
  if (!run_.started()) {
    if (!followed) return false;
    run_.start(*knowledge, wall_(), derived);
  }
  run_.look(knowledge, followed ? wall_() : went_out_, derived);
  if (std::ranges::any_of(derived, [](const Derived& one) { return one.kind == kRunReport; }))
    forget_lags(wall_());
  queue_of_run(derived);
  return !derived.empty();
}

bool Pipeline::end_run() {
  publish_counters();
  std::vector<Derived> derived;
  run_.end(anything_went_out_, went_out_ != 0 ? went_out_ : wall_(), derived);
  queue_of_run(derived);
  return !derived.empty();
}

}  // namespace aobo
