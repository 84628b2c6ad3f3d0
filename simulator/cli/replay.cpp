// aobo-sim replay: drives the plugin over captured logs and prints who did what in each customer.
#include <fmt/format.h>
#include <simdjson.h>
#include <unistd.h>

#include <boost/program_options.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "plugin/base/json_text.h"
#include "plugin/base/text.h"
#include "simulator/cli/command.h"
#include "simulator/host/session.h"
#include "simulator/report/summary.h"
#include "simulator/report/writer.h"

namespace aobo::sim {
namespace {

namespace po = boost::program_options;

struct Options {
  std::string plugin, config, format, only, summary;
  std::vector<std::string> fields, inputs;
  bool quiet = false;
};

po::options_description describe(Options& o) {
  po::options_description options("Options");
  options.add_options()
      ("config", po::value(&o.config), "the plugin's configuration, a JSON file; relative paths in it start from its folder")
      ("plugin", po::value(&o.plugin)->default_value(default_plugin(), "beside aobo-sim"), "the plugin to drive")
      ("format", po::value(&o.format)->default_value("table"), "table, json (one object an event) or none (the summary alone)")
      ("fields", po::value(&o.fields)->composing(),
       "fields to print, comma-separated: columns of a table, or keys of the JSON. \"aobo-sim fields\" lists them")
      ("only", po::value(&o.only)->default_value("all"), "all events, or those of a partner alone: all, partner")
      ("summary", po::value(&o.summary), "write the summary as JSON to this file")
      ("quiet", po::bool_switch(&o.quiet), "no progress, no summary on the terminal")
      ("help", "this text");
  return options;
}

constexpr const char* kHelp =
    "aobo-sim replay [OPTIONS] INPUT...\n"
    "Reads captured logs and prints who did what in each customer.\n\n"
    "INPUT is a file, a folder, a glob or - for standard input; gzip and zstd are told by content. Without INPUT the\n"
    "inputs of the configuration are read.\n\n"
    "Events go to standard output; with --format json so does nothing else. The summary goes to standard output behind\n"
    "the table, else to standard error.\n\n"
    "Exit codes: 0 done, 2 usage, 3 plugin or configuration, 4 input, 5 the plugin failed, 6 output.\n\n";

// The configuration as the plugin takes it: with base_dir set to the folder of the file where it is not set.
Result<std::string> read_config(const std::string& path) {
  if (path.empty()) return std::string("{}");
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return Error{path + ": cannot be read"};
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  simdjson::dom::element ignored;
  // What is no object the plugin refuses itself, with line and column.
  if (parser.parse(text).get(root) != simdjson::SUCCESS) return text;
  if (root.at_key("base_dir").get(ignored) == simdjson::SUCCESS) return text;
  std::string base = "{\"base_dir\":";
  append_json_string(base, std::filesystem::absolute(path).parent_path().string());
  if (root.size() != 0) base += ',';
  // The rest stays as it was written, so that positions in later lines of it stay true.
  return base + text.substr(text.find('{') + 1);
}

std::string escaped_commas(const std::string& input) {
  std::string out;
  for (const char c : input) {
    if (c == ',') out += '\\';
    out += c;
  }
  return out;
}

// Inputs on the command line start from where the command was given.
std::string input_expression(const std::vector<std::string>& inputs) {
  std::string all;
  for (const std::string& input : inputs) {
    if (!all.empty()) all += ',';
    all += input == "-" ? input : escaped_commas(std::filesystem::absolute(input).string());
  }
  return all;
}

std::vector<std::string> split_fields(const std::vector<std::string>& lists) {
  std::vector<std::string> fields;
  for (const std::string& list : lists) {
    std::size_t start = 0;
    while (start <= list.size()) {
      const std::size_t end = std::min(list.find(',', start), list.size());
      if (end > start) fields.push_back(list.substr(start, end - start));
      start = end + 1;
    }
  }
  return fields;
}

class NoWriter : public EventWriter {
 public:
  void write(const Session&) override {}
};

Result<std::unique_ptr<EventWriter>> make_writer(const Session& session, const Options& options) {
  const auto fields = split_fields(options.fields);
  if (options.format == "json") return make_json_writer(session, fields, std::cout);
  if (options.format == "none") return std::unique_ptr<EventWriter>(new NoWriter);
  return fields.empty() ? make_table_writer(session, std::cout) : make_column_writer(session, fields, std::cout);
}

struct SummaryFields {
  FieldQuery family, path, confidence, method, customer, customer_id, operation, is_partner;
  WhoFields who;
};

Result<SummaryFields> summary_fields(const Session& session) {
  std::vector<FieldQuery> q;
  for (const char* name : {"aobo.family", "aobo.path", "aobo.confidence", "aobo.method", "aobo.customer.name",
                           "aobo.customer.id", "aobo.operation", "aobo.is_partner"}) {
    auto query = session.query(name);
    if (!query) return query.error();
    q.push_back(std::move(*query));
  }
  auto who = who_fields(session);
  if (!who) return who.error();
  return SummaryFields{q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], *who};
}

Summary::Line line_of(const Session& session, const SummaryFields& f) {
  Summary::Line line;
  line.family = session.text(f.family);
  line.path = session.text(f.path);
  line.confidence = session.text(f.confidence);
  line.method = session.text(f.method);
  const auto partner = session.extract(f.is_partner);
  line.is_partner = partner && partner->boolean.value_or(false);
  if (!line.is_partner) return line;
  line.customer = session.text(f.customer);
  if (line.customer.empty()) line.customer = session.text(f.customer_id);
  line.who = who(session, f.who);
  if (!line.confidence.empty()) line.who += " [" + line.confidence + ", " + line.path + "]";
  line.operation = session.text(f.operation);
  return line;
}

// A line on a terminal that is written over, at most twice a second.
class Progress {
 public:
  explicit Progress(bool wanted) : wanted_(wanted && isatty(STDERR_FILENO) == 1) {}
  void show(const Session& session, std::uint64_t events) {
    if (!wanted_ || events % 4096 != 0) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    std::cerr << fmt::format("\r\033[K{} records, {}", events, session.progress()) << std::flush;
  }
  void end() const {
    if (wanted_) std::cerr << "\r\033[K" << std::flush;
  }

