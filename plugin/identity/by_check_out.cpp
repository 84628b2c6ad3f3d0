// check-out: who had the shared account's password out of the vault then. Strong if one person had.
#include "plugin/identity/method.h"

namespace aobo::by {

void check_out(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  if (the_case.shared == nullptr || record.check_out.action != CheckOutAction::kNone) return;
  const CheckOuts::Holders holders =
      evidence.of<CheckOuts>().holders(the_case.shared->account, record.time);
  finding.people = known_people(the_case.directory(), holders.people);
  finding.others = holders.others || finding.people.size() < holders.people.size();
  if (finding.others && finding.people.empty()) {
    finding.proof = {ProofKind::kCheckOutUnknown, {the_case.shared->account}};
    return;
  }
  finding.proof = {finding.others ? ProofKind::kCheckOutAndUnknown : ProofKind::kCheckOut,
                   {the_case.shared->account, how_many(finding.people.size(), "person", "people")}};
}

}  // namespace aobo::by
