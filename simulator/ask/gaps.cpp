// gaps: what was not collected, as far as the logs can show it.
#include <algorithm>

#include "simulator/ask/answers.h"

namespace aobo::sim {

namespace {

// "The entra.signin log of Contoso is silent since 2026-03-03T23:00:00Z; the longest silence …"
std::string silent_log(std::string_view text) {
  constexpr std::string_view kThe = "The ";
  const std::size_t end = text.find(" log of ");
  if (!text.starts_with(kThe) || end == std::string_view::npos) return {};
  return std::string(text.substr(kThe.size(), end - kThe.size()));
}
std::string silent_since(std::string_view text, const Zone& zone) {
  // The last one: what stands before it is a customer's name.
  constexpr std::string_view kSince = " is silent since ";
  const std::size_t at = text.rfind(kSince);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + kSince.size());
  const auto time = parse_time(rest.substr(0, rest.find(';')));
  return time ? zone.written(*time) : std::string();
}

}  // namespace

void Gaps::add(const AskedEvent& event) {
  if (event.derived == "collection_gap") told_.push_back(event);
  customers_.add(event.customer_id, event.customer);
  if (event.is_derived()) return;
  const std::int64_t day = zone_.day(event.time);
  first_ = any_ ? std::min(first_, day) : day;
  last_ = any_ ? std::max(last_, day) : day;
  any_ = true;
  Log& log = logs_[{event.customer_id, event.family}];
  log.days.insert(day);
  log.late += event.late ? 1U : 0U;
}

AnswerTable Gaps::table(const std::map<std::string, std::uint64_t>& metrics) const {
  using Kind = AnswerTable::Kind;
  AnswerTable table({{"WHAT", "what", Kind::kId},
                     {"CUSTOMER", "customer"},
                     {"LOG", "family", Kind::kId},
                     {"FROM", "from", Kind::kId},
                     {"TO", "to", Kind::kId},
                     {"COUNT", "count", Kind::kNumber},
                     {"HOW IT IS KNOWN", "reason"}});
  for (const AskedEvent& gap : told_)
    table.add(
        {"gap", customers_.of(gap.customer_id), silent_log(gap.derived_text),
         silent_since(gap.derived_text, zone_), zone_.written(gap.time), "1", gap.derived_text},
        Meaning::kWrong);
  for (const auto& [key, log] : logs_) {
    for (std::int64_t day = first_; day <= last_; ++day) {
      if (log.days.contains(day)) continue;
      const std::int64_t from = day;
      while (day < last_ && !log.days.contains(day + 1)) ++day;
      table.add({"no records", customers_.of(key.first), key.second, date_text(from),
                 date_text(day), std::to_string(day - from + 1),
                 "days without a record of this log: quiet, or not collected"},
                Meaning::kDoubt);
    }
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
