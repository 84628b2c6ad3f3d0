// Escapes of values in CEF and LEEF: a backslash before "=", "|" and itself, and \n, \r and \t for
// what breaks lines and fields. For instance, of {"q":"a=b \"c\""}
//   msg={"q":"a\=b \\"c\\""}       by ArcSight's specification: rsyslog, Logstash, syslog-ng
//   msg={"q":"a=b \"c\""}         from whoever puts JSON there as it is
// JSON has a backslash of its own, so which of the two stands there is decided by what else does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aobo {

// The JSON of such a value, where it is escaped; nothing where it stands there as it is.
std::optional<std::string> without_escapes(std::string_view value);

}  // namespace aobo
