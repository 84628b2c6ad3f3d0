// The words that a test file may use where it names something of the worlds: a word that there is
// not would select nothing, and a test of nothing always holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aobo::sim {

enum class Word : std::uint8_t {
  kOperation,  // do
  kCaseWay,    // way of a case
  kWay,        // way of an action
  kCustomer,
  kLabel,      // of stories
  kDerived,    // expects
  kViolation,  // why an action is not allowed
  kKnowable,
  kDetail,  // a key under with, beside set.NAME
};

// All of a kind, in the order in which they are listed to people.
const std::vector<std::string>& words(Word kind);

bool is_word(Word kind, std::string_view text);

// "did you mean reset-password?", or the words, or where they are listed.
std::string word_hint(Word kind, std::string_view text);

// Of a key under with, an actor ("technician:2", "app:Mailbox archiver"), a target ("user:3",
// "person:technician:2", "app:Mailbox archiver", or free text) and a source: what was expected in
// place of it; nothing where it is one.
std::optional<std::string> detail_problem(std::string_view text);
// Of the value of a key under with: of most keys any text is one.
std::optional<std::string> value_problem(std::string_view key, std::string_view value);
std::optional<std::string> actor_problem(std::string_view text);
std::optional<std::string> target_problem(std::string_view text);
std::optional<std::string> source_problem(std::string_view text);
// Of a way beside an actor that has none to choose, or by which nobody can do that.
std::optional<std::string> way_problem(std::string_view who, std::string_view way,
                                       std::string_view what);

}  // namespace aobo::sim
