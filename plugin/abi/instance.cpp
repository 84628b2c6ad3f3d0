// Instance: one opened input, batch by batch.
#include "plugin/abi/plugin.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/policy/policy.h"
#include "plugin/source/inputs.h"

namespace aobo {
namespace {

TimeNs wall_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// A host sees its signals between two calls: what is ready by then has to do.
constexpr TimeNs kCallTakes = kSecondNs / 20;
constexpr TimeNs kTryEach = kSecondNs;  // to have the state of another run

TimeNs steady_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// A folder's own size tells how many lie in it; the smallest of file systems say 4 KiB of a few
// files.
bool takes_long(const StateOptions& state, const Sources& sources) {
  constexpr std::size_t kFiles = 5'000;
  constexpr off_t kState = 1 << 20, kFolder = 64 << 10;
  const auto larger = [](const std::string& path, off_t size) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && status.st_size > size;
  };
  return !sources.expanded || sources.inputs.size() > kFiles ||
         (!state.file.empty() && larger(state.file, kState)) ||
         std::ranges::any_of(sources.following.roots,
                             [&](const Root& root) { return larger(root.folder(), kFolder); });
}

}  // namespace

Instance::Instance(Plugin& plugin, std::string params, Sources sources)
    : plugin_(plugin), params_(std::move(params)) {
  const StateOptions& state = plugin.config().state;
  if (state.standby && !state.file.empty()) {
    const auto in_use = sources.following.lock.take(state.file, wall_now());
    if (in_use && sources.following.lock.is_of_another()) {
      plugin.log().write(SS_PLUGIN_LOG_SEV_WARNING, "standby",
                         in_use->message + "; waiting until that one ends");
      return;
    }
  }
  begin(std::move(sources));
}

// What takes long begins on a thread of its own, which ends before anything else is done: a state
// is read and written, each of its files is looked at, and large folders are listed.
void Instance::begin(Sources sources) {
  if (!takes_long(plugin_.config().state, sources)) {
    pipeline_ = pipeline_of(std::move(sources));
    return;
  }
  holds_back_ = true;
  beginning_ = std::async(std::launch::async, [this, moved = std::move(sources)]() mutable {
    return pipeline_of(std::move(moved));
  });
}

// Whether it has. What it failed of it fails of now.
bool Instance::begun() {
  if (!beginning_.valid()) return pipeline_ != nullptr || take_over();
  if (beginning_.wait_for(std::chrono::nanoseconds(kCallTakes)) != std::future_status::ready)
    return false;
  pipeline_ = take_begun();
  return true;
}

std::unique_ptr<Pipeline> Instance::take_begun() {
  beginning_.wait();
  holds_back_ = false;
  for (auto& [component, line] : std::exchange(held_back_, {})) warn(component, std::move(line));
  try {
    return beginning_.get();
  } catch (const std::exception& error) {
    failed_ = error.what();
    throw;
  }
}

void Instance::warn(const char* component, std::string line) {
  if (holds_back_) {
    held_back_.emplace_back(component, std::move(line));
  } else {
    plugin_.log().write(SS_PLUGIN_LOG_SEV_WARNING, component, line);
  }
}

std::unique_ptr<Pipeline> Instance::pipeline_of(Sources sources) {
  if (!sources.expanded) {
    auto files = expand_inputs(sources.inputs, plugin_.config().base_dir);
    if (!files) throw std::runtime_error(files.error().message);
    sources.inputs = std::move(*files);
  }
  return std::make_unique<Pipeline>(
      std::move(sources.inputs), plugin_.config(), plugin_.knowledge()->policy->permits,
      plugin_.counters(),
      [this](const Refusal& refusal, std::string_view origin, std::uint64_t offset) {
        warn("refused",
             fmt::format("{}: {} at byte {}{}{}", name(refusal.reason), printable(origin), offset,
                         refusal.detail.empty() ? "" : ": ", refusal.detail));
      },
      [this](const char* component, const std::string& notice) { warn(component, notice); },
      steady_now, wall_now, real_disk(), std::move(sources.following));
}

