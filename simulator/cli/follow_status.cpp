#include "simulator/cli/follow_status.h"

#include <fmt/format.h>

namespace aobo::sim {

std::string FollowStatus::text(const Session& session) {
  auto metrics = session.metrics();
  std::string text =
      fmt::format("following {} files, {} records, {} refused", metrics["inputs.followed"],
                  metrics["records"], metrics["refused"]);
  if (metrics["inputs.lost"] > 0)
    text += fmt::format(", {} not read to their end", metrics["inputs.lost"]);
  return text + "; Ctrl-C ends";
}

}  // namespace aobo::sim
