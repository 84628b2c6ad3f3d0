// group: the right that was used belongs to a group of the partner (AOBO: the AdminAgents group is
// the foreign principal). Its members at that time are the candidates, and those who had been so
// long as a token can be used. Strong if there is one.
#include "plugin/identity/home.h"
#include "plugin/identity/membership.h"
#include "plugin/identity/stranger.h"
#include "plugin/identity/token_life.h"

namespace aobo::by {

void group(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  const auto& principal = record.actor.principal;
  const Group* group = principal ? the_case.directory().group(*principal) : nullptr;
  if (group == nullptr) return;
  // An application is no person; where the record does not say which of both acted, it may be one.
  const ActorType actor = record.actor.type;
  if (actor == ActorType::kServicePrincipal || actor == ActorType::kManagedIdentity) return;
  const auto members_since = [&](TimeNs first) {
    return members_within(the_case.directory(), evidence, *group, first, record.time);
  };
  Members members = members_since(record.time - kTokenLives);
  finding.people = std::move(members.people);
  finding.others = members.others || (members.applications && actor != ActorType::kUser);
  // One of the partner's whom the export of the group does not hold may be a member since.
  const std::size_t members_on_record = finding.people.size();
  drop_other_ids(the_case, finding.people);
  finding.others = finding.others || finding.people.size() < members_on_record;
  // One who is at home elsewhere may be a guest of the partner's, and none of its own people.
  const std::string name = group->name.empty() ? "a group" : group->name;
  if (std::string home = drop_refuted(the_case, evidence, home_in_record, finding); !home.empty())
    return note_refuted("group " + name, std::move(home), finding);
  const bool some_left = members_since(record.time).people.size() < members_on_record;
  finding.proof = {ProofKind::kGroup,
                   {name, the_case.directory().partners()[group->partner].name,
                    how_many(members_on_record, "member", "members") +
                        (some_left ? " in the 90 minutes up to" : "")}};
  if (finding.people.empty() || !names_a_stranger(the_case, evidence)) return;
  finding.others = true;
  finding.proof = {ProofKind::kStrangersName, {"group " + name, std::string(record.actor.upn)}};
}

}  // namespace aobo::by
