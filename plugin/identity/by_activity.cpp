// activity: another record of the same change of a directory, which bears the same correlation id,
// names the person, and this one shows nobody. Strong. Of one who was known by name alone it holds
// as long as the name is theirs. Whoever is named so names nobody else: two records would hold each
// other up when what they rested on is gone.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/identity/home.h"
#include "plugin/identity/method.h"
#include "plugin/identity/subject.h"

namespace aobo::by {
namespace {

std::string who(const std::vector<const Person*>& people) {
  return people.size() == 1 ? shown(*people.front()) : how_many(people.size(), "person", "people");
}

}  // namespace

void activity(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const auto namings =
      evidence.of<ChangeActors>().namings(the_case.record(), the_case.tenant, the_case.number);
  if (namings.empty()) return;
  finding.people = known_people(the_case, evidence, namings);
  const bool all_known = std::ranges::all_of(namings, [&](const Naming& one) {
    return std::ranges::any_of(finding.people, [&](const Person* person) {
      return PersonKey::of(the_case.directory(), *person) == one.person;
    });
  });
  drop_other_ids(the_case, finding.people);
  const std::string id(the_case.record().correlation);
  if (std::string home = drop_refuted(the_case, evidence, home_of_unnamed, finding); !home.empty())
    return note_refuted("correlation id " + id, std::move(home), finding);
  finding.others = !all_known;
  if (finding.people.empty()) {
    if (finding.others) finding.proof = {ProofKind::kActivityUnknown, {id}};
    return;
  }
  finding.proof = {finding.others ? ProofKind::kActivityAndUnknown : ProofKind::kActivity,
                   {id, who(finding.people)}};
}

}  // namespace aobo::by
