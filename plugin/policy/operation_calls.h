// Operation calls: the same kinds of operation as calls of Microsoft Graph and as what a partner's
// tool is asked for. An audit log names a deed, a call the address it went to; one deed is written
// in both, and a portal makes dozens of calls of which no audit log tells. A call by which several
// kinds of deed are made stands under each of them: the audit log says which it was.
#pragma once

#include <span>
#include <string_view>

#include "plugin/event/record.h"

namespace aobo {

struct OperationCalls {
  std::string_view set;                         // of known_operation_sets()
  std::span<const std::string_view> graph;      // "post /*/users", in which * stands for anything
  std::span<const std::string_view> endpoints;  // of CIPP
};
std::span<const OperationCalls> known_operation_calls();

// Whether the record tells how something was asked for, and not what was done: of one that no set
// knows it cannot be said what it was.
bool is_call(const Record& record);
// A call that carries other calls, each of which has a record of its own.
bool is_envelope(const Record& record);
// Azure's log with a name for people in place of the operation ("Get Keys"): it cannot be said
// which operation it was.
bool is_shown_name(const Record& record);
// The workload that a call of Graph reaches ("entra"); empty of anything else.
std::string_view workload_behind(const Record& record);

}  // namespace aobo
