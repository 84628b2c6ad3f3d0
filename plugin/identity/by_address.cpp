// address: a shared account was used from an address from which only one of the partner's people
// was ever seen to sign in, and within the window. Weak: an address is not a person. A masked
// address is none, and an office's is nobody's.
#include "plugin/identity/method.h"
#include "plugin/identity/subject.h"

namespace aobo::by {

void address(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  if (the_case.shared == nullptr || !record.address.ip.is_somewhere()) return;
  if (record.check_out.action != CheckOutAction::kNone) return;
  auto people = known_people(
      the_case.directory(),
      evidence.of<Addresses>().people(record.address.ip, record.time, the_case.number));
  if (people.size() != 1) return;
  finding.people = std::move(people);
  finding.proof = {ProofKind::kAddress, {record.address.ip.text(), shown(*finding.people.front())}};
}

}  // namespace aobo::by
