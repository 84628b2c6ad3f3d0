// aobo-sim fields: what the plugin lists, as a table for people or as the Markdown of
// docs/fields.md.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <iostream>

#include "simulator/check/coverage.h"
#include "simulator/cli/command.h"
#include "simulator/cli/rules_options.h"
#include "simulator/cli/terminal.h"
#include "simulator/host/session.h"
#include "simulator/rules/schema.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

std::string shown_type(const FieldInfo& info) {
  return std::string(type_name(info.type)) + (info.is_list ? " (list)" : "");
}

void print_markdown(const std::vector<FieldInfo>& fields) {
  std::cout << "| NAME | TYPE | ARG | DESCRIPTION |\n|---|---|---|---|\n";
  for (const FieldInfo& info : fields) {
    std::cout << fmt::format("| `{}` | `{}` | {} | {} |\n", info.name, shown_type(info),
                             info.needs_argument ? "Key, Required" : "None", info.text);
  }
}

void print_text(const std::vector<FieldInfo>& fields) {
  for (const FieldInfo& info : fields) {
    const std::string name = info.name + (info.needs_argument ? "[…]" : "");
    std::cout << fmt::format("{:<28} {:<14} {}\n", name, shown_type(info), info.text);
  }
}

}  // namespace

Exit run_fields(const std::vector<std::string>& arguments) {
  std::string plugin, format;
  bool coverage = false;
  po::options_description options("Options");
  options.add_options()(
      "plugin", po::value(&plugin)->default_value(default_plugin(), "beside aobo-sim"),
      "the plugin to ask")("format", po::value(&format)->default_value("text"), "text or markdown")(
      "coverage", po::bool_switch(&coverage),
      "of each field, for how many in a hundred events of each family it has a value in a sample "
      "world")("help", "this text");
  po::variables_map given;
  constexpr const char* kHelp =
      "aobo-sim fields [OPTIONS]\nLists the fields that Falco rules can use.\n\n";
  if (const auto done = read_arguments(arguments, {"fields", kHelp, options, {}}, {}, given))
    return *done;
  if (format != "text" && format != "markdown") {
    return fail(Exit::kUsage, "fields: --format must be text or markdown, found " + format);
  }
  const auto library = Library::load(plugin);
  if (!library) return fail(Exit::kPlugin, library.error().message);
  const auto fields = read_fields(**library);
  if (!fields) return fail(Exit::kPlugin, fields.error().message);
  if (coverage) {
    const auto counted = sample_coverage(**library, scratch_folder("coverage"));
    if (!counted) return fail(Exit::kFailed, counted.error().message);
    std::vector<std::string> names;
    for (const FieldInfo& info : *fields) {
      if (!info.needs_argument || info.type == FTYPE_UINT64)
        names.push_back(info.needs_argument ? info.name + "[1h]" : info.name);
    }
    std::cout << coverage_text(*counted, names);
    return Exit::kOk;
  }
  format == "markdown" ? print_markdown(*fields) : print_text(*fields);
  return Exit::kOk;
}

}  // namespace aobo::sim
