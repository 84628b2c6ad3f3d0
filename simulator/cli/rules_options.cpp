#include "simulator/cli/rules_options.h"

#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "simulator/cli/terminal.h"

namespace aobo::sim {

namespace po = boost::program_options;

void RulesArguments::describe(po::options_description& options) {
  options.add_options()("plugin",
                        po::value(&plugin)->value_name("FILE")->default_value(
                            default_plugin(), "libaobo.so beside aobo-sim"),
                        "the plugin whose fields the rules use");
  describe_falco(options, falco);
}

po::options_description RulesArguments::arguments() {
  po::options_description options;
  options.add_options()("rules", po::value(&rules));
  return options;
}

void describe_falco(po::options_description& options, std::string& falco) {
  options.add_options()("falco", po::value(&falco)->value_name("0.44|0.45")->default_value("0.45"),
                        "the Falco whose rules language this is (docs/rules.md)");
}

std::optional<LoadedRules> load_schema(const std::string& plugin, const std::string& falco,
                                       Exit& exit) {
  const auto version = falco_version(falco);
  if (!version) {
    exit = fail(Exit::kUsage, "--falco must be 0.44 or 0.45, found " + falco);
    return std::nullopt;
  }
  auto library = Library::load(plugin);
  if (!library) {
    exit = fail(Exit::kPlugin, library.error().message);
    return std::nullopt;
  }
  LoadedRules loaded{std::move(*library), nullptr, nullptr};
  const auto fields = read_fields(*loaded.library);
  if (!fields) {
    exit = fail(Exit::kPlugin, fields.error().message);
    return std::nullopt;
  }
  const char* source =
      loaded.library->get_event_source != nullptr ? loaded.library->get_event_source() : "aobo";
  loaded.schema = std::make_unique<Schema>(*fields, source, *version);
  return loaded;
}

std::optional<LoadedRules> load_rules(const RulesArguments& arguments, bool warnings, Exit& exit) {
  if (arguments.rules.empty()) {
    exit = fail(Exit::kUsage, "no rules named; give a rules file or a folder, like rules/");
    return std::nullopt;
  }
  auto loaded = load_schema(arguments.plugin, arguments.falco, exit);
  if (!loaded) return std::nullopt;
  loaded->rules = RuleSet::load(arguments.rules, *loaded->schema,
                                {loaded->library->get_name(), loaded->library->get_version()});
  for (const Diagnostic& diagnostic : loaded->rules->diagnostics()) {
    if (warnings || diagnostic.severity == Severity::kError)
      std::cerr << loaded->rules->files().render(diagnostic);
  }
  if (loaded->rules->ok()) return loaded;
  exit = fail(Exit::kRules, "the rules cannot be loaded");
  return std::nullopt;
}

std::string scratch_folder(const char* what) {
  return (std::filesystem::temp_directory_path() /
          ("aobo-" + std::string(what) + "-" + std::to_string(getpid())))
      .string();
}

}  // namespace aobo::sim