 private:
  bool wanted_;
  std::chrono::steady_clock::time_point last_{};
};

Exit fail(Exit code, const std::string& message) {
  std::cout << std::flush;
  std::cerr << "aobo-sim: " << message << "\n";
  return code;
}

// The plugin knows its configuration as "configuration"; the person knows it as a file.
std::string with_file_name(const std::string& message, const std::string& file) {
  constexpr std::string_view kConfiguration = "configuration:";
  return message.starts_with(kConfiguration) ? file + ":" + message.substr(kConfiguration.size()) : message;
}

Exit replay(const Options& options) {
  Summary summary;
  auto library = Library::load(options.plugin);
  if (!library) return fail(Exit::kPlugin, library.error().message);
  const auto config = read_config(options.config);
  if (!config) return fail(Exit::kPlugin, config.error().message);
  auto session = Session::start(**library, *config,
                                [&](ss_plugin_log_severity, std::string_view component, std::string_view line) {
                                  if (component == "refused") summary.add_refusal_example(line);
                                });
  if (!session) return fail(Exit::kPlugin, with_file_name(session.error().message, options.config));
  auto writer = make_writer(**session, options);
  if (!writer) return fail(Exit::kUsage, writer.error().message);
  const auto fields = summary_fields(**session);
  if (!fields) return fail(Exit::kPlugin, fields.error().message);
  if (const auto error = (*session)->open(input_expression(options.inputs))) return fail(Exit::kInput, error->message);

  Progress progress(!options.quiet);
  (*writer)->begin();
  for (;;) {
    const auto more = (*session)->next();
    if (!more) return fail(Exit::kFailed, more.error().message);
    if (!*more) break;
    const Summary::Line line = line_of(**session, *fields);
    summary.add(line);
    if (options.only == "all" || line.is_partner) (*writer)->write(**session);
    progress.show(**session, summary.records());
  }
  progress.end();
  std::cout << std::flush;
  if (!std::cout) return fail(Exit::kOutput, "standard output: writing failed");
  summary.set_metrics((*session)->metrics());
  if (!options.quiet) (options.format == "table" ? std::cout : std::cerr) << summary.text();
  if (!options.summary.empty()) {
    std::ofstream file(options.summary, std::ios::binary);
    file << summary.json() << std::flush;
    if (!file) return fail(Exit::kOutput, options.summary + ": cannot be written");
  }
  return Exit::kOk;
}

bool among(const std::string& value, std::initializer_list<const char*> allowed) {
  for (const char* one : allowed) {
    if (value == one) return true;
  }
  return false;
}

}  // namespace

Exit run_replay(const std::vector<std::string>& arguments) {
  Options options;
  const po::options_description visible = describe(options);
  po::options_description all;
  all.add(visible).add_options()("input", po::value(&options.inputs));
  po::positional_options_description positional;
  positional.add("input", -1);
  po::variables_map given;
  try {
    po::store(po::command_line_parser(arguments).options(all).positional(positional).run(), given);
    po::notify(given);
  } catch (const po::error& error) {
    return fail(Exit::kUsage, std::string("replay: ") + error.what() + "; see aobo-sim replay --help");
  }
  if (given.contains("help")) {
    std::cout << kHelp << visible;
    return Exit::kOk;
  }
  if (!among(options.format, {"table", "json", "none"})) {
    return fail(Exit::kUsage, "replay: --format must be table, json or none, found " + options.format);
  }
  if (!among(options.only, {"all", "partner"})) {
    return fail(Exit::kUsage, "replay: --only must be all or partner, found " + options.only);
  }
  return replay(options);
}

}  // namespace aobo::sim
