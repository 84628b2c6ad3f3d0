// Reach: how far all that was read reaches in time, so that it can be said where nothing of it lies
// in the time that was asked for: that nothing was found there proves nothing.
#pragma once

#include <optional>
#include <string>

#include "plugin/base/result.h"
#include "simulator/ask/event.h"
#include "simulator/ask/selection.h"
#include "simulator/host/session.h"
#include "simulator/report/zone.h"

namespace aobo::sim {

class Reach {
 public:
  explicit Reach(const TimeSpan& span) : span_(span) {}
  void add(TimeNs time);
  // A derived event has no time of its own, and a window is of the time that it is for, which may
  // be far ahead.
  void add(const AskedEvent& event) {
    if (!event.is_derived() && event.sort != "access-window") add(event.time);
  }
  // Empty where a record lies in the span.
  std::string beside(const Zone& zone) const;

 private:
  TimeSpan span_;
  TimeNs first_ = 0, last_ = 0;
  bool any_ = false, within_ = false;
};

// The same of the event that a session has at hand.
class SessionReach {
 public:
  // Of a span without a begin and an end nothing is asked.
  static Result<SessionReach> make(const Session& session, const TimeSpan& span);
  void add(const Session& session);
  // To standard error, where there is something to say.
  void write_beside(const Zone& zone) const;

 private:
  explicit SessionReach(const TimeSpan& span) : reach_(span) {}
  Reach reach_;
  std::optional<FieldQuery> sort_, derived_;
};

}  // namespace aobo::sim
