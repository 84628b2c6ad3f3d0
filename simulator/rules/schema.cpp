#include "simulator/rules/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/nearest.h"

namespace aobo::sim {
namespace {

struct EventField {
  std::string_view name;
  ss_plugin_field_type type;
  EventFact fact;
  std::string_view text;
};
constexpr EventField kEventFields[] = {
    {"evt.num", FTYPE_UINT64, EventFact::kNumber, "Number of the event."},
    {"evt.time", FTYPE_STRING, EventFact::kTime, "Time of the event, HH:MM:SS.nnnnnnnnn."},
    {"evt.time.s", FTYPE_STRING, EventFact::kTimeSeconds, "Time of the event, HH:MM:SS."},
    {"evt.time.iso8601", FTYPE_STRING, EventFact::kTimeIso, "Time of the event, ISO 8601."},
    {"evt.datetime", FTYPE_STRING, EventFact::kDateTime, "Date and time of the event."},
    {"evt.datetime.s", FTYPE_STRING, EventFact::kDateTimeSeconds,
     "Date and time of the event, to the second."},
    {"evt.rawtime", FTYPE_ABSTIME, EventFact::kRawTime, "Nanoseconds since 1970."},
    {"evt.rawtime.s", FTYPE_UINT64, EventFact::kRawTimeSeconds, "Seconds since 1970."},
    {"evt.rawtime.ns", FTYPE_UINT64, EventFact::kRawTimeRest, "What is left of the nanoseconds."},
    {"evt.reltime", FTYPE_RELTIME, EventFact::kRelTime, "Nanoseconds since the first event."},
    {"evt.reltime.s", FTYPE_UINT64, EventFact::kRelTimeSeconds, "Seconds since the first event."},
    {"evt.reltime.ns", FTYPE_UINT64, EventFact::kRelTimeRest, "What is left of the nanoseconds."},
    {"evt.pluginname", FTYPE_STRING, EventFact::kPluginName, "Name of the plugin."},
    {"evt.plugininfo", FTYPE_STRING, EventFact::kPluginInfo, "The event as the plugin tells it."},
    {"evt.source", FTYPE_STRING, EventFact::kSource, "Event source."},
    {"evt.is_async", FTYPE_BOOL, EventFact::kIsAsync, "Whether the event is asynchronous."},
    {"evt.asynctype", FTYPE_STRING, EventFact::kAsyncType, "Name of an asynchronous event."},
    {"evt.hostname", FTYPE_STRING, EventFact::kHostname, "Name of the host."},
};

struct TypeNames {
  ss_plugin_field_type type;
  std::string_view plugin, falco;
};
constexpr TypeNames kTypes[] = {
    {FTYPE_STRING, "string", "CHARBUF"},   {FTYPE_UINT64, "uint64", "UINT64"},
    {FTYPE_BOOL, "bool", "BOOL"},          {FTYPE_ABSTIME, "abstime", "ABSTIME"},
    {FTYPE_RELTIME, "reltime", "RELTIME"}, {FTYPE_IPADDR, "ipaddr", "IPADDR"},
    {FTYPE_IPNET, "ipnet", "IPNET"},
};

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Schema::Schema(const std::vector<FieldInfo>& plugin_fields, std::string source, FalcoVersion falco)
    : source_(std::move(source)), falco_(falco) {
  for (const FieldInfo& info : plugin_fields) fields_.push_back({info, EventFact::kNone});
  for (const EventField& row : kEventFields) {
    FieldInfo info;
    info.name = row.name;
    info.type = row.type;
    info.text = row.text;
    fields_.push_back({std::move(info), row.fact});
  }
}

const SchemaField* Schema::find(std::string_view name) const {
  for (const SchemaField& field : fields_) {
    if (field.info.name == name) return &field;
  }
  return nullptr;
}

std::string Schema::nearest(std::string_view name) const {
  std::vector<std::string> names;
  for (const SchemaField& field : fields_) names.push_back(field.info.name);
  return aobo::nearest(name, names);
}

std::optional<Error> check_argument(const FieldInfo& field,
                                    const std::optional<std::string>& argument) {
  const std::string& name = field.name;
  if (!argument) {
    if (!field.needs_argument) return std::nullopt;
    return Error{fmt::format("filter '{0}': {0} requires an argument but none provided", name)};
  }
  if (!field.takes_key && !field.takes_index) {
    return Error{fmt::format(
        "filter '{0}[{1}]': {0} does not allow nor require an argument but one is provided: {1}",
        name, *argument)};
  }
  if (argument->find(' ') != std::string::npos) {
    return Error{fmt::format("filter '{0}[{1}': {0} has unbalanced argument brackets", name,
                             argument->substr(0, argument->find(' ')))};
  }
  if (field.takes_key) return std::nullopt;
  if (!digits(*argument)) {
    return Error{fmt::format(
        "filter {0}[{1}] {0} has an invalid index argument not composed only by digits: {1}", name,
        *argument)};
  }
  if (argument->size() > 1 && argument->front() == '0') {
    return Error{fmt::format(
        "filter {0}[{1}] {0} has an invalid index argument starting with 0: {1}", name, *argument)};
  }
  return std::nullopt;
}

std::string_view type_name(ss_plugin_field_type type) {
  for (const TypeNames& row : kTypes) {
    if (row.type == type) return row.plugin;
  }
  return "";
}

std::string falco_type_name(const FieldInfo& field) {
  for (const TypeNames& row : kTypes) {
    if (row.type == field.type) return std::string(row.falco) + (field.is_list ? " (list)" : "");
  }
  return "";
}

std::size_t Columns::of(const SchemaField& field, const std::optional<std::string>& argument) {
  const std::string shown = argument ? field.info.name + "[" + *argument + "]" : field.info.name;
  if (const auto known = find(shown)) return *known;
  all_.push_back(
      std::make_unique<Column>(Column{&field, {&field.info, argument.value_or(""), shown}, shown}));
  return all_.size() - 1;
}

std::optional<std::size_t> Columns::find(std::string_view shown) const {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (all_[i]->shown == shown) return i;
  }
  return std::nullopt;
}

}  // namespace aobo::sim
