#include "plugin/pipeline/input_tally.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/json_text.h"

namespace aobo {
namespace {

void see(const Arrival& arrival, InputTally& tally) {
  const TimeNs time = arrival.record().time;
  tally.first = std::min(tally.first.value_or(time), time);
  tally.last = std::max(tally.last.value_or(time), time);
  const auto& tenant = arrival.record().tenant;
  if (tenant && tally.tenants.size() < kTalliedTenants) tally.tenants.insert(*tenant);
  if (arrival.collected)
    tally.longest = std::max({tally.longest.value_or(0), *arrival.collected - time, TimeNs{0}});
  tally.repaired += arrival.repaired ? 1U : 0U;
  tally.masked += arrival.masked ? 1U : 0U;
}

std::string text_of(const std::optional<TimeNs>& time) {
  return time ? "\"" + format_time(*time) + "\"" : "null";
}

}  // namespace

void InputTally::add(const Arrival& arrival) {
  ++families[arrival.record().family->name];
  see(arrival, *this);
}

void InputTally::add_duplicate(const Arrival& arrival) {
  ++duplicates;
  see(arrival, *this);
}

void InputTally::add(const InputTally& other) {
  for (const auto& [family, count] : other.families) families[family] += count;
  for (const auto& [reason, count] : other.refused) refused[reason] += count;
  duplicates += other.duplicates;
  repaired += other.repaired;
  masked += other.masked;
  for (const Guid& tenant : other.tenants) {
    if (tenants.size() < kTalliedTenants) tenants.insert(tenant);
  }
  if (other.longest) longest = std::max(longest.value_or(0), *other.longest);
  if (other.first) first = std::min(first.value_or(*other.first), *other.first);
  if (other.last) last = std::max(last.value_or(*other.last), *other.last);
}

std::string json_of(const std::string& input, const InputTally& tally) {
  std::string json = "{\"input\":";
  append_json_string(json, input);
  std::string families, refused, tenants;
  std::uint64_t records = tally.duplicates;
  for (const auto& [family, count] : tally.families) {
    records += count;
    families += fmt::format("{}\"{}\":{}", families.empty() ? "" : ",", family, count);
  }
  for (const auto& [reason, count] : tally.refused)
    refused += fmt::format("{}\"{}\":{}", refused.empty() ? "" : ",", name(reason), count);
  for (const Guid& tenant : tally.tenants)
    tenants += fmt::format("{}\"{}\"", tenants.empty() ? "" : ",", tenant.text());
  const std::string longest =
      tally.longest ? std::to_string(*tally.longest / kSecondNs) : std::string("null");
  return json + fmt::format(
                    ",\"records\":{},\"families\":{{{}}},\"tenants\":[{}],\"first\":{},"
                    "\"last\":{},\"collected_after\":{},\"duplicates\":{},\"repaired\":{},"
                    "\"masked\":{},\"refused\":{{{}}}}}",
                    records, families, tenants, text_of(tally.first), text_of(tally.last), longest,
                    tally.duplicates, tally.repaired, tally.masked, refused);
}

}  // namespace aobo
