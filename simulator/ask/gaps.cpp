// gaps: what was not collected, as far as the logs can show it.
#include <algorithm>

#include "simulator/ask/answers.h"

namespace aobo::sim {

bool Gaps::is_of_customer(const AskedEvent& event) const {
  return any_matches(wanted_.customers, {event.customer, event.customer_id});
}

// A gap of no tenant, of a topic, may be one of any customer's log and of any family.
void Gaps::add_gap(const AskedEvent& gap) {
  const bool of_any = gap.customer_id.empty();
  if (!of_any && !(is_of_customer(gap) && any_matches(wanted_.families, {gap.gap_log}))) return;
  const auto start = static_cast<TimeNs>(gap.gap_start.value_or(gap.time));
  const auto end = static_cast<TimeNs>(gap.gap_end.value_or(gap.time));
  if (std::max(start, span_.from) > std::min(end, span_.to - 1)) return;
  customers_.add(gap.customer_id, gap.customer);
  gaps_.push_back(gap);
}

void Gaps::add(const AskedEvent& event) {
  if (event.derived == "collection_gap") add_gap(event);
  // A window is of the time that it is for, which may be far ahead.
  if (event.is_derived() || event.sort == "access-window") return;
  first_ = any_ ? std::min(first_, event.time) : event.time;
  last_ = any_ ? std::max(last_, event.time) : event.time;
  any_ = true;
  if (!is_of_customer(event) || !any_matches(wanted_.families, {event.family})) return;
  customers_.add(event.customer_id, event.customer);
  Log& log = logs_[{event.customer_id, event.family}];
  if (!span_.holds(event.time)) return;
  log.days.insert(zone_.day(event.time));
  log.late += event.late ? 1U : 0U;
}

AnswerTable Gaps::table(const std::map<std::string, std::uint64_t>& metrics) const {
  using Kind = AnswerTable::Kind;
  AnswerTable table({{"WHAT", "what", Kind::kId},
                     {"CUSTOMER", "customer"},
                     {"LOG", "family", Kind::kId},
                     {"FROM", "from", Kind::kMoment},
                     {"TO", "to", Kind::kMoment},
                     {"COUNT", "count", Kind::kNumber},
                     {"HOW IT IS KNOWN", "reason"}});
  const auto written = [&](const std::optional<std::uint64_t>& time) {
    return time ? zone_.stamped(static_cast<TimeNs>(*time)) : std::string();
  };
  for (const AskedEvent& gap : gaps_)
    table.add({"gap", customers_.of(gap.customer_id), gap.gap_log, written(gap.gap_start),
               written(gap.gap_end), "1", gap.derived_text},
              Meaning::kWrong);
  // Where all that was read lies beside the end that was asked for, the other end is the same.
  const TimeSpan all;
  const std::int64_t first =
      zone_.day(span_.from == all.from ? std::min(first_, span_.to - 1) : span_.from);
  const std::int64_t last =
      zone_.day(span_.to == all.to ? std::max(last_, span_.from) : span_.to - 1);
  for (const auto& [of, log] : logs_) {
    const auto& key = of;  // a lambda captures no part of a pair in clang's C++20
    std::int64_t next = first;
    const auto silent_until = [&](std::int64_t day) {
      if (day > next)
        table.add({"no records", customers_.of(key.first), key.second, date_text(next),
                   date_text(day - 1), std::to_string(day - next), "quiet, or not collected"},
                  Meaning::kDoubt);
      next = day + 1;
    };
    for (const std::int64_t day : log.days) silent_until(day);
    silent_until(last + 1);
    if (log.late > 0)
      table.add({"late", customers_.of(key.first), key.second, "", "", std::to_string(log.late),
                 "records that came after later ones had gone out"});
  }
  constexpr std::string_view kRefused = "refused.";
  for (const auto& [name, count] : metrics) {
    if (name.starts_with(kRefused) && count > 0)
      table.add({"refused", "", "", "", "", std::to_string(count),
                 "records that could not be read: " + name.substr(kRefused.size())},
                Meaning::kWrong);
  }
  return table;
}

}  // namespace aobo::sim
