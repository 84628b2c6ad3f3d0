// Pages: answers and batches that hold records in a list. For instance
//   {"tenant":"…","value":[{…},{…}]}                            Graph, kept by a script
//   {"meta":{"rows":2},"data":[{…},{…}]}                        an answer with what describes it
//   {"statusCode":200,"headers":{…},"body":{"value":[{…}]}}     Power Automate, Logic Apps
//   {"responses":[{"id":"1","headers":{…},"body":{"value":[{…}]}}]}  Graph's $batch
// One rule tells them from records of others that hold lists of what their users wrote: no key of a
// record stands there, and the list stands alone among plain values, or under a name of pages'. The
// list may lie deeper only under the few names in which answers are handed on.
#include "plugin/base/guid.h"
#include "plugin/base/key.h"
#include "plugin/unwrap/members.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

// Names under which pages hold their records whatever stands beside, and how such names end.
constexpr std::string_view kPageKeys[] = {"records", "value", "items", "events",   "results",
                                          "result",  "hits",  "data",  "responses"};
constexpr std::string_view kPageEndings[] = {"logs", "records", "audits", "signins"};
// Names of objects in which answers are handed on.
constexpr std::string_view kCarriers[] = {"body",   "data",    "response", "outputs", "output",
                                          "result", "results", "content",  "hits",    "d"};
// Keys of records, each alone: no page has one.
constexpr std::string_view kRecordsKeys =
    "category categoryvalue eventname eventsource resourceid operation operationname useragent "
    "requestparameters";
constexpr std::size_t kPageDepth = 3;

bool is_list_of_objects(const Element& element) {
  Array array;
  return element.get(array) == simdjson::SUCCESS && array.size() != 0 && array.at(0).is_object();
}

bool is_page_key(std::string_view key) {
  for (const std::string_view known : kPageKeys) {
    if (is_folded_of(known, key)) return true;
  }
  const std::string folded = folded_key(key);
  for (const std::string_view ending : kPageEndings) {
    if (folded.ends_with(ending)) return true;
  }
  return false;
}

bool holds_something(const Element& element) {
  Array array;
  Object object;
  if (element.get(array) == simdjson::SUCCESS) return array.size() != 0;
  return element.get(object) == simdjson::SUCCESS && object.size() != 0;
}

// The one list of the page. A list whose name is a tenant's id is that tenant's.
std::optional<Element> list_of(const Object& object, Unwrapped& page) {
  std::optional<Element> only;
  std::string_view name;
  std::size_t others = 0;
  for (const auto field : object) {
    if (!holds_something(field.value)) continue;
    if (is_page_key(field.key) && is_list_of_objects(field.value)) return field.value;
    ++others;
    only = field.value;
    name = field.key;
  }
  if (others != 1 || !is_list_of_objects(*only)) return std::nullopt;
  if (page.tenant.empty() && name.size() == 36 && parse_id(name)) page.tenant = name;
  return only;
}

std::optional<Object> carried(const Object& object) {
  for (const std::string_view name : kCarriers) {
    const auto value = member(object, name);
    Object inner;
    if (value && value->get(inner) == simdjson::SUCCESS && inner.size() != 0) return inner;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Unwrapped> open_page(const Object& object) {
  Unwrapped page;
  read_tenant(object, page);
  std::optional<Object> at = object;
  for (std::size_t depth = 0; at && depth < kPageDepth; ++depth) {
    if (has_one_of(*at, kRecordsKeys) || is_own_record(*at)) return std::nullopt;
    if (const auto list = list_of(*at, page)) {
      add_part(*list, page);
      return page;
    }
    at = carried(*at);
  }
  return std::nullopt;
}

}  // namespace aobo
