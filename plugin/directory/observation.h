// A line of observations.ndjson, the history of a directory: what exports of several times show.
// For instance
//   {"seen":"users","tenant":"…","seen_from":"2026-01-05T08:00:00Z",
//    "seen_until":"2026-02-02T08:00:00Z","missing_from":"2026-02-09T08:00:00Z","object":{"id":"…",…}}
//   {"whole":"users","tenant":"…","time":"2026-02-09T08:00:00Z"}
// The first says of an object, as it was exported, that the exports from the one moment until the
// other show it so, that the one of "missing_from" was the next, and does not; "missing_until" is
// the last one before that does not. The second says when something was last exported whole: only a
// whole export shows that somebody is missing. What lies between two exports nobody saw: there both
// hold, so that nobody is taken to be alone who was not (docs/decisions/0052).
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "plugin/base/guid.h"
#include "plugin/base/time.h"
#include "plugin/directory/relationship.h"

namespace aobo {

class JsonNode;
struct ExportRow;

inline constexpr std::string_view kObservations = "observations.ndjson";

// One answer of a call, with all its pages: the users of a tenant, the members of one group.
struct AnswerKey {
  Guid tenant;          // the partner's
  std::size_t row = 0;  // index into export_rows()
  std::string of;       // whose, of what is asked for each: a group's id
  friend auto operator<=>(const AnswerKey&, const AnswerKey&) = default;
};

struct Observation {
  AnswerKey scope;
  std::string key;  // by which the object is known again
  TimeNs seen_from = 0, seen_until = 0;
  std::optional<TimeNs> missing_until, missing_from;
  std::string object;  // JSON, in one line

  bool now() const { return !missing_from.has_value(); }
  // When it may have been so.
  Validity held() const;
};

struct WholeExport {
  AnswerKey scope;
  TimeNs time = 0;
};

// Exactly one of the two is there. Throws LoadError.
struct HistoryLine {
  std::optional<Observation> seen;
  std::optional<WholeExport> whole;
};
HistoryLine read_history_line(const JsonNode& line);

// What is taken of an object, in the order of the row's keys; null is as if it were not there.
std::string taken_of(const JsonNode& object, const ExportRow& row);
// By what the object is known again; all of it where it has no id.
std::string key_of(const JsonNode& object, const ExportRow& row);

std::string text_of(const Observation& seen);  // with the line's end
std::string text_of(const WholeExport& whole);

}  // namespace aobo
