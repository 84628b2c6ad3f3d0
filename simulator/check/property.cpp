#include "simulator/check/property.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plugin/base/text.h"

namespace aobo::sim {
namespace {

bool among(const std::vector<std::string>& list, std::string_view item) {
  return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}
bool any_among(const std::vector<std::string>& list, const std::vector<std::string>& items) {
  return list.empty() || std::any_of(items.begin(), items.end(),
                                     [&](const std::string& item) { return among(list, item); });
}

// The one violation that worlds know of every person, on ordinary days too: the agreed hours
// (docs/simulator.md).
bool outside_hours(const World& world, const Action& action) {
  const TimeNs hour = action.time % kDayNs / kHourNs;
  return action.who.kind == WhoKind::kPerson && world.people[action.who.index].partner == 0 &&
         !action.at.home && (hour < 5 || hour >= 23);
}

// Whether it breaks one of these; stories say what their actions break.
bool breaks(const std::vector<std::string>& kinds, const World& world, const Action& action) {
  return std::any_of(kinds.begin(), kinds.end(), [&](const std::string& kind) {
    const auto& why = action.not_allowed;
    return std::find(why.begin(), why.end(), kind) != why.end() ||
           (kind == "time" && outside_hours(world, action));
  });
}

// Whether it may be told of one of the records that who was acted on holds a privileged role, or
// may be left unsaid.
bool acts_on(bool privileged, const std::vector<const Truth*>& truths) {
  return std::any_of(truths.begin(), truths.end(), [&](const Truth* truth) {
    const auto allowed = truth->says.find("target.privileged");
    if (allowed == truth->says.end()) return !privileged;
    return std::any_of(allowed->second.begin(), allowed->second.end(), [&](const std::string& one) {
      return one == kAnything || (one == "true") == privileged;
    });
  });
}

bool visible(const Truth& truth) {
  return truth.damage.empty() && truth.knowable.answer != Answer::kHidden;
}

bool wrong_name(const World& world, const Truth& truth, const Action& action,
                std::string_view upn) {
  if (upn.empty() || truth.knowable.answer == Answer::kTried ||
      truth.knowable.answer == Answer::kMisled)
    return false;
  // A damaged record may have been read, or evidence have been at its edge: these may be told.
  const auto& perhaps = truth.knowable.people;
  if (truth.knowable.by.empty() && std::find(perhaps.begin(), perhaps.end(), upn) != perhaps.end())
    return false;
  const auto behind = person_behind(world, action);
  if (!behind) return true;
  // A name of any time: a stale directory knows the former one.
  const Person& person = world.people[*behind];
  const bool former = std::any_of(person.former_upns.begin(), person.former_upns.end(),
                                  [&](const FormerUpn& one) { return one.upn == upn; });
  return person.upn != upn && !former;
}

}  // namespace

std::string_view name(Breach breach) {
  constexpr std::string_view kNames[] = {"missed", "unwanted", "misnamed"};
  return kNames[static_cast<std::size_t>(breach)];
}

bool selects(const RuleProperty& property, const World& world, const Action& action,
             const std::vector<const Truth*>& truths) {
  if (!among(property.what, action.operation->id) || !among(property.way, name(action.way)))
    return false;
  if (!property.not_what.empty() && among(property.not_what, action.operation->id)) return false;
  if (!property.not_way.empty() && among(property.not_way, name(action.way))) return false;
  if (!any_among(property.label, action.labels) || !any_among(property.expects, action.expects))
    return false;
  if (!property.violation.empty() && !breaks(property.violation, world, action)) return false;
  if (property.failed && *property.failed == action.detail("error").empty()) return false;
  for (const auto& [key, values] : property.with) {
    if (!among(values, action.detail(key)) || action.detail(key).empty()) return false;
  }
  if (property.privileged && !acts_on(*property.privileged, truths)) return false;
  if (property.partner && std::none_of(truths.begin(), truths.end(), [&](const Truth* truth) {
        return truth->partner_acted == *property.partner;
      }))
    return false;
  return property.knowable.empty() ||
         std::any_of(truths.begin(), truths.end(), [&](const Truth* truth) {
           return among(property.knowable, name(truth->knowable.answer));
         });
}

PropertyResult judge_property(const RuleProperty& property, const World& world, const Scene& scene,
                              const Recording& recording, const std::vector<std::size_t>& fired,
                              bool complete) {
  std::map<std::string, std::vector<const Truth*>> truths;
  for (const Truth& truth : scene.all) truths[truth.action].push_back(&truth);
  std::set<std::string> selected, alerted;
  for (const Action& action : scene.actions) {
    const auto& records = truths[action.id];
    if (!records.empty() && selects(property, world, action, records)) selected.insert(action.id);
  }
  PropertyResult result;
  for (const std::size_t number : fired) {
    const Recording::Event& event = recording.events()[number];
    const Truth* truth = scene.truths[number - scene.from];
    const auto action = truth == nullptr ? scene.by_id.end() : scene.by_id.find(truth->action);
    ++result.alerts;
    const bool known = action != scene.by_id.end();
    if (known) alerted.insert(action->first);
    if (property.only && (!known || !selected.contains(action->first))) {
      result.breaches.push_back(
          {Breach::kUnwanted, number, known ? action->first : "",
           known ? in_words(world, *action->second) : "an event about no action"});
    }
    if (property.named && known && wrong_name(world, *truth, *action->second, event.upn)) {
      result.breaches.push_back({Breach::kMisnamed, number, action->first,
                                 fmt::format("{} is named for: {}", printable(event.upn),
                                             in_words(world, *action->second))});
    }
  }
  for (const std::string& id : selected) {
    const auto& records = truths[id];
    if (!complete || std::none_of(records.begin(), records.end(),
                                  [](const Truth* truth) { return visible(*truth); }))
      continue;
    ++result.selected;
    if (alerted.contains(id)) {
      ++result.alerted;
    } else {
      result.breaches.push_back({Breach::kMissed, 0, id, in_words(world, *scene.by_id.at(id))});
    }
  }
  return result;
}

}  // namespace aobo::sim
