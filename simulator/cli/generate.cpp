// aobo-sim generate: writes a synthetic world with its truth.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <chrono>
#include <iostream>

#include "simulator/cli/command.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/world_options.h"
#include "simulator/generate/world_folder.h"
#include "simulator/version.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr const char* kHelp =
    "aobo-sim generate [OPTIONS] --out DIR\n"
    "Writes a synthetic world: a partner, its people and customers, and what they did, as the logs "
    "that Microsoft would have\n"
    "written, with the truth beside them. DIR gets aobo.json, directory/, logs/, truth.ndjson, "
    "truth.pb, actions.ndjson and README.md.\n\n"
    "Exit codes: 0 done, 2 usage, 4 an input, 6 DIR cannot be written.\n\n";

void list_stories() {
  for (const Story* story : stories()) {
    std::cout << fmt::format("{:<26} {}{}\n", story->name, story->text,
                             story->label.empty() ? std::string(" (nothing to alert on)")
                                                  : fmt::format(" [{}]", story->label));
  }
}
void list_faults() {
  for (const Fault* fault : faults())
    std::cout << fmt::format("{:<20} {}\n", fault->name, fault->text);
}
void list_variants() {
  for (const VariantRow& row : variant_rows()) {
    std::string values;
    for (std::size_t i = 0; i < row.count(); ++i)
      values += fmt::format("{}{}", values.empty() ? "" : "|", row.values[i]);
    std::cout << fmt::format("{:<32} {}\n", fmt::format("{}={}", row.name, values), row.text);
  }
}

void list_operations() {
  for (const Operation& row : operations()) {
    std::cout << fmt::format("{:<26} {:<15} {}{}\n", row.id, name(row.family), row.raw,
                             row.target.empty() ? std::string() : fmt::format(" ({})", row.target));
  }
}

struct Output {
  std::string out, actions;
  std::vector<std::string> leave_out;
  bool no_actions = false;
};

Exit generate(const GenerateOptions& options, const Output& output) {
  const std::string& out = output.out;
  const std::string& actions_file = output.actions;
  std::cout << "aobo-sim " << kVersion << "\n" << options.command() << "\n";
  const World world = make_world(options);
  std::cout << "variants " << world.variants.text() << "\n"
            << "faults   " << Faults::chosen(options.faults, options.world)->text() << "\n"
            << std::flush;
  std::vector<Action> actions;
  if (!actions_file.empty()) {
    auto read = read_actions(world, actions_file);
    if (!read) return fail(Exit::kInput, read.error().message);
    actions = std::move(*read);
  }
  const auto began = std::chrono::steady_clock::now();
  Progress progress(true);
  FolderOptions folder;
  folder.keep_actions = !output.no_actions;
  folder.left_out = {output.leave_out.begin(), output.leave_out.end()};
  folder.progress = [&](std::uint32_t hours, std::uint64_t records, std::uint64_t bytes) {
    progress.show(fmt::format("day {} of {}, {} records, {} MB", hours / 24 + 1, options.world.days,
                              records, bytes >> 20));
  };
  const auto result = write_world(options, actions_file.empty() ? nullptr : &actions, out, folder);
  progress.end();
  if (!result) return fail(Exit::kOutput, result.error().message);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::cout << fmt::format(
      "{} actions, {} records, {} lost to faults, {:.1f} MB in {:.1f} s ({:.1f} MB/s) in {}\n",
      result->made.actions, result->made.records, result->made.lost,
      static_cast<double>(result->bytes) / 1e6, took.count(),
      static_cast<double>(result->bytes) / 1e6 / took.count(), out);
  return Exit::kOk;
}

}  // namespace

Exit run_generate(const std::vector<std::string>& arguments) {
  WorldArguments world;
  Output output;
  bool stories_wanted = false, faults_wanted = false, variants_wanted = false,
       operations_wanted = false;
  po::options_description options("Options");
  world.describe(options);
  options.add_options()("out", po::value(&output.out),
                        "the folder to write; it must be empty or not there")(
      "actions", po::value(&output.actions),
      "take what happens from this actions.ndjson, in place of days and stories; the other options "
      "must be those of the world that it is of")("no-actions", po::bool_switch(&output.no_actions),
                                                  "do not write actions.ndjson")(
      "leave-out", po::value(&output.leave_out)->composing(),
      "a record that is not written, by its name in the truth")(
      "list-stories", po::bool_switch(&stories_wanted), "explain each story")(
      "list-faults", po::bool_switch(&faults_wanted), "explain each fault")(
      "list-variants", po::bool_switch(&variants_wanted), "explain each variant")(
      "list-operations", po::bool_switch(&operations_wanted),
      "list what actions can do, with the log's spelling")("help", "this text");
  po::variables_map given;
  if (const auto done = read_arguments(arguments, {"generate", kHelp, options, {}}, {}, given))
    return *done;
  if (stories_wanted) list_stories();
  if (faults_wanted) list_faults();
  if (variants_wanted) list_variants();
  if (operations_wanted) list_operations();
  if (stories_wanted || faults_wanted || variants_wanted || operations_wanted) return Exit::kOk;
  const auto chosen = world.options();
  if (!chosen) return fail(Exit::kUsage, "generate: " + chosen.error().message);
  if (output.out.empty())
    return fail(Exit::kUsage, "generate: --out DIR is missing; see aobo-sim generate --help");
  return generate(*chosen, output);
}

}  // namespace aobo::sim
