// Action: one thing that somebody does at one moment. A world's list of actions is its test case:
// an action holds all that is needed to write its records, and what is random in them is drawn from
// a stream of the action's own name, so that taking one action out leaves the records of all others
// as they were.
//
// Actions have a form of their own on a line, actions.ndjson of a generated world, which can be
// edited and generated from:
//   {"id":"leaver/1","time":"2026-03-04T10:02:00Z","who":"person:carmen.greco@adatum.example","way":"gdap",
//    "at":"blueharbourbakery","do":"reset-password","session":"leaver/1","story":"leaver","labels":["leaver"],…}
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/scenario/operation.h"
#include "simulator/world/world.h"

namespace aobo::sim {

// By what right somebody acts where they act.
enum class Way : std::uint8_t {
  kHome,  // a partner's person in the partner's own tenant, vault or Partner Center
  kGdap,
  kDap,
  kAobo,
  kLighthouse,
  kGuest,
  kShared,
  kAutomation,  // an application
  kOwn,         // the tenant's own people and machines
  kMicrosoft,
  kOutside,  // somebody with no right at all: attempts
  kCount
};
std::string_view name(Way way);

enum class WhoKind : std::uint8_t { kPerson, kUser, kApp, kMachine, kMicrosoft, kOutsider };

struct Who {
  WhoKind kind = WhoKind::kOutsider;
  std::uint32_t index =
      0;  // into World's list; a user's number within its customer; a row of Microsoft's actors

  friend bool operator==(const Who&, const Who&) = default;
};

// Where: a customer's tenant, or a partner's own.
struct Place {
  bool home = false;
  std::uint32_t index = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

struct Action {
  std::string id;
  TimeNs time = 0;
  Who who;
  Way way = Way::kOwn;
  Place at;
  const Operation* operation = nullptr;
  std::string session;  // name of the session in which it is done; empty for none
  std::string target;   // what it is done to: "user:12", "app:Mailbox archiver", or free text
  std::string address;
  // What only some actions have: "role", "ticket", "error", "agent", "shown", "via" …
  // (docs/simulator.md lists them).
  std::map<std::string, std::string> details;

  std::string story;  // empty for an ordinary day
  std::vector<std::string> labels;
  std::vector<std::string> expects;      // derived events that must rest on it
  std::vector<std::string> not_allowed;  // why it was not; empty: it was allowed

  const std::string& detail(const std::string& name) const;
};

Guid tenant_of(const World& world, const Place& place);
// The partner's person who acts, or for whom a tool does ("for").
std::optional<PersonIx> person_behind(const World& world, const Action& action);

// The form on a line, and back. The error says which part could not be used.
std::string to_line(const World& world, const Action& action);
Result<Action> from_line(const World& world, std::string_view line);

// A line for people: "Tue 10:02  Carmen Greco (Adatum, by gdap) resets …".
std::string in_words(const World& world, const Action& action);

}  // namespace aobo::sim
