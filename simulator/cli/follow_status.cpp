#include "simulator/cli/follow_status.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "simulator/report/columns.h"
#include "simulator/report/counted.h"

namespace aobo::sim {
namespace {

using Metrics = std::map<std::string, std::uint64_t>;

std::uint64_t count_of(const Metrics& metrics, const std::string& name) {
  const auto found = metrics.find(name);
  return found == metrics.end() ? 0 : found->second;
}

// Of the log families that whose records came latest; null where none came late.
const Metrics::value_type* latest(const Metrics& metrics) {
  const Metrics::value_type* most = nullptr;
  for (const auto& one : metrics) {
    const bool of_family = one.first.starts_with("lag.") && one.first != "lag.excess";
    if (of_family && one.second > (most == nullptr ? 0 : most->second)) most = &one;
  }
  return most;
}

// A part of the line: in full and in short, which may be nothing.
struct StatusPart {
  std::string full, brief;
};

// "40 s", "45 min", "36 h".
std::string span_of(std::uint64_t seconds) {
  constexpr std::uint64_t kMinute = 60, kHour = 60 * kMinute;
  if (seconds < 5 * kMinute) return fmt::format("{} s", seconds);
  return seconds < 5 * kHour ? fmt::format("{} min", seconds / kMinute)
                             : fmt::format("{} h", seconds / kHour);
}

// How far behind, or why that is not known.
StatusPart lag_of(const Metrics& metrics) {
  if (count_of(metrics, "records") == 0) return {"no record yet", "no record yet"};
  const auto* most = latest(metrics);
  if (most == nullptr) return {"no lag seen", "no lag seen"};
  const std::string brief = span_of(most->second) + " behind";
  return {fmt::format("{} ({})", brief, most->first.substr(std::string_view("lag.").size())),
          brief};
}

std::vector<StatusPart> parts_of(const Metrics& metrics,
                                 const std::optional<std::uint64_t>& alerts) {
  const std::uint64_t records = count_of(metrics, "records"),
                      lost = count_of(metrics, "inputs.lost"),
                      refused = count_of(metrics, "refused"),
                      unread = count_of(metrics, "kafka.lag");
  const std::string files = counted(count_of(metrics, "inputs.followed"), "file", "files");
  std::vector<StatusPart> parts = {{"following " + files, files}};
  if (records > 0) {
    const std::string text = counted(records, "record", "records");
    parts.push_back({text, text});
  }
  parts.push_back(
      {fmt::format("{} refused", refused), refused > 0 ? fmt::format("{} refused", refused) : ""});
  if (lost > 0)
    parts.push_back({fmt::format("{} not read to their end", lost), fmt::format("{} cut", lost)});
  if (alerts) {
    const std::string text = counted(*alerts, "alert", "alerts");
    parts.push_back({text, text});
  }
  parts.push_back(lag_of(metrics));
  if (unread > 0)
    parts.push_back({counted(unread, "message", "messages") + " not read yet",
                     fmt::format("{} unread", unread)});
  return parts;
}

std::string joined(const std::vector<StatusPart>& parts, std::string StatusPart::*form) {
  std::string text;
  for (const StatusPart& part : parts) {
    const std::string& one = part.*form;
    if (!one.empty()) text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

}  // namespace

std::string FollowStatus::text(const Metrics& metrics, const std::optional<std::uint64_t>& alerts,
                               std::size_t columns) {
  std::vector<StatusPart> parts = parts_of(metrics, alerts);
  constexpr std::string_view kEnd = "; Ctrl-C ends";
  std::string brief = joined(parts, &StatusPart::brief);
  const std::string full = joined(parts, &StatusPart::full);
  for (const std::string& text : {full + std::string(kEnd), full, brief + std::string(kEnd)}) {
    if (shown_width(text) <= columns) return text;
  }
  // What is wrong stands behind what is merely counted, and stays.
  while (shown_width(brief) > columns && parts.size() > 1) {
    parts.erase(parts.begin());
    brief = joined(parts, &StatusPart::brief);
  }
  return brief;
}

}  // namespace aobo::sim
