// aobo-sim judge: holds a plugin's answers against the truth of a generated world.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"
#include "simulator/generate/world_folder.h"
#include "simulator/judge/fields.h"
#include "simulator/judge/judge.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

class JudgeRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    group.options.add_options()("plugin",
                                po::value(&plugin_)->value_name("FILE")->default_value(
                                    default_plugin(), "libaobo.so beside aobo-sim"),
                                "the plugin to judge")(
        "json", po::value(&json_)->value_name("FILE"), "write the counts as JSON to this file")(
        "mutate", po::bool_switch(&mutate_),
        "then plant wrong values into the answers that are right, and count how many of them the "
        "judge notices");
    return {std::move(group)};
  }
  po::options_description arguments() override {
    po::options_description options;
    options.add_options()("dir", po::value(&dir_));
    return options;
  }
  Exit run(const po::variables_map&) override {
    if (dir_.empty()) return fail(Exit::kUsage, "judge: DIR is missing; see aobo-sim judge --help");
    if (!std::filesystem::exists(dir_ + "/truth.ndjson")) {
      return fail(Exit::kInput,
                  dir_ +
                      "/truth.ndjson: cannot be read; \"aobo-sim generate --out DIR\" writes a "
                      "world to judge with");
    }
    const auto library = Library::load(plugin_);
    if (!library) return fail(Exit::kPlugin, library.error().message);
    return judge(**library);
  }

 private:
  Exit judge(const Library& library) const {
    JudgeOptions options;
    Progress progress(true);
    options.progress = [&](std::uint64_t records) {
      if (progress.due()) progress.show(fmt::format("{} records judged", records));
    };
    Sample sample;
    if (mutate_) options.sample = &sample;
    const auto judgement = judge_whole(dir_, library, options);
    progress.end();
    if (!judgement) return fail(Exit::kFailed, judgement.error().message);
    const Tally* tally = &judgement->tally;
    std::cout << "not judged:\n" << not_judged() << tally->text() << std::flush;
    if (mutate_) {
      const JudgeScore score = mutated(sample, judgement->derived);
      std::cout << score.text() << std::flush;
      if (!score.whole()) return Exit::kScore;
    }
    if (!json_.empty() && !write_file(json_, tally->json()))
      return fail(Exit::kOutput, json_ + ": cannot be written");
    if (const std::string command = command_of(dir_);
        tally->worst() != Verdict::kRight && !command.empty()) {
      std::cout << "\nto repeat it:\n  " << command << " --out DIR\n  aobo-sim judge"
                << " DIR\n";
    }
    return exit_of(tally->worst());
  }

  std::string dir_, plugin_, json_;
  bool mutate_ = false;
};

}  // namespace

Command judge_command() {
  return {
      "judge",
      "hold the plugin's answers against the truth of a generated world",
      {"aobo-sim judge [OPTIONS] DIR"},
      {"Replays a world of \"aobo-sim generate\" through the plugin and holds every answer against "
       "its truth. The plugin reads the files of the world as they are and orders the records "
       "itself.",
       "What the plugin says of a record at once is held against what could be known at that "
       "moment. The last that it says of the record (attribution_changed) is held against what all "
       "records tell. Verdicts on what was agreed are judged, and derived events too: those that a "
       "story must bring, and those for which there was no reason.",
       "Prints how many answers fell into each class, by family, method, way in, fault and derived "
       "event, then some of the failures, and the commands that repeat them. docs/simulator.md "
       "explains the classes.",
       "Where there are failures of several classes, the worst decides the exit code: 20, 29, 21, "
       "22, 23, 24, 27, 26, 25, 28, the worst first."},
      {{"DIR", "the folder of the world"}},
      {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kWrong, Exit::kUnfounded,
       Exit::kUnanswered, Exit::kMisread, Exit::kMissed, Exit::kWrongPath, Exit::kWrongPolicy,
       Exit::kDerived, Exit::kWrongField, Exit::kAccused, Exit::kScore},
      {{"judge the plugin by a world that was just made", "aobo-sim judge world"}},
      make_invocation<JudgeRun>,
  };
}

}  // namespace aobo::sim
