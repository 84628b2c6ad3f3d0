// Yes and no as spreadsheets and portals write them, in the languages that these have: True,
// FALSCH, Oui, 1, enabled, いいえ. Excel turns the truth values of a CSV into its own language's.
#pragma once

#include <optional>
#include <string_view>

namespace aobo {

// Nothing where the word is neither.
std::optional<bool> yes_or_no(std::string_view word);

}  // namespace aobo
