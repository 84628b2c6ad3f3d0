// Likeness: what an input that gave no record comes nearest to, and what it lacks to be that.
#pragma once

#include <string>
#include <string_view>

namespace aobo::sim {

// "looks like entra.signin without status"; of a table that is like none "its header has no column
// of a log (…)". Empty where it is like nothing that is read.
std::string likeness_of(std::string_view beginning);

}  // namespace aobo::sim
