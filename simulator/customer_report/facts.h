// CustomerFacts: all that a report says of one customer, as numbers and names, before there are
// words. Every number is a count of records that the plugin gave; nothing is estimated.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "simulator/ask/event.h"
#include "simulator/ask/selection.h"
#include "simulator/customer_report/texts.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

struct PersonFacts {
  enum class Kind { kNamed, kUnnamed, kProgram };
  Kind kind = Kind::kNamed;
  std::string name, upn, partner;
  TimeNs first = 0, last = 0;
  std::set<std::int64_t> days;
  std::uint64_t records = 0, actions = 0, entries = 0, outside = 0, sign_ins = 0, strong = 0;
  bool leaver = false;
  std::set<std::string> candidates;
  std::set<std::string> done;  // operations that did not fail, entries aside
};

struct RightFacts {
  std::string type, status, partner;
  std::optional<TimeNs> end;
  std::set<std::string> roles;  // template ids
};

struct ChangeFacts {
  Change kind = Change::kRole;
  TimeNs time = 0;
  std::string who, ticket;  // who: empty where nobody is named
  bool outside = false;
};

struct HourFacts {
  std::uint64_t records = 0, outside = 0, silent = 0;
};

struct LogFacts {
  std::set<std::int64_t> days;
  std::uint64_t records = 0, late = 0;
};

struct CustomerFacts {
  std::string id, name;
  TimeNs from = 0, to = 0;  // to is the last moment
  std::uint64_t records = 0, actions = 0, entries = 0, outside = 0, silent = 0, unnamed = 0,
                blocked = 0, sign_ins = 0, strong = 0, no_ticket = 0;
  std::uint64_t later = 0;  // records that only later ones showed to be a partner's; not counted
  std::set<std::string> partners, countries, addresses;
  std::vector<PersonFacts> people;  // by name; programs and unnamed ones last
  std::map<std::string, RightFacts> rights;
  std::map<std::pair<std::int64_t, int>, HourFacts> hours;  // by day and hour
  std::vector<ChangeFacts> changes;                         // the weightiest first
  std::map<std::string, std::uint64_t> ways, confidence, credit, keys;
  std::map<std::string, LogFacts> logs;
  std::vector<TimeNs> gaps;
  std::uint64_t missing_check_outs = 0;
};

// What was read of one customer.
struct CustomerEvents {
  std::string id, name;
  std::vector<AskedEvent> events;  // of partners, and derived ones
  std::map<std::string, LogFacts> logs;
  bool partner_acted() const;
};

// The operation's kind of change, if it is one that matters.
std::optional<Change> change_of(const AskedEvent& event);

CustomerFacts facts_of(const CustomerEvents& customer, const TimeSpan& span, const Zone& zone);

}  // namespace aobo::sim
