// tool-log: the log of the partner's tool names the person for whom it did something on that target
// at that customer around then. Strong if it names one. Asked only where a tool acted.
#include "plugin/identity/method.h"

namespace aobo::by {

void tool_log(const Case& the_case, const Evidence& evidence, Finding& finding) {
  if (!the_case.tenant || the_case.record().family->tool) return;
  ToolActions::Users users =
      evidence.of<ToolActions>().users(*the_case.tenant, the_case.record(), the_case.number);
  finding.people = known_people(the_case.directory(), users.people);
  std::erase_if(finding.people, [](const Person* person) { return person->tool.has_value(); });
  finding.others = users.others || finding.people.size() < users.people.size();
  finding.proof = {ProofKind::kToolLog, {how_many(finding.people.size(), "person", "people")}};
}

}  // namespace aobo::by
