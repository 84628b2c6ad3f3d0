// Slips in conditions, told in plain words: what a person who is no programmer will have meant, and
// how Falco wants it written.
#pragma once

#include <string>
#include <string_view>

#include "simulator/rules/condition.h"
#include "simulator/rules/parser.h"
#include "simulator/rules/schema.h"

namespace aobo::sim {

// What to do about a condition that cannot be read; empty where the error says enough.
std::string condition_slip(const Schema& schema, std::string_view condition,
                           const SyntaxError& error);

// The same of a word that stands alone at that byte, and no macro has that name.
std::string lone_word_slip(const Schema& schema, std::string_view condition, std::size_t at,
                           std::string_view word);

// The same of a value that the field cannot be compared with.
std::string value_slip(const Schema& schema, const SchemaField& field, std::string_view shown,
                       std::string_view value);

}  // namespace aobo::sim
