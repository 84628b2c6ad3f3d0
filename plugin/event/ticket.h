// A ticket as a log has it. Forms ask for one, and who has none fills in something: a dash, "N/A",
// a zero, a character that nobody sees. What says that there is none is none, however it is
// spelled: the tables stand in ticket.cpp, for people in docs/policy.md.
#pragma once

#include <string_view>

namespace aobo {

// Without the blanks around it; empty where it is none.
std::string_view ticket_in(std::string_view text);

}  // namespace aobo
