// The record types of the unified audit log, in one spelling whatever the envelope: the Management
// API writes 1, Graph exchangeAdmin, the portal's CSV ExchangeAdmin.
// Source: the Office 365 Management Activity API schema, "AuditLogRecordType".
#pragma once

#include <optional>
#include <string_view>

#include "plugin/parse/json.h"

namespace aobo {

// "ExchangeAdmin" of 1, "1", "exchangeAdmin". A number that the table lacks stays a number, a name
// begins with a capital.
std::string_view record_type_name(std::optional<std::int64_t> number, std::string_view text,
                                  Scratch& scratch);

}  // namespace aobo
