// What sort of thing a case is, for the counts and the derived events.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/case/case.h"
#include "plugin/identity/subject.h"

namespace aobo {

// Who acts in which tenant, as a key.
std::string acting_where(const Case& the_case);
std::string acting_where(const Subject& subject);

// For people: the customer's name, else its id.
std::string place_of(const Subject& subject);

// The application, as a key: its id where it is known, else what the record calls so; may be empty.
std::string application_key(const Case& the_case);

bool succeeded(const Record& record);
// Written where the partner works, in Partner Center or by a tool: it is no deed in the customer's
// tenant, but tells of one.
bool of_partners_own(const Record& record);
// Something done: no sign-in, no check-out, no window, and of what is logged at its start and its
// end only the end.
bool is_action(const Record& record);

// A number that stands for an id or a text among others of its kind.
std::uint64_t value_of(const Guid& id);
std::uint64_t value_of(std::string_view text);

}  // namespace aobo
