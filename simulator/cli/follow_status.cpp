#include "simulator/cli/follow_status.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "simulator/report/counted.h"

namespace aobo::sim {

std::string FollowStatus::text(const std::map<std::string, std::uint64_t>& metrics,
                               const std::optional<std::uint64_t>& alerts) {
  const auto count = [&](const char* name) {
    const auto found = metrics.find(name);
    return found == metrics.end() ? std::uint64_t{0} : found->second;
  };
  std::string text = fmt::format("following {} files, {} records, {} refused",
                                 count("inputs.followed"), count("records"), count("refused"));
  if (count("inputs.lost") > 0)
    text += fmt::format(", {} not read to their end", count("inputs.lost"));
  if (alerts) text += ", " + counted(*alerts, "alert", "alerts");
  constexpr std::string_view kLag = "lag.";
  const std::pair<const std::string, std::uint64_t>* most = nullptr;
  for (const auto& one : metrics) {
    if (one.first.starts_with(kLag) && one.second > (most == nullptr ? 0 : most->second))
      most = &one;
  }
  if (most != nullptr)
    text += fmt::format(", {} s behind ({})", most->second, most->first.substr(kLag.size()));
  if (count("kafka.lag") > 0)
    text += fmt::format(", {} not read yet", counted(count("kafka.lag"), "message", "messages"));
  return text + "; Ctrl-C ends";
}

}  // namespace aobo::sim
