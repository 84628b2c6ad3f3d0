#include "plugin/pipeline/input_tally.h"

#include <algorithm>

#include "plugin/base/json_object.h"

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
  tally.cut += arrival.cut ? 1U : 0U;
}

// Past kTalliedOthers the records are counted among the duplicates alone.
void add_same(const std::string& input, std::uint64_t records,
              std::map<std::string, std::uint64_t>& same_as) {
  const auto known = same_as.find(input);
  if (known != same_as.end()) {
    known->second += records;
  } else if (same_as.size() < kTalliedOthers) {
    same_as.emplace(input, records);
  }
}

std::string text_of(const std::optional<TimeNs>& time) {
  return time ? "\"" + format_time(*time) + "\"" : "null";
}

}  // namespace

void InputTally::add(const Arrival& arrival) {
  ++families[arrival.record().family->name];
  see(arrival, *this);
}

void InputTally::add_duplicate(const Arrival& arrival, const std::string* before) {
  ++duplicates;
  if (before != nullptr) add_same(*before, 1, same_as);
  see(arrival, *this);
}

void InputTally::add(const InputTally& other) {
  for (const auto& [family, count] : other.families) families[family] += count;
  for (const auto& [reason, count] : other.refused) refused[reason] += count;
  duplicates += other.duplicates;
  for (const auto& [input, count] : other.same_as) add_same(input, count, same_as);
  repaired += other.repaired;
  masked += other.masked;
  cut += other.cut;
  for (const Guid& tenant : other.tenants) {
    if (tenants.size() < kTalliedTenants) tenants.insert(tenant);
  }
  if (other.longest) longest = std::max(longest.value_or(0), *other.longest);
  if (other.first) first = std::min(first.value_or(*other.first), *other.first);
  if (other.last) last = std::max(last.value_or(*other.last), *other.last);
}

std::string json_of(const std::string& input, const InputTally& tally) {
  JsonObject families, refused, same_as;
  std::vector<std::string> tenants;
  std::uint64_t records = tally.duplicates;
  for (const auto& [family, count] : tally.families) {
    records += count;
    families.count(family, count);
  }
  for (const auto& [reason, count] : tally.refused) refused.count(name(reason), count);
  for (const Guid& tenant : tally.tenants) tenants.push_back(tenant.text());
  for (const auto& [before, count] : tally.same_as) same_as.count(before, count);
  return JsonObject()
      .whole_text("input", input)
      .count("records", records)
      .raw("families", families.done())
      .list("tenants", tenants)
      .raw("first", text_of(tally.first))
      .raw("last", text_of(tally.last))
      .raw("collected_after",
           tally.longest ? std::to_string(*tally.longest / kSecondNs) : std::string("null"))
      .count("duplicates", tally.duplicates)
      .raw("same_as", same_as.done())
      .count("repaired", tally.repaired)
      .count("masked", tally.masked)
      .count("cut", tally.cut)
      .raw("refused", refused.done())
      .done();
}

}  // namespace aobo
