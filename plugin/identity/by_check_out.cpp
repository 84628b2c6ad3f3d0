// check-out: who had the shared account's password out of the vault then. Strong if one person had.
#include "plugin/identity/method.h"

namespace aobo::by {

void check_out(const Case& c, const Evidence& evidence, Finding& finding) {
  const Record& record = c.record();
  if (c.shared == nullptr || record.check_out.action != CheckOutAction::kNone) return;
  const CheckOuts::Holders holders =
      evidence.of<CheckOuts>().holders(c.shared->account, record.time, c.number);
  finding.people = known_people(c.directory(), holders.people);
  finding.others = holders.others || finding.people.size() < holders.people.size();
  if (finding.others && finding.people.empty()) {
    finding.proof = {ProofKind::kCheckOutUnknown, {c.shared->account}};
    return;
  }
  finding.proof = {finding.others ? ProofKind::kCheckOutAndUnknown : ProofKind::kCheckOut,
                   {c.shared->account, how_many(finding.people.size(), "person", "people")}};
}

}  // namespace aobo::by
