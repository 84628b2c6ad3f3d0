// object-id: a partner's person's object id alone: in user_<32 hex>@…, or as the acting object
// itself. Exact if one known person has it. The domain behind user_<hex>@ tells nothing: whose it
// is, is not confirmed.
#include "plugin/base/distinct.h"
#include "plugin/identity/home.h"
#include "plugin/identity/method.h"
#include "plugin/identity/subject.h"

namespace aobo::by {
namespace {

// The digits of a name are a claim, as the name is.
void refute(const Case& the_case, const Evidence& evidence, std::string claim, Finding& finding) {
  const bool own = is_own_user(the_case, evidence);
  const std::string_view denial = denies_technician(the_case);
  std::string home = own && the_case.tenant ? the_case.tenant->text() : std::string();
  std::erase_if(finding.people, [&](const Person* person) {
    const std::string refuting = refuting_home(the_case, evidence, *person);
    if (home.empty()) home = refuting;
    return own || !denial.empty() || !refuting.empty();
  });
  if (!finding.people.empty() && namesake_of(the_case, evidence) == Namesake::kMaybe) {
    finding.others = true;
    finding.confidence = Confidence::kStrong;
    finding.proof = {ProofKind::kNamesake, {claim}};
    return;
  }
  finding.refuted = finding.people.empty() && (own || !denial.empty() || !home.empty());
  if (!finding.refuted) return;
  finding.proof = home.empty() ? Proof{ProofKind::kNoTechnician, {claim, std::string(denial)}}
                               : Proof{ProofKind::kOtherHome, {claim, home}};
}

// Whoever asked for the token, whose id may stand beside one of the tenant's own copies of the same
// person. Of two people neither is named.
void add_of_token(const Actor& actor, const Directory& directory, Finding& finding) {
  if (!actor.home_object || actor.home_object_source != ProvingKey::kTokenObjectId) return;
  for (const Person* person : directory.by_object(*actor.home_object)) {
    if (finding.people.empty())
      finding.proof = {ProofKind::kObjectId,
                       {std::string(text(actor.home_object_source)), actor.home_object->text()}};
    add_once(finding.people, person);
  }
}

// Everybody else whose id the record holds.
void add_contradicting(const Case& the_case, Finding& finding) {
  const Actor& actor = the_case.record().actor;
  if (finding.people.empty()) return;
  for (const auto& id : {actor.object, actor.home_object, actor.other_object}) {
    if (!id) continue;
    for (const Person* person : the_case.directory().by_object(*id)) {
      if (contains(finding.people, person)) continue;
      add_once(finding.contradicting, person);
      finding.contradiction = {ProofKind::kOtherObject, {id->text(), shown(*person)}};
    }
  }
}

void find_object(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Actor& actor = the_case.record().actor;
  const Directory& directory = the_case.directory();
  const bool certain = actor.home_object && !actor.home_object_inferred;
  if (certain) {
    const std::string key(text(actor.home_object_source)), id = actor.home_object->text();
    finding.people = directory.by_object(*actor.home_object);
    finding.proof = {ProofKind::kObjectId, {key, id}};
    if (actor.home_object_source == ProvingKey::kUserHexUpn)
      refute(the_case, evidence, key + " " + id, finding);
    if (!finding.people.empty() || finding.refuted || acts_as_application(the_case.record()))
      return;
    finding.unknown_object = actor.home_object;
    finding.proof = {ProofKind::kObjectIdUnknown, {key, id}};
    return;
  }
  if (!actor.object) return;
  finding.people = directory.by_object(*actor.object);
  if (!finding.people.empty()) finding.proof = {ProofKind::kActingObject, {actor.object->text()}};
  if (std::string home = drop_refuted(the_case, evidence, home_in_record, finding); !home.empty())
    return note_refuted("object id " + actor.object->text(), std::move(home), finding);
  add_of_token(actor, directory, finding);
  if (!finding.people.empty()) return;
  // In a partner's own tenant every user is a partner's person: one whom the export does not hold
  // is unknown.
  const bool at_home = the_case.tenant && directory.partner(*the_case.tenant) != nullptr;
  if (!at_home || actor.type != ActorType::kUser || actor.guest || actor.microsoft) return;
  finding.unknown_object = actor.object;
  finding.proof = {ProofKind::kActingUnknown, {actor.object->text()}};
}

}  // namespace

void object_id(const Case& the_case, const Evidence& evidence, Finding& finding) {
  find_object(the_case, evidence, finding);
  add_contradicting(the_case, finding);
}

}  // namespace aobo::by
