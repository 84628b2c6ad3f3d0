// Slips in rules files, told in plain words: what a person who is no programmer will have meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aobo::sim {

// What to do about a YAML error on that line (from 1) of the file; empty where the error says
// enough.
std::string yaml_slip(std::string_view file, std::uint32_t line, std::string_view message);

// The same of a condition that cannot be read at that byte.
std::string condition_slip(std::string_view condition, std::size_t at);

}  // namespace aobo::sim
