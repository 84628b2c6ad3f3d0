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

// Where all that was read lies beside the end that was asked for, the other end is the same.
std::pair<std::int64_t, std::int64_t> Gaps::days() const {
  const TimeSpan all;
  return {zone_.day(span_.from == all.from ? std::min(first_, span_.to - 1) : span_.from),
          zone_.day(span_.to == all.to ? std::max(last_, span_.from) : span_.to - 1)};
}

std::vector<SilentDays> Gaps::silent_days(const std::string& customer) const {
  std::vector<SilentDays> all;
  if (!any_) return all;
  const auto [first, last] = days();
  for (std::int64_t day = first; day <= last; ++day) {
    std::vector<std::string> families;
    for (const auto& [of, log] : logs_) {
      if (of.first == customer && !log.days.contains(day)) families.push_back(of.second);
    }
    if (families.empty()) continue;
    if (!all.empty() && all.back().last == day - 1 && all.back().families == families)
      all.back().last = day;
    else
      all.push_back({day, day, std::move(families)});
  }
  return all;
}

AnswerTable Gaps::table(const std::map<std::string, std::uint64_t>& metrics) const {
  using Kind = AnswerTable::Kind;
  AnswerTable table({{"WHAT", "what", Kind::kId},
                     {"CUSTOMER", "customer", Kind::kWords},
                     {"LOG", "family", Kind::kId},
                     {"FROM", "from", Kind::kMoment},
                     {"TO", "to", Kind::kMoment},
                     {"COUNT", "count", Kind::kNumber},
                     {"HOW IT IS KNOWN", "reason", Kind::kWords},
                     {"", "customer_id", Kind::kForPrograms}});
  const auto written = [&](const std::optional<std::uint64_t>& time) {
    return time ? zone_.stamped(static_cast<TimeNs>(*time)) : std::string();
  };
  for (const AskedEvent& gap : gaps_)
    table.add({"gap", customers_.of(gap.customer_id), gap.gap_log, written(gap.gap_start),
               written(gap.gap_end), "1", gap.derived_text, gap.customer_id},
              Meaning::kWrong);
  const auto [first, last] = days();
  for (const auto& [of, log] : logs_) {
    const auto& key = of;  // a lambda captures no part of a pair in clang's C++20
    std::int64_t next = first;
    const auto silent_until = [&](std::int64_t day) {
      if (day > next)
        table.add(
            {"no records", customers_.of(key.first), key.second, date_text(next),
             date_text(day - 1), std::to_string(day - next), "quiet, or not collected", key.first},
            Meaning::kDoubt);
      next = day + 1;
    };
    for (const std::int64_t day : log.days) silent_until(day);
    silent_until(last + 1);
    if (log.late > 0)
      table.add({"late", customers_.of(key.first), key.second, "", "", std::to_string(log.late),
                 "records that came after later ones had gone out", key.first});
  }
  constexpr std::string_view kRefused = "refused.";
  for (const auto& [name, count] : metrics) {
    if (name.starts_with(kRefused) && count > 0)
      table.add({"refused", "", "", "", "", std::to_string(count),
                 "records that could not be read: " + name.substr(kRefused.size()), ""},
                Meaning::kWrong);
  }
  return table;
}

}  // namespace aobo::sim
