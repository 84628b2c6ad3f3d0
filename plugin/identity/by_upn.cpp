// upn: the person's own UPN, exact; or its guest form name_domain#EXT#@customer, strong. Display
// names are no evidence: anyone can choose one. In a vault's log also the account's name at home,
// strong: the export tells whose it is now, and not since when.
#include "plugin/base/distinct.h"
#include "plugin/event/guest.h"
#include "plugin/identity/home.h"
#include "plugin/identity/subject.h"

namespace aobo::by {
namespace {

// Everybody else whose name the record gives.
void add_contradicting(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const std::string_view other = the_case.record().actor.other_upn;
  if (finding.people.empty() || other.empty()) return;
  for (const Person* person : people_called(the_case, evidence, other, the_case.record().time)) {
    if (contains(finding.people, person)) continue;
    add_once(finding.contradicting, person);
    finding.contradiction = {ProofKind::kOtherUpn, {std::string(other)}};
  }
}

// The people who bore the name, as `kind` of evidence has it; those of another tenant than the
// record states as the actor's home go.
void prove(const Case& the_case, const Evidence& evidence, ProofKind kind, std::string_view upn,
           Finding& finding) {
  // Names are given again, ids never.
  drop_other_ids(the_case, finding.people);
  if (std::string home = drop_refuted(the_case, evidence, refuting_home, finding); !home.empty())
    note_refuted("upn " + std::string(upn), std::move(home), finding);
  if (!finding.people.empty()) finding.proof = {kind, {std::string(upn)}};
  add_contradicting(the_case, evidence, finding);
}

// A user of the tenant's own who was renamed into a guest's name.
void weigh_namesake(const Case& the_case, std::string_view upn, Finding& finding) {
  const Namesake namesake = the_case.namesake;
  if (finding.people.empty() || namesake == Namesake::kNone) return;
  const std::string claim = "upn " + std::string(upn);
  if (namesake == Namesake::kTheirs) {
    finding.people.clear();
    return note_refuted(claim, the_case.tenant->text(), finding);
  }
  finding.others = true;
  finding.proof = {ProofKind::kNamesake, {claim}};
}

// Whoever else was seen to sign in as that guest.
void add_other_holders(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const auto& guest = the_case.record().actor.object;
  if (finding.people.empty() || finding.refuted || !guest || !the_case.tenant) return;
  const auto seen =
      known_people(the_case.directory(),
                   evidence.of<GuestHolders>().people(*the_case.tenant, *guest, the_case.number));
  for (const Person* person : seen) {
    if (contains(finding.people, person)) continue;
    finding.people.push_back(person);
    finding.proof = {ProofKind::kGuestHolder, {guest->text(), shown(*person)}};
  }
}

// A vault knows people by the names of their accounts at home.
void find_account(const Case& the_case, Finding& finding) {
  const Record& record = the_case.record();
  if (record.family->sort != Sort::kCheckOut) return;
  const std::string_view written = record.check_out.person;
  finding.people = the_case.directory().by_account(written, record.time);
  // At home is at the partner whose account it is.
  if (the_case.shared != nullptr && the_case.shared->partner) {
    std::erase_if(finding.people, [&](const Person* person) {
      return person->partner != *the_case.shared->partner;
    });
  }
  if (finding.people.empty()) return;
  finding.confidence = Confidence::kStrong;
  finding.proof = {ProofKind::kAccountName,
                   {std::string(written), how_many(finding.people.size(), "person", "people")}};
}

}  // namespace

void upn(const Case& the_case, const Evidence& evidence, Finding& finding) {
  const Record& record = the_case.record();
  const std::string_view upn = record.actor.upn;
  const bool shared =
      the_case.shared != nullptr && record.check_out.action == CheckOutAction::kNone;
  if (shared) return;
  if (upn.empty()) return find_account(the_case, finding);
  if (const std::string home = home_upn_of_guest(upn); !home.empty()) {
    finding.people = people_called(the_case, evidence, upn, record.time);
    finding.confidence = Confidence::kStrong;
    prove(the_case, evidence, ProofKind::kGuestUpn, home, finding);
    weigh_namesake(the_case, upn, finding);
    add_other_holders(the_case, evidence, finding);
    return;
  }
  // What the partner's own log says of a renaming goes before the export, which knows only today's
  // names.
  finding.people = known_people(
      the_case.directory(), evidence.of<FormerUpns>().people(upn, record.time, the_case.number));
  prove(the_case, evidence, ProofKind::kFormerUpn, upn, finding);
  if (!finding.people.empty() || finding.refuted) return;
  finding.people = exported_as(the_case, evidence, upn, record.time);
  prove(the_case, evidence, ProofKind::kUpn, upn, finding);
}

}  // namespace aobo::by
