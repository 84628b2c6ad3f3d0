// Mutation: every rule's condition, and every macro's, changed in one small way after another, and
// held against the rule's tests. What passes them all is a survivor: a mistake that the tests would
// not notice.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "simulator/check/stage.h"
#include "simulator/check/test_file.h"
#include "simulator/rules/mutants.h"
#include "simulator/rules/ruleset.h"

namespace aobo::sim {

struct MutationOptions {
  std::vector<std::string> rules;
  std::uint64_t seed = 1;
  std::uint32_t worlds = 3;
  unsigned jobs = 1;
  std::string scratch;
  std::function<void(const std::string&)> progress;
};

struct Survivor {
  std::string rule;  // or "macro NAME"
  SourcePlace place;
  MutantKind kind = MutantKind::kDropped;
  std::string before, after, hint;
  std::string explained;  // why it may stay; from mutants.yaml
};

struct MutationScore {
  std::uint64_t mutants = 0, killed = 0, equivalent = 0, explained = 0;
};

struct MutationReport {
  std::map<std::string, MutationScore> scores;
  std::vector<Survivor> survivors;
  MutationScore all;
  // In hundredths; equivalent ones do not count.
  std::uint64_t percent() const;
};

// Survivors that somebody has looked at, of DIR/tests/mutants.yaml: rule, before, after, why.
struct ExplainedMutant {
  std::string rule, before, after, why;
  bool used = false;
};
Result<std::vector<ExplainedMutant>> read_explained(const std::vector<std::string>& rules_paths);

// Adds every window of the counts that the rules ask for, so that recordings hold them as well.
void add_windows(RuleSet& rules);

class Mutation {
 public:
  Mutation(const Library& library, RuleSet& rules, const TestFiles& tests,
           std::vector<ExplainedMutant> explained, MutationOptions options);

  Result<MutationReport> run();

 private:
  // A case as it was played.
  struct Played {
    std::size_t from = 0, to = 0;  // events
    const RuleCase* of = nullptr;
  };
  struct PlayedWorld {
    World world;
    std::unique_ptr<Scene> scene;
  };

  std::optional<Error> play(Stage& stage);
  // Whether the tests of the rule tell the condition, macros in place, from the right one.
  bool kills(const RuleTests& tests, const Condition& expanded, const Recording& recording) const;
  bool property_kills(const RuleTests& tests, const Program& program, const Checks& checks,
                      const Recording& recording) const;
  // All mutants of one condition; `killed` says whether the tests tell it.
  void judge(const std::string& name, const Condition& own, const PlacedText& text,
             const std::function<bool(const Condition&)>& killed);
  void mutate_rule(const LoadedRule& rule, const Recording& recording);
  void mutate_macro(const MacroTree& macro, const Recording& recording);
  bool wanted(const std::string& rule) const;

  const Library& library_;
  RuleSet& rules_;
  const TestFiles& tests_;
  std::vector<ExplainedMutant> explained_;
  MutationOptions options_;
  MutationReport report_;
  std::map<std::string, std::vector<Played>> cases_;
  std::vector<PlayedWorld> worlds_;
  std::mutex mutex_;
};

}  // namespace aobo::sim
