// Windows and spans of the behaviour stage, key "behaviour" of the configuration; docs/policy.md
// and docs/identity.md say what each is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/base/bound.h"
#include "plugin/base/limits.h"
#include "plugin/base/time.h"

namespace aobo {

inline constexpr TimeNs kMinute = 60 * kSecondNs;
inline constexpr TimeNs kHour = 60 * kMinute;

struct CountWindow {
  std::string name;
  TimeNs span;
};

struct BehaviourOptions {
  std::vector<CountWindow> windows = {
      {"1m", kMinute}, {"10m", 10 * kMinute}, {"1h", kHour}, {"24h", kDayNs}};
  TimeNs silent_entry = kHour;  // after an entry in which nothing is done
  // Before an action in which a sign-in is looked for: a token that is evaluated continuously is
  // good for up to 28 hours (learn.microsoft.com, app-resilience-continuous-access-evaluation).
  TimeNs signin_lookback = 28 * kHour + 5 * kMinute;
  TimeNs signin_grace = 10 * kMinute;    // and after it
  TimeNs twin_grace = kHour;             // for the other tenant's copy of a sign-in
  TimeNs checkout_grace = 10 * kMinute;  // for a check-out that is told late
  TimeNs checkout_max = 12 * kHour;      // an open check-out counts as over after this
  TimeNs spell =
      kHour;  // what goes on is told once; it is over when so long nothing of it was seen
  TimeNs dap_return = 30 * kDayNs;  // after the removal of DAP
  TimeNs privileged = kDayNs;       // after a user was created
  TimeNs deleted = kDayNs;
  TimeNs credit_grace = kHour;     // in which another access may take the place of the one lost
  TimeNs credit_lost = kDayNs;     // after which what was at risk is lost: credit is reckoned daily
  TimeNs signin_log = 7 * kDayNs;  // after its last record a tenant has a sign-in log no longer
  TimeNs gap_learning = 7 * kDayNs;  // before a log's habit is known
  TimeNs gap_least = kHour;          // shorter silences are never told
  std::uint64_t gap_records = 10;    // fewer records are no habit
  std::uint64_t gap_factor = 2;      // times the longest silence that is habit
  std::size_t entries = limits::kCountedEntries;
  std::size_t pending = limits::kPending;
  Account* account = nullptr;  // whose bytes all of it is
  Bound open_questions() const { return {pending, account}; }
};

}  // namespace aobo
