#include "plugin/identity/stranger.h"

#include <algorithm>

#include "plugin/base/text.h"
#include "plugin/event/technician.h"
#include "plugin/identity/method.h"

namespace aobo {

bool names_a_stranger(const Case& the_case, const Evidence& evidence) {
  const Record& record = the_case.record();
  const std::string_view upn = record.actor.upn;
  // The digits of a technician's name are an id, and asked about as that.
  if (upn.find('@') == std::string_view::npos || the_case.shared != nullptr || technician_id(upn))
    return false;
  return people_called(the_case, evidence, upn, record.time).empty();
}

bool names_a_stranger_elsewhere(const Case& the_case, const Evidence& evidence,
                                const std::vector<const Person*>& people) {
  const std::string_view upn = the_case.record().actor.upn;
  const bool same_house = std::ranges::any_of(people, [&](const Person* person) {
    return equal_ignoring_case(domain_of(person->upn), domain_of(upn));
  });
  return !same_house && names_a_stranger(the_case, evidence);
}

}  // namespace aobo
