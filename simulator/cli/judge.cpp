// aobo-sim judge: holds a plugin's answers against the truth of a generated world.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <fstream>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/terminal.h"
#include "simulator/generate/world_folder.h"
#include "simulator/judge/judge.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp =
    "aobo-sim judge [OPTIONS] DIR\n"
    "Replays a world of aobo-sim generate through the plugin and holds every answer against its "
    "truth.\n\n"
    "Records are given in the order of the times that they show. What only later records tell is "
    "listed as not judged yet.\n\n"
    "Exit codes: 0 all right, 2 usage, 3 plugin or configuration, 4 DIR, 5 the plugin failed, 6 "
    "output,\n"
    "  20 a wrong name, 21 a name or a suspicion that the logs do not bear out, 22 records without "
    "an answer or answers without\n"
    "  a record, 23 a record misread, 24 a name missed though it was knowable, 25 a wrong way in. "
    "The worst decides.\n\n";

}  // namespace

Exit run_judge(const std::vector<std::string>& arguments) {
  std::string dir, plugin, json;
  JudgeOptions judge;
  po::options_description visible("Options"), hidden;
  visible.add_options()("plugin",
                        po::value(&plugin)->default_value(default_plugin(), "beside aobo-sim"),
                        "the plugin to judge")(
      "json", po::value(&json), "write the counts as JSON to this file")("help", "this text");
  hidden.add_options()("dir", po::value(&dir));
  po::variables_map given;
  if (const auto done =
          read_arguments(arguments, {"judge", kHelp, visible, {"dir"}}, hidden, given))
    return *done;
  if (dir.empty()) return fail(Exit::kUsage, "judge: DIR is missing; see aobo-sim judge --help");
  if (!std::ifstream(dir + "/truth.ndjson")) {
    return fail(Exit::kInput, dir +
                                  "/truth.ndjson: cannot be read; \"aobo-sim generate --out DIR\" "
                                  "writes a world to judge with");
  }
  const auto library = Library::load(plugin);
  if (!library) return fail(Exit::kPlugin, library.error().message);
  Progress progress(true);
  judge.progress = [&](std::uint64_t records) {
    if (progress.due()) progress.show(fmt::format("{} records judged", records));
  };
  const auto tally = judge_world(dir, **library, judge);
  progress.end();
  if (!tally) return fail(Exit::kFailed, tally.error().message);
  std::cout << tally->text() << std::flush;
  if (!json.empty() && !write_file(json, tally->json()))
    return fail(Exit::kOutput, json + ": cannot be written");
  if (const std::string command = command_of(dir);
      tally->worst() != Verdict::kRight && !command.empty()) {
    std::cout << "\nto repeat it:\n  " << command << " --out DIR\n  aobo-sim judge"
              << " DIR\n";
  }
  return exit_of(tally->worst());
}

}  // namespace aobo::sim
