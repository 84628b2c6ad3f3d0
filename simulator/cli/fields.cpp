// aobo-sim fields: what the plugin lists, as a table for people or as the Markdown of
// docs/fields.md.
#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <iostream>

#include "simulator/check/coverage.h"
#include "simulator/cli/command.h"
#include "simulator/cli/effects.h"
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

// Of what it rests on, where several workers share the customers.
std::string_view workers_mark(const FieldInfo& info) {
  if (info.rests_on == "customers") return " [Per worker](event-hubs.md#what-is-per-worker).";
  return info.rests_on == "customer" ? " [By customer](event-hubs.md#what-is-per-worker)." : "";
}

void print_markdown(const std::vector<FieldInfo>& fields) {
  std::cout << "| NAME | TYPE | ARG | DESCRIPTION |\n|---|---|---|---|\n";
  for (const FieldInfo& info : fields) {
    std::cout << fmt::format("| `{}` | `{}` | {} | {}{} |\n", info.name, shown_type(info),
                             info.needs_argument ? "Key, Required" : "None", info.text,
                             workers_mark(info));
  }
}

void print_text(const std::vector<FieldInfo>& fields) {
  for (const FieldInfo& info : fields) {
    const std::string name = info.name + (info.needs_argument ? "[…]" : "");
    std::cout << fmt::format("{:<28} {:<14} {}\n", name, shown_type(info), info.text);
  }
}

Exit print_coverage(const Library& library, const std::vector<FieldInfo>& fields) {
  const auto counted = sample_coverage(library, scratch_folder("coverage"));
  if (!counted) return fail(Exit::kFailed, counted.error().message);
  std::vector<std::string> names;
  for (const FieldInfo& info : fields) {
    if (!info.needs_argument || info.type == FTYPE_UINT64)
      names.push_back(info.needs_argument ? info.name + "[1h]" : info.name);
  }
  std::cout << coverage_text(*counted, names);
  return Exit::kOk;
}

class FieldsRun : public Invocation {
 public:
  std::vector<OptionsGroup> options() override {
    OptionsGroup group{"Options", {}};
    group.options.add_options()("plugin",
                                po::value(&plugin_)->value_name("FILE")->default_value(
                                    default_plugin(), "libaobo.so beside aobo-sim"),
                                "the plugin to ask")(
        "format", po::value(&format_)->value_name("text|markdown")->default_value("text"),
        "form of the list")(
        "coverage", po::bool_switch(&coverage_),
        "print instead, for each field and family of logs, in how many of a hundred events of a "
        "sample world it has a value");
    return {std::move(group)};
  }
  Exit run(const po::variables_map& given) override {
    if (const auto vain = without_effect(given, {{"format", !coverage_, "with --coverage"}}))
      return fail(Exit::kUsage, "fields: " + *vain);
    const auto library = Library::load(plugin_);
    if (!library) return fail(Exit::kPlugin, library.error().message);
    const auto fields = read_fields(**library);
    if (!fields) return fail(Exit::kPlugin, fields.error().message);
    if (coverage_) return print_coverage(**library, *fields);
    format_ == "markdown" ? print_markdown(*fields) : print_text(*fields);
    return Exit::kOk;
  }

 private:
  std::string plugin_, format_;
  bool coverage_ = false;
};

}  // namespace

Command fields_command() {
  return {
      "fields",
      "list the fields that rules can use",
      {"aobo-sim fields [OPTIONS]"},
      {"Lists the fields that the plugin gives to Falco rules: name, type and meaning. A name with "
       "[…] behind it needs an argument, like a window of time."},
      {},
      {Exit::kPlugin},
      {{"the table of docs/fields.md", "aobo-sim fields --format markdown"}},
      make_invocation<FieldsRun>,
  };
}

}  // namespace aobo::sim
