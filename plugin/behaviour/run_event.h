// The kinds of event by which a run tells of itself, and the numbers that they bear. The pipeline
// makes them (pipeline/run_events.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace aobo {

// A number of the run's, by the name of its metric.
struct Figure {
  std::string_view name;
  std::uint64_t value = 0;
};

inline constexpr std::string_view kRunStarted = "run_started";
inline constexpr std::string_view kRunReport = "run_report";
inline constexpr std::string_view kPolicyReloaded = "policy_reloaded";
inline constexpr std::string_view kAutoExtended = "auto_extend_on";
inline constexpr std::string_view kDirectoryStale = "directory_stale";

struct RunEventRow {
  std::string_view kind;
  std::string_view text;  // when it comes
};
inline constexpr RunEventRow kRunEvents[] = {
    {kRunStarted, "a run has begun: what it reads, with which directory, and from where on"},
    {kRunReport, "what came since the last report: read, refused, late, lag, forgotten, state"},
    {kPolicyReloaded, "the directory or the policy was loaded anew, and what differs"},
    {kAutoExtended, "a GDAP relationship was set to extend itself, by the directory loaded anew"},
    {kDirectoryStale, "an export of the directory is older than it may be"}};

constexpr bool is_run_event(std::string_view kind) {
  for (const RunEventRow& row : kRunEvents) {
    if (row.kind == kind) return true;
  }
  return false;
}

}  // namespace aobo
