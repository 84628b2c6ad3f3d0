// CustomerFacts: all that a report says of one customer, as numbers and names, before there are
// words. Every number is a count of what the plugin gave, of records or, where deeds are meant, of
// activities; nothing is estimated.
#pragma once

#include <algorithm>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "simulator/ask/event.h"
#include "simulator/ask/selection.h"
#include "simulator/customer_report/deed.h"
#include "simulator/customer_report/tally.h"
#include "simulator/customer_report/texts.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

struct PersonFacts {
  using Kind = Doer;
  Kind kind = Kind::kNamed;
  std::string name, upn, user_id, partner, partner_id;
  TimeNs first = 0, last = 0;
  std::set<std::int64_t> days;
  std::uint64_t records = 0, outside = 0;
  DeedCounts deeds;
  std::size_t row = 0;         // of its activities
  bool leaver = false;         // acted after leaving
  bool left = false;           // by the end of the span, or whose account is disabled
  std::set<std::string> ways;  // as aobo.path has them
  std::set<std::string> candidates;
  // Of a program: the partner's tool that it is of, and its keys; of those whether the partner's
  // exports hold them, where that is known.
  std::string tool;
  std::map<std::string, std::optional<bool>> keys;
  // Operations that did not fail, entries aside: those that were not outside of the agreement, and
  // those that were.
  std::set<Deed> done, done_outside;
  // By what it was done: roles, as template ids, by kind of right; and how many records by which
  // relationship.
  std::map<std::string, std::set<std::string>> rights;
  std::map<std::string, std::uint64_t> by_relationship;
};

struct RightFacts {
  std::string type, status, partner, partner_id;  // partner: empty where nobody says its name
  bool of_distributor = false;
  std::optional<TimeNs> end;
  std::optional<TimeNs> renews;  // when it extends itself, instead of ending
  std::set<std::string> roles;   // template ids
  std::uint64_t records = 0;     // that rest on it

  // One that has ended is left over no more.
  bool has_ended() const { return status == "expired" || status == "terminated"; }
  bool is_open_dap() const { return type == "dap" && !has_ended(); }
};

// Of a tool the accounts that it works with, whether anything was done with them or not. Customers'
// logs may show an opaque actor, of which the tool alone is known.
struct ToolFacts {
  struct Account {
    std::string account;  // UPN, or id
    bool left = false;    // disabled, or gone
  };
  std::string tool;
  std::vector<Account> accounts;
};

// Of somebody who has left, or whose account is disabled: since when, where that is known.
struct LeaverFacts {
  std::string name;
  std::optional<TimeNs> since;
};

// A right that somebody of a partner's holds, by membership of a group, at the end of the span.
struct HeldFacts {
  std::string name, upn, user_id, relationship, type, partner_id;
  std::set<std::string> roles;  // template ids
};

// What a scope would have to hold so that it covers what somebody did. Operations of sign-ins are
// among them; what was outside of the agreement stands apart.
struct ScopeFacts {
  std::string who;   // as aobo.yaml takes it: an object id, a UPN, app:ID
  std::string name;  // for people
  // By the scope that allowed it; "" for what none did.
  std::map<std::string, std::set<std::string>> agreed;
  std::set<std::string> outside;
  bool left = false;  // by the end of the span
  bool is_agreed(const std::string& operation) const {
    return std::ranges::any_of(agreed,
                               [&](const auto& one) { return one.second.contains(operation); });
  }
};

// On a subscription, what was done so that credit is at risk.
struct CreditFacts {
  std::uint64_t by_partner = 0, by_others = 0;  // activities; others: the customer's own people
};

// A program of a partner's that acted, or one that somebody of a partner's gave rights.
struct ProgramFacts {
  std::string name;  // none that an id is
  std::string partner;
  bool acted = false;
  std::uint64_t records = 0;          // of what it did
  std::set<std::string> permissions;  // that it was given in the span: Mail.Read
  bool for_everybody = false;         // a consent of then was for all of the customer's people
};

struct ChangeFacts {
  Change kind = Change::kRole;
  TimeNs time = 0;
  std::string who, on, ticket;  // who: empty where nobody is named
  bool outside = false;
  std::string partner, program;  // of whom it was, where nobody is named; program: no id
  bool by_program = false;
  std::string role;             // as the log has it: an id, a name, or nothing
  std::optional<bool> given{};  // or taken; nothing where it is neither
  std::string on_id = {};       // of what was changed
  bool own_word = false;        // only the partner's own log tells of it
};

