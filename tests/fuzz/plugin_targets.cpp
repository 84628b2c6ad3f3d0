// Targets of the plugin: what reads log content, what a person configures, and what comes back from
// a capture or a state file.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "plugin/abi/falco_api.h"
#include "plugin/config/config.h"
#include "plugin/directory/loader.h"
#include "plugin/fields/extracted_event.h"
#include "plugin/fields/fields.h"
#include "plugin/parse/parser.h"
#include "plugin/pipeline/pipeline.h"
#include "plugin/pipeline/state_file.h"
#include "plugin/policy/loader.h"
#include "plugin/unwrap/reader.h"
#include "tests/fuzz/target.h"

extern "C" {
ss_plugin_t* plugin_init(const ss_plugin_init_input* input, ss_plugin_rc* result);
void plugin_destroy(ss_plugin_t* state);
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

void pipeline(std::string_view bytes) {
  const std::string log = folder().write("log", bytes);
  ss_plugin_init_input input{};
  input.config =
      R"({"behaviour":{"gap_learning":"1s"},"timeline":{"memory_mb":1,"duplicates":16}})";
  ss_plugin_rc result = SS_PLUGIN_FAILURE;
  ss_plugin_t* plugin = plugin_init(&input, &result);
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

void directory(std::string_view bytes) {
  folder().write("directory/aobo.yaml", bytes);
  const auto loaded = load_directory(folder().path() + "/directory");
  if (loaded) (void)load_policy(folder().path() + "/directory", **loaded);
}

void exports(std::string_view bytes) {
  folder().write("exports/aobo.yaml",
                 "partners:\n  - name: a\n    tenant: d7296d84-932f-4f00-a431-126c164a7ba7\n"
                 "    exports: here\n");
  for (const char* name : {"users", "groups", "delegatedAdminRelationships", "contracts"})
    folder().write(std::string("exports/here/") + name + ".json", bytes);
  (void)load_directory(folder().path() + "/exports");
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

// The sum of a snapshot holds back damage, not malice: what passes it is read by the stages.
void state(std::string_view bytes) {
  const std::string path = folder().write("state", bytes);
  StateFile file(path, "state 2; windows 10m 1h 24h");
  (void)file.read();
}

constexpr Target kTargets[] = {
    {"parse", "framing, masking, parsing and unwrapping of every family", parse},
    {"pipeline", "a log through the whole plugin, by its ABI", pipeline},
    {"directory", "aobo.yaml", directory},
    {"exports", "exports of Graph and Partner Center", exports},
    {"observations", "the history of a directory", observations},
    {"configuration", "the plugin's configuration", configuration},
    {"payload", "the payload of an event in a capture", payload},
    {"state", "a state file", state},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace aobo::fuzz
