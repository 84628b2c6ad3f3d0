// The folder of report --all: only what this program wrote there gives way to new pages.
#pragma once

#include <optional>
#include <set>
#include <string>

namespace aobo::sim {

// Why pages cannot go there: it holds something, and no index of theirs.
std::optional<std::string> not_for_pages(const std::string& folder);
// Removes the pages of an earlier run, of this kind ("html", "json"), that are not among `written`.
void remove_other_pages(const std::string& folder, const std::string& kind,
                        const std::set<std::string>& written);

}  // namespace aobo::sim
