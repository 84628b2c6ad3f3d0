// Lints: what Falco accepts and an author will hardly have meant. Each has an id, a page in
// docs/lints.md, and can be switched off: on the command line, or by a comment "# lint: off ID"
// within the rule.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/rules/ruleset.h"

namespace aobo::sim {

struct LintRow {
  std::string_view id;
  std::string_view text;  // one line
};
std::span<const LintRow> lint_rows();

struct LintOptions {
  std::set<std::string> off;
  std::vector<std::string> windows;     // of counts, that the plugin is configured with
  std::vector<std::string> operations;  // known ones, in aobo's one spelling
};

// In the order of files and lines.
std::vector<Diagnostic> lint(const RuleSet& rules, const LintOptions& options);

// An operation as aobo.operation has it, however a log spells it: lower case, hyphens, no dot at
// the end.
std::string one_spelling(std::string_view operation);

}  // namespace aobo::sim
