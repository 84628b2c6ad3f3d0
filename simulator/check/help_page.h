// The page of alerts: of each rule what it means, what is normal, what to check, whom to ask and
// how to quieten it, made of the rules and of help/themes.yaml beside them, which has advice by
// what rules are about and for single rules. The text of each alert names its part: "Help:
// alerts.md#mail-read-by-a-partner".
#pragma once

#include <string>

#include "plugin/base/result.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

// Markdown. The error says which theme of the folder's help/themes.yaml is missing.
Result<std::string> help_page(const RuleSet& rules, const std::string& folder);

}  // namespace aobo::sim
