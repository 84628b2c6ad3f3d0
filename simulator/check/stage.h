// Stage: where cases and worlds are played through the plugin and what came of it is recorded, each
// event with the truth of the record it is about.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "simulator/check/case_builder.h"
#include "simulator/check/recording.h"
#include "simulator/generate/files.h"
#include "simulator/host/library.h"
#include "simulator/rules/ruleset.h"
#include "simulator/truth/truth.h"

namespace aobo::sim {

// What was played: events of a recording, and the truth of each.
struct Scene {
  std::size_t from = 0, to = 0;      // of the recording's events
  std::vector<const Truth*> truths;  // of each event; null where there is none
  std::vector<Truth> all;
  std::vector<Action> actions;
  std::map<std::string, const Action*> by_id;
};

class Stage {
 public:
  // `scratch` is a folder of its own, made and removed by the stage. `columns` are those that are
  // recorded.
  Stage(const Library& library, const Columns& columns, const Schema& schema, std::string scratch);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  // The error is one of the case's words, or of the plugin.
  Result<std::unique_ptr<Scene>> play(const RuleCase& rule_case, const std::string& tests_folder);
  // A world with all that happens in it; `actions` in place of that.
  Result<std::unique_ptr<Scene>> play_world(const GenerateOptions& options,
                                            const std::vector<Action>* actions);
  // A world's folder as it lies there; `inputs` in place of its logs.
  Result<std::unique_ptr<Scene>> play_folder(const std::string& dir, const std::string& inputs,
                                             const GenerateOptions& options);

  const Recording& recording() const { return recording_; }
  void forget() { recording_ = {}; }
  std::string scratch() const { return scratch_; }

 private:
  // The configuration of the cases' world, in which this was agreed and nothing else; `dir` is
  // made.
  Result<std::string> config_with(const std::string& agreed, const std::string& dir) const;
  Result<std::unique_ptr<Scene>> record(const std::string& config, const std::string& inputs,
                                        std::unique_ptr<Scene> scene, const std::string& root);

  const Library& library_;
  const Columns& columns_;
  const Schema& schema_;
  std::string scratch_;
  World world_;
  std::string config_;  // of the cases' world
  Recording recording_;
  std::uint64_t played_ = 0;
};

}  // namespace aobo::sim
