// The pipeline's state between runs: what goes into a snapshot, and when one is written.
#include <fmt/format.h>

#include <sstream>

#include "plugin/base/limits.h"
#include "plugin/pipeline/pipeline.h"

namespace aobo {

// State of other windows could not be read into these. The number goes up with each change of what
// the stages keep.
std::string Pipeline::settings() const {
  std::string text = "state 5; windows";
  for (const CountWindow& window : config_.behaviour.windows) text += " " + window.name;
  return text;
}

std::string Pipeline::snapshot() const {
  std::vector<InputState> inputs = input_states_;
  for (std::uint32_t i = 0; i < inputs.size(); ++i) {
    look_at(inputs_[i], state_->key(), inputs[i]);
    inputs[i].progress = timeline_->files().progress(i);
  }
  std::ostringstream out;
  Writer writer(out);
  writer(inputs, went_out_);
  timeline_->save(writer);
  stages_->save(writer);
  return std::move(out).str();
}

void Pipeline::restore(const std::string& snapshot, std::vector<InputState>& inputs) {
  std::istringstream in(snapshot);
  Reader reader(in);
  reader(inputs, went_out_);
  timeline_->load(reader);
  stages_->load(reader);
}

// The state of each file; what the stages knew is read into them.
std::vector<InputState> Pipeline::load_state() {
  const bool live = timeline_->live();
  const std::vector<std::string> files(inputs_.begin(), inputs_.end() - (live ? 1 : 0));
  if (!state_) return std::vector<InputState>(files.size());
  std::vector<InputState> before;
  auto loaded = state_->read();
  if (!loaded) {
    notice_(loaded.error().message);
  } else if (!loaded->snapshot.empty()) {
    try {
      restore(loaded->snapshot, before);
      already_delivered_ = std::move(loaded->delivered);
    } catch (const std::exception&
                 error) {  // its sum is right: it was written by a plugin that keeps other things
      notice_(state_->path() + ": cannot be read back (" + error.what() + "); starting afresh");
      begin_afresh();
      before.clear();
    }
  }
  return match_inputs(files, before, state_->key());
}

void Pipeline::save_state() {
  last_snapshot_ = clock_();
  since_snapshot_ = 0;
  // Whatever of the old list has not come again by now stands in the new one, or it would be told
  // twice.
  std::string still;
  for (const Fingerprint& print : already_delivered_)
    still.append(reinterpret_cast<const char*>(&print), sizeof print);
  if (const auto error = state_->write(snapshot(), still))
    notice_(error->message + "; what is learned is not kept");
}

void Pipeline::delivered() {
  if (!state_) return;
  if (!undelivered_.empty()) {
    if (const auto error = state_->add_delivered(undelivered_)) notice_(error->message);
    undelivered_.clear();
  }
  const bool due = clock_() - last_snapshot_ >= config_.state.interval ||
                   since_snapshot_ >= limits::kEventsPerSnapshot;
  if (due && outgoing_.empty()) save_state();
}

void Pipeline::close() {
  if (state_ && undelivered_.empty() && outgoing_.empty()) save_state();
}

}  // namespace aobo
