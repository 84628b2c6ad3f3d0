// Shrink: a failing world made as small as it can be while it fails in the same class: fewer
// faults, fewer actions, fewer records. Taking an action or a record out leaves the others as they
// were (scenario/action.h), so that what is left is a story that a person can read. The sequences
// of smaller worlds are rapidcheck's, so that its properties shrink the same way.
#pragma once

#include <rapidcheck.h>

#include <functional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "simulator/generate/world_folder.h"
#include "simulator/judge/judge.h"

namespace aobo::sim {

// A world as a test case: what is in it is in these lists.
struct Case {
  GenerateOptions options;  // faults by their names
  std::vector<Action> actions;
  std::set<std::string> left_out;  // records of the actions that are not written
};

// All that happens in the world of these options.
Case case_of(const GenerateOptions& options);

// Smaller ones, the boldest first: without one of the faults, without half of the actions, a
// quarter …, without a single one, and where few are left without one of their records.
std::size_t smaller_count(const Case& the_case);
Case smaller(const Case& the_case, std::size_t number);
rc::Shrinkable<Case> shrinkable(Case the_case);

// What came of judging a world, in order and as files.
struct CaseResult {
  Verdict worst = Verdict::kRight;
  std::vector<Failure> failures;
  Tally tally = {};
};
Result<CaseResult> judge_folder(const std::string& dir, const Library& plugin);
// The same of a case, which is first written into `dir`; what was there is removed.
Result<CaseResult> judge_case(const Case& the_case, const Library& plugin, const std::string& dir);

// The smallest case found for which `fails` holds, as it does for the one given. `tried` is told
// how many were tried and how many actions are left.
Case shrunk(Case failing, const std::function<bool(const Case&)>& fails,
            const std::function<void(std::size_t tried, std::size_t actions)>& tried);
// The smallest case found that fails in the same class. `tried` is told how many were tried and how
// many actions are left.
Case shrunk(Case failing, Verdict verdict, const Library& plugin, const std::string& scratch,
            const std::function<void(std::size_t tried, std::size_t actions)>& tried);

// For rapidcheck's reports.
void showValue(const Case& the_case, std::ostream& out);

// The case as a story: what happens, what goes wrong with the logs, and what the plugin said.
std::string text_of(const Case& the_case, const CaseResult& result);

}  // namespace aobo::sim
