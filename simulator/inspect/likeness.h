// Likeness: what an input that gave no record comes nearest to, and what it lacks to be that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// "looks like entra.signin without status"; of a table that is like none "its header has no column
// of a log (…)". Empty where it is like nothing that is read.
std::string likeness_of(std::string_view beginning);

// The log families that an input can be like.
std::vector<std::string_view> families_of_likeness();

// What can be seen of an input without the plugin, as members of an object of JSON: "form", and of
// one that is not known as a log "nearest".
std::string seen_from_outside(const std::string& path, bool known);

}  // namespace aobo::sim
