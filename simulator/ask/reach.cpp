#include "simulator/ask/reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace aobo::sim {

void Reach::add(TimeNs time) {
  first_ = any_ ? std::min(first_, time) : time;
  last_ = any_ ? std::max(last_, time) : time;
  any_ = true;
  within_ = within_ || span_.holds(time);
}

std::string Reach::beside(const Zone& zone) const {
  if (!any_ || within_) return {};
  return fmt::format(
      "the logs reach from {} to {}, and hold no record of the time that was asked for",
      zone.written(first_), zone.written(last_));
}

Result<SessionReach> SessionReach::make(const Session& session, const TimeSpan& span) {
  SessionReach reach(span);
  const TimeSpan all;
  if (span.from == all.from && span.to == all.to) return reach;
  auto sort = session.query("aobo.sort");
  if (!sort) return sort.error();
  auto derived = session.query("aobo.derived");
  if (!derived) return derived.error();
  reach.sort_ = std::move(*sort);
  reach.derived_ = std::move(*derived);
  return reach;
}

void SessionReach::add(const Session& session) {
  if (!sort_ || !session.text(*derived_).empty() || session.text(*sort_) == "access-window") return;
  reach_.add(static_cast<TimeNs>(session.event_time_ns()));
}

void SessionReach::write_beside(const Zone& zone) const {
  const std::string text = reach_.beside(zone);
  if (!text.empty()) std::cerr << "aobo-sim: " << text << "\n";
}

}  // namespace aobo::sim
