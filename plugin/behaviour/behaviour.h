// Behaviour: what is known of a record only from the others: how often and over how many, whether
// for the first time, what is missing, what followed what. It has the events' own time and no
// other.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/bounded.h"
#include "plugin/behaviour/counts.h"
#include "plugin/behaviour/credit.h"
#include "plugin/behaviour/derived.h"
#include "plugin/behaviour/first_seen.h"
#include "plugin/behaviour/signin_log.h"

namespace aobo {

// How far the clock says that time has come, where no record does: less what logs usually lag.
struct ClockTimes {
  TimeNs latest = 0;  // no time of a log lies behind it
  TimeNs all = 0;     // by the log that lags most, of those that were seen
  std::map<std::string, TimeNs, std::less<>> by_family;  // by that one alone
};

class Behaviour {
 public:
  explicit Behaviour(const BehaviourOptions& options);
  // Its parts refer to its options.
  Behaviour(const Behaviour&) = delete;
  Behaviour& operator=(const Behaviour&) = delete;

  // Time has come to `now`: what became true until then, in the order of its times. To be asked
  // before the record of that time.
  void advance(TimeNs now, const Knowledge& known, const History& history,
               std::vector<Derived>& out);
  // The same by the clock. What rests on one log alone waits for that one alone.
  void advance(const ClockTimes& times, const Knowledge& known, const History& history,
               std::vector<Derived>& out);
  // What is known of a case that was judged, and what became true by it.
  Observed observe(const Case& the_case, const History& history, std::vector<Derived>& out);

  // The answer to a record that went out has changed: what was reported of it may not hold.
  void revise(const Revision& revision, TimeNs now, std::vector<Derived>& out);

  // Another worker reads that partition from now on: of what is missing in its logs nothing can be
  // said here any longer.
  void leave(std::string_view partition);

  struct Bounds {
    std::uint64_t counted_evicted = 0, seen_forgotten = 0, pending_evicted = 0, counted_entries = 0,
                  access_evicted = 0;
  };
  Bounds bounds() const;

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  // A person of whom something was reported.
  struct Blame {
    std::string id;  // of the derived event
    std::string user_id;
    // ---- of what holds of anybody, to be said anew
    std::uint32_t watcher = 0;
    bool of_anybody = false;
    std::vector<std::string> ids;
    Sentence sentence;
    CreditStatus credit = CreditStatus::kNone;
    std::vector<std::string> remaining;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(id, user_id, watcher, of_anybody, ids, sentence, credit, remaining);
    }
  };

  void collect(std::vector<Derived>& out);
  void wake_up(const Outbox::Wake& wake, const Knowledge& known, const History& history,
               std::vector<Derived>& out);
  void remember(const Derived& derived);
  void report_anew(const Blame& blame, const Revision& revision);

  BehaviourOptions options_;
  Counts counts_;
  FirstSeen first_seen_;
  SignInLogs signin_logs_;
  Credit credit_;
  std::vector<std::unique_ptr<Watcher>> watchers_;  // as in the table
  Outbox outbox_;
  Bounded<std::uint64_t, std::vector<Blame>> blames_;  // by the number of the record
};

}  // namespace aobo
