#include "simulator/truth/oracle.h"

#include <algorithm>
#include <iterator>

#include "simulator/truth/people.h"

namespace aobo::sim {
namespace {

constexpr std::size_t kDeedsKept = 4096;

}  // namespace

Oracle::Oracle(const World& world, TimeNs exported_at)
    : world_(world), directory_(world, exported_at) {
  for (PersonIx person = 0; person < world.people.size(); ++person) {
    if (directory_.lists_puid(person)) puids_[world.people[person].puid] = person;
  }
}

// Whom a reader takes this UPN for: those who held it then; where nobody did, those who held it and
// had left.
Oracle::People Oracle::upn_holders(const std::string& upn, TimeNs time) const {
  People then, before;
  for (const Rename& rename : renames_) {
    if (rename.upn == upn && time < rename.seen.time && directory_.holds(rename.seen.person))
      add(then, rename.seen.person);
  }
  if (!then.empty()) return then;
  for (PersonIx person = 0; person < world_.people.size(); ++person) {
    if (!directory_.holds(person)) continue;
    if (directory_.gave_up(person, upn, time)) add(before, person);
    if (directory_.upn_at(person, time) != upn) continue;
    const Span employed = directory_.employed(person);
    if (employed.holds(time)) add(then, person);
    if (employed.to <= time) add(before, person);
  }
  if (!then.empty() || !before.empty()) return then.empty() ? before : then;
  // Nobody yet: a clock may be wrong by minutes, and one person alone will ever have it.
  for (PersonIx person = 0; person < world_.people.size(); ++person) {
    if (directory_.holds(person) && directory_.upn(person) == upn) add(then, person);
  }
  return then;
}

// Everybody who bore the UPN up to then: a guest keeps the name of the day of the invitation, and
// nobody says when that was.
Oracle::People Oracle::ever_holders(const std::string& upn, TimeNs time) const {
  People people;
  for (const Rename& rename : renames_) {
    if (rename.upn == upn && directory_.holds(rename.seen.person)) add(people, rename.seen.person);
  }
  for (PersonIx person = 0; person < world_.people.size(); ++person) {
    if (!directory_.holds(person)) continue;
    const Span employed = directory_.employed(person);
    const TimeNs last = std::min(time, employed.to - 1);
    const bool bore = directory_.upn_at(person, employed.from) == upn ||
                      directory_.upn_at(person, last) == upn ||
                      directory_.gave_up(person, upn, time);
    if (employed.from <= time && bore) add(people, person);
  }
  return people;
}

std::vector<Oracle::Finding> Oracle::exact_findings(const Sighting& sighting,
                                                    std::optional<PersonIx>& stranger) const {
  const Clues& clues = sighting.clues;
  const TimeNs time = sighting.time, action_time = sighting.action->time;
  std::vector<Finding> all;
  for (const auto& [by, person] :
       {std::pair{"token", clues.pair}, std::pair{"object-id", clues.object}}) {
    if (!person || (person == clues.object && doubted(sighting, Form::kHex, *person))) continue;
    const bool inferred =
        by == std::string_view("token") ? clues.pair_inferred : clues.object_inferred;
    if (directory_.holds(*person)) {
      all.push_back({by, {*person}});
    } else if (!inferred) {
      stranger = *person;
    }
  }
  if (clues.puid) {
    if (const PersonIx* known = found(puids_, *clues.puid)) all.push_back({"puid", {*known}});
  }
  // An id of the own tenant says more than a name, which may have had another holder before.
  if (clues.upn && !stranger && !doubted(sighting, Form::kUpn, *clues.upn)) {
    const People holders = upn_holders(world_.people[*clues.upn].upn_at(action_time), time);
    if (!holders.empty()) all.push_back({"upn", holders});
  }
  if (clues.request) {
    if (const Kept* kept = found(requests_, *clues.request))
      all.push_back({"request", people_of(*kept, sighting)});
  }
  std::erase_if(all, [](const Finding& finding) { return finding.people.empty(); });
  return all;
}

// What other records told; not those that rest on a name which turned out to be somebody else's
// too.
Oracle::People Oracle::people_of(const Kept& kept, const Sighting& sighting) const {
  People people;
  for (const Kept::Word& one : kept.words) {
    const bool doubtful = one.name && posed_.contains(*one.name);
    if (one.by != sighting.number && !doubtful) add(people, one.person);
  }
  return people;
}

// Whom the record itself names by an id, whatever other records say.
std::optional<PersonIx> Oracle::claimed(const Sighting& sighting) const {
  std::optional<PersonIx> stranger, only;
  for (const Finding& finding : exact_findings(sighting, stranger)) {
    if (finding.by == "request" || finding.by == "upn" || finding.people.size() != 1) continue;
    if (only && only != finding.people.front()) return std::nullopt;
    only = finding.people.front();
  }
  return only;
}

std::vector<Oracle::Finding> Oracle::strong_findings(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  std::vector<Finding> all;
  if (clues.guest_upn && !doubted(sighting, Form::kGuest, *clues.guest_upn))
    all.push_back({"upn", ever_holders(world_.people[*clues.guest_upn].upn_at(world_.options.start),
                                       sighting.time)});
  if (clues.account && directory_.holds(*clues.account)) all.push_back({"upn", {*clues.account}});
  if (clues.token) {
    if (const Kept* kept = found(tokens_, *clues.token))
      all.push_back({"session", people_of(*kept, sighting)});
  }
  if (clues.session) {
    const Guid tenant = tenant_of(world_, sighting.action->at);
    if (const Kept* kept = found(sessions_, std::pair{tenant, *clues.session}))
      all.push_back({"session", people_of(*kept, sighting)});
  }
  if (clues.change && clues.unnamed) {
    const Guid tenant = tenant_of(world_, sighting.action->at);
    if (const Kept* kept = found(changes_made_, std::pair{tenant, *clues.change}))
      all.push_back({"activity", people_of(*kept, sighting)});
  }
  if (clues.group && world_.partners[world_.groups[*clues.group].partner].exported) {
    all.push_back({"group", members(*clues.group, sighting.time)});
  }
  if (clues.opaque && !clues.deed.empty()) {
    Finding finding{"partner-center", {}};
    for (const Deed& deed : deeds_) {
      if (tells_of(deed, sighting)) add(finding.people, deed.seen.person);
    }
    all.push_back(finding);
  }
  if (clues.shared && !lends(clues.teaches))
    all.push_back({"check-out", borrowers(sighting).people});
  std::erase_if(all, [](const Finding& finding) { return finding.people.empty(); });
  return all;
}

// The people whom all findings leave; where they contradict each other, all of them.
Knowable Oracle::weighed(const Sighting& sighting, const std::vector<Finding>& findings,
                         bool strong) const {
  People left = findings.front().people, all;
  Knowable answer;
  answer.strong = strong;
  for (const Finding& finding : findings) {
    left = common(left, finding.people);
    for (const PersonIx person : finding.people) add(all, person);
    if (std::find(answer.by.begin(), answer.by.end(), finding.by) == answer.by.end())
      answer.by.push_back(finding.by);
  }
  answer.conflict = left.empty();
  if (left.empty()) left = all;
  for (const PersonIx person : left) answer.people.push_back(directory_.upn(person));
  answer.persons = left;
  const bool holds_the_true_one =
      std::find(left.begin(), left.end(), sighting.action->who.index) != left.end();
  answer.answer = !holds_the_true_one ? Answer::kMisled
                  : left.size() == 1  ? Answer::kNamed
                                      : Answer::kAmbiguous;
  return answer;
}

Knowable Oracle::ask(const Sighting& sighting) const {
  if (sighting.whole) {
    const auto unsure =
        sighting.action->who.kind == WhoKind::kPerson ? perhaps(sighting) : std::nullopt;
    return unsure ? *unsure : whole(sighting);
  }
  // What is left of it may still be read, and may point at whom the whole points at.
  Knowable answer = of(Answer::kRefused);
  Knowable read = whole(sighting);
  const bool points = read.answer == Answer::kTried || read.answer == Answer::kMisled ||
                      read.answer == Answer::kAmbiguous;
  if (points) answer.people = std::move(read.people);
  return answer;
}

Knowable Oracle::whole(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  const bool person = sighting.action->who.kind == WhoKind::kPerson;
  if (const auto name = posed(sighting)) return of_impostor(sighting, *name);
  if (sighting.action->who.kind == WhoKind::kOutsider || (clues.failed && person))
    return tried(sighting);
  if (sighting.action->who.kind == WhoKind::kApp) return by_tool(sighting);
  if (!person) return {};
  std::optional<PersonIx> stranger;
  const auto exact = exact_findings(sighting, stranger);
  if (!exact.empty()) {
    Knowable answer = weighed(sighting, exact, true);
    answer.exact = true;
    return answer;
  }
  if (stranger)
    return of(Answer::kUnknown, {world_.people[*stranger].object.text()}, {"object-id"});
  const auto strong = strong_findings(sighting);
  if (auto shared = beside_a_stranger(sighting)) {
    // Only the session tells which of those who had it.
    const auto tells = std::find_if(strong.begin(), strong.end(), [&](const Finding& finding) {
      return finding.by == "session" && finding.people.size() == 1 &&
             (shared->persons.empty() ||
              std::binary_search(shared->persons.begin(), shared->persons.end(),
                                 finding.people.front()));
    });
    return tells == strong.end() ? *shared : weighed(sighting, {*tells}, true);
  }
  if (!strong.empty()) return weighed(sighting, strong, true);
  const auto weak = weak_findings(clues, sighting.time);
  if (!weak.empty()) return weighed(sighting, weak, false);
  const bool doubtful = (clues.object && doubted(sighting, Form::kHex, *clues.object)) ||
                        (clues.upn && doubted(sighting, Form::kUpn, *clues.upn)) ||
                        (clues.guest_upn && doubted(sighting, Form::kGuest, *clues.guest_upn));
  return of(clues.some_partner && !doubtful ? Answer::kUnresolved : Answer::kHidden);
}

// Whose account was tried; of a shared one those who had it, who may have mistyped.
Knowable Oracle::tried(const Sighting& sighting) const {
  Knowable answer = of(Answer::kTried);
  People people;
  for (const auto& person :
       {sighting.clues.pair, sighting.clues.object, sighting.clues.upn, sighting.clues.guest_upn}) {
    if (person && directory_.holds(*person)) add(people, *person);
  }
  if (sighting.clues.shared) {
    for (const PersonIx holder : holders(*sighting.clues.shared, sighting.time).people)
      add(people, holder);
    for (const Finding& finding : weak_findings(sighting.clues, sighting.time))
      add(people, finding.people.front());
  }
  // Whoever else the record points at.
  std::optional<PersonIx> stranger;
  for (const auto& findings : {exact_findings(sighting, stranger), strong_findings(sighting)}) {
    for (const Finding& finding : findings) {
      for (const PersonIx person : finding.people) add(people, person);
    }
  }
  for (const PersonIx person : people) answer.people.push_back(directory_.upn(person));
  answer.persons = people;
  return answer;
}

Oracle::People Oracle::members(GroupIx group, TimeNs time) const {
  People members;
  for (PersonIx person = 0; person < world_.people.size(); ++person) {
    if (!directory_.holds(person) || !directory_.employed(person).holds(time)) continue;
    const Change* before = nullptr;
    const Change* after = nullptr;
    for (const Change& change : changes_) {
      if (change.group != group || change.seen.person != person) continue;
      if (change.seen.time <= time && (before == nullptr || before->seen.time <= change.seen.time))
        before = &change;
      if (change.seen.time > time && (after == nullptr || change.seen.time < after->seen.time))
        after = &change;
    }
    bool member = false;
    for (const Membership& m : world_.groups[group].members) {
      if (m.person == person && directory_.knows(m) && directory_.held(m).holds(time))
        member = true;
    }
    if (before != nullptr) {
      member = before->joined;
    } else if (after != nullptr) {
      member = !after->joined;
    }
    if (member) members.push_back(person);
  }
  for (const GroupIx inner : world_.groups[group].nested) {
    for (const PersonIx person : this->members(inner, time)) add(members, person);
  }
  return members;
}

bool Oracle::knows_member(GroupIx group, PersonIx person, TimeNs time) const {
  const People known = members(group, time);
  return std::binary_search(known.begin(), known.end(), person);
}

void Oracle::tell(Kept& kept, PersonIx person, const Sighting& sighting) const {
  const auto name = teaches_by(sighting);
  const auto known = std::find_if(kept.words.begin(), kept.words.end(), [&](const Kept::Word& one) {
    return one.person == person && one.by == sighting.number;
  });
  if (known == kept.words.end()) {
    kept.words.push_back({person, sighting.number, name});
  } else if (!name) {
    known->name.reset();
  }
  kept.time = sighting.time;
}

void Oracle::take_back(const Sighting& sighting) {
  const auto forget = [&](auto& all, const auto& key) {
    const auto kept = all.find(key);
    if (kept == all.end()) return;
    std::erase_if(kept->second.words,
                  [&](const Kept::Word& one) { return one.by == sighting.number; });
    if (kept->second.words.empty()) all.erase(kept);
  };
  const Clues& clues = sighting.clues;
  if (clues.request) forget(tokens_, *clues.request);
  if (clues.request) forget(requests_, *clues.request);
  if (clues.session)
    forget(sessions_, std::pair(tenant_of(world_, sighting.action->at), *clues.session));
  if (clues.change)
    forget(changes_made_, std::pair(tenant_of(world_, sighting.action->at), *clues.change));
}

void Oracle::learn(const Sighting& sighting, const Knowable& answer) {
  const Clues& clues = sighting.clues;
  if (clues.teaches == Teaches::kToolLog) learn_tool(sighting);
  learn_application(sighting);
  learn_opaque(sighting);
  if (!sighting.whole) return learn_damaged(sighting);
  if (const auto name = posed(sighting); name && clues.states_home) posed_.insert(*name);
  if ((clues.teaches == Teaches::kJoined || clues.teaches == Teaches::kLeft) &&
      clues.taught_group && clues.taught_person) {
    changes_.push_back({*clues.taught_group,
                        {*clues.taught_person, sighting.time},
                        clues.teaches == Teaches::kJoined});
  }
  if (clues.teaches == Teaches::kRenamed && clues.taught_person) {
    const Person& renamed = world_.people[*clues.taught_person];
    renames_.push_back(
        {renamed.upn_at(sighting.action->time - 1), {*clues.taught_person, sighting.time}});
  }
  if (lends(clues.teaches)) {
    Vault& vault = vault_[*clues.shared];
    const bool known = (answer.answer == Answer::kNamed || answer.answer == Answer::kMisled) &&
                       answer.persons.size() == 1;
    (clues.teaches == Teaches::kCheckOut ? vault.out : vault.in)
        .push_back({clues.borrower(), known ? std::optional(answer.persons.front()) : std::nullopt,
                    sighting.time});
    return;
  }
  learn_entry(sighting);
  learn_name(sighting, answer);
}

// Whose sign-in, session, address, id or deed it was.
void Oracle::learn_name(const Sighting& sighting, const Knowable& answer) {
  const Clues& clues = sighting.clues;
  // Of two copies that differ both speak.
  if (clues.teaches == Teaches::kSignIn && clues.request) {
    if (const auto claim = claimed(sighting)) tell(requests_[*clues.request], *claim, sighting);
  }
  // Only a name that is sure teaches.
  const bool single = answer.answer == Answer::kNamed ||
                      (answer.answer == Answer::kMisled && answer.persons.size() == 1);
  if (answer.conflict && answer.exact) learn_change(sighting, answer);
  learn_visitor(sighting, single ? std::optional(answer.persons.front()) : std::nullopt);
  if (!single || !answer.strong) return;
  const PersonIx who = answer.persons.front();
  const auto keep = [&](Kept& kept) { tell(kept, who, sighting); };
  // A name alone may be another's tomorrow: only an id teaches an id or an address.
  const bool exact = std::any_of(answer.by.begin(), answer.by.end(), [](const std::string& by) {
    return by == "token" || by == "object-id" || by == "puid" || by == "request";
  });
  // Beside an id that may be somebody else's a name is told and teaches nothing.
  if (!exact && (clues.other_id || (clues.pair && *clues.pair != who))) return;
  learn_change(sighting, answer);
  if (exact && clues.own_puid && clues.puid) puids_[*clues.puid] = who;
  switch (clues.teaches) {
    case Teaches::kSignIn:
      if (clues.request) keep(tokens_[*clues.request]);
      if (clues.request && exact) keep(requests_[*clues.request]);
      if (clues.session) keep(sessions_[{tenant_of(world_, sighting.action->at), *clues.session}]);
      if (exact && !clues.address.empty() && !clues.shared)
        addresses_[clues.address][who].insert(sighting.time);
      break;
    case Teaches::kPartnerCenter:
      deeds_.push_back({tenant_of(world_, sighting.action->at),
                        clues.deed,
                        clues.deed_target,
                        {who, sighting.time}});
      if (deeds_.size() > kDeedsKept) deeds_.pop_front();
      break;
    default:
      break;
  }
}

// Whoever is named by another record of the change alone is no evidence for a third.
void Oracle::learn_change(const Sighting& sighting, const Knowable& answer) {
  if (!sighting.clues.change || answer.by == std::vector<std::string>{"activity"}) return;
  Kept& kept = changes_made_[{tenant_of(world_, sighting.action->at), *sighting.clues.change}];
  for (const PersonIx person : answer.persons) tell(kept, person, sighting);
}

void Oracle::forget_before(TimeNs time) {
  std::erase_if(requests_, [&](const auto& entry) { return entry.second.time < time; });
  std::erase_if(tokens_, [&](const auto& entry) { return entry.second.time < time; });
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.time < time; });
  std::erase_if(changes_made_, [&](const auto& entry) { return entry.second.time < time; });
}

