// aobo-sim inspect: what is in each of the logs that somebody has.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/cli/ask_options.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/interrupt.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/terminal.h"
#include "simulator/host/config.h"
#include "simulator/inspect/form.h"
#include "simulator/inspect/input_files.h"
#include "simulator/inspect/inventory.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

class InspectRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    describe_plugin(group.options, config_, plugin_,
                    "the plugin's configuration, for its patterns, dates and tenants; its "
                    "directory, state and inputs are left out");
    group.options.add_options()(
        "format", po::value(&format_)->value_name("table|csv|json|ndjson")->default_value("table"),
        "form of the answer; csv is safe to open in a spreadsheet")(
        "quiet", po::bool_switch(&quiet_), "no progress");
    group.options.add_options()("tz", po::value(&zone_)->value_name("ZONE")->default_value("UTC"),
                                "time zone of what is shown, like Europe/Amsterdam");
    describe_width(group.options, width_);
    return {std::move(group)};
  }
  po::options_description arguments() override { return input_argument(inputs_); }
  Exit run(const po::variables_map& given) override {
    if (const auto wrong = wrong_width(width_)) return fail(Exit::kUsage, "inspect: " + *wrong);
    if (const auto vain =
            without_effect(given, {{"width", format_ == "table", "with --format " + format_}}))
      return fail(Exit::kUsage, "inspect: " + *vain);
    if (inputs_.empty())
      return fail(Exit::kUsage, "inspect: no input; give files, folders or globs, or -");
    const auto zone = Zone::find(zone_);
    if (!zone) return fail(Exit::kUsage, "inspect: " + zone.error().message);
    const auto files = input_files(inputs_);
    if (!files) return fail(Exit::kInput, files.error().message);
    const auto library = Library::load(plugin_);
    if (!library) return fail(Exit::kPlugin, library.error().message);
    const auto config = read_config(config_);
    if (!config) return fail(Exit::kPlugin, config.error().message);
    const auto found = look(**library, of_logs_alone(*config), *files);
    if (!found)
      return fail(Exit::kPlugin, config_.empty() ? found.error().message
                                                 : with_file_name(found.error().message, config_));
    return answered(*found, *zone);
  }

 private:
  Result<std::vector<Inventory>> look(const Library& library, const std::string& config,
                                      const std::vector<std::string>& files) const {
    std::vector<Inventory> found;
    Progress progress(!quiet_);
    watch_interrupts();
    for (const std::string& file : files) {
      if (interrupted()) break;
      progress.show(fmt::format("{} of {} inputs", found.size(), files.size()));
      auto inventory = inspect_input(library, config, file, input_expression({file}), interrupted);
      if (!inventory) return inventory.error();
      found.push_back(std::move(*inventory));
    }
    progress.end();
    return found;
  }
  Exit answered(const std::vector<Inventory>& found, const Zone& zone) const {
    const Look look = look_of(width_);
    return answer(format_ == "table" ? inventory_text(found, zone, look)
                                     : inventory_table(found, zone).text(format_, look),
                  exit_of(found));
  }
  // As "aobo-sim replay" has it: a file that is named must give something, and so must a log that
  // lies in a folder; of a folder's other files none must.
  Exit exit_of(const std::vector<Inventory>& found) const {
    const auto gave = [](const Inventory& input) { return input.is_log(); };
    const bool unread = std::ranges::any_of(found, [&](const Inventory& input) {
      // A document that lies in a folder beside logs: nobody meant it.
      if (std::ranges::count(inputs_, input.path) == 0 && is_document(beginning_of(input.path)))
        return false;
      return !input.error.empty() || input.refused.contains("unreadable") ||
             input.refused.contains("too-long") || input.refused.contains("bad-compression");
    });
    const bool all_files = std::ranges::all_of(inputs_, [&](const std::string& name) {
      return std::ranges::any_of(found, [&](const Inventory& one) { return one.path == name; });
    });
    const bool refused = std::ranges::any_of(
        found, [](const Inventory& input) { return input.is_known() && !input.is_log(); });
    const bool empty = refused || (all_files ? !std::ranges::all_of(found, gave)
                                             : std::ranges::none_of(found, gave));
    return unread || empty ? Exit::kInput : Exit::kOk;
  }

  std::string config_, plugin_, format_, zone_;
  std::vector<std::string> inputs_;
  unsigned width_ = 0;
  bool quiet_ = false;
};

}  // namespace

Command inspect_command() {
  return {"inspect",
          "say what is in each file of logs",
          {"aobo-sim inspect [OPTIONS] INPUT..."},
          {"Reads each input alone and says its form, which logs of which tenants are in it, from "
           "when to when, how many records were read, repaired and refused, and why the first one "
           "was refused. No directory and no configuration are needed; with --config its patterns "
           "of text lines, its order of dates and its tenants of folders hold.",
           "Inputs of which nothing is a log are listed apart."},
          {{"INPUT", "a file, a folder, a glob, or - for standard input", true}},
          {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kInterrupted},
          {{"what somebody sent", "aobo-sim inspect export/"},
           {"for a program", "aobo-sim inspect --format json export/"}},
          make_invocation<InspectRun>};
}

}  // namespace aobo::sim
