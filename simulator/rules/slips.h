// Slips in rules files, told in plain words: what a person who is no programmer will have meant.
// Those in conditions: condition_slips.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aobo::sim {

// What to do about a YAML error on that line (from 1) of the file; empty where the error says
// enough.
std::string yaml_slip(std::string_view file, std::uint32_t line, std::string_view message);

}  // namespace aobo::sim
