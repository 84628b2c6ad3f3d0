// session: the token (uti) or the session of the action was made by a sign-in whose person is
// known. Strong. Of one who was known by name alone it holds as long as the name is theirs.
#include "plugin/identity/home.h"

namespace aobo::by {
namespace {

// A shared account is at home where it acts, whoever works with it.
void drop_strangers(const Case& the_case, const Evidence& evidence, const std::string& claim,
                    Finding& finding) {
  if (stated_home(the_case) != the_case.tenant)
    drop_refuted(the_case, evidence, home_in_record, claim, finding);
}

}  // namespace

void session(const Case& the_case, const Evidence& evidence, Finding& finding) {
  if (const auto& token = the_case.record().token) {
    finding.people =
        known_people(the_case, evidence, evidence.of<SignIns>().by_token(*token, the_case.number));
    drop_strangers(the_case, evidence, "token " + token->text(), finding);
    if (!finding.people.empty()) finding.proof = {ProofKind::kToken, {token->text()}};
    if (!finding.people.empty() || finding.refuted) return;
  }
  const auto session = parse_id(the_case.record().session);
  if (!session) return;
  finding.people =
      known_people(the_case, evidence,
                   evidence.of<Sessions>().people(*session, the_case.tenant, the_case.number));
  drop_strangers(the_case, evidence, "session " + session->text(), finding);
  if (!finding.people.empty()) finding.proof = {ProofKind::kSession, {session->text()}};
}

}  // namespace aobo::by
