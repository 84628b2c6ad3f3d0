// What a field gave, and how an argument names an entry that is spelt as no condition can.
#include "plugin/base/text.h"
#include "plugin/fields/fields.h"

namespace aobo {
namespace {

bool cannot_be_spelt(char byte) {
  return static_cast<unsigned char>(byte) <= ' ' || byte == '"' || byte == '\'' || byte == '[' ||
         byte == ']' || byte == '(' || byte == ')' || byte == ',' || byte == '=';
}

}  // namespace

void Values::clear() {
  texts.clear();
  own.clear();
  number = 0;
  has_number = false;
}

bool spells(std::string_view argument, std::string_view name) {
  if (argument.size() != name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (to_lower(argument[i]) == to_lower(name[i])) continue;
    if (argument[i] != '_' || !cannot_be_spelt(name[i])) return false;
  }
  return true;
}

}  // namespace aobo
