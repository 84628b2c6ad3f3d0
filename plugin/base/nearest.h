// The word that somebody meant: the one that is spelt most like what was written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aobo {

// Letters to change, add or leave out to make one of the other.
std::size_t distance(std::string_view one, std::string_view other);

// The word that is nearest; empty where none is near: where three letters, or a third of them, are
// others.
std::string nearest(std::string_view text, const std::vector<std::string>& words);

}  // namespace aobo
