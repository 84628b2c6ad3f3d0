// Scanning: how many bytes of a condition's text a word of its language takes; 0 where none stands
// at the head.
#pragma once

#include <cstddef>
#include <string_view>

namespace aobo::sim {

bool space(char letter);
std::size_t identifier_length(std::string_view text);  // "aobo_entry"
std::size_t field_name_length(std::string_view text);  // "aobo.user.upn": at least one dot
std::size_t hex_length(std::string_view text);         // "0x2a"
std::size_t number_length(std::string_view text);      // "42", "-1", "4.2e+1"
std::size_t length_without(std::string_view text,
                           std::string_view excluded);  // up to a blank or one of these

// A field's name with its argument: "aobo.person.customers[1h]".
std::size_t field_length(std::string_view text);
bool is_identifier(std::string_view text);

}  // namespace aobo::sim
