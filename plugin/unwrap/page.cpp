// Pages: answers and batches that hold records in a list. For instance
//   {"tenant":"…","value":[{…},{…}]}                            Graph, kept by a script
//   {"meta":{"rows":2},"data":[{…},{…}]}                        an answer with what describes it
//   {"statusCode":200,"headers":{…},"body":{"value":[{…}]}}     Power Automate, Logic Apps
//   {"responses":[{"id":"1","headers":{…},"body":{"value":[{…}]}}]}  Graph's $batch
// One rule tells them from records of others that hold lists of what their users wrote: no key of a
// record stands there, and a list of objects has a name of pages', or is the only one among plain
// values and what describes it (base/page_keys.h). Of such a page every list of objects is read,
// so that what is no record is refused by its own keys and nothing is passed over. The list may lie
// deeper only under the few names in which answers are handed on.
#include "plugin/base/guid.h"
#include "plugin/base/page_keys.h"
#include "plugin/base/text.h"
#include "plugin/unwrap/members.h"

namespace aobo {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Array = simdjson::dom::array;

constexpr std::size_t kPageDepth = 3;

bool is_list_of_objects(const Element& element) {
  Array array;
  return element.get(array) == simdjson::SUCCESS && array.size() != 0 && array.at(0).is_object();
}

bool holds_something(const Element& element) {
  Array array;
  Object object;
  if (element.get(array) == simdjson::SUCCESS) return array.size() != 0;
  return element.get(object) == simdjson::SUCCESS && object.size() != 0;
}

bool is_of_a_record(const Object& object) {
  for (const auto field : object) {
    if (is_folded_of_any(page::kOfRecords, field.key)) return true;
  }
  return is_own_record(object);
}

// Beside a time a list of no such name is something that a record tells: comments, targets.
constexpr std::string_view kTimes[] = {"time",      "timestamp", "date",       "datetime",  "ts",
                                       "published", "eventtime", "occurredat", "createdat", "uuid"};

// The page's lists, in their order; none where it is no page. A list that stands alone under a
// tenant's id is that tenant's.
std::vector<Element> lists_of(const Object& object, Unwrapped& page) {
  std::vector<Element> lists;
  bool named = false, others = false;
  std::string_view name;
  for (const auto field : object) {
    others = others || is_folded_of_any(kTimes, field.key);
    if (!holds_something(field.value) || is_folded_of_any(page::kColumnLists, field.key)) continue;
    if (is_list_of_objects(field.value)) {
      lists.push_back(field.value);
      name = field.key;
      named = named || page::is_list_name(name);
    } else {
      others = others || !is_folded_of_any(page::kDescriptions, field.key);
    }
  }
  if (named) return lists;
  if (lists.size() != 1 || others) return {};
  if (page.tenant.empty() && name.size() == 36 && parse_id(name)) page.tenant = name;
  return lists;
}

// {"tables":[…],"error":{"code":"PartialError"}}: more was found than is there.
void read_partial(const Object& object, Unwrapped& page) {
  const auto error = member(object, "error");
  Object inner;
  if (!error || error->get(inner) != simdjson::SUCCESS || inner.size() == 0) return;
  std::string_view code;
  if (const auto value = member(inner, "code"); value && value->get(code) != simdjson::SUCCESS)
    code = {};
  page.cut = "an answer that says it is not whole";
  if (!code.empty()) page.cut += ": " + printable(code, 40);
}

std::optional<Object> carried(const Object& object) {
  for (const std::string_view name : page::kCarriers) {
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
    if (is_of_a_record(*at)) return std::nullopt;
    const std::vector<Element> lists = lists_of(*at, page);
    for (const Element& list : lists) add_part(list, page);
    if (!lists.empty()) {
      read_partial(*at, page);
      return page;
    }
    at = carried(*at);
  }
  return std::nullopt;
}

}  // namespace aobo
