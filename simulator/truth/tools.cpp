// For whom a partner's tool did something, by what of the tool's own log was read.
#include <algorithm>
#include <cstdlib>

#include "simulator/truth/oracle.h"
#include "simulator/truth/people.h"

namespace aobo::sim {
namespace {

constexpr TimeNs kNear = 5 * 60 * kSecondNs;
constexpr std::size_t kKept = 2000;

}  // namespace

// Its sign-ins tell which application is behind a principal: other records show that alone.
void Oracle::learn_application(const Sighting& sighting) {
  const Action& action = *sighting.action;
  const bool signed_in = action.operation->family == Family::kSignIn && !sighting.clues.failed;
  if (action.who.kind == WhoKind::kApp && signed_in && sighting.whole)
    seen_apps_.insert({action.who.index, tenant_of(world_, action.at)});
}

void Oracle::learn_tool(const Sighting& sighting) {
  const Clues& clues = sighting.clues;
  const bool known = clues.upn && directory_.holds(*clues.upn);
  const ToolDeed deed{tenant_of(world_, sighting.action->at), clues.deed_target, sighting.time,
                      known ? clues.upn : std::nullopt, sighting.whole};
  if (std::find(tool_deeds_.begin(), tool_deeds_.end(), deed) != tool_deeds_.end()) return;
  tool_deeds_.push_back(deed);
  if (tool_deeds_.size() > kKept) tool_deeds_.pop_front();
}

// Nobody, where the tool's log says nothing of the deed. A damaged record of it may be read or not,
// and a sign-in of the application may come that tells that it was the tool.
Knowable Oracle::by_tool(const Sighting& sighting) const {
  const Guid here = tenant_of(world_, sighting.action->at);
  People people;
  bool itself = false;
  bool unsure = !seen_apps_.contains({sighting.action->who.index, here});
  for (const ToolDeed& deed : tool_deeds_) {
    const bool same = deed.customer == here && deed.target == sighting.clues.deed_target;
    if (!same || std::abs(deed.time - sighting.time) > kNear) continue;
    unsure = unsure || !deed.whole;
    if (deed.person) {
      add(people, *deed.person);
    } else {
      itself = true;
    }
  }
  if (sighting.clues.deed_target.empty() || people.empty()) return {};
  const bool one = people.size() == 1 && !itself;
  // Of what is lost the rest may mislead.
  const auto behind = person_behind(world_, *sighting.action);
  unsure = unsure || !behind || !std::binary_search(people.begin(), people.end(), *behind);
  Knowable answer = of(unsure ? Answer::kMisled
                       : one  ? Answer::kNamed
                              : Answer::kAmbiguous,
                       {}, {"tool-log"});
  for (const PersonIx person : people) answer.people.push_back(directory_.upn(person));
  answer.persons = people;
  return answer;
}

}  // namespace aobo::sim
