// What relays write before a record on its line: a syslog header, a container's stamp, a date, the
// header of CEF. For instance
//   <134>1 2026-03-02T09:00:01Z relay imkafka - - - {"time":…}
// The record must begin right behind the head and end with the line: text of others that holds
// something like a record, further in, is text.
#pragma once

#include <optional>
#include <string_view>

namespace aobo {

// The JSON behind the head of the line; nothing where the line is no head and one JSON value.
std::optional<std::string_view> behind_head(std::string_view line);

}  // namespace aobo
