// Schema: the engine that rules are loaded into: its version, and the fields that conditions and
// outputs may name: the plugin's own and those evt.* that
// Falco gives to every plugin's events (falcosecurity/libs, the filter checks of generic events;
// evt.type is not one of them).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/host/session.h"
#include "simulator/rules/falco_version.h"

namespace aobo::sim {

// What stands about an event itself.
enum class EventFact : std::uint8_t {
  kNone,  // the plugin is asked
  kNumber,
  kTime,
  kTimeSeconds,
  kTimeIso,
  kDateTime,
  kDateTimeSeconds,
  kRawTime,
  kRawTimeSeconds,
  kRawTimeRest,
  kRelTime,
  kRelTimeSeconds,
  kRelTimeRest,
  kPluginName,
  kPluginInfo,
  kSource,
  kIsAsync,
  kAsyncType,
  kHostname
};

struct SchemaField {
  FieldInfo info;
  EventFact fact = EventFact::kNone;
};

class Schema {
 public:
  Schema(const std::vector<FieldInfo>& plugin_fields, std::string source,
         FalcoVersion falco = kNewestFalco);

  FalcoVersion falco() const { return falco_; }          // whose language the rules are in
  const std::string& source() const { return source_; }  // the event source: "aobo"
  const SchemaField* find(std::string_view name) const;
  const std::vector<SchemaField>& fields() const { return fields_; }
  // The field that is spelt most like it; empty where none is near.
  std::string nearest(std::string_view name) const;

 private:
  std::string source_;
  FalcoVersion falco_;
  std::vector<SchemaField> fields_;  // in the plugin's order, then those of the event
};

// Whether the argument fits the field, in Falco's words where it does not.
std::optional<Error> check_argument(const FieldInfo& field,
                                    const std::optional<std::string>& argument);

std::string_view type_name(ss_plugin_field_type type);  // "string", as plugins write it
std::string falco_type_name(const FieldInfo& field);    // "CHARBUF (list)", as Falco's messages do

// A field as rules ask for it, each once.
struct Column {
  const SchemaField* field = nullptr;
  FieldQuery query;   // for the plugin
  std::string shown;  // "aobo.person.customers[1h]"
};

class Columns {
 public:
  // The number of this column, which is added where it is new.
  std::size_t of(const SchemaField& field, const std::optional<std::string>& argument);
  const Column& operator[](std::size_t number) const { return *all_[number]; }
  std::size_t size() const { return all_.size(); }
  std::optional<std::size_t> find(std::string_view shown) const;

 private:
  std::vector<std::unique_ptr<Column>> all_;
};

}  // namespace aobo::sim
