// DateOrder of an input: day first or month first, by what its dates allow. Dates that allow one
// reading alone (13/02/2026) decide for all of them, where they agree: an input with both orders
// was put together of two, and which of them a date is of nobody knows.
#pragma once

#include <simdjson.h>

#include <memory>
#include <string>

#include "plugin/base/time_forms.h"
#include "plugin/parse/parser.h"
#include "plugin/unwrap/reader.h"

namespace aobo {

// Looks through the input's records anew, wrapped or not, up to limits::kDateRecords of them and
// limits::kDateBytes: only in what a family knows, and only under the keys under which records have
// their times, so that neither a text of somebody's decides nor the time of whoever wrapped them.
// That takes long, and is done piece by piece.
class DateSurvey {
 public:
  explicit DateSurvey(const std::string& input);

  // The next limits::kDateRecordsAtOnce records; whether no more are looked at.
  bool step();
  // kUnclear where none tells or both orders are there, and for what cannot be read twice (standard
  // input).
  DateOrder order() const;

 private:
  bool decided() const { return day_first_ && month_first_; }
  void look(const simdjson::dom::object& object);

  Parser parser_;
  std::unique_ptr<RecordReader> reader_;  // null where it cannot be read twice
  simdjson::dom::parser records_parser_;
  std::size_t seen_ = 0;
  // What dates of the input allow alone.
  bool day_first_ = false, month_first_ = false;
};

}  // namespace aobo
