// The one rule by which keys of records are spelled alike, whoever wrote them: Azure's SDKs
// (created_date_time), PowerShell (CreatedDateTime), the portal ("Created date time"), custom
// tables of Log Analytics (CreatedDateTime_t). Of a key its letters and digits count, in any case;
// a custom table's suffix _s, _g, _t, _d or _b (string, guid, time, number, boolean) does not, nor
// what stands in brackets behind it (Log Analytics' CSVs: "TimeGenerated [UTC]").
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "plugin/base/text.h"

namespace aobo {

// The key without what stands in brackets behind it: the zone of its times, its unit.
constexpr std::string_view without_brackets(std::string_view key) {
  if (key.size() < 4 || key.back() != ']') return key;
  const std::size_t at = key.rfind(" [");
  return at == std::string_view::npos || at == 0 ? key : key.substr(0, at);
}

// The key without the suffix of a custom table's column. "c_d" keeps its own: nothing would be left
// to tell a column by.
constexpr std::string_view without_suffix(std::string_view key) {
  key = without_brackets(key);
  const std::size_t n = key.size();
  if (n < 4 || key[n - 2] != '_') return key;
  const char last = key[n - 1];
  const bool suffix = last == 's' || last == 'g' || last == 't' || last == 'd' || last == 'b';
  return suffix ? key.substr(0, n - 2) : key;
}

// Whether a character counts. Bytes of letters outside ASCII do.
constexpr bool counts_in_key(char byte) {
  const char l = to_lower(byte);
  return (l >= 'a' && l <= 'z') || (byte >= '0' && byte <= '9') ||
         static_cast<unsigned char>(byte) >= 0x80;
}

// Whether nothing of the key would be left out: letters and digits alone.
constexpr bool is_plain_key(std::string_view key) {
  return std::ranges::all_of(key, counts_in_key);
}

// Whether the key is of whoever collected the record: "@timestamp" (Elastic), "_time" (Splunk,
// Cribl) and "_TimeReceived" (Log Analytics) are when it came, or nearly.
constexpr bool is_of_collector(std::string_view key) {
  if (key.starts_with('@')) return true;
  constexpr std::string_view kTime = "_time";
  return key.starts_with('_') && key.size() >= kTime.size() &&
         std::ranges::equal(key.substr(0, kTime.size()), kTime,
                            [](char one, char other) { return to_lower(one) == other; });
}

// Whether `folded`, a folded key in any case, is what counts in `letters`, all of which may.
constexpr bool is_folded_of_letters(std::string_view folded, std::string_view letters) {
  std::size_t at = 0;
  for (const char c : letters) {
    if (!counts_in_key(c)) continue;
    if (at == folded.size() || to_lower(folded[at]) != to_lower(c)) return false;
    ++at;
  }
  return at == folded.size();
}

// False of nearly all keys that are not: most are asked about by every name that there is.
constexpr bool may_be_folded_of(std::string_view folded, std::string_view key) {
  if (folded.size() > key.size()) return false;
  return folded.empty() || !counts_in_key(key.front()) ||
         to_lower(folded.front()) == to_lower(key.front());
}

// Whether `folded`, a folded key in any case, is `key` folded.
constexpr bool is_folded_of(std::string_view folded, std::string_view key) {
  return may_be_folded_of(folded, key) && is_folded_of_letters(folded, without_suffix(key));
}

// Whether one of these folded keys is `key` folded.
constexpr bool is_folded_of_any(std::span<const std::string_view> folded, std::string_view key) {
  const std::string_view letters = without_suffix(key);
  return std::ranges::any_of(folded, [&](std::string_view one) {
    return may_be_folded_of(one, letters) && is_folded_of_letters(one, letters);
  });
}

// Hands over the characters of a folded key, one by one.
template <typename Put>
constexpr void each_folded(std::string_view key, Put put) {
  for (const char c : without_suffix(key)) {
    if (counts_in_key(c)) put(to_lower(c));
  }
}

// "created_date_time", "CreatedDateTime_t" and "Created date time" as "createddatetime".
constexpr std::string folded_key(std::string_view key) {
  std::string folded;
  each_folded(key, [&](char c) { folded.push_back(c); });
  return folded;
}

}  // namespace aobo
