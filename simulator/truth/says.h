// Says: what the plugin may say of one record, field by field. A writer notes what its record shows
// (operation, actor, address …), the oracle what can be known of who acted. Judged is every field:
// one that nothing is noted of has no value.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

// By the field's name without "aobo.", and with its argument: "operation", "param[ticket]". Each of
// the values is allowed; "" is no value. The values of a list are sorted and joined by ", ".
using Says = std::map<std::string, std::vector<std::string>, std::less<>>;

// Stands for any value: the field is not judged of this record.
inline constexpr std::string_view kAnything = "*";

inline void say_one_of(Says& says, std::string_view field, std::vector<std::string> allowed) {
  says.insert_or_assign(std::string(field), std::move(allowed));
}
inline void say(Says& says, std::string_view field, std::string_view value) {
  if (!value.empty()) say_one_of(says, field, {std::string(value)});
}
inline void say_anything(Says& says, std::string_view field) { say(says, field, kAnything); }

// A value that stands for lists: all of `must`, and of `may` any. Holds no value that a log could.
std::string list_of(const std::vector<std::string>& must, const std::vector<std::string>& may);
// A value that stands for all texts with this beginning.
std::string begins_with(std::string_view text);
// Whether the found text is one that such a value stands for; of a list sorted and joined by ", ".
bool is_such(std::string_view value, std::string_view found);

}  // namespace aobo::sim
