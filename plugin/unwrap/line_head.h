// What relays and programs write before a record on its line: a syslog header, a container's stamp,
// a date, the level and name of a logger, the header of CEF. For instance
//   <134>1 2026-03-02T09:00:01Z relay imkafka - - - {"time":…}
//   2026-03-02 09:00:01,250 - export - INFO - {"time":…}
// The record must begin right behind the head and end with the line: text of others that holds
// something like a record, further in, is text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aobo {

// The JSON behind the head of the line, without the escapes of CEF and LEEF where it has them;
// nothing where the line is no head and one JSON value.
std::optional<std::string> behind_head(std::string_view line);

}  // namespace aobo
