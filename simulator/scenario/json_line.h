// Reading the members of an object on a line: of actions and of truths.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// Empty where there is none of this key.
std::string text_in(const simdjson::dom::object& object, std::string_view key);
std::vector<std::string> list_in(const simdjson::dom::object& object, std::string_view key);

}  // namespace aobo::sim
