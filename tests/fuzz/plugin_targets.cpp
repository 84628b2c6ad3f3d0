// Targets of the plugin: what reads log content, what a person configures, and what comes back from
// a capture or a state file.
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "plugin/abi/falco_api.h"
#include "plugin/config/config.h"
#include "plugin/directory/loader.h"
#include "plugin/fields/extracted_event.h"
#include "plugin/fields/fields.h"
#include "plugin/parse/parser.h"
#include "plugin/policy/loader.h"
#include "plugin/unwrap/reader.h"
#include "tests/fuzz/target.h"
#include "tests/support/places.h"

extern "C" {
ss_plugin_t* plugin_init(const ss_plugin_init_input* input, ss_plugin_rc* result);
void plugin_destroy(ss_plugin_t* state);
const char* plugin_get_last_error(ss_plugin_t* state);
ss_instance_t* plugin_open(ss_plugin_t* state, const char* params, ss_plugin_rc* result);
void plugin_close(ss_plugin_t* state, ss_instance_t* instance);
ss_plugin_rc plugin_next_batch(ss_plugin_t* state, ss_instance_t* instance, std::uint32_t* count,
                               ss_plugin_event*** events);
ss_plugin_rc plugin_extract_fields(ss_plugin_t* state, const ss_plugin_event_input* event,
                                   const ss_plugin_field_extract_input* in);
const char* plugin_event_to_string(ss_plugin_t* state, const ss_plugin_event_input* event);
}

namespace aobo::fuzz {
namespace {

namespace fs = std::filesystem;

// A folder of this process, gone at its end.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "aobo-fuzz-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, std::string_view bytes) const {
    const std::string path = path_ + "/" + name;
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const Folder& folder() {
  static const Folder made;
  return made;
}

void parse(std::string_view bytes) {
  static Parser parser({});
  static Record record;
  RecordReader reader(folder().write("log", bytes), std::size_t{4} << 10, parser);
  while (reader.next(record) != RecordReader::State::kEnd) {
  }
}

// Every field of an event, as a host asks for them.
void read_event(ss_plugin_t* plugin, const ss_plugin_event* event, std::uint64_t number) {
  const ss_plugin_event_input input{event, number, nullptr};
  (void)plugin_event_to_string(plugin, &input);
  for (std::uint32_t id = 0; id < fields().size(); ++id) {
    ss_plugin_extract_field field{};
    field.field_id = id;
    field.ftype = FTYPE_STRING;
    field.arg_key = const_cast<char*>("/properties/a");
    field.arg_present = 1;
    ss_plugin_field_extract_input asked{};
    asked.num_fields = 1;
    asked.fields = &field;
    (void)plugin_extract_fields(plugin, &input, &asked);
  }
}

// A run of the plugin over the log, by its ABI, with the sample's directory and its patterns, so
// that partners, names and vaults of text are reached. `members`: more of the configuration.
void run_plugin(const std::string& log, const std::string& members) {
  const std::string config = fmt::format(
      R"j({{{}"directory":"{}/sample-data/directory",)j"
      R"j("patterns":[{{"name":"vault01","pattern":"(?P<time>\\d{{4}}-\\d{{2}}-\\d{{2}} )j"
      R"j(\\d{{2}}:\\d{{2}}:\\d{{2}}) \\S+ (?P<action>CHECKOUT|CHECKIN) acct=(?P<account>\\S+) )j"
      R"j(by=(?P<person>\\S+) case=(?P<ticket>\\S+)"}}],)j"
      R"j("behaviour":{{"gap_learning":"1s"}},)j"
      R"j("timeline":{{"memory_mb":1,"duplicates":16}}}})j",
      members, test::kSourceDir);
  ss_plugin_init_input input{};
  input.config = config.c_str();
  ss_plugin_rc result = SS_PLUGIN_FAILURE;
  ss_plugin_t* plugin = plugin_init(&input, &result);
  if (result != SS_PLUGIN_SUCCESS) {
    std::cerr << plugin_get_last_error(plugin) << "\n";
    std::abort();
  }
  ss_instance_t* instance = plugin_open(plugin, log.c_str(), &result);
  std::uint64_t number = 0;
  while (result != SS_PLUGIN_EOF && instance != nullptr) {
    std::uint32_t count = 0;
    ss_plugin_event** events = nullptr;
    result = plugin_next_batch(plugin, instance, &count, &events);
    if (result == SS_PLUGIN_FAILURE) std::abort();
    for (std::uint32_t i = 0; i < count; ++i) read_event(plugin, events[i], ++number);
  }
  plugin_close(plugin, instance);
  plugin_destroy(plugin);
}

