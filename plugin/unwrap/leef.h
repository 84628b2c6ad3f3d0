// IBM's "Log Event Extended Format", behind its relay's head:
//   LEEF:1.0|vendor|product|version|event id|cat=audit<tab>msg=message
//   LEEF:2.0|vendor|product|version|event id|^|cat=audit^msg=message
// Source: IBM, "LEEF event components".
#pragma once

#include <optional>
#include <string_view>

namespace aobo {

// The message, with its escapes. Nothing where the text is no LEEF, or where an attribute stands
// before the message that whoever is told of may have written: their text could go on as ours.
std::optional<std::string_view> message_of_leef(std::string_view text);

}  // namespace aobo
