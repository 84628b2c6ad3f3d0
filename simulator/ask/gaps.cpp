// gaps: what was not collected, as far as the logs can show it.
#include <algorithm>

#include "simulator/ask/answers.h"

namespace aobo::sim {

void Gaps::add(const AskedEvent& event) {
  if (event.derived == "collection_gap") told_.push_back(event);
  if (event.is_derived()) return;
  const std::int64_t day = zone_.day(event.time);
  first_ = any_ ? std::min(first_, day) : day;
  last_ = any_ ? std::max(last_, day) : day;
  any_ = true;
  Log& log = logs_[{event.customer_shown(), event.family}];
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
    table.add({"gap", gap.customer_shown(), gap.family == "aobo.derived" ? "" : gap.family, "",
               zone_.written(gap.time), "1", gap.derived_text},
              Meaning::kWrong);
  for (const auto& [key, log] : logs_) {
    for (std::int64_t day = first_; day <= last_; ++day) {
      if (log.days.contains(day)) continue;
      const std::int64_t from = day;
      while (day < last_ && !log.days.contains(day + 1)) ++day;
      table.add({"no records", key.first, key.second, date_text(from), date_text(day),
                 std::to_string(day - from + 1),
                 "days without a record of this log: quiet, or not collected"},
                Meaning::kDoubt);
    }
    if (log.late > 0)
      table.add({"late", key.first, key.second, "", "", std::to_string(log.late),
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
