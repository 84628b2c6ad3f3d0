// Properties of rules over generated worlds: which actions must alert, that nothing else does, and
// that who is named is who it was. Judged by the worlds' own truth, never by what a log says.
#pragma once

#include <string>
#include <vector>

#include "simulator/check/stage.h"
#include "simulator/check/test_file.h"

namespace aobo::sim {

enum class Breach : std::uint8_t {
  kMissed,    // an action that had to alert did not
  kUnwanted,  // an alert for something else
  kMisnamed,  // the alert names somebody who it was not
};
std::string_view name(Breach breach);

struct PropertyBreach {
  Breach breach = Breach::kMissed;
  std::size_t event = 0;  // of the recording; of kMissed none
  std::string action;     // id; empty where the event is about none
  std::string text;       // for people
};

struct PropertyResult {
  std::uint64_t selected = 0, alerted = 0;  // actions
  std::uint64_t alerts = 0;                 // events
  std::vector<PropertyBreach>
      breaches;  // kMissed ones are no failure where a share alone is wanted
};

// Whether the rule is about this action; `truths` are those of its records.
bool selects(const RuleProperty& property, const World& world, const Action& action,
             const std::vector<const Truth*>& truths);

// `fired` are the events of the scene for which the rule fires, by their numbers in the recording.
// `complete`: actions that do not alert are breaches; in worlds with faults they need not.
PropertyResult judge_property(const RuleProperty& property, const World& world, const Scene& scene,
                              const Recording& recording, const std::vector<std::size_t>& fired,
                              bool complete);

}  // namespace aobo::sim
