// object-id: a partner's person's object id alone: in user_<32 hex>@…, or as the acting object
// itself. Exact if one known person has it. The domain behind user_<hex>@ tells nothing: whose it
// is, is not confirmed.
#include <fmt/format.h>

#include "plugin/identity/method.h"

namespace aobo::by {

void object_id(const Case& c, Finding& finding) {
  const Actor& actor = c.record.actor;
  const bool certain = actor.home_object && !actor.home_object_inferred;
  if (certain) {
    finding.people = c.directory.by_object(*actor.home_object);
    if (!finding.people.empty()) {
      finding.text = fmt::format("object-id: {} holds the object id {}", actor.home_object_source,
                                 actor.home_object->text());
      return;
    }
    finding.unknown_object = actor.home_object;
    finding.text =
        fmt::format("object-id: {} holds the object id {}, which no known partner's directory has",
                    actor.home_object_source, actor.home_object->text());
    return;
  }
  if (!actor.object) return;
  finding.people = c.directory.by_object(*actor.object);
  if (!finding.people.empty()) {
    finding.text = fmt::format("object-id: the acting object is {}", actor.object->text());
    return;
  }
  // In a partner's own tenant every user is a partner's person: one whom the export does not hold
  // is unknown.
  const bool at_home = c.tenant && c.directory.partner(*c.tenant) != nullptr;
  if (!at_home || actor.type != ActorType::kUser || actor.guest || actor.microsoft) return;
  finding.unknown_object = actor.object;
  finding.text = fmt::format(
      "object-id: the acting object is {}, which the export of this partner does not hold",
      actor.object->text());
}

}  // namespace aobo::by