// Whether the state is this run's now. What is there to be read may be other than when it was
// opened.
bool Instance::take_over() {
  if (!failed_.empty()) throw std::runtime_error(failed_);
  if (steady_now() < next_try_) {
    poll(nullptr, 0, static_cast<int>(kCallTakes / 1'000'000));
    return false;
  }
  next_try_ = steady_now() + kTryEach;
  StateLock lock;
  const std::string& file = plugin_.config().state.file;
  if (const auto error = lock.take(file, wall_now())) {
    if (lock.is_of_another()) return false;
    throw StateUnusable(error->message);
  }
  auto sources = plugin_.sources(params_);
  if (!sources) {
    failed_ = sources.error().message + " (found when the standby took over; start it anew)";
    plugin_.log().write(SS_PLUGIN_LOG_SEV_ERROR, "standby", failed_);
    throw std::runtime_error(failed_);
  }
  sources->following.lock = std::move(lock);
  begin(std::move(*sources));
  plugin_.log().write(SS_PLUGIN_LOG_SEV_WARNING, "standby", file + ": taken over");
  return pipeline_ != nullptr;
}

// A host that closes has no more use for what it has not asked for; a broken snapshot must not
// reach it.
Instance::~Instance() {
  try {
    if (beginning_.valid()) pipeline_ = take_begun();
    if (pipeline_) log_inputs(INT64_MAX);
    if (pipeline_) pipeline_->close(batch_.until(plugin_.asked().last_of(batch_.begin())));
  } catch (const std::exception& error) {
    plugin_.log().write(SS_PLUGIN_LOG_SEV_ERROR, "state",
                        fmt::format("not written: {}", error.what()));
  }
  plugin_.asked().withdraw(batch_.begin());
}

// That the host asks again says that it has taken the batch before; where it ends without, fields
// that it asked for say up to where it came. The end comes alone, so that
// the last batch is known as taken too.
ss_plugin_rc Instance::next_batch(std::uint32_t& count, ss_plugin_event**& events) {
  if (!pipeline_ && !begun()) return SS_PLUGIN_TIMEOUT;
  plugin_.asked().withdraw(batch_.begin());
  batch_.clear();
  pipeline_->delivered();
  plugin_.take_reloaded();
  Pipeline::State state = ended_ ? Pipeline::State::kEnd : Pipeline::State::kEvent;
  const auto knowledge = plugin_.knowledge();
  const TimeNs until = steady_now() + kCallTakes;
  while (state == Pipeline::State::kEvent && !batch_.full() && steady_now() < until) {
    state = pipeline_->next(knowledge, batch_.size() == 0);  // events at hand wait for no more
    if (state == Pipeline::State::kEvent) batch_.add(pipeline_->time(), pipeline_->payload());
  }
  count = batch_.size();
  events = batch_.events();
  if (count > 0) {
    plugin_.asked().publish(batch_.begin(), batch_.end());
    return SS_PLUGIN_SUCCESS;
  }
  if (state == Pipeline::State::kEnd && !ended_) {
    ended_ = true;
    log_refusals_at_end();
  }
  if (state == Pipeline::State::kEnd) return log_inputs(until) ? SS_PLUGIN_EOF : SS_PLUGIN_TIMEOUT;
  return state == Pipeline::State::kWait ? SS_PLUGIN_TIMEOUT : SS_PLUGIN_SUCCESS;
}

void Instance::log_refusals_at_end() {
  const Counters& counters = plugin_.counters();
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    const std::uint64_t refused = counters.refused_by_reason[i];
    if (refused <= limits::kLoggedRefusals) continue;
    plugin_.log().write(
        SS_PLUGIN_LOG_SEV_WARNING, "refused-total",
        fmt::format("{}: {} in all ({})", kReasons[i].name, refused, kReasons[i].meaning));
  }
}

// For whoever asks what became of a file; a host shows them where it is told to show everything.
// Whether all were told by then.
bool Instance::log_inputs(TimeNs until) {
  std::size_t lines = 0;
  logged_ = pipeline_->each_input(logged_, [&](const std::string& input, const InputTally& tally) {
    plugin_.log().write(SS_PLUGIN_LOG_SEV_DEBUG, "input", json_of(input, tally));
    return ++lines % 64 != 0 || steady_now() < until;
  });
  return logged_ == SIZE_MAX;
}

const char* Instance::progress(std::uint32_t& hundredths_of_percent) {
  if (!pipeline_) return beginning_.valid() ? "beginning" : "waiting for the state";
  const std::size_t all = pipeline_->inputs(), done = pipeline_->inputs_done();
  hundredths_of_percent = static_cast<std::uint32_t>(pipeline_->share_done() * 10000);
  const std::uint64_t bytes = plugin_.counters().bytes;
  progress_ = fmt::format("{} of {} inputs, {} records, {:.1f} MB", done, all,
                          plugin_.counters().records.load(), static_cast<double>(bytes) / 1e6);
  return progress_.c_str();
}

}  // namespace aobo
