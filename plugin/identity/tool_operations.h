// Which operations in a customer's logs an entry of a partner's tool may explain.
#pragma once

#include <string_view>

#include "plugin/event/record.h"

namespace aobo {

// `entry` as the tool calls what it did, in lower case. What the table does not know may have done
// anything.
bool may_explain(std::string_view entry, const Record& record);

}  // namespace aobo