std::vector<std::string> Oracle::application_paths(const Action& action, Family family) const {
  const App& app = world_.apps[action.who.index];
  const bool principal = family == Family::kEntraAudit || family == Family::kM365;
  if (app.listed)
    return principal ? std::vector<std::string>{"automation", "unknown"}
                     : std::vector<std::string>{"automation"};
  const bool owned = app.owner != kNoIndex && world_.partners[app.owner].listed;
  if (!owned) return {"unknown"};
  // Its sign-ins may tell the owner, and with it whose what it does is.
  if (family == Family::kSignIn && world_.variants.is(Variant::kAppOwner, "shown"))
    return {"automation"};
  return {"automation", "unknown"};
}

bool Oracle::may_take_part(const Sighting& sighting, Family family) const {
  const Action& action = *sighting.action;
  if (action.way != Way::kDap || action.who.kind != WhoKind::kPerson || family != Family::kM365)
    return false;
  const auto ties = world_.ties_of(action.at.index);
  return std::none_of(ties.begin(), ties.end(), [&](const Relationship& one) {
    return one.partner == world_.people[action.who.index].partner && one.tie == Tie::kDap &&
           directory_.stands(one, sighting.time);
  });
}

std::vector<std::string> Oracle::paths(const Sighting& sighting, const Knowable& answer,
                                       Family family) const {
  const Action& action = *sighting.action;
  // Entra's audit log shows an application's principal and never its id: whose it is, nothing
  // tells.
  if (action.who.kind == WhoKind::kMicrosoft)
    return family == Family::kEntraAudit ? std::vector<std::string>{"microsoft", "unknown"}
                                         : std::vector<std::string>{"microsoft"};
  if (action.who.kind == WhoKind::kUser) {
    if (answer.answer == Answer::kNobody) return {"customer"};
    return {"customer", "unknown", "gdap", "aobo"};
  }
  if (action.who.kind == WhoKind::kMachine)
    return family == Family::kSignIn ? std::vector<std::string>{"customer"}
                                     : std::vector<std::string>{"customer", "unknown"};
  if (action.who.kind == WhoKind::kApp) return application_paths(action, family);
  if (!action.detail("home").empty()) return {"guest", "customer", "unknown", "gdap", "dap"};
  if (action.who.kind == WhoKind::kOutsider)
    return {};  // nobody's way: whatever the tried account is
  if (family == Family::kVault) return {"shared-account"};
  // It tells of somebody who may come, and of no way in.
  if (family == Family::kAccessWindow) return {"unknown", "customer"};
  if (action.at.home) return {"customer"};
  if (action.way == Way::kShared) return {"shared-account"};
  const PartnerIx partner = world_.people[action.who.index].partner;
  std::vector<std::string> ways = {"unknown"};
  for (const Tie tie : {Tie::kGdap, Tie::kDap}) {
    const auto ties = world_.ties_of(action.at.index);
    const bool stands =
        std::any_of(ties.begin(), ties.end(), [&](const Relationship& relationship) {
          const bool it = relationship.partner == partner && relationship.tie == tie;
          return it && (relationship.valid.holds(sighting.time) ||
                        directory_.stands(relationship, sighting.time));
        });
    if (stands) ways.emplace_back(name(tie));
  }
  // What points at somebody who tried in vain need not be believed, nor what may be a namesake's.
  if (answer.answer == Answer::kHidden || answer.answer == Answer::kTried || answer.unsure)
    ways.emplace_back("customer");
  if (family == Family::kAzure) {
    if (action.way == Way::kAobo) return {"aobo"};
    if (action.way == Way::kGuest) return {"guest"};
    if (world_.variants.is(Variant::kLighthouseToken, "managing")) return {"lighthouse"};
    return {"lighthouse", "aobo", "guest"};
  }
  if (action.way == Way::kGuest && family != Family::kGraph) return {"guest"};
  if (action.way == Way::kGuest) ways.emplace_back("guest");
  // user_<hex> and Exchange's form are GDAP's own, whatever stands on record.
  if (action.way == Way::kGdap || action.way == Way::kAobo) ways.emplace_back("gdap");
  if (action.way == Way::kDap) ways.emplace_back("dap");
  if (may_take_part(sighting, family)) ways.emplace_back("guest");
  return ways;
}

}  // namespace aobo::sim
