// session: the token (uti) or the session of the action was made by a sign-in whose person is
// known. Strong. Of one who was known by name alone it holds as long as the name is theirs.
#include <fmt/format.h>

#include "plugin/identity/home.h"
#include "plugin/identity/stranger.h"

namespace aobo::by {
namespace {

// Whom they were named, less those at home elsewhere. A shared account is at home where it acts,
// whoever works with it.
void prove(const Case& the_case, const Evidence& evidence, ProofKind kind, std::string_view claim,
           const Guid& id, const std::vector<Naming>& namings, Finding& finding) {
  finding.people = known_people(the_case, evidence, namings);
  drop_other_ids(the_case, finding.people);
  if (finding.people.empty()) return;
  finding.proof = {kind, {id.text()}};
  if (the_case.shared != nullptr && stated_home(the_case) == the_case.tenant) return;
  if (std::string home = drop_refuted(the_case, evidence, home_in_record, finding); !home.empty())
    return note_refuted(fmt::format("{} {}", claim, id.text()), std::move(home), finding);
  if (!names_a_stranger_elsewhere(the_case, evidence, finding.people)) return;
  finding.others = true;
  finding.proof = {
      ProofKind::kStrangersName,
      {fmt::format("{} {}", claim, id.text()), std::string(the_case.record().actor.upn)}};
}

}  // namespace

void session(const Case& the_case, const Evidence& evidence, Finding& finding) {
  if (const auto& token = the_case.record().token) {
    prove(the_case, evidence, ProofKind::kToken, "token", *token,
          evidence.of<SignIns>().by_token(*token, the_case.number), finding);
    if (!finding.people.empty() || finding.refuted) return;
  }
  if (const auto session = parse_id(the_case.record().session)) {
    prove(the_case, evidence, ProofKind::kSession, "session", *session,
          evidence.of<Sessions>().people(*session, the_case.tenant, the_case.number), finding);
  }
}

}  // namespace aobo::by
