// Test files of rules: those of mail.yaml stand in tests/mail.yaml beside it, for Falco reads every
// YAML file of the folder that it is given, and none of a folder in it (JSON schema:
// rules/tests/rule-tests.schema.json):
//   tests:
//     - rule: aobo Guest made a member
//       fires:
//         - {do: update-user, to: "user:5", with: {set.UserType: Member}}
//       silent:
//         - {do: update-user, to: "user:5", with: {set.UserType: Guest}}
//       property: {do: [update-user], partner: true, with: {set.UserType: [Member]}}
// A value that is a list makes a case of each of its items. What a case's keys mean is told in
// docs/rules.md. A word that the worlds do not know (words.h) is an error with its place.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/generate/generator.h"
#include "simulator/rules/diagnostic.h"

namespace aobo::sim {

// One thing done, in a case's words; what is not said is empty.
struct CaseStep {
  std::string what, who, way, customer, to, from;
  std::map<std::string, std::string> with;
  std::int64_t after_ns = 0;               // since the step before
  std::optional<unsigned> hour;            // UTC, of the second day
  std::uint32_t times = 1, customers = 1;  // again and again, at one customer or one after another
  std::int64_t every_ns = 0;
  bool sign_in = false;  // in a session that begins just before
};

struct RuleCase {
  bool fires = true;
  std::uint32_t alerts = 0;  // so many and no more; 0: one at least, where it fires
  SourcePlace place;
  std::string shown;  // as it stands in the file, lists taken apart
  std::vector<CaseStep> steps;
  std::string agreed;  // beside steps: what was agreed, as in aobo.yaml; "": what the world has
  std::vector<std::string> records;          // lines of logs, in place of steps
  std::map<std::string, std::string> event;  // the fields of one event, in place of steps
  std::string actions;  // lines of actions.ndjson in the world of `world`, in place of steps
  GenerateOptions world;
  bool holds(std::size_t alerted) const {
    return alerts == 0 ? (alerted > 0) == fires : alerted == alerts;
  }
};

// Which actions of a world a rule is about. A list that is empty says nothing.
struct RuleProperty {
  SourcePlace place;
  std::vector<std::string> what, not_what, way, not_way, label, expects, violation, knowable;
  std::map<std::string, std::vector<std::string>> with;
  std::optional<bool> partner, failed, privileged;
  unsigned share = 100;  // of the actions must alert, in hundredths
  bool only = true;      // nothing else may
  bool named = true;     // who is named is who it was
  std::string why;       // why fewer than all must alert, or other things may
};

struct RuleTests {
  std::string rule;
  SourcePlace place;
  std::vector<RuleCase> cases;
  std::optional<RuleProperty> property;
  std::string cases_only;  // why there is no property
};

struct TestFiles {
  SourceFiles files;
  std::vector<RuleTests> rules;
  std::vector<Diagnostic> errors;
  // The tests of this rule; null for none.
  const RuleTests* find(const std::string& rule) const;
};

// The tests of rules files, or of folders of them.
TestFiles read_tests(const std::vector<std::string>& rules_paths);

}  // namespace aobo::sim