// A record that was outside of the agreement.
struct OutsideFacts {
  TimeNs time = 0;
  std::string who, operation, id;  // who: empty where nobody is named; id: "aobo-sim show" takes it
  std::vector<std::string> why;    // as aobo.policy.violations has it
  std::string ticket;              // empty where none is known
};

struct HourFacts {
  std::uint64_t records = 0, outside = 0, silent = 0;
};

// A log family of a tenant, within the span; one that has records only outside of it has none here.
struct LogFacts {
  std::set<std::int64_t> days;
  std::uint64_t records = 0, late = 0;
};

// A file that holds records of the customer.
struct FileFacts {
  std::string name, sha256;  // the last folder and the file
};

// What is missing of a tenant's logs, as far as they show it.
struct MissingFacts {
  std::vector<TimeNs> gaps;              // when they were told
  std::vector<std::string> silent_logs;  // families without a record on some day
};

struct CustomerFacts {
  std::string id, name;
  TimeNs from = 0, to = 0;  // to is the last moment
  std::uint64_t records = 0, outside = 0, silent = 0, unnamed = 0;
  DeedCounts deeds, named_deeds, unnamed_deeds, program_deeds;
  std::uint64_t deeds_of_several = 0;  // people; each counts once, in the row of the first
  std::uint64_t later = 0;  // records that only later ones showed to be a partner's; not counted
  // Records that were outside of the agreement by an answer that does not stand; not counted.
  std::uint64_t judged_of_another = 0;
  std::set<std::string> partners, countries, addresses;
  std::vector<PersonFacts> people;  // by name; programs and unnamed ones last
  std::map<std::string, RightFacts> rights;
  std::vector<ProgramFacts> programs;                       // by name
  std::map<std::pair<std::int64_t, int>, HourFacts> hours;  // by day and hour
  // Of the days that stand there, the hours in which nobody of a partner was to work.
  std::set<std::pair<std::int64_t, int>> hours_not_agreed;
  std::vector<ChangeFacts> changes;  // the weightiest first
  std::map<std::string, std::uint64_t> ways, confidence, keys;
  std::map<std::string, CreditFacts> credit;  // by subscription
  std::map<std::string, LogFacts> logs;
  std::vector<FileFacts> files;
  MissingFacts missing, partner_missing;  // of the customer's logs, of the partner's own
  std::uint64_t refused = 0;              // records that could not be read, of whatever tenant
  bool stopped = false;                   // the reading was, before the end of the logs
  std::uint64_t missing_check_outs = 0;
  std::vector<OutsideFacts> outside_records;               // in the order of time
  std::map<std::string, LeaverFacts> leavers_with_rights;  // by UPN
  std::vector<HeldFacts> held;                             // by name and relationship
  std::set<std::string> agreed_for_anybody;                // operations of records that name nobody
  std::map<std::string, ScopeFacts> scopes;  // by object id, or app:ID: a UPN may be two people's

  // No log has a record of the customer in the span, so that nothing can be said of it.
  bool has_no_record() const;
  // Whether the numbers rest on logs that are not whole.
  bool rests_on_gaps() const {
    return has_no_record() || !missing.gaps.empty() || !partner_missing.gaps.empty() ||
           !missing.silent_logs.empty() || !partner_missing.silent_logs.empty() || refused > 0 ||
           stopped;
  }
};

// All that was read, of whatever tenant.
struct ReadFacts {
  TimeNs first = 0, last = 0;
  std::vector<TimeNs> gaps;  // of no tenant: which of them was hit nobody knows
  std::uint64_t refused = 0;
  bool any = false, stopped = false;
};

// What was read of one customer.
struct CustomerEvents {
  std::string id, name;
  std::list<AskedEvent> events;  // of partners, and derived ones
  std::map<std::string, LogFacts> logs;
  // Of whoever is no partner's, with the activities that put credit at risk: by subscription.
  std::map<std::string, std::set<std::string>> credit_by_others;
  bool partner_acted() const;
};

// `partners`: of the partners who acted or have a right there, what was read of their own tenants.
CustomerFacts facts_of(const CustomerEvents& customer,
                       const std::vector<const CustomerEvents*>& partners, const ReadFacts& read,
                       const TimeSpan& span, const Zone& zone);

}  // namespace aobo::sim
