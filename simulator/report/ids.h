// Ids, which a page for people leaves out.
#pragma once

#include <string_view>

namespace aobo::sim {

// Whether a GUID stands anywhere in the text, with dashes or as 32 hexadecimal digits in a row: in
// a path of Azure's, in user_<32 digits>@….
bool holds_id(std::string_view text);

}  // namespace aobo::sim
