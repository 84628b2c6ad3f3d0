// Objects whose keys are paths, as searches of SIEMs and pandas give nested records: each is nested
// again and read as what it is then.
#include "plugin/base/key_paths.h"
#include "plugin/base/limits.h"
#include "plugin/unwrap/members.h"

namespace aobo {
namespace {

// First parts of the paths: where records lie, in wrappers, and what lies in records.
constexpr std::string_view kRoots[] = {
    "auditdata",    "source",       "data",          "result",
    "fields",       "o365",         "azure",         "properties",
    "attributes",   "content",      "body",          "raweventdata",
    "status",       "initiatedby",  "authorization", "claims",
    "actor",        "devicedetail", "location",      "agent",
    "rule",         "mfadetail",    "operationname", "resourcegroupname",
    "eventname",    "category",     "host",          "httprequest",
    "resourcetype", "substatus"};

}  // namespace

std::optional<Unwrapped> open_flat(const simdjson::dom::object& object) {
  std::vector<std::string> names, values;
  for (const auto field : object) {
    if (names.size() == limits::kCsvColumns) return std::nullopt;
    names.emplace_back(field.key);
    values.push_back(json_of(field.value));
  }
  const KeyPaths paths(names);
  if (!paths.nests() || !paths.stands_under(kRoots)) return std::nullopt;
  Unwrapped found;
  paths.write(found.parts.emplace_back(),
              [&](std::size_t at) { return std::string_view(values[at]); });
  read_tenant(object, found);
  return found;
}

}  // namespace aobo
