// aobo-sim doctor: what the directory holds, what it and the logs lack, and what that costs.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "plugin/base/json_object.h"
#include "plugin/base/text.h"
#include "simulator/cli/ask_options.h"
#include "simulator/cli/effects.h"
#include "simulator/cli/interrupt.h"
#include "simulator/cli/replay.h"
#include "simulator/cli/terminal.h"
#include "simulator/doctor/checks.h"
#include "simulator/host/config.h"
#include "simulator/report/columns.h"
#include "simulator/report/counted.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

constexpr unsigned kStaleDays = 7;

struct Answer {
  std::vector<std::pair<std::string, std::size_t>> loaded;
  std::vector<FromFile> files;
  std::vector<Finding> findings;
};

// What comes from a file, a list for each kind.
struct Kind {
  std::string_view name;
  std::vector<std::string> FromFile::*of;
};
constexpr Kind kKinds[] = {{"people", &FromFile::people},
                           {"tool accounts", &FromFile::tool_accounts},
                           {"shared accounts", &FromFile::shared_accounts},
                           {"relationships", &FromFile::relationships},
                           {"scopes", &FromFile::scopes}};

std::string files_json(const std::vector<FromFile>& files) {
  std::string list;
  for (const FromFile& from : files) {
    JsonObject one;
    one.text("file", from.file);
    for (const Kind& kind : kKinds) one.texts(kind.name, from.*kind.of);
    for (const auto& [name, count] : from.others) one.count(name, count);
    list += (list.empty() ? "" : ",\n ") + one.done();
  }
  return "[" + list + "]";
}

// "3 people, 2 groups".
std::string counts_of(const FromFile& from) {
  std::string what;
  const auto add = [&](std::string_view name, std::size_t count) {
    if (count > 0) what += fmt::format("{}{} {}", what.empty() ? "" : ", ", count, name);
  };
  for (const Kind& kind : kKinds) add(kind.name, (from.*kind.of).size());
  for (const auto& [name, count] : from.others) add(name, count);
  return what;
}

// Files of one kind in a folder of that kind, as members/<group id>.json, are told together.
std::string files_text(const std::vector<FromFile>& files) {
  std::string text;
  for (std::size_t i = 0; i < files.size();) {
    const std::string folder = std::filesystem::path(files[i].file).parent_path().string();
    const auto is_like = [&](const FromFile& other) {
      return std::filesystem::path(other.file).parent_path() == folder &&
             other.others.size() == 1 && folder.ends_with(other.others.front().first);
    };
    std::size_t end = i, count = 0;
    for (; end < files.size() && is_like(files[end]); ++end)
      count += files[end].others.front().second;
    if (end > i + 1) {
      text += fmt::format("  {}, {}: {} {}\n", printable(folder), counted(end - i, "file", "files"),
                          count, files[i].others.front().first);
      i = end;
    } else {
      text += fmt::format("  {}: {}\n", printable(files[i].file), counts_of(files[i]));
      ++i;
    }
  }
  return text.empty() ? text : "From\n" + text;
}

std::string as_json(const Answer& all) {
  JsonObject counts;
  for (const auto& [what, n] : all.loaded) counts.count(what, n);
  std::string list;
  for (const Finding& finding : all.findings) {
    const JsonObject one = JsonObject()
                               .text("what", finding.what)
                               .text("cost", finding.cost)
                               .text("advice", finding.advice);
    list += (list.empty() ? "" : ",\n ") + one.done();
  }
  return JsonObject()
             .object("loaded", counts)
             .raw("files", files_json(all.files))
             .raw("findings", "[" + list + "]")
             .done() +
         "\n";
}

std::string as_text(const Answer& all, std::size_t width) {
  std::string text = "Loaded\n";
  for (const auto& [what, n] : all.loaded) text += fmt::format("  {:>7}  {}\n", n, what);
  text += wrapped_lines(files_text(all.files), width);
  const auto line = [&](std::string_view head, const std::string& sentence) {
    if (!sentence.empty())
      text += wrapped(fmt::format("  {:<8} {}", head, sentence), width, 11) + "\n";
  };
  for (const Finding& finding : all.findings) {
    text += "\n" + wrapped(finding.what, width, 2) + "\n";
    line("costs", finding.cost);
    line("do", finding.advice);
  }
  text += all.findings.empty()
              ? "\nNothing is missing.\n"
              : "\n" + counted(all.findings.size(), "thing is", "things are") + " missing.\n";
  return text;
}

class DoctorRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    describe_plugin(group.options, config_, plugin_,
                    "the plugin's configuration, which names the directory; relative paths in it "
                    "start from its folder");
    group.options.add_options()("stale",
                                po::value(&stale_)->value_name("N")->default_value(kStaleDays),
                                "days after which an export is too old")(
        "format", po::value(&format_)->value_name("text|json")->default_value("text"),
        "form of the answer")("quiet", po::bool_switch(&quiet_), "no progress");
    describe_width(group.options, width_);
    return {std::move(group)};
  }
  po::options_description arguments() override { return input_argument(inputs_); }
  Exit run(const po::variables_map& given) override {
    if (const auto wrong = wrong_width(width_)) return fail(Exit::kUsage, "doctor: " + *wrong);
    if (const auto vain =
            without_effect(given, {{"width", format_ == "text", "with --format json"}}))
      return fail(Exit::kUsage, "doctor: " + *vain);
    if (config_.empty())
      return fail(Exit::kUsage, "doctor: no configuration; name it with --config");
    const auto config = read_config(config_);
    if (!config) return fail(Exit::kPlugin, config.error().message);
    const std::string folder = directory_of(*config);
    if (const auto vain = without_effect(
            given, {{"stale", !folder.empty(), "where the configuration names no \"directory\""}}))
      return fail(Exit::kUsage, "doctor: " + *vain);
    const auto directory = directory_in(folder);
    if (!directory) return fail(Exit::kPlugin, directory.error().message);
    Exit exit = Exit::kOk;
    const auto logs = read_logs(*config, exit);
    if (!logs) return exit;
    return answered(*directory, folder, *logs);
  }

 private:
  // Of the inputs that are named, or of the configuration's; of none where there is none. The
  // plugin is set up in any case: what it refuses, in the policy for instance, is refused here.
  std::optional<SeenInLogs> read_logs(const std::string& config, Exit& exit) const {
    const auto failed = [&](Exit code, const std::string& message) {
      exit = fail(code, message);
      return std::nullopt;
    };
    const auto library = Library::load(plugin_);
    if (!library) return failed(Exit::kPlugin, library.error().message);
    auto session = Session::start(**library, for_asking(config), {});
    if (!session) return failed(Exit::kPlugin, with_file_name(session.error().message, config_));
    if (inputs_.empty() && !has_inputs(config)) return SeenInLogs{};
    watch_interrupts();
    (*session)->stop_where(interrupted);
    if (const auto error = (*session)->open(input_expression(inputs_)))
      return failed(Exit::kInput, error->message);
    Progress progress(!quiet_);
    auto seen = read_seen(**session, [&] {
      if (progress.due()) progress.show((*session)->progress() + progress.pace((*session)->pace()));
    });
    progress.end();
    if (!seen) return failed(Exit::kFailed, seen.error().message);
    return *seen;
  }
  Exit answered(const DirectoryAndItsFile& found, const std::string& folder,
                const SeenInLogs& logs) const {
    const ExportFiles files = folder.empty() ? ExportFiles{} : export_files(folder);
    const Answer all{loaded(*found.directory, found.written),
                     by_file(*found.directory, found.written, folder),
                     examine({*found.directory, files, logs, found.written, folder, clock_now(),
                              static_cast<TimeNs>(stale_) * kDayNs})};
    return answer(format_ == "json" ? as_json(all) : as_text(all, look_of(width_).width),
                  all.findings.empty() ? Exit::kOk : Exit::kIncomplete);
  }

  std::string config_, plugin_, format_;
  std::vector<std::string> inputs_;
  unsigned stale_ = kStaleDays, width_ = 0;
  bool quiet_ = false;
};

}  // namespace

Command doctor_command() {
  return {
      "doctor",
      "say what the directory and the logs lack, and what that costs",
      {"aobo-sim doctor --config FILE [OPTIONS] [INPUT...]"},
      {"Loads the directory as the plugin does and reads the logs, and says what was loaded and "
       "what is missing: exports, members, assignments, subscriptions, customers without logs, "
       "tenants and partners that nobody named. Of each it says which answers that costs and "
       "what to do.",
       "Without INPUT the inputs of the configuration are read; where it has none, the "
       "directory alone is looked at."},
      {{"INPUT", "a file, a folder, a glob, or - for standard input", true}},
      {Exit::kPlugin, Exit::kInput, Exit::kOutput, Exit::kIncomplete, Exit::kInterrupted},
      {{"after each export", "aobo-sim doctor --config aobo.json"}},
      make_invocation<DoctorRun>};
}

}  // namespace aobo::sim
