// Names that somebody else bears, and answers that rest on a name alone.
#include "simulator/truth/oracle.h"

#include <algorithm>

#include "simulator/truth/people.h"

namespace aobo::sim {

// The name that the record itself gives.
std::optional<Oracle::Name> Oracle::own_name(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  if (clues.object) return name_of(sighting, Form::kHex, *clues.object);
  if (clues.upn) return name_of(sighting, Form::kUpn, *clues.upn);
  return clues.guest_upn ? std::optional(name_of(sighting, Form::kGuest, *clues.guest_upn))
                         : std::nullopt;
}

// The name by which alone the record leads to a person.
std::optional<Oracle::Name> Oracle::rests_on(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  const bool hex_is_customers = world_.variants.is(Variant::kTechnicianDomain, "customer");
  if (clues.pair || clues.puid) return std::nullopt;
  const bool states = clues.states_home || clues.partner;
  if (clues.object && (!hex_is_customers || states || clues.technician)) return std::nullopt;
  if ((clues.upn || clues.guest_upn) && states) return std::nullopt;
  // Whom a name leads to that somebody else bears, something else has told.
  if (const auto own = own_name(sighting); own && !posed_.contains(*own)) return own;
  // By the sign-in's other copies, its session or the change's other record, on what those rest on.
  const Guid tenant = tenant_of(world_, sighting.action->at);
  std::optional<Name> name;
  for (const Kept* kept :
       {clues.request ? found(requests_, *clues.request) : nullptr,
        clues.token ? found(tokens_, *clues.token) : nullptr,
        clues.session ? found(sessions_, std::pair{tenant, *clues.session}) : nullptr,
        clues.change && clues.unnamed ? found(changes_made_, std::pair{tenant, *clues.change})
                                      : nullptr}) {
    if (kept == nullptr) continue;
    const bool by_another = std::ranges::any_of(
        kept->words, [&](const Kept::Word& one) { return one.by != sighting.number; });
    if (!by_another) continue;
    name = shared_name(*kept, sighting);
    if (!name) return std::nullopt;
  }
  return name;
}

// The name on which all rests that other records told; none where one of them needs no name.
std::optional<Oracle::Name> Oracle::shared_name(const Kept& kept, const Sighting& sighting) const {
  std::optional<Name> name;
  for (const Kept::Word& one : kept.words) {
    if (one.by == sighting.number) continue;
    if (!one.name) return std::nullopt;
    name = one.name;
  }
  return name;
}

// The name by which alone it teaches. A sign-in beside an id that may be another's teaches by what
// its other copy told.
std::optional<Oracle::Name> Oracle::teaches_by(const Sighting& sighting) const {
  const Clues& clues = sighting.clues;
  const auto name = rests_on(sighting);
  if (name || !clues.other_id || !clues.request) return name;
  const Kept* kept = found(requests_, *clues.request);
  return kept == nullptr ? std::nullopt : shared_name(*kept, sighting);
}

// Whose name somebody else bears here: a user of the customer's a technician's hex form, a guest
// from another tenant a technician's address.
std::optional<Oracle::Name> Oracle::posed(const Sighting& sighting) const {
  const Action& action = *sighting.action;
  const Guid tenant = tenant_of(world_, action.at);
  if (const std::string& of = action.detail("hex-of"); !of.empty()) {
    const auto person = world_.person_by_upn(of);
    return person ? std::optional(name_of(sighting, Form::kHex, *person)) : std::nullopt;
  }
  if (action.detail("home").empty()) return std::nullopt;
  if (!action.detail("bears").empty()) return Name{tenant, Form::kGuest, action.detail("bears")};
  return Name{tenant, Form::kUpn, action.target.substr(action.target.find(':') + 1)};
}

std::string Oracle::Name::line() const {
  constexpr const char* kForms[] = {"hex", "upn", "guest"};
  return tenant.text() + " " + kForms[static_cast<std::size_t>(form)] + " " + text;
}

std::string Oracle::rests_on_name(const Sighting& sighting) const {
  const auto name = rests_on(sighting);
  return name ? name->line() : std::string();
}

std::string Oracle::poses_as(const Sighting& sighting) const {
  const auto name = posed(sighting);
  return name && sighting.clues.states_home ? name->line() : std::string();
}

Oracle::Name Oracle::name_of(const Sighting& sighting, Form form, PersonIx person) const {
  const Person& p = world_.people[person];
  const std::string upn =
      p.upn_at(form == Form::kGuest ? world_.options.start : sighting.action->time);
  return {tenant_of(world_, sighting.action->at), form, form == Form::kHex ? p.object.text() : upn};
}

// Where the record says where they are at home, they are nobody of a partner's; where a service
// provider is shown, some partner acted, and nothing tells which. Another record of that name leads
// to the person who is meant to be taken for, until one has told better.
Knowable Oracle::of_impostor(const Sighting& sighting, const Name& name) const {
  const bool provider = sighting.action->detail("cross") == "serviceProvider";
  if (sighting.clues.states_home) return provider ? of(Answer::kHidden) : Knowable{};
  if (posed_.contains(name)) return of(Answer::kHidden);
  People taken;
  for (PersonIx person = 0; name.form == Form::kHex && person < world_.people.size(); ++person) {
    if (world_.people[person].object.text() == name.text && directory_.holds(person))
      add(taken, person);
  }
  if (name.form == Form::kUpn) taken = upn_holders(name.text, sighting.time);
  if (name.form == Form::kGuest) taken = ever_holders(name.text, sighting.time);
  if (taken.empty()) return of(Answer::kHidden);
  Knowable answer = of(Answer::kMisled, {}, {name.form == Form::kHex ? "object-id" : "upn"});
  for (const PersonIx person : taken) answer.people.push_back(directory_.upn(person));
  answer.persons = taken;
  answer.strong = false;
  return answer;
}

// Whether a name alone does not tell this person from somebody else who bears it there.
bool Oracle::doubted(const Sighting& sighting, Form form, PersonIx person) const {
  const Clues& clues = sighting.clues;
  const bool states = clues.states_home || clues.pair || clues.partner;
  // A technician's hex form has the partner's domain in some worlds; then nobody else can bear it.
  const bool other_domain =
      form == Form::kHex && !world_.variants.is(Variant::kTechnicianDomain, "customer");
  // A user of the customer's own is no technician, whatever the name.
  if (form == Form::kHex && clues.technician) return false;
  return !states && !other_domain && posed_.contains(name_of(sighting, form, person));
}

}  // namespace aobo::sim
