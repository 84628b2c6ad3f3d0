#include "plugin/pipeline/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/check.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/parse/registry.h"
#include "plugin/policy/operation_calls.h"

namespace aobo {
namespace {

// The number of its row.
std::size_t family_index(const Family& family) {
  const auto rows = families();
  const auto row =
      std::ranges::find(rows, &family, [](const FamilyRow& known) { return &known.traits; });
  AOBO_CHECK(row != rows.end());
  return static_cast<std::size_t>(row - rows.begin());
}

}  // namespace

Pipeline::Pipeline(std::vector<std::string> inputs, const Config& config,
                   const PermitOptions& permits, Counters& counters, Report report, Notice notice,
                   Timeline::Clock clock, Timeline::Clock wall, Disk& disk, Following following)
    : config_(config),
      permits_(permits),
      counters_(counters),
      report_(std::move(report)),
      notice_(std::move(notice)),
      clock_(std::move(clock)),
      wall_(std::move(wall)),
      parser_(config.patterns, config.mask, config.local_zone),
      folder_tenants_(config.tenants, std::move(following.above)),
      memory_(config.memory),
      run_(config.run, counters, inputs_) {
  const std::vector<std::string> names = list_inputs(std::move(inputs), std::move(following));
  chunk_ = std::clamp<std::size_t>(Merge::window(names.size(), config.timeline.merge) / 2,
                                   std::size_t{16} << 10, std::size_t{256} << 10);
  if (!config.state.file.empty())
    state_ = std::make_unique<StateFile>(config.state.file, settings(), disk);
  counters_.inputs = inputs_.size();
  note_unused_tenants(names);
  begin_afresh();
  load_state();
  std::vector<Merge::Progress> progress;
  for (std::uint32_t i = 0; i < files_; ++i) progress.push_back(inputs_.state(i).progress);
  MergeOptions merge = config_.timeline.merge;
  if (!topics_.empty()) merge.memory /= 2;  // the other half is theirs
  auto files = std::make_unique<Merge>(
      std::move(progress), [this](std::uint32_t input) { return open_feed(input); }, merge);
  auto live = make_live();
  timeline_->resume(std::move(files), std::move(live), kafka_);
  kept_ = last_snapshot_ = clock_();
  if (state_) save_state();
  begin_run();
}

// Nothing read, nothing known.
void Pipeline::begin_afresh() {
  const auto refused = [this](const Arrival& arrival) {
    report_refusal({Reason::kImplausibleTime, format_time(arrival.record().time)},
                   arrival.origin.empty() ? inputs_.name(arrival.input) : arrival.origin,
                   arrival.origin.empty() ? arrival.offset : 0);
    inputs_.count_refusal(arrival.input, Reason::kImplausibleTime);
  };
  const auto astray = [this](const Arrival& arrival) {
    if (timeline_->astray() > limits::kLoggedRefusals) return;
    const std::string place =
        arrival.origin.empty() ? fmt::format("{}@{}", inputs_.name(arrival.input), arrival.offset)
                               : std::string(arrival.origin);
    notice_("inputs", fmt::format("{}: the record's time, {}, lies alone and more than 30 days "
                                  "behind all others; it is handed on, and time does not move",
                                  printable(place), format_time(arrival.record().time)));
  };
  const auto duplicate = [this](const Arrival& arrival, const Duplicates::Before& before) {
    const bool known = before.input && !inputs_.given_again(*before.input);
    inputs_.tally(arrival.input)
        .add_duplicate(arrival, known ? &inputs_.name(*before.input) : nullptr);
  };
  TimelineOptions timeline = config_.timeline;
  timeline.account = &memory_.of(Part::kTimeline);
  timeline_ = std::make_unique<Timeline>(nullptr, nullptr, timeline, clock_,
                                         Timeline::Horizon{wall_, refused, astray, duplicate});
  stages_ = std::make_unique<Stages>(config_.activity, config_.identity, permits_,
                                     config_.behaviour, memory_);
  went_out_ = 0;
}

// An input may be gone through twice: what was counted is not counted again.
void Pipeline::refuse(std::uint32_t input, const Refusal& refusal, std::uint64_t offset) {
  if (refusal.reason == Reason::kUnfinished) return count_unfinished(input, offset);
  if (!standard_input_ || input != files_) {
    std::uint64_t& until = inputs_.state(input).refused_until;
    if (offset < until) return;
    until = offset + 1;
  }
  inputs_.count_refusal(input, refusal.reason);
  report_refusal(refusal, inputs_.name(input), offset);
}

void Pipeline::report_refusal(const Refusal& refusal, std::string_view origin,
                              std::uint64_t offset) {
  counters_.count_refusal(refusal.reason);
  const auto& count = counters_.refused_by_reason[static_cast<std::size_t>(refusal.reason)];
  if (count.load(std::memory_order_relaxed) <= limits::kLoggedRefusals)
    report_(refusal, origin, offset);
}

// The same of what was repaired, within one run.
void Pipeline::count_repaired(std::uint32_t input, std::uint64_t offset) {
  std::uint64_t& until = inputs_.repaired_until(input);
  if (offset < until) return;
  until = offset + 1;
  counters_.repaired.fetch_add(1, std::memory_order_relaxed);
}

void Pipeline::count_empty(std::uint32_t input) {
  if (!empty_.insert(input).second) return;
  counters_.inputs_empty.fetch_add(1, std::memory_order_relaxed);
  const std::string name = printable(inputs_.name(input));
  if (inputs_.refused_a_log(input)) {
    if (counters_.inputs_refused.fetch_add(1, std::memory_order_relaxed) < limits::kLoggedRefusals)
      notice_("inputs", name + ": is a log of which all was refused");
  } else if (empty_.size() <= limits::kLoggedRefusals) {
    notice_("inputs", name + ": gave no record");
  }
}

Pipeline::State Pipeline::next(const std::shared_ptr<const Knowledge>& knowledge, bool may_wait) {
  if (comes_ != nullptr) comes_->may_wait(may_wait);
  for (;;) {
    while (!outgoing_.empty()) {
      current_ = outgoing_.take_front();
      if (!emit()) continue;
      anything_went_out_ = true;
      return State::kEvent;
    }
    if (stages_->asking()) {
      std::vector<Derived> derived;
      stages_->go_on(derived);
      for (Derived& one : derived) queue(std::move(one));
      if (outgoing_.empty() && stages_->asking()) return State::kWait;
      continue;
    }
    if (run_.on() && report_on_run(knowledge)) continue;
    switch (record_at_hand_ ? Timeline::State::kRecord : timeline_->next()) {
      case Timeline::State::kWait:
        if (live_ != nullptr && pass_time(knowledge)) continue;
        if (!outgoing_.empty()) continue;
        if (timeline_->files_ended() && live_ == nullptr && kafka_ == nullptr &&
            ask_what_waits(knowledge))
          continue;
        publish_counters();
        return State::kWait;
      case Timeline::State::kEnd:
        if (ask_what_waits(knowledge) || end_last_second(knowledge) || end_run()) continue;
        publish_counters();
        return State::kEnd;
      case Timeline::State::kRecord:
        break;
    }
    record_at_hand_ = stages_->asks_before(knowledge, timeline_->watermark());
    if (!record_at_hand_) take_record(knowledge);
  }
}

// All that the stages make of the record that the timeline gave: what became true before it,
// itself, and what became true by it.
void Pipeline::take_record(const std::shared_ptr<const Knowledge>& knowledge) {
  const std::shared_ptr<const Arrival> arrival = timeline_->take();
  record_ = {arrival->input, arrival->offset, arrival->part};
  Case c;
  c.packed = {arrival, &arrival->packed};
  c.origin = arrival->origin.empty() ? inputs_.name(arrival->input) : arrival->origin;
  c.offset = arrival->offset;
  c.placed = !arrival->origin.empty();
  inputs_.tally(arrival->input).add(*arrival);
  c.lag = timeline_->lag();
  c.knowledge = knowledge;
  note_lag(*arrival);
  if (arrival->cut) count_cut(*arrival);
  if (is_shown_name(arrival->record())) note_shown_name(*arrival);
  if (run_.on() && !run_.started()) {
    std::vector<Derived> start;
    run_.start(*knowledge, arrival->record().time, start);
    queue_of_run(start);
  }
  Stages::Derivations derived = stages_->take_first(c, timeline_->watermark());
  count(c);
  for (Derived& one : derived.before) queue(std::move(one));
  queue(std::move(c));
  for (Derived& one : derived.after) queue(std::move(one));
}

// The longest of this hour, by the clock; what is read of the past says nothing of it.
void Pipeline::note_lag(const Arrival& arrival) {
  if (live_ == nullptr) return;
  const Family& family = *arrival.record().family;
  seen_.emplace(family.name);
  if (arrival.catching_up) return;
  const TimeNs now = wall_();
  const bool reports = run_.on() && config_.run.report_interval > 0;
  if (!reports && now - lags_since_ >= 3600 * kSecondNs) forget_lags(now);
  const TimeNs behind = std::max<TimeNs>(now - arrival.record().time, 0);
  TimeNs& longest = inputs_.trouble(arrival.input).lag;
  longest = std::max(longest, behind);
  Counters::Count& lag = counters_.lag_by_family[family_index(family)];
  const auto seconds = static_cast<std::uint64_t>(behind / kSecondNs);
  if (seconds <= lag.load(std::memory_order_relaxed)) return;
  lag.store(seconds, std::memory_order_relaxed);
  const auto usual = config_.lag.find(family.name);
  const auto expected =
      static_cast<std::uint64_t>(usual == config_.lag.end() ? 0 : usual->second / kSecondNs);
  if (seconds > expected + counters_.lag_excess.load(std::memory_order_relaxed))
    counters_.lag_excess.store(seconds - expected, std::memory_order_relaxed);
}

void Pipeline::forget_lags(TimeNs now) {
  lags_since_ = now;
  for (Counters::Count& lag : counters_.lag_by_family) lag.store(0, std::memory_order_relaxed);
  counters_.lag_excess.store(0, std::memory_order_relaxed);
  inputs_.forget_troubles();
}

void Pipeline::count(const Case& the_case) {
  const auto add = [](Counters::Count& counter, std::uint64_t value) {
    counter.fetch_add(value, std::memory_order_relaxed);
  };
  add(counters_.records, 1);
  add(counters_.records_by_family[family_index(*the_case.record().family)], 1);
  add(counters_.by_confidence[static_cast<std::size_t>(the_case.attribution.confidence)], 1);
  add(counters_.bytes, the_case.packed->json().size());
  publish_counters();
}

void Pipeline::encode(const Case& the_case) {
  fill_event(the_case, event_);
  raw_ = the_case.packed->json();
}

// One whose moment has passed when it is found out, by a record that came late, is late itself.
void Pipeline::encode(const Derived& derived) {
  fill_event(derived, derived.of_run ? 0 : went_out_ - derived.time, event_);
  derived_json_ = json_of(derived);
  raw_ = derived_json_;
  counters_.derived.fetch_add(1, std::memory_order_relaxed);
  if (derived.kind == kCollectionGap) counters_.gaps.fetch_add(1, std::memory_order_relaxed);
}

// Writes the current one's payload. False: it went out before the run began.
bool Pipeline::emit() {
  std::visit([this](const auto& one) { encode(one); }, current_.what);
  // What a run tells of itself is of no log: it moves no time, and is told anew by the next.
  const Derived* derived = std::get_if<Derived>(&current_.what);
  if (derived != nullptr && derived->of_run) {
    if (state_ || kafka_ != nullptr) given_.push_back({});
    return true;
  }
  went_out_ = std::max(went_out_, event_.time());
  Given given{{}, current_.record};
  if (state_) {
    given.print = fingerprint(identity_of_event(), state_->key());
    ++since_snapshot_;
    if (already_delivered_.erase(given.print) > 0) return false;
  }
  if (state_ || kafka_ != nullptr) given_.push_back(given);
  return true;
}

// By which it is known in the next run, whatever its file is called then. When a derived event is
// told, and in which words, may depend on what came before it.
std::string Pipeline::identity_of_event() const {
  const Case* record = std::get_if<Case>(&current_.what);
  if (record == nullptr)
    return fmt::format("{}{}{}{}{}", event_.id(), '\0', event_.offset(), '\0', event_.derived());
  const std::string log = record->record().log_tenant.value_or(Guid{}).text();
  return fmt::format("{}{}{}{}{}{}{}", event_.id(), '\0', log, '\0', event_.offset(), '\0', raw_);
}

void Pipeline::publish_counters() {
  const auto set = [](Counters::Count& counter, std::uint64_t value) {
    counter.store(value, std::memory_order_relaxed);
  };
  set(counters_.duplicates, timeline_->duplicates());
  set(counters_.duplicates_forgotten, timeline_->duplicates_forgotten());
  set(counters_.late, timeline_->late_records());
  set(counters_.astray, timeline_->astray());
  set(counters_.hold_overflowed, timeline_->hold_overflowed());
  if (live_files_ != nullptr) {
    set(counters_.inputs, inputs_.in_use());
    set(counters_.inputs_followed, live_files_->followed());
  }
  if (state_) set(counters_.state_age, static_cast<std::uint64_t>((clock_() - kept_) / kSecondNs));
  stages_->publish(counters_);
  publish_memory();
}

void Pipeline::publish_memory() {
  struct Row {
    Part part;
    Counters::Count Counters::*bytes;
    Counters::Count Counters::*evicted;
  };
  static constexpr Row kRows[] = {
      {Part::kTimeline, &Counters::memory_timeline, &Counters::memory_timeline_evicted},
      {Part::kEvidence, &Counters::memory_evidence, &Counters::memory_evidence_evicted},
      {Part::kRevisions, &Counters::memory_revisions, &Counters::memory_revisions_evicted},
      {Part::kBehaviour, &Counters::memory_behaviour, &Counters::memory_behaviour_evicted},
  };
  for (const Row& row : kRows) {
    (counters_.*row.bytes).store(memory_.of(row.part).bytes(), std::memory_order_relaxed);
    (counters_.*row.evicted).store(memory_.of(row.part).evicted(), std::memory_order_relaxed);
  }
  counters_.memory_decoders.store(timeline_->feed_bytes(), std::memory_order_relaxed);
}

std::size_t Pipeline::inputs_done() const { return timeline_->files().inputs_done(); }

double Pipeline::share_done() {
  const Merge& files = timeline_->files();
  if (sizes_.empty()) {
    for (std::uint32_t i = 0; i < files_; ++i) {
      std::error_code error;
      const std::uintmax_t size = std::filesystem::file_size(inputs_.name(i), error);
      sizes_.push_back(error ? 0 : size);
    }
  }
  std::uint64_t all = 0, read = 0;
  for (std::uint32_t i = 0; i < files_; ++i) {
    all += sizes_[i];
    read += std::min(files.read_until(i).value_or(sizes_[i]), sizes_[i]);
  }
  if (inputs_done() == inputs_.size()) return 1;
  const bool known = files_ == inputs_.size() && std::ranges::count(sizes_, 0U) == 0;
  // What was read ahead is not done; of a compressed file more goes out than was read.
  if (known)
    return static_cast<double>(std::min<std::uint64_t>(read, counters_.bytes)) /
           static_cast<double>(all);
  return static_cast<double>(inputs_done()) / static_cast<double>(inputs_.size());
}

}  // namespace aobo
