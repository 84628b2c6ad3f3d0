// Why a record was not understood. Each reason is a row of one table: its name stands in metrics
// ("refused.<name>"), in the host's log, in the run's summary and in docs/log-families.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aobo {

enum class Reason : std::uint8_t {
  kTooLong,
  kTruncated,
  kBadJson,
  kBadCsv,
  kBadCompression,
  kUnreadable,
  kNotAnObject,
  kUnknownFamily,
  kNoTime,
  kBadTime,
  kImplausibleTime,
  kAmbiguousDate,
  kLocalTime,
  kNoOperation,
  kNoMatch,
  kIncomplete,
  kUnfinished,
  kCount,
};

struct ReasonRow {
  std::string_view name;
  std::string_view meaning;
  bool of_known_family = false;  // it is a log's record, of which something is amiss
};

inline constexpr std::array<ReasonRow, static_cast<std::size_t>(Reason::kCount)> kReasons = {{
    {"too-long", "longer than the largest record allowed"},
    {"truncated", "cut off before its end"},
    {"bad-json", "not valid JSON"},
    {"bad-csv", "a CSV row or header that does not hold together"},
    {"bad-compression", "the gzip or zstd stream is damaged"},
    {"unreadable", "the input could not be opened or read"},
    {"not-an-object", "JSON, but not an object"},
    {"unknown-family", "an object of no log family that aobo reads"},
    {"no-time", "no time of the event", true},
    {"bad-time", "a time in a form that aobo does not read", true},
    {"implausible-time", "a time that lies in the future and far from all other records", true},
    {"ambiguous-date", "a date whose day and month could change places; set dates", true},
    {"local-time", "a time of a local clock whose zone nobody said; set local_zone", true},
    {"no-operation", "no operation", true},
    {"no-match", "a text line that no configured pattern matches"},
    {"incomplete",
     "a check-out without its account or person, or a window without its person or times", true},
    {"unfinished", "the last line or record of a file that may grow, without its end"},
}};

constexpr std::string_view name(Reason reason) {
  return kReasons[static_cast<std::size_t>(reason)].name;
}
constexpr std::string_view meaning(Reason reason) {
  return kReasons[static_cast<std::size_t>(reason)].meaning;
}

// Of a reason by its name; false where there is none of that name.
constexpr bool is_of_known_family(std::string_view reason) {
  for (const ReasonRow& row : kReasons) {
    if (row.name == reason) return row.of_known_family;
  }
  return false;
}

struct Refusal {
  Reason reason;
  std::string detail;  // what was found, made safe for one line
};

}  // namespace aobo