void pipeline(std::string_view bytes) { run_plugin(folder().write("log", bytes), ""); }

void directory(std::string_view bytes) {
  folder().write("directory/aobo.yaml", bytes);
  const auto loaded = load_directory(folder().path() + "/directory");
  if (loaded) (void)load_policy(folder().path() + "/directory", **loaded);
}

void exports(std::string_view bytes) {
  folder().write("exports/aobo.yaml",
                 "partners:\n  - name: a\n    tenant: d7296d84-932f-4f00-a431-126c164a7ba7\n"
                 "    folder: here\n");
  for (const char* name : {"users", "groups", "delegatedAdminRelationships", "contracts"})
    folder().write(std::string("exports/here/") + name + ".json", bytes);
  (void)load_directory(folder().path() + "/exports");
}

// What the portals give to download.
void portal(std::string_view bytes) {
  folder().write("portal/aobo.yaml",
                 "partners:\n  - {name: a, tenant: d7296d84-932f-4f00-a431-126c164a7ba7, "
                 "folder: here}\n");
  for (const char* name : {"exportUsers_2026-3-2", "deletedItems", "groups",
                           "members/d7296d84-932f-4f00-a431-126c164a7ba7"})
    folder().write(std::string("portal/here/") + name + ".csv", bytes);
  (void)load_directory(folder().path() + "/portal");
}

// A history beside aobo.yaml: whatever a line says, the directory loads, and what is refused is
// told.
void observations(std::string_view bytes) {
  folder().write("history/aobo.yaml",
                 "partners:\n  - {name: a, tenant: d7296d84-932f-4f00-a431-126c164a7ba7}\n");
  folder().write("history/observations.ndjson", bytes);
  const auto loaded = load_directory(folder().path() + "/history");
  if (!loaded) std::abort();
  for (const auto& person : (*loaded)->people()) (void)(*loaded)->by_upn(person->upn, 0);
}

void configuration(std::string_view bytes) { (void)parse_config(bytes); }

// A capture may hold anything where a payload should be.
void payload(std::string_view bytes) {
  static ExtractedEvent event;
  static Values values;
  if (!event.select(bytes)) return;
  for (const Field& field : fields()) {
    values.clear();
    field.get(event, "/properties/a", values);
  }
}

// The sum of a snapshot holds back damage, not malice: whatever it holds, with its sum and lengths
// made right the stages read it, and then a log on top.
void state(std::string_view bytes) {
  constexpr std::size_t kSum = 12, kSettings = 24, kSnapshot = 32, kHeader = 56;
  std::string whole(bytes);
  std::uint64_t settings = 0;
  if (whole.size() >= kHeader) std::memcpy(&settings, whole.data() + kSettings, sizeof settings);
  if (whole.size() >= kHeader && settings <= whole.size() - kHeader) {
    const std::uint64_t snapshot = whole.size() - kHeader - settings;
    std::memcpy(whole.data() + kSnapshot, &snapshot, sizeof snapshot);
    const auto sum = static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(whole.data()) + kHeader, whole.size() - kHeader));
    std::memcpy(whole.data() + kSum, &sum, sizeof sum);
  }
  const std::string path = folder().write("state", whole);
  fs::remove(path + ".delivered");
  run_plugin(
      folder().write("log", R"({"time":"2026-03-02T08:00:18Z","account":"svc@adatum.example",)"
                            R"("person":"chen@adatum.example","action":"check-out"})"
                            "\n"),
      fmt::format(R"("state":{{"file":"{}"}},)", path));
}

constexpr Target kTargets[] = {
    {"parse", "framing, masking, parsing and unwrapping of every family", parse},
    {"pipeline", "a log through the whole plugin, by its ABI", pipeline},
    {"directory", "aobo.yaml", directory},
    {"exports", "exports of Graph and Partner Center", exports},
    {"portal", "exports that portals give as CSV", portal},
    {"observations", "the history of a directory", observations},
    {"configuration", "the plugin's configuration", configuration},
    {"payload", "the payload of an event in a capture", payload},
    {"state", "a state file", state},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace aobo::fuzz
