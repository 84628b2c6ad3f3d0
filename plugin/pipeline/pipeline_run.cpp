// What the pipeline tells of the run itself, and when.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/text.h"
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

// Told once an input: one export is cut as a whole.
void Pipeline::count_cut(const Arrival& arrival) {
  counters_.cut.fetch_add(1, std::memory_order_relaxed);
  if (!cut_.insert(arrival.input).second || cut_.size() > limits::kLoggedRefusals) return;
  notice_(
      "inputs",
      printable(inputs_.name(arrival.input)) +
          ": objects were left out by PowerShell or Power Query, which wrote texts like "
          "\"@{user=}\", names of types or \"[Record]\" in their place; who acted, or what came "
          "of it, may be unknown; export again with ConvertTo-Json -Depth 10");
}

// No refusal: nothing is wrong with it, and nothing of it is lost.
void Pipeline::count_unfinished(std::uint32_t input, std::uint64_t offset) {
  if (!unfinished_.insert(input).second) return;
  counters_.inputs_unfinished.fetch_add(1, std::memory_order_relaxed);
  if (unfinished_.size() <= limits::kLoggedRefusals)
    notice_("inputs",
            fmt::format("{}: the last line or record, at byte {}, has no end yet; the next run "
                        "reads it, if it has one then",
                        printable(inputs_.name(input)), offset));
}

// The same.
void Pipeline::note_shown_name(const Arrival& arrival) {
  if (!shown_names_.insert(arrival.input).second || shown_names_.size() > limits::kLoggedRefusals)
    return;
  notice_("operations",
          printable(inputs_.name(arrival.input)) + ": has \"" +
              printable(arrival.record().operation_raw, 80) +
              "\", a name for people, in place of the operation; rules and scopes that name "
              "operations cannot know it; export the log by its API instead (docs/replay-logs.md)");
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

// Of files that are followed more may come, and topics are named by tenants too.
void Pipeline::note_unused_tenants(const std::vector<std::string>& names) {
  if (folders_ != nullptr || !topics_.empty()) return;
  const std::vector<std::string> unused = folder_tenants_.of_no_input(names);
  counters_.inputs_tenants_unused = unused.size();
  for (std::size_t i = 0; i < std::min<std::size_t>(unused.size(), limits::kLoggedRefusals); ++i)
    notice_("tenants", "no input is or lies in \"" + printable(unused[i]) +
                           "\"; records that name no tenant stay without one");
}

}  // namespace aobo
