// Reading and writing the members of an object on a line: of actions and of truths.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// Appends ,"key":value to an object that has a member already; nothing where the value is empty.
void append_text(std::string& line, std::string_view key, std::string_view value);
void append_list(std::string& line, std::string_view key, const std::vector<std::string>& values);

// Empty where there is none of this key.
std::string text_in(const simdjson::dom::object& object, std::string_view key);
std::vector<std::string> list_in(const simdjson::dom::object& object, std::string_view key);

}  // namespace aobo::sim
