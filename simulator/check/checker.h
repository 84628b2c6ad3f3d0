// Checker: runs the tests of rules: their cases, then their properties over generated worlds, and
// what must not change what alerts: the order of the files, that everything comes twice, what the
// customers are called.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "simulator/check/property.h"
#include "simulator/check/stage.h"
#include "simulator/rules/ruleset.h"
#include "simulator/shrink/shrink.h"

namespace aobo::sim {

enum class CheckClass : std::uint8_t {
  kCase,  // a case that should fire does not, or one that should not does
  kMissed,
  kUnwanted,
  kMisnamed,    // breaches of a property
  kInvariance,  // order, repetition or names change what alerts
  kVacuous,     // no case and no world makes the rule fire
  kUntested,    // a rule without tests, or tests of no rule
  kAnswers,     // of no rule: the plugin's answers in a world are not those that its truth allows
  kCount
};
std::string_view name(CheckClass what);

struct CheckFailure {
  CheckClass what = CheckClass::kCase;
  std::string rule;
  SourcePlace place;       // in a test file; line 0 for none
  std::string text;        // what went wrong
  std::string detail;      // the condition, check by check; several lines
  std::uint64_t seed = 0;  // of the world; 0 for none
};

// What came of one rule.
struct RuleScore {
  std::uint64_t cases = 0, cases_failed = 0;
  std::uint64_t selected = 0, alerted = 0, unwanted = 0, misnamed = 0;
  std::uint64_t alerts = 0, first = 0;           // in worlds; as the first rule of an event
  std::uint64_t of_records = 0, activities = 0;  // alerts for records, and deeds that these tell
  std::map<std::string, std::uint64_t> hidden_by;
  std::map<std::string, std::uint64_t> stories;  // of which its alerts tell
};

// Actions on which a share below 100 % is judged; of fewer the report says that it was not.
inline constexpr std::uint64_t kEnoughForAShare = 10;

struct CheckOptions {
  std::vector<std::string> rules;  // only these
  std::uint64_t seed = 1;
  std::uint32_t worlds = 8;
  unsigned jobs = 1;
  std::string scratch;
  std::function<void(const std::string&)> progress;
  bool judge_answers = false;  // hold the answers in each world against its truth as well
};

struct CheckReport {
  std::map<std::string, RuleScore> scores;
  std::vector<CheckFailure> failures;
  std::vector<std::string> hidden;     // rules that another always comes before, told
  std::vector<std::string> unreached;  // rules that no world made fire
  std::vector<std::string> unjudged;   // shares of too few actions
  std::uint64_t cases = 0, worlds = 0, events = 0;
  double case_seconds = 0, world_seconds = 0;
};

// The options of the world of this seed: small ones, all stories; every other one with faults.
GenerateOptions check_world(std::uint64_t seed, bool faults);

class Checker {
 public:
  Checker(const Library& library, const RuleSet& rules, const TestFiles& tests,
          CheckOptions options);

  // The error is the plugin's, or the disk's.
  Result<CheckReport> run();
  // The smallest world in which the rule's property is broken in the same way; nothing where it is
  // not any more.
  std::optional<Case> shrink(const CheckFailure& failure,
                             const std::function<void(std::size_t, std::size_t)>& tried);
  // What is left of the breach in that world, with the condition check by check.
  std::optional<CheckFailure> judge(const Case& the_case, const std::string& rule, CheckClass what);

 private:
  void run_cases();
  void run_case(Stage& stage, const RuleTests& tests, const RuleCase& rule_case);
  void run_worlds();
  void judge_world(Stage& stage, const GenerateOptions& options, std::uint64_t seed, bool complete);
  void judge_answers(const GenerateOptions& options);
  void judge_rule(const RuleTests& tests, const World& world, const Scene& scene,
                  const Stage& stage, const std::vector<std::size_t>& fired, std::uint64_t seed,
                  bool complete);
  void count_order(const Scene& scene, const Recording& recording,
                   const std::vector<std::vector<std::size_t>>& fired);
  void invariance(Stage& stage);
  void conclude();
  bool wanted(const std::string& rule) const;
  std::vector<std::vector<std::size_t>> fire(const Scene& scene, const Recording& recording,
                                             const std::vector<std::string>& only = {}) const;
  std::optional<CheckFailure> judge_on(Stage& stage, const Case& the_case, const std::string& rule,
                                       CheckClass what) const;
  std::string explained(const std::string& rule, const Recording& recording,
                        std::size_t event) const;
  void fail(CheckFailure failure);
  void error(std::string message);
  void in_parallel(std::size_t count, const std::function<void(Stage&, std::size_t)>& each);

  const Library& library_;
  const RuleSet& rules_;
  const TestFiles& tests_;
  CheckOptions options_;
  CheckReport report_;
  std::map<std::string, std::vector<CheckFailure>> missed_;  // until the share is known
  std::mutex mutex_;
  std::optional<Error> error_;
  std::atomic<bool> failed_{false};  // whether there is one: what is asked without the lock
};

}  // namespace aobo::sim
