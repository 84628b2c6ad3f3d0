#include "plugin/unwrap/date_order.h"

#include <simdjson.h>

#include <filesystem>
#include <optional>

#include "plugin/base/key.h"
#include "plugin/base/limits.h"
#include "plugin/source/source.h"

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

std::optional<DateOrder> order_in(const simdjson::dom::object& object) {
  for (const auto field : object) {
    std::string_view text;
    simdjson::dom::object inner;
    if (field.value.get(text) == simdjson::SUCCESS) {
      for (const std::string_view key : kTimeKeys) {
        if (!is_folded_of(key, field.key)) continue;
        if (const auto order = order_of_date(text)) return order;
      }
    } else if (is_folded_of("properties", field.key) &&
               field.value.get(inner) == simdjson::SUCCESS) {
      if (const auto order = order_in(inner)) return order;
    }
  }
  return std::nullopt;
}

}  // namespace

DateOrder find_date_order(const std::string& input) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(input, error)) return DateOrder::kUnclear;
  Source source({input});
  simdjson::dom::parser parser(limits::kRecordBytes);
  for (std::size_t records = 0; records < limits::kDateRecords;) {
    switch (source.next()) {
      case Source::State::kEnd:
        return DateOrder::kUnclear;
      case Source::State::kWait:  // of a file only to let others work
      case Source::State::kRefused:
        continue;
      case Source::State::kFrame:
        ++records;
        break;
    }
    const Frame& frame = source.frame();
    simdjson::dom::object object;
    if (frame.kind != FrameKind::kJson) continue;
    if (parser.parse(frame.bytes.data(), frame.bytes.size()).get(object) != simdjson::SUCCESS)
      continue;
    if (const auto order = order_in(object)) return *order;
  }
  return DateOrder::kUnclear;
}

}  // namespace aobo
