// upn: the person's own UPN, exact; or its guest form name_domain#EXT#@customer, strong. Display
// names are no evidence: anyone can choose one.
#include "plugin/identity/guest.h"
#include "plugin/identity/home.h"

namespace aobo::by {
namespace {

// Names are given again, ids never: where the record shows another id of the person's own tenant,
// it is somebody else.
void drop_other_ids(const Case& the_case, std::vector<const Person*>& people) {
  const Record& record = the_case.record();
  const Actor& actor = record.actor;
  std::erase_if(people, [&](const Person* person) {
    const Guid& home = the_case.directory().partner_of(*person).tenant;
    if (the_case.tenant == home) return actor.object && *actor.object != person->object;
    const bool own_copy = actor.home_tenant == home && record.log_tenant == home;
    return own_copy && actor.home_object && *actor.home_object != person->object;
  });
}

// The people who bore the name, as `kind` of evidence has it; those of another tenant than the
// record states as the actor's home go.
void prove(const Case& the_case, const Evidence& evidence, ProofKind kind, std::string_view upn,
           Finding& finding) {
  if (std::string home = drop_refuted(the_case, evidence, refuting_home, finding); !home.empty())
    note_refuted("upn " + std::string(upn), std::move(home), finding);
  if (!finding.people.empty()) finding.proof = {kind, {std::string(upn)}};
}

}  // namespace

void upn(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  const std::string_view upn = record.actor.upn;
  const bool shared =
      the_case.shared != nullptr && record.check_out.action == CheckOutAction::kNone;
  if (upn.empty() || shared) return;
  if (const std::string home = home_upn_of_guest(upn); !home.empty()) {
    finding.people = people_called(the_case, evidence, upn, record.time);
    finding.confidence = Confidence::kStrong;
    prove(the_case, evidence, ProofKind::kGuestUpn, home, finding);
    return;
  }
  // What the partner's own log says of a renaming goes before the export, which knows only today's
  // names.
  finding.people = known_people(
      the_case.directory(), evidence.of<FormerUpns>().people(upn, record.time, the_case.number));
  drop_other_ids(the_case, finding.people);
  prove(the_case, evidence, ProofKind::kFormerUpn, upn, finding);
  if (!finding.people.empty() || finding.refuted) return;
  finding.people = the_case.directory().by_upn(upn, record.time);
  drop_other_ids(the_case, finding.people);
  prove(the_case, evidence, ProofKind::kUpn, upn, finding);
}

}  // namespace aobo::by
