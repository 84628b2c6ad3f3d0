// Which operations in a customer's logs an entry of a partner's tool may explain.
#pragma once

#include <string_view>

namespace aobo {

// `entry` as the tool calls what it did, `operation` as the customer's log does, both in lower
// case. What the table does not know may have done anything.
bool may_explain(std::string_view entry, std::string_view operation);

}  // namespace aobo
