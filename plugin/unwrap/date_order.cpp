#include "plugin/unwrap/date_order.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>

#include "plugin/base/key.h"
#include "plugin/base/limits.h"
#include "plugin/parse/parser.h"
#include "plugin/unwrap/reader.h"

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

// The orders that dates of the input allow alone.
struct Orders {
  bool day_first = false;
  bool month_first = false;

  bool contradict() const { return day_first && month_first; }
  DateOrder decide() const {
    if (day_first == month_first) return DateOrder::kUnclear;
    return day_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
  }
};

bool is_time_key(std::string_view key) {
  return std::ranges::any_of(kTimeKeys,
                             [&](std::string_view folded) { return is_folded_of(folded, key); });
}

void look(const simdjson::dom::object& object, Orders& orders) {
  for (const auto field : object) {
    std::string_view text;
    simdjson::dom::object inner;
    if (field.value.get(text) == simdjson::SUCCESS) {
      const auto order = order_of_date(text);
      if (order != DateOrder::kDayFirst && order != DateOrder::kMonthFirst) continue;
      if (!is_time_key(field.key)) continue;
      (order == DateOrder::kDayFirst ? orders.day_first : orders.month_first) = true;
    } else if (is_folded_of("properties", field.key) &&
               field.value.get(inner) == simdjson::SUCCESS) {
      look(inner, orders);
    }
  }
}

}  // namespace

DateOrder find_date_order(const std::string& input) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(input, error)) return DateOrder::kUnclear;
  Parser parser({}, {.on = false});  // what is read here goes nowhere
  RecordReader reader(input, std::size_t{256} << 10, parser);
  simdjson::dom::parser records_parser(limits::kRecordBytes);
  Orders orders;
  reader.survey([&](std::string_view json) {
    simdjson::dom::object object;
    if (records_parser.parse(json.data(), json.size()).get(object) == simdjson::SUCCESS)
      look(object, orders);
  });
  Record record;
  for (std::size_t seen = 0; seen < limits::kDateRecords && !orders.contradict(); ++seen) {
    if (reader.source().bytes_read() > limits::kDateBytes) break;
    if (reader.next(record) == RecordReader::State::kEnd) break;
  }
  return orders.decide();
}

}  // namespace aobo
