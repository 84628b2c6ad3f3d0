// session: the token (uti) or the session of the action was made by a sign-in whose person is
// known. Strong.
#include "plugin/identity/method.h"

namespace aobo::by {

void session(const Case& the_case, const Evidence& evidence, Finding& finding) {
  if (const auto& token = the_case.record().token) {
    finding.people = known_people(the_case.directory(),
                                  evidence.of<SignIns>().by_token(*token, the_case.number));
    if (!finding.people.empty()) {
      finding.proof = {ProofKind::kToken, {token->text()}};
      return;
    }
  }
  const auto session = parse_id(the_case.record().session);
  if (!session) return;
  finding.people =
      known_people(the_case.directory(),
                   evidence.of<Sessions>().people(*session, the_case.tenant, the_case.number));
  if (!finding.people.empty()) finding.proof = {ProofKind::kSession, {session->text()}};
}

}  // namespace aobo::by
