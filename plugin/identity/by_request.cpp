// request: a sign-in whose request id also stands in the partner tenant's own sign-in log. Exact:
// the two tenants' copies of one sign-in share it.
#include "plugin/identity/method.h"

namespace aobo::by {

void request(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const auto& request = the_case.record().request;
  if (!request) return;
  finding.people = known_people(the_case.directory(),
                                evidence.of<SignIns>().by_request(*request, the_case.number));
  if (!finding.people.empty()) finding.proof = {ProofKind::kRequest, {request->text()}};
}

}  // namespace aobo::by
