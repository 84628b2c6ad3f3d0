// puid: the home PUID, from aobo.yaml or learned where a partner tenant's own log shows it beside
// the person. Exact.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void puid(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  for (const auto& puid : {record.actor.home_puid, record.actor.puid}) {
    if (!puid) continue;
    finding.people = the_case.directory().by_puid(*puid, record.time);
    const bool learned = finding.people.empty();
    if (learned) {
      finding.people =
          known_people(the_case.directory(), evidence.of<Puids>().people(*puid, the_case.number));
    }
    if (finding.people.empty()) continue;
    finding.proof = {learned ? ProofKind::kPuidLearned : ProofKind::kPuid,
                     {fmt::format("{:016X}", *puid)}};
    return;
  }
}

}  // namespace aobo::by
