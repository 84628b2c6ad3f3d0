// Near names: what somebody may have meant who asked for a name that is not there.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace aobo::sim {

// Behind what was meant and is not there: "; the nearest there is \"Contoso\"", "; the nearest
// there are \"Bob Baker\", \"bob@adatum.example\"", or nothing.
std::string nearest_there(const std::string& meant, const std::set<std::string>& values);

// Those of the values that are near, the nearest first and at most three: those of which a word
// begins so, else those that hold it, else the one that is spelt most like it, else those of which
// a word is. Stars of the pattern do not count.
std::vector<std::string> near_names(const std::string& meant, const std::set<std::string>& values);

}  // namespace aobo::sim
