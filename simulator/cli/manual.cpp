// aobo-sim manual: writes manual pages, shell completions and the schema of the configuration, as
// packages install them.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

#include "plugin/base/number.h"
#include "plugin/base/time.h"
#include "simulator/cli/command.h"
#include "simulator/cli/invoke.h"
#include "simulator/cli/terminal.h"
#include "simulator/cli/written_file.h"
#include "simulator/host/library.h"
#include "simulator/manual/completions.h"
#include "simulator/manual/man_pages.h"
#include "simulator/version.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;

constexpr const char* kEpoch = "SOURCE_DATE_EPOCH";

// The day that SOURCE_DATE_EPOCH names; no date where it is not set, so that the pages do not
// change from day to day.
Result<std::string> date_of_pages() {
  const char* epoch = std::getenv(kEpoch);
  if (epoch == nullptr) return std::string();
  const std::string_view text = epoch;
  const auto seconds = whole_number<std::int64_t>(text);
  constexpr std::int64_t kMost = 9'000'000'000;  // within the years that TimeNs holds
  if (!seconds || *seconds < 0 || *seconds > kMost)
    return Error{fmt::format("{} must be a number of seconds, found \"{}\"", kEpoch, text)};
  return format_time(*seconds * kSecondNs).substr(0, 10);
}

Result<std::string> schema_of(const Library& library) {
  const auto schema = reinterpret_cast<decltype(plugin_api::get_init_schema)>(
      library.symbol("plugin_get_init_schema"));
  ss_plugin_schema_type type = SS_PLUGIN_SCHEMA_NONE;
  const char* text = schema == nullptr ? nullptr : schema(&type);
  if (text == nullptr || type != SS_PLUGIN_SCHEMA_JSON)
    return Error{"plugin " + library.path() + ": has no JSON schema of its configuration"};
  return std::string(text);
}

class ManualRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    group.options.add_options()("out", po::value(&out_)->value_name("DIR"),
                                "the folder to write to; files of the same names are replaced")(
        "plugin",
        po::value(&plugin_)->value_name("FILE")->default_value(default_plugin(),
                                                               "libaobo.so beside aobo-sim"),
        "the plugin whose configuration aobo.json(5) describes");
    return {std::move(group)};
  }
  Exit run(const po::variables_map&) override {
    if (out_.empty())
      return fail(Exit::kUsage, "manual: --out DIR is missing; see aobo-sim manual --help");
    const auto date = date_of_pages();
    if (!date) return fail(Exit::kUsage, "manual: " + date.error().message);
    const auto library = Library::load(plugin_);
    if (!library) return fail(Exit::kPlugin, library.error().message);
    const auto schema = schema_of(**library);
    if (!schema) return fail(Exit::kPlugin, schema.error().message);
    const auto json = aobo_json(*schema);
    if (!json) return fail(Exit::kPlugin, json.error().message);
    return write(*schema, *json, {std::string("aobo ") + kVersion, *date});
  }

 private:
  Exit write(const std::string& schema, const FileText& json, const Edition& edition) const {
    const ProgramText program = program_text();
    std::vector<std::pair<std::string, std::string>> files = {
        {"man/aobo-sim.1", man_page(program, edition)},
        {"man/aobo.json.5", man_page(json, edition)},
        {"man/aobo.yaml.5", man_page(aobo_yaml(), edition)},
        {"completions/bash/aobo-sim", bash_completion(program)},
        {"completions/zsh/_aobo-sim", zsh_completion(program)},
        {"completions/fish/aobo-sim.fish", fish_completion(program)},
        {"schemas/aobo.schema.json", schema + "\n"},
    };
    for (const CommandText& command : program.commands)
      files.emplace_back("man/" + page_name(command) + ".1", man_page(command, edition));
    for (const auto& [name, text] : files) {
      const fs::path path = fs::path(out_) / name;
      std::error_code ignored;  // a folder that cannot be made holds no file either
      fs::create_directories(path.parent_path(), ignored);
      if (!write_file(path.string(), text))
        return fail(Exit::kOutput, path.string() + ": cannot be written");
    }
    std::cout << fmt::format("{} files in {}\n", files.size(), out_);
    return Exit::kOk;
  }

  std::string out_, plugin_;
};

}  // namespace

Command manual_command() {
  return {
      "manual",
      "write the manual pages, shell completions and schema, as packages install them",
      {"aobo-sim manual [OPTIONS] --out DIR"},
      {"Writes man/ (aobo-sim(1), a page for each command, aobo.json(5), aobo.yaml(5)) and "
       "completions/ (bash/aobo-sim, zsh/_aobo-sim, fish/aobo-sim.fish); and "
       "schemas/aobo.schema.json, the plugin's schema of its "
       "configuration. Pages and completions are made from the "
       "same tables as --help, from the schema of the configuration that the plugin gives, and "
       "from the keys that its reader of aobo.yaml accepts.",
       "The same version writes the same bytes. Pages show the date of SOURCE_DATE_EPOCH where "
       "that is set, and none where it is not."},
      {},
      {Exit::kPlugin, Exit::kOutput},
      {{"read a page without installing anything",
        "aobo-sim manual --out pages && man -l pages/man/aobo-sim.1"}},
      make_invocation<ManualRun>,
  };
}

}  // namespace aobo::sim
