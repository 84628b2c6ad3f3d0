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

struct WorldOutput {
  std::string out, actions;
  std::vector<std::string> leave_out;
  bool no_actions = false;
};

Exit generate(const GenerateOptions& options, const WorldOutput& output) {
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

class GenerateRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    po::options_description& options = group.options;
    options.add_options()("out", po::value(&output_.out)->value_name("DIR"),
                          "the folder to write; it must be empty or not there")(
        "actions", po::value(&output_.actions)->value_name("FILE"),
        "take what happens from this actions.ndjson, in place of days and stories; the other "
        "options must be those of the world that it comes from")(
        "no-actions", po::bool_switch(&output_.no_actions), "do not write actions.ndjson")(
        "leave-out", po::value(&output_.leave_out)->value_name("RECORD")->composing(),
        "a record that is not written, by its name in the truth")(
        "list-stories", po::bool_switch(&stories_), "explain each story and do nothing else")(
        "list-faults", po::bool_switch(&faults_), "explain each fault and do nothing else")(
        "list-variants", po::bool_switch(&variants_), "explain each variant and do nothing else")(
        "list-operations", po::bool_switch(&operations_),
        "list what actions can do, with the log's spelling, and do nothing else");
    OptionsGroup world{"The world", {}};
    world_.describe(world.options, false);
    return {std::move(group), std::move(world)};
  }
  Exit run(const po::variables_map& given) override {
    if (const auto vain = beside_a_list(given)) return fail(Exit::kUsage, "generate: " + *vain);
    if (stories_) list_stories();
    if (faults_) list_faults();
    if (variants_) list_variants();
    if (operations_) list_operations();
    if (stories_ || faults_ || variants_ || operations_) return Exit::kOk;
    const auto chosen = world_.options();
    if (!chosen) return fail(Exit::kUsage, "generate: " + chosen.error().message);
    if (output_.out.empty())
      return fail(Exit::kUsage, "generate: --out DIR is missing; see aobo-sim generate --help");
    return generate(*chosen, output_);
  }

 private:
  // An option of the world beside one that does nothing but list.
  std::optional<std::string> beside_a_list(const po::variables_map& given) const {
    for (const auto& [name, value] : given) {
      if (!value.defaulted() && !name.starts_with("list-") &&
          (stories_ || faults_ || variants_ || operations_))
        return fmt::format("--{} has no effect with --list-…, which does nothing else", name);
    }
    return std::nullopt;
  }

  WorldArguments world_;
  WorldOutput output_;
  bool stories_ = false, faults_ = false, variants_ = false, operations_ = false;
};

}  // namespace

Command generate_command() {
  return {
      "generate",
      "write a synthetic world: logs of many tenants, with the truth beside them",
      {"aobo-sim generate [OPTIONS] --out DIR"},
      {"Writes a synthetic world: a partner, its people and customers, and what they did, as the "
       "logs that Microsoft would have written, with the truth beside them. DIR gets aobo.json, "
       "directory/, logs/, truth.ndjson, truth.pb, actions.ndjson, world.json and README.md.",
       "The same version, seed and options give the same bytes; the command that makes the world "
       "again is printed first."},
      {},
      {Exit::kInput, Exit::kOutput},
      {{"a week of 25 customers in which somebody acts who has left",
        "aobo-sim generate --days 7 --story leaver --seed 7 --out world"},
       {"what the stories are", "aobo-sim generate --list-stories"}},
      make_invocation<GenerateRun>,
  };
}

}  // namespace aobo::sim
