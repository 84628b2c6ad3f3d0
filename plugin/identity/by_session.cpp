// session: the token (uti) or the session of the action was made by a sign-in whose person is
// known. Strong.
#include "plugin/identity/method.h"

namespace aobo::by {

void session(const Case& c, const Evidence& evidence, Finding& finding) {
  if (const auto& token = c.record().token) {
    finding.people = known_people(c.directory(), evidence.of<SignIns>().by_token(*token, c.number));
    if (!finding.people.empty()) {
      finding.proof = {ProofKind::kToken, {token->text()}};
      return;
    }
  }
  const auto session = parse_id(c.record().session);
  if (!session) return;
  finding.people =
      known_people(c.directory(), evidence.of<Sessions>().people(*session, c.tenant, c.number));
  if (!finding.people.empty()) finding.proof = {ProofKind::kSession, {session->text()}};
}

}  // namespace aobo::by
