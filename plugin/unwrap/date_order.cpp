#include "plugin/unwrap/date_order.h"

#include <simdjson.h>

#include <filesystem>

#include "plugin/base/key.h"
#include "plugin/base/limits.h"

namespace aobo {
namespace {

// Folded keys of times, of records and of exports.
constexpr std::string_view kTimeKeys[] = {
    "creationtime",   "creationdate",  "createddatetime",     "timegenerated",
    "time",           "timestamp",     "timegeneratedutc",    "dateutc",
    "date",           "datetime",      "activitydate",        "activitydatetime",
    "eventtimestamp", "operationdate", "createddatetimeutc",  "starttime",
    "recorded",       "eventtime",     "submissiontimestamp",
};

}  // namespace

// What is read here goes nowhere, and need not be masked.
DateSurvey::DateSurvey(const std::string& input)
    : parser_({}, {.on = false}), records_parser_(limits::kRecordBytes) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(input, error)) return;
  reader_ = std::make_unique<RecordReader>(input, std::size_t{256} << 10, parser_);
  reader_->survey([this](std::string_view json) {
    simdjson::dom::object object;
    if (records_parser_.parse(json.data(), json.size()).get(object) == simdjson::SUCCESS)
      look(object);
  });
}

bool DateSurvey::step() {
  if (!reader_) return true;
  Record record;
  const std::uint64_t from = reader_->source().bytes_read();
  for (std::size_t i = 0; i < limits::kDateRecordsAtOnce; ++i) {
    const std::uint64_t read = reader_->source().bytes_read();
    if (seen_ >= limits::kDateRecords || decided() || read > limits::kDateBytes) return true;
    if (read > from + limits::kDateBytesAtOnce) return false;
    const RecordReader::State state = reader_->next(record);
    if (state == RecordReader::State::kEnd) return true;
    if (state == RecordReader::State::kWait) return false;
    ++seen_;
  }
  return false;
}

DateOrder DateSurvey::order() const {
  if (day_first_ == month_first_) return DateOrder::kUnclear;
  return day_first_ ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
}

void DateSurvey::look(const simdjson::dom::object& object) {
  for (const auto field : object) {
    std::string_view text;
    simdjson::dom::object inner;
    if (field.value.get(text) == simdjson::SUCCESS) {
      const auto order = order_of_date(text);
      if (order != DateOrder::kDayFirst && order != DateOrder::kMonthFirst) continue;
      if (!is_folded_of_any(kTimeKeys, field.key)) continue;
      (order == DateOrder::kDayFirst ? day_first_ : month_first_) = true;
    } else if (is_folded_of("properties", field.key) &&
               field.value.get(inner) == simdjson::SUCCESS) {
      look(inner);
    }
  }
}

}  // namespace aobo
