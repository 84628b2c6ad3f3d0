// Counts: how often and over how many, within the configured windows: the fields
// aobo.person.customers[1h] and their like. A row of the table each: what is counted, of which key,
// at which records, and what its field tells. What is done counts once, however many records tell
// it.
#pragma once

#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "plugin/behaviour/case_facts.h"
#include "plugin/behaviour/options.h"
#include "plugin/behaviour/series.h"

namespace aobo {

// From one night to the next, which may begin later.
inline constexpr TimeNs kNights = kDayNs + kDayNs / 2;

// Its name here and that of the field, behind "aobo."; the functions of counts.cpp that give its
// key and its value; how long a height is remembered, where that is longer than its window; the
// field's text.
// clang-format off
#define AOBO_COUNTS(COUNT) \
  COUNT(PersonCustomers, "person.customers", person, customer_entered, 0, "How many customers' tenants the person entered or acted in within the window.") \
  COUNT(PersonActions, "person.actions", person, one_action, 0, "How much the person did at customers within the window: activities, however many records tell each; sign-ins do not count.") \
  COUNT(PersonOperation, "person.operation", person_and_operation, one_action, 0, "How often the person did this very operation at customers within the window.") \
  COUNT(OperationCustomers, "operation.customers", person_and_operation, customer_of_action, 0, "At how many customers the person did this very operation within the window.") \
  COUNT(AppCustomers, "app.customers", application, customer_of_app, kNights, "In how many tenants the application acted as itself within the window; where it is let in, into how many.") \
  COUNT(AddressPersons, "address.persons", address, person_there, 0, "How many partners' persons came from this address within the window.") \
  COUNT(PersonCountries, "person.countries", person, country, 0, "From how many countries the person signed in within the window.") \
  COUNT(PersonFailures, "person.failures", person, failure, 0, "How much failed with the person's account within the window, failed sign-ins among it: activities, however many records tell each. Interruptions of a sign-in do not count.") \
  COUNT(PersonSigninError, "person.signin_error", person_and_error, activity, 0, "How often a sign-in with the person's account ended with this record's code (aobo.signin.error, but 0) within the window.")
// clang-format on

struct CountRow {
  std::string_view name;  // of the field, behind "aobo."
  // The key that the record concerns; empty: it concerns none and has no such field.
  std::string (*key)(const Case&);
  // What is counted, different ones of it; nothing where the record does not count.
  std::optional<std::uint64_t> (*value)(const Case&);
  // A height that was reached is no news for so long: what a program does each night at the same
  // pace is told once.
  TimeNs remembered;
};
std::span<const CountRow> count_rows();

class Counts {
 public:
  explicit Counts(const BehaviourOptions& options);

  // The record's own counts, itself included.
  void observe(const Case& the_case, std::vector<Counted>& out);
  void forget_before(TimeNs time);
  std::uint64_t evicted() const;
  std::size_t entries() const;

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  const BehaviourOptions& options_;
  std::deque<Series> series_;  // one for each row
  std::vector<std::uint64_t> before_, counts_;
  TimeNs longest_ = 0;
};

}  // namespace aobo
