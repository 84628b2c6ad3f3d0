// token: the record holds the partner tenant's id and the person's object id there. Exact.
#include "plugin/identity/method.h"

namespace aobo::by {

void token(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  const Actor& actor = record.actor;
  if (acts_as_application(record)) return;  // the id is the application's
  if (!actor.home_tenant || !actor.home_object || actor.home_tenant == the_case.tenant) return;
  const Partner* partner = the_case.directory().partner(*actor.home_tenant);
  if (partner == nullptr) return;
  if (actor.home_object_source == ProvingKey::kUserId && !evidence.options().signin_user_id) return;
  const std::string key(text(actor.home_tenant_source));
  if (const Person* person = the_case.directory().person(*actor.home_tenant, *actor.home_object)) {
    finding.people.push_back(person);
    finding.proof = {ProofKind::kTokenPerson,
                     {key, partner->name, std::string(text(actor.home_object_source))}};
  } else if (!actor.home_object_inferred || record.log_tenant == actor.home_tenant) {
    // Of the partner's own copy the id is certain, whatever the customer's copies hold.
    finding.unknown_object = actor.home_object;
    finding.proof = {ProofKind::kTokenUnknown, {key, partner->name, actor.home_object->text()}};
  }
}

}  // namespace aobo::by
