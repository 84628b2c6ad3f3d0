// token: the record holds the partner tenant's id and the person's object id there. Exact.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void token(const Case& c, Finding& finding) {
  const Actor& actor = c.record.actor;
  if (!actor.home_tenant || !actor.home_object || actor.home_tenant == c.tenant) return;
  const Partner* partner = c.directory.partner(*actor.home_tenant);
  if (partner == nullptr) return;
  if (actor.home_object_source == "userId" && !c.options.signin_user_id) return;
  if (const Person* person = c.directory.person(*actor.home_tenant, *actor.home_object)) {
    finding.people.push_back(person);
    finding.text = fmt::format("token: {} is {} and {} is their object id there",
                               actor.home_tenant_source, partner->name, actor.home_object_source);
  } else if (!actor.home_object_inferred || c.record.log_tenant == actor.home_tenant) {
    // Of the partner's own copy the id is certain, whatever the customer's copies hold.
    finding.unknown_object = actor.home_object;
    finding.text = fmt::format("token: {} is {}, whose directory has nobody with object id {}",
                               actor.home_tenant_source, partner->name, actor.home_object->text());
  }
}

}  // namespace aobo::by
