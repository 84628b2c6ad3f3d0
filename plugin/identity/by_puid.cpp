// puid: the home PUID, from aobo.yaml or learned where a partner tenant's own log shows it beside
// the person. Exact.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void puid(const Case& c, Finding& finding) {
  const Actor& actor = c.record.actor;
  for (const auto& puid : {actor.home_puid, actor.puid}) {
    if (!puid) continue;
    finding.people = c.directory.by_puid(*puid, c.record.time);
    const bool learned = finding.people.empty();
    if (learned) finding.people = known_people(c.directory, c.evidence.by_puid(*puid));
    if (finding.people.empty()) continue;
    finding.text = fmt::format(
        "puid: {:016X} {}", *puid,
        learned ? "stands beside this person in the partner's own log" : "is this person's");
    return;
  }
}

}  // namespace aobo::by
