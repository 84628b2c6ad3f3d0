#include "simulator/truth/answer.h"

#include <algorithm>

namespace aobo::sim {
namespace {

using Texts = std::vector<std::string>;

std::string joined(Texts texts) {
  std::sort(texts.begin(), texts.end());
  std::string line;
  for (const std::string& one : texts) line += (line.empty() ? "" : ", ") + one;
  return line;
}

// The partners that a reader may name; kNoIndex for none.
std::vector<PartnerIx> partners_of(const World& world, const Sighting& sighting,
                                   const Knowable& answer) {
  const Action& action = *sighting.action;
  std::vector<PartnerIx> all;
  const auto add = [&](PartnerIx partner) {
    if (std::find(all.begin(), all.end(), partner) == all.end()) all.push_back(partner);
  };
  for (const PersonIx person : answer.persons) add(world.people[person].partner);
  const bool has_names = !all.empty() && answer.answer != Answer::kTried;
  if (has_names && answer.answer != Answer::kMisled) return all;
  if (sighting.clues.partner) add(*sighting.clues.partner);
  if (sighting.clues.shared && answer.answer == Answer::kTried && !action.at.home)
    add(world.customers[action.at.index].shared->partner);
  for (const auto& person : {sighting.clues.object, sighting.clues.upn}) {
    if (person && answer.answer == Answer::kTried) add(world.people[*person].partner);
  }
  const bool shown = sighting.clues.partner && world.partners[*sighting.clues.partner].listed;
  const bool lent = lends(sighting.clues.teaches);
  const bool sure =  // a vault does not say whose people its holders are
      shown && !lent && (answer.answer == Answer::kUnknown || answer.answer == Answer::kUnresolved);
  if (sure) return all;
  add(kNoIndex);
  if (action.who.kind == WhoKind::kPerson) add(world.people[action.who.index].partner);
  if (!action.detail("hex-of").empty() || !action.detail("home").empty()) add(0);
  if (action.who.kind == WhoKind::kApp && world.apps[action.who.index].owner != kNoIndex)
    add(world.apps[action.who.index].owner);
  return all;
}

void say_partner(const World& world, const Sighting& sighting, const Knowable& answer, Says& says) {
  Texts ids, names, kinds;
  for (const PartnerIx index : partners_of(world, sighting, answer)) {
    const Partner* partner = index == kNoIndex ? nullptr : &world.partners[index];
    ids.push_back(partner == nullptr ? "" : partner->tenant.text());
    const bool listed = partner != nullptr && partner->listed;
    names.push_back(listed ? partner->name : "");
    kinds.emplace_back(listed ? name(partner->kind) : std::string_view());
  }
  // A tenant that no directory knows is shown as it stands.
  const std::string& elsewhere = sighting.action->detail("home");
  if (!elsewhere.empty()) ids.push_back(world.id("tenant " + elsewhere).text());
  say_one_of(says, "partner.id", ids);
  say_one_of(says, "partner.name", names);
  say_one_of(says, "partner.kind", kinds);
}

void say_is_partner(const World& world, const Sighting& sighting, const Knowable& answer,
                    Says& says) {
  const Action& action = *sighting.action;
  const bool app =
      action.who.kind == WhoKind::kApp && world.apps[action.who.index].owner != kNoIndex;
  const bool open = app || answer.answer == Answer::kHidden || answer.answer == Answer::kTried ||
                    answer.answer == Answer::kMisled;
  if (open) {
    say_one_of(says, "is_partner", {"true", "false"});
  } else {
    // An access window tells of somebody who may come.
    const bool acts = !action.at.home && action.operation->id != "access-window";
    say(says, "is_partner", acts && answer.answer != Answer::kNobody ? "true" : "false");
  }
}

// Whose the application is, and whether it is a tool of the partner's: what the record shows, or
// what exports and sign-ins tell of it.
void say_application(const World& world, const Sighting& sighting, Says& says) {
  const Who& who = sighting.action->who;
  Texts owners = {"", "microsoft"}, tools = {""};  // somebody's client
  if (who.kind == WhoKind::kApp) {
    const App& app = world.apps[who.index];
    const bool partners = app.owner != kNoIndex && world.partners[app.owner].listed;
    owners = {"", partners ? "partner" : "other"};
    if (app.owner == kNoIndex) owners = {""};
    if (app.listed) tools.push_back(app.name);
  } else if (who.kind == WhoKind::kMachine) {
    owners = {"", sighting.action->at.home ? "partner" : "customer"};
  }
  say_one_of(says, "app.owner", owners);
  say_one_of(says, "tool", tools);
}

Texts confidences(const Knowable& answer) {
  switch (answer.answer) {
    case Answer::kNobody:
      return {""};
    case Answer::kNamed:
      // Of what the sign-in's twin tells, the session tells too, and less surely.
      if (answer.exact && answer.by == std::vector<std::string>{"request"})
        return {"exact", "strong"};
      return {answer.exact ? "exact" : answer.strong ? "strong" : "weak"};
    case Answer::kAmbiguous:
      return {answer.conflict && answer.exact ? "conflict" : "ambiguous"};
    case Answer::kUnknown:
      return {"unknown"};
    case Answer::kUnresolved:
      if (!answer.people.empty()) return {"unresolved", "ambiguous"};
      return {"unresolved"};
    case Answer::kHidden:
      return {"", "unresolved"};
    case Answer::kTried:
      return {"", "weak", "ambiguous", "unresolved", "unknown"};
    default:
      return {std::string(kAnything)};
  }
}

// Some of those at whom a record points: it does so by several ways, of which the surest tells.
void add_choices(const std::vector<std::string>& people, Texts& allowed) {
  constexpr std::size_t kMost = 6;  // of more, all or one
  if (people.size() > kMost) return;
  for (std::size_t choice = 1; choice < std::size_t{1} << people.size(); ++choice) {
    Texts some;
    for (std::size_t i = 0; i < people.size(); ++i) {
      if ((choice >> i & 1U) != 0) some.push_back(people[i]);
    }
    if (some.size() > 1 && some.size() < people.size()) allowed.push_back(joined(some));
  }
}

void say_candidates(const Knowable& answer, Says& says) {
  Texts allowed;
  const bool listed = answer.answer == Answer::kNamed || answer.answer == Answer::kAmbiguous;
  if (answer.answer != Answer::kUnknown) allowed.push_back(joined(answer.people));
  if (!listed) allowed.emplace_back();
  if (answer.answer == Answer::kHidden) allowed = {""};
  if (answer.answer == Answer::kMisled) allowed = {std::string(kAnything)};
  if (answer.answer == Answer::kTried || answer.answer == Answer::kMisled)
    allowed.insert(allowed.end(), answer.people.begin(), answer.people.end());
  if (answer.answer == Answer::kTried) add_choices(answer.people, allowed);
  say_one_of(says, "candidates", allowed);
}

void say_person(const World& world, const DirectoryView& directory, const Sighting& sighting,
                const Knowable& answer, Says& says) {
  const bool named = answer.answer == Answer::kNamed;
  const bool may = answer.answer == Answer::kTried || answer.answer == Answer::kMisled;
  Texts names, active;
  if (!named) names = active = {""};
  for (const PersonIx person : answer.persons) {
    if (!named && !may) break;
    names.push_back(world.people[person].name);
    active.emplace_back(directory.employed(person).holds(sighting.time) ? "true" : "false");
  }
  say_one_of(says, "user.name", names);
  say_one_of(says, "user.active", active);
}

}  // namespace

void say_answer(const World& world, const DirectoryView& directory, const Sighting& sighting,
                const Knowable& answer, Says& says) {
  const Place& at = sighting.action->at;
  say(says, "customer.name",
      at.home ? world.partners[at.index].name : world.customers[at.index].name);
  say_is_partner(world, sighting, answer, says);
  say_partner(world, sighting, answer, says);
  say_application(world, sighting, says);
  say_one_of(says, "confidence", confidences(answer));
  say_candidates(answer, says);
  say_person(world, directory, sighting, answer, says);
  Texts methods = answer.by;
  const bool id = std::find(methods.begin(), methods.end(), "object-id") != methods.end();
  if (id && sighting.clues.partner) methods.emplace_back("token");  // its tenant and its id
  // Who had it out then taught the session of that very sign-in.
  const bool lent = std::find(methods.begin(), methods.end(), "check-out") != methods.end() ||
                    std::find(methods.begin(), methods.end(), "request") != methods.end();
  if (lent && (sighting.clues.token || sighting.clues.session)) methods.emplace_back("session");
  if (answer.answer != Answer::kNamed) methods.emplace_back();
  if (sighting.action->who.kind == WhoKind::kApp) methods.emplace_back("app-key");
  // A token of somebody whom the export does not hold, whatever name stands beside its id.
  const auto& pair = sighting.clues.pair;
  if (answer.answer == Answer::kMisled && pair && !directory.holds(*pair))
    methods.emplace_back("token");
  if (answer.answer == Answer::kTried) methods = {std::string(kAnything)};
  say_one_of(says, "method", methods);
}

void keep_changes(const Says& first, Says& then) {
  std::erase_if(then, [&](const auto& field) {
    const auto before = first.find(field.first);
    return before != first.end() && before->second == field.second;
  });
}

}  // namespace aobo::sim
